"""The contract of every kind of device over both virtual phones, and what these alone have."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from harness.devices.device import Device
from harness.devices.servers import read_line
from harness.devices.spec import VIRTUAL, parse_device
from harness.devices.virtual import VirtualPhones
from harness.errors import ConfigurationError, DeviceError
from harness.rig import Rigs
from tests.devices.contract import BUILDS, DeviceContract


@pytest.fixture(params=VIRTUAL)
def device(request: pytest.FixtureRequest, rigs: Rigs) -> Device:
    found: Device = rigs.of(parse_device(request.param)).device
    found.install(BUILDS[f"virtual-{found.platform}-current"])
    found.clear()
    return found


class TestEveryVirtualPhone(DeviceContract):
    def test_nothing_is_under_way_of_an_app_that_does_not_run(self, device: Device) -> None:
        device.terminate()
        assert device.under_way() == 0

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
