from __future__ import annotations

import pytest

from harness.devices.spec import KNOWN, DeviceSpec, parse_device
from harness.errors import ConfigurationError


@pytest.mark.parametrize("text", KNOWN)
def test_a_spec_is_written_as_it_was_read(text: str) -> None:
    assert str(parse_device(text)) == text


def test_a_virtual_iphone_is_an_ios_device() -> None:
    assert parse_device("virtual:ios") == DeviceSpec("virtual", "ios")


@pytest.mark.parametrize("text", ["", "virtual", "virtual:", "virtual:windows", "phone", "VIRTUAL:ios"])
def test_an_unknown_device_is_refused_with_the_known_ones(text: str) -> None:
    with pytest.raises(ConfigurationError, match="virtual:android, virtual:ios") as caught:
        parse_device(text)
    assert repr(text) in caught.value.message
