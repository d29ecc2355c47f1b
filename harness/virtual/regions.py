"""Where a phone thinks it is: language and country, calendar, time zone."""

from __future__ import annotations

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from harness.virtual.sdk.seams import DeviceInfo
from harness.w3c.phone import UnfitInputError

LOCALE = re.compile("[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")


class Region:
    """What an app that reads a value only once makes of a change is its own business."""

    def __init__(self, device: DeviceInfo) -> None:
        self._device = device

    def set_locale(self, locale: str, calendar: str) -> None:
        """``de-DE`` or, as iOS writes it, ``de_DE``."""
        written = locale.replace("_", "-")
        if not LOCALE.fullmatch(written):
            raise UnfitInputError(f"a locale is language and country, as de-DE or zh-Hant-TW, not {locale!r}")
        if not re.fullmatch("[a-z][a-z-]*", calendar):
            raise UnfitInputError(f"a calendar is called gregorian, buddhist, japanese and so on, not {calendar!r}")
        self._device.locale, self._device.calendar = written, calendar

    def set_timezone(self, name: str, wall_s: float) -> None:
        if (offset_s := offset_of(name, wall_s)) is None:
            raise UnfitInputError(f"a time zone is called as in the tz database, as Europe/Berlin, not {name!r}")
        self._device.timezone, self._device.timezone_offset_s = name, offset_s

    def keep_time(self, wall_s: float) -> None:
        """The offset follows summer time, on a machine that knows of it."""
        if (offset_s := offset_of(self._device.timezone, wall_s)) is not None:
            self._device.timezone_offset_s = offset_s


def offset_of(name: str, wall_s: float) -> int | None:
    """From UTC in seconds; None if there is no such time zone, or no database of them."""
    try:
        offset = datetime.fromtimestamp(wall_s, ZoneInfo(name)).utcoffset()
    except (KeyError, ValueError, OSError, OverflowError):
        return None
    return None if offset is None else int(offset.total_seconds())
