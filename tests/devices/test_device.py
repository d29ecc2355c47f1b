from __future__ import annotations

import pytest

from harness.devices.device import engine_of


@pytest.mark.parametrize("prefix", ["", "appium:"])
def test_the_engine_is_what_the_session_returned(prefix: str) -> None:
    engine = engine_of({
        f"{prefix}automationName": "VirtualDevice",
        f"{prefix}harness:engine": "virtual phone",
        f"{prefix}harness:models": ["analytics-kotlin 1.27.0"],
        f"{prefix}harness:guessed": ["a: b (guess)"],
    })  # fmt: skip
    assert engine.kind == "virtual"
    assert engine.label == "virtual phone"
    assert engine.models == ("analytics-kotlin 1.27.0",)
    assert engine.guessed == ("a: b (guess)",)


def test_a_real_driver_is_no_virtual_phone_and_is_called_by_its_name() -> None:
    engine = engine_of({"automationName": "UiAutomator2"})
    assert engine.kind == "device"
    assert engine.label == "UiAutomator2"
    assert engine.models == ()


def test_a_session_that_does_not_say_is_unknown() -> None:
    assert engine_of({}).automation == "unknown"
