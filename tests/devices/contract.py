"""What a rig relies on, whatever kind of device it has: each kind's tests are a subclass with a ``device`` fixture."""

from __future__ import annotations

import json
from typing import Any

import pytest

from harness.builds import load_builds
from harness.devices.device import NEEDS, Device
from harness.errors import CapabilityMissingError

BUILDS = load_builds()


def command(verb: str, **arguments: Any) -> str:
    return json.dumps({"verb": verb, "arguments": arguments})


class DeviceContract:
    """What a rig relies on."""

    def test_launching_shows_a_fresh_screen(self, device: Device) -> None:
        outcome = device.launch({})
        assert (outcome.run, outcome.text) == (0, "ready")
        assert outcome.ids

    def test_a_command_is_run_and_counted(self, device: Device) -> None:
        device.launch({})
        assert [device.run(command("track", name="A")).run for _ in range(2)] == [1, 2]

    def test_a_bad_command_is_an_outcome_and_not_an_exception(self, device: Device) -> None:
        device.launch({})
        assert device.run("{").text.startswith("error: ")
        assert device.run(command("dance")).text.startswith("error: ")

    def test_data_survive_the_process_and_end_with_clearing(self, device: Device) -> None:
        first = device.launch({}).ids
        device.terminate()
        assert device.launch({}).ids == first
        device.clear()
        assert device.launch({}).ids != first

    def test_data_survive_another_build(self, device: Device) -> None:
        first = device.launch({}).ids
        device.install(BUILDS[f"virtual-{device.platform}-previous"])
        assert device.launch({}).ids == first

    def test_background_and_foreground_keep_the_process(self, device: Device) -> None:
        device.launch({})
        device.run(command("track", name="A"))
        device.background()
        device.foreground()
        assert device.outcome().run == 1

    def test_queues_are_told(self, device: Device) -> None:
        device.launch({})
        assert set(device.queued()) == {"segment", "moengage"}

    def test_the_log_has_lines(self, device: Device) -> None:
        device.launch({})
        device.run(command("track", name="A"))
        assert device.log_tail()

    def test_what_it_has_no_capability_for_is_refused(self, device: Device) -> None:
        arguments: dict[str, tuple[Any, ...]] = {"advance": (1.0,), "set_online": (False,), "receive_push": ({},)}
        for method, capability in NEEDS.items():
            if capability not in device.capabilities and method in arguments:
                with pytest.raises(CapabilityMissingError, match=capability):
                    getattr(device, method)(*arguments[method])
