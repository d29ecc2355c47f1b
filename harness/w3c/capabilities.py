"""The capabilities that a new session asks for, and those it gets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from harness.w3c.arguments import Arguments, Json
from harness.w3c.errors import invalid_argument

STANDARD = {
    "acceptInsecureCerts",
    "browserName",
    "browserVersion",
    "pageLoadStrategy",
    "platformName",
    "proxy",
    "setWindowRect",
    "strictFileInteractability",
    "timeouts",
    "unhandledPromptBehavior",
    "webSocketUrl",
}
"""The names that W3C knows; all others must have a vendor's prefix."""
PREFIX = "appium:"
AUTOMATION = "VirtualDevice"
"""Whatever was asked for: a report must never read a virtual phone's pass as a device's."""

Capabilities = dict[str, Json]


def list_alternatives(body: Arguments) -> Iterator[Capabilities]:
    """Each of ``firstMatch``, merged with ``alwaysMatch``."""
    asked = Arguments(body.mapping("capabilities", {}))
    always = asked.mapping("alwaysMatch", {})
    for choice in asked.items("firstMatch", [{}]) or [{}]:
        if not isinstance(choice, Mapping):
            raise invalid_argument(f"each of firstMatch must be an object, not {choice!r}")
        if both := sorted(always.keys() & choice.keys()):
            raise invalid_argument(f"alwaysMatch and firstMatch both have {', '.join(both)}")
        merged = {**always, **choice}
        _check_prefixes(merged)
        yield {name: value for name, value in merged.items() if value is not None}


def _check_prefixes(capabilities: Capabilities) -> None:
    bare = sorted(name for name in capabilities if ":" not in name and name not in STANDARD)
    if bare:
        raise invalid_argument(
            "All non-standard capabilities should have a vendor prefix. The following capabilities did not have one: "
            f"{','.join(bare)}"
        )


def read_asked(capabilities: Capabilities) -> Arguments:
    """Readable by the names of Appium's documentation, without its prefix."""
    return Arguments({name.removeprefix(PREFIX): value for name, value in capabilities.items()})


def answer_asked(capabilities: Capabilities, udid: str, described: Mapping[str, Json]) -> Capabilities:
    """What was asked, unknown ones too, and what the phone says of itself."""
    own = {name if ":" in name else PREFIX + name: value for name, value in described.items()}
    named = {"appium:deviceName": udid, "appium:automationName": AUTOMATION, **own, "appium:udid": udid}
    return {**capabilities, **named}
