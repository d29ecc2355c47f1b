from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from harness.virtual.devices import make_device


@pytest.mark.parametrize("platform", ["android", "ios"])
@pytest.mark.parametrize("day", [datetime(2026, 1, 1), datetime(2026, 7, 1)])
def test_the_offset_is_that_of_the_time_zone_all_year(platform: str, day: datetime) -> None:
    device = make_device(platform)  # type: ignore[arg-type]  # a parameter is text
    offset = ZoneInfo(device.timezone).utcoffset(day)
    assert offset is not None
    assert offset.total_seconds() == device.timezone_offset_s != 0


def test_each_phone_has_values_of_its_own() -> None:
    one, other = make_device("android"), make_device("android")
    one.has_wifi = False
    assert other.has_wifi


def test_the_platforms_name_themselves() -> None:
    assert (make_device("android").os_name, make_device("ios").os_name) == ("Android", "iOS")
    assert make_device("android").os_version in make_device("android").user_agent
