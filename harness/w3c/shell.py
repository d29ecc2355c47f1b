"""The few commands of Android's shell that only read and that a virtual phone can answer truly."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime

from harness.w3c.arguments import Json
from harness.w3c.errors import invalid_argument, not_on_a_virtual_phone
from harness.w3c.handset import Handset
from harness.w3c.screen import SIZES

MODEL = "VirtualDevice"
ANDROID_ID = "0000000000000000"
DENSITY = 420
API_LEVELS = {"10": "29", "11": "30", "12": "31", "13": "33", "14": "34", "15": "35", "16": "36"}


def api_level_of(version: str) -> str:
    """Of an Android version: ``"14"`` -> ``"34"``."""
    return API_LEVELS.get(version.partition(".")[0], "")


def run_shell(handset: Handset, command: str, args: Sequence[Json]) -> str:
    words = [*_words(command), *(str(argument) for argument in args)]
    program = PROGRAMS.get(words[0]) if words else None
    said = program(handset, words[1:]) if program else None
    if said is None:
        raise not_on_a_virtual_phone(f"The shell command '{shlex.join(words)}'", f"it knows {', '.join(PROGRAMS)}")
    return said + "\n"


def _words(command: str) -> list[str]:
    try:
        return shlex.split(command)
    except ValueError as problem:
        raise invalid_argument(f"'command' cannot be read: {problem}") from problem


Program = Callable[[Handset, Sequence[str]], str | None]
"""Answers None to arguments that it does not know."""


def _getprop(handset: Handset, args: Sequence[str]) -> str | None:
    version = str(handset.phone.describe().get("platformVersion", ""))
    known = {
        "ro.build.version.release": version,
        "ro.build.version.sdk": api_level_of(version),
        "ro.product.manufacturer": MODEL,
        "ro.product.model": MODEL,
        "ro.serialno": handset.phone.udid,
        "ro.sf.lcd_density": str(DENSITY),
        "sys.boot_completed": "1",
    }
    if not args:
        return "\n".join(f"[{name}]: [{value}]" for name, value in known.items())
    return known.get(args[0], "") if len(args) == 1 else None


def _date(handset: Handset, args: Sequence[str]) -> str | None:
    pattern = args[0] if args else "+%a %b %e %H:%M:%S UTC %Y"
    if len(args) > 1 or not pattern.startswith("+"):
        return None
    wall_s = handset.phone.wall()
    return datetime.fromtimestamp(wall_s, UTC).strftime(pattern[1:].replace("%s", str(int(wall_s))))


def _settings(handset: Handset, args: Sequence[str]) -> str | None:
    if list(args[:2]) != ["get", "global"] or len(args) != 3:
        return None
    radio = handset.phone.connectivity()
    services = {"airplane_mode_on": "airplaneMode", "mobile_data": "data", "wifi_on": "wifi"}
    return str(int(radio[services[args[2]]])) if args[2] in services else "null"


def _dumpsys(handset: Handset, args: Sequence[str]) -> str | None:
    if len(args) != 2 or args[0] != "package":
        return None
    if not handset.phone.is_installed(args[1]):
        return f"Unable to find package: {args[1]}"
    return f"Packages:\n  Package [{args[1]}]:\n    versionName={handset.phone.app_version(args[1])}"


def _wm(_handset: Handset, args: Sequence[str]) -> str | None:
    width, height = SIZES["android"]
    known = {"size": f"Physical size: {width}x{height}", "density": f"Physical density: {DENSITY}"}
    return known.get(args[0]) if len(args) == 1 else None


def _echo(_handset: Handset, args: Sequence[str]) -> str | None:
    return " ".join(args)


PROGRAMS: Mapping[str, Program] = {
    "date": _date,
    "dumpsys": _dumpsys,
    "echo": _echo,
    "getprop": _getprop,
    "settings": _settings,
    "wm": _wm,
}
