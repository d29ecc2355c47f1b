"""A moment in the notation of moment.js, which ``mobile: getDeviceTime`` takes."""

from __future__ import annotations

import re
from datetime import UTC, datetime

ISO = "YYYY-MM-DDTHH:mm:ssZ"
_TOKEN = re.compile(r"\[([^\]]*)\]|YYYY|YY|MMMM|MMM|MM|M|DD|D|dddd|ddd|HH|H|hh|h|mm|m|ss|s|SSS|A|a|ZZ|Z|X|x")


def format_moment(wall_s: float, pattern: str = ISO) -> str:
    """In UTC, the virtual phone's time zone. ``[text]`` stands for itself."""
    moment = datetime.fromtimestamp(wall_s, UTC)
    return _TOKEN.sub(lambda token: _value(token, moment, wall_s), pattern)


def _value(token: re.Match[str], moment: datetime, wall_s: float) -> str:
    if token[1] is not None:
        return token[1]
    hour = moment.hour % 12 or 12
    values = {
        **{"YYYY": f"{moment:%Y}", "YY": f"{moment:%y}", "Z": "+00:00", "ZZ": "+0000"},
        **{"MMMM": f"{moment:%B}", "MMM": f"{moment:%b}", "MM": f"{moment:%m}", "M": str(moment.month)},
        **{"dddd": f"{moment:%A}", "ddd": f"{moment:%a}", "DD": f"{moment:%d}", "D": str(moment.day)},
        **{"HH": f"{moment:%H}", "H": str(moment.hour), "hh": f"{hour:02d}", "h": str(hour)},
        **{"mm": f"{moment:%M}", "m": str(moment.minute), "ss": f"{moment:%S}", "s": str(moment.second)},
        **{"SSS": f"{moment.microsecond // 1000:03d}", "A": f"{moment:%p}", "a": f"{moment:%p}".lower()},
        **{"X": str(int(wall_s)), "x": str(int(wall_s * 1000))},
    }
    return values[token[0]]
