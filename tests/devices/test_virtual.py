"""The contract that every kind of device keeps, run over both virtual phones."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from harness.builds import load_builds
from harness.devices.device import Device
from harness.devices.servers import read_line
from harness.devices.spec import VIRTUAL, parse_device
from harness.devices.virtual import VirtualPhones
from harness.errors import ConfigurationError, DeviceError
from harness.rig import Rigs

BUILDS = load_builds()


@pytest.fixture(params=VIRTUAL)
def device(request: pytest.FixtureRequest, rigs: Rigs) -> Device:
    found: Device = rigs.of(parse_device(request.param)).device
    found.install(BUILDS[f"virtual-{found.platform}-current"])
    found.clear()
    return found


def command(verb: str, **arguments: Any) -> str:
    return json.dumps({"verb": verb, "arguments": arguments})


class TestEveryDevice:
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

    def test_nothing_is_under_way_of_an_app_that_does_not_run(self, device: Device) -> None:
        device.terminate()
        assert device.under_way() == 0

    def test_the_log_has_lines(self, device: Device) -> None:
        device.launch({})
        device.run(command("track", name="A"))
        assert device.log_tail()

    def test_the_engine_names_models_and_guesses(self, device: Device) -> None:
        assert device.engine.kind == "virtual"
        assert any("analytics-" in model for model in device.engine.models)
        assert device.engine.guessed


def test_an_unknown_fault_is_a_mistake_of_configuration(tmp_path: Path) -> None:
    ca_file = tmp_path / "ca.pem"
    ca_file.write_text("", encoding="utf-8")
    with pytest.raises(ConfigurationError, match="no_such_fault"):
        VirtualPhones({parse_device("virtual:ios"): 1}, trust=ca_file, seed="s", faults=["no_such_fault"])


def test_a_phone_that_cannot_start_says_why(tmp_path: Path) -> None:
    with pytest.raises((DeviceError, ConfigurationError), match=r"absent\.pem"):
        VirtualPhones({parse_device("virtual:ios"): 1}, trust=tmp_path / "absent.pem", seed="s")


def test_reading_a_line_ends_in_time() -> None:
    reader, writer = os.pipe()
    with os.fdopen(reader, "rb") as stream, os.fdopen(writer, "wb", buffering=0) as end:
        end.write(b"half a li")
        assert read_line(stream, 0.05) == b"half a li"
