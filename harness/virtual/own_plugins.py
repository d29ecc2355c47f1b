"""Plugins of the host app's own beside MoEngage's destination (launch argument ``plugins``, verb ``add_plugin``)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from harness.virtual.sdk.plugin_chain import Event as Changing
from harness.virtual.sdk.plugins import Analytics, Event
from harness.virtual.sdk.seams import Process

OTHER = "Sample Other"
MOENGAGE = "MoEngage"


class Throwing:
    """Fails whenever it can. Swift's plugins cannot throw: there it lets everything pass (segment.md 3.3)."""

    def __init__(self, can_throw: bool) -> None:
        self._can_throw = can_throw

    def setup(self) -> None:
        if self._can_throw:
            raise RuntimeError("a plugin of the app failed in its setup")

    def execute(self, event: Changing) -> Changing:
        if self._can_throw:
            raise RuntimeError("a plugin of the app failed")
        return event


class Marking:
    """Adds a property to each track: an enrichment, or the middleware of a destination."""

    def __init__(self, property_name: str) -> None:
        self._property_name = property_name

    def setup(self) -> None: ...

    def execute(self, event: Changing) -> Changing:
        if event["type"] == "track":
            event["properties"] = {**(event.get("properties") or {}), self._property_name: True}
        return event


class Swallowing:
    """Lets no track pass whose name says that it is secret."""

    def setup(self) -> None: ...

    def execute(self, event: Changing) -> Changing | None:
        return None if "Secret" in str(event.get("event")) else event


class OtherDestination:
    """Somebody else's, in device mode: it notes what it gets, and then spoils its own copy."""

    key = OTHER

    def __init__(self, changed: Callable[[], None]) -> None:
        self.heard: list[str] = []
        self._changed = changed

    def update(self, settings: Mapping[str, Any], is_initial: bool) -> None: ...
    def reset(self) -> None: ...
    def flush(self) -> None: ...

    def identify(self, event: Event) -> None:
        self._note(event, f"identify {event.get('userId') or ''}".rstrip())

    def track(self, event: Event) -> None:
        self._note(event, f"track {event['event']}")

    def screen(self, event: Event) -> None:
        self._note(event, f"screen {event['name']}")

    def group(self, event: Event) -> None:
        self._note(event, f"group {event['groupId']}")

    def alias(self, event: Event) -> None:
        self._note(event, f"alias {event['userId']}")

    def _note(self, event: Event, what: str) -> None:
        self.heard.append(what)
        if isinstance(event, dict):
            for part in ("properties", "traits", "context", "integrations"):
                (event.get(part) or {}).clear()
            event.update(event="Spoilt", userId="spoilt", anonymousId="spoilt")
        self._changed()


class Plugging:
    """Adds plugins by their names, in the order in which they are asked for."""

    def __init__(
        self, process: Process, analytics: Analytics, add_moengage: Callable[[], None], changed: Callable[[], None]
    ) -> None:
        self._analytics = analytics
        self.other = OtherDestination(changed)
        can_throw = process.device.os_name == "Android"
        self._ways: Mapping[str, Callable[[], None]] = {
            "moengage": add_moengage,
            "other": lambda: analytics.add(self.other),
            "throwing": lambda: analytics.add_plugin(Throwing(can_throw)),
            "marking": lambda: analytics.add_plugin(Marking("marked_by_the_app")),
            "swallowing": lambda: analytics.add_plugin(Swallowing()),
            "throwing-inside": lambda: analytics.add_sub_plugin(MOENGAGE, Throwing(can_throw)),
            "marking-inside": lambda: analytics.add_sub_plugin(MOENGAGE, Marking("marked_for_moengage")),
            "none": lambda: None,
        }

    def add(self, name: str) -> None:
        if name not in self._ways:
            raise ValueError(f"a plugin is one of {', '.join(self._ways)}, not {name!r}")
        self._ways[name]()
