from __future__ import annotations

from datetime import UTC, datetime

import pytest

from harness.virtual.devices import make_device
from harness.virtual.regions import Region
from harness.virtual.sdk.seams import DeviceInfo
from harness.w3c.phone import UnfitInputError
from tests.virtual.stand_ins import APP, Bench

WINTER, SUMMER = (datetime(2026, month, 15, tzinfo=UTC).timestamp() for month in (1, 7))


@pytest.fixture
def device() -> DeviceInfo:
    return make_device("ios")


@pytest.mark.parametrize(
    ("locale", "kept"), [("de-DE", "de-DE"), ("zh_Hant_TW", "zh-Hant-TW"), ("es-419", "es-419"), ("fil", "fil")]
)
def test_a_locale_is_language_and_country(device: DeviceInfo, locale: str, kept: str) -> None:
    Region(device).set_locale(locale, "buddhist")
    assert (device.locale, device.calendar) == (kept, "buddhist")


@pytest.mark.parametrize(
    ("locale", "calendar"), [("", "gregorian"), ("german", "gregorian"), ("de-DE", ""), ("DE", "x")]
)
def test_another_text_is_none(device: DeviceInfo, locale: str, calendar: str) -> None:
    with pytest.raises(UnfitInputError, match=r"a (locale|calendar) is"):
        Region(device).set_locale(locale, calendar)
    assert (device.locale, device.calendar) == ("en-US", "gregorian")


def test_the_offset_is_that_of_the_moment(device: DeviceInfo) -> None:
    region = Region(device)
    region.set_timezone("Europe/Berlin", WINTER)
    assert (device.timezone, device.timezone_offset_s) == ("Europe/Berlin", 3600)
    region.keep_time(SUMMER)
    assert device.timezone_offset_s == 7200
    region.set_timezone("America/St_Johns", WINTER)
    assert device.timezone_offset_s == -12_600


@pytest.mark.parametrize("name", ["", "Berlin", "../etc/passwd", "Europe", "+02:00", "a\0b"])
def test_another_time_zone_is_refused(device: DeviceInfo, name: str) -> None:
    with pytest.raises(UnfitInputError, match="as Europe/Berlin"):
        Region(device).set_timezone(name, WINTER)
    assert device.timezone == "Asia/Kolkata"


def test_a_phone_changes_before_a_launch_and_while_the_app_runs(ios: Bench) -> None:
    ios.phone.set_locale("de-DE")
    ios.phone.set_timezone("Asia/Tokyo")
    ios.install_and_launch()
    device = ios.process.device
    assert (device.locale, device.calendar, device.timezone_offset_s) == ("de-DE", "gregorian", 32_400)
    ios.phone.set_locale("th-TH", "buddhist")
    assert (device.locale, device.calendar) == ("th-TH", "buddhist")
    assert ios.phone.app_state(APP) == 4


def test_the_offset_follows_summer_time_when_the_clock_is_moved(android: Bench) -> None:
    android.install_and_launch()
    android.phone.set_timezone("Europe/Berlin")
    device = android.process.device
    offsets = {device.timezone_offset_s}
    android.phone.advance(183 * 86_400)
    offsets.add(device.timezone_offset_s)
    assert offsets == {3600, 7200}


def test_a_wrong_clock_fires_no_timer(android: Bench) -> None:
    android.install_and_launch()
    fired: list[str] = []
    android.process.clock.call_later(60, lambda: fired.append("timer"))
    before = android.phone.wall()
    android.phone.set_clock(86_400)
    assert 86_400 <= android.phone.wall() - before < 86_410
    assert fired == []
    android.phone.set_clock(0)
    assert android.phone.wall() - before < 10
    android.phone.advance(60)
    assert fired == ["timer"]
