"""Destinations of analytics-kotlin: when they are enabled, what they are told, in which order."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from harness.virtual.facts import rests_on
from harness.virtual.sdk.kotlin_events import Event
from harness.virtual.sdk.kotlin_settings import Settings
from harness.virtual.sdk.kotlin_telemetry import INTEGRATION_ERROR, Telemetry
from harness.virtual.sdk.plugin_chain import SubPlugins
from harness.virtual.sdk.plugins import Destination
from harness.virtual.sdk.seams import Process


@dataclass
class Slot:
    """A destination in the timeline; enabled until the first update says otherwise (segment.md 3.1)."""

    destination: Destination
    is_enabled: bool = True
    is_initialized: bool = False

    @property
    def key(self) -> str:
        return self.destination.key

    @property
    def name(self) -> str:
        """As telemetry and logs call it."""
        return f"Destination-{self.key}"


class Timeline:
    """Destinations get a copy of each event; what one throws stops nobody else."""

    def __init__(
        self, process: Process, settings: Settings, telemetry: Telemetry, write_key: str, subs: SubPlugins
    ) -> None:
        self._process = process
        self._settings = settings
        self._telemetry = telemetry
        self._write_key = write_key
        self._subs = subs
        self._slots: list[Slot] = []

    @rests_on("segment.md 3.5")
    def add(self, destination: Destination) -> None:
        """One that comes after the first update is told in a coroutine of its own."""
        slot = Slot(destination)
        self._slots.append(slot)
        self._telemetry.count_plugin(slot.name)
        if any(one.is_initialized for one in self._slots):
            self._process.dispatcher.launch(lambda: self.update_one(slot))

    @rests_on("segment.md 3.5")
    def update(self) -> None:
        """After each settings check, whether it succeeded or not, with the settings then in force."""
        for slot in list(self._slots):
            self.update_one(slot)

    @rests_on("segment.md 3.5")
    def update_one(self, slot: Slot) -> None:
        is_initial, slot.is_initialized = not slot.is_initialized, True
        slot.is_enabled = self.is_in_settings(slot.key)
        self._guard(slot, lambda: slot.destination.update(self._settings.copy(), is_initial))

    @rests_on("segment.md 3.1")
    def is_in_settings(self, key: str) -> bool:
        """The key is enough, whatever its value."""
        return key in self._settings.document["integrations"]

    @rests_on("segment.md 3.3")
    def deliver(self, event: Event) -> None:
        for slot in list(self._slots):
            self._telemetry.count_event(event["type"], slot.name)
            if self.is_wanted(event, slot):
                self.hand_over(event, slot)

    def is_wanted(self, event: Event, slot: Slot) -> bool:
        return slot.is_enabled and not is_switched_off(event, slot.key)

    def hand_over(self, event: Event, slot: Slot) -> None:
        own = self._subs.run(slot.key, copy.deepcopy(event))
        if own is not None:
            self._guard(slot, lambda: getattr(slot.destination, own["type"])(own))

    @rests_on("segment.md 4.1")
    def flush(self) -> None:
        for slot in list(self._slots):
            self._guard(slot, slot.destination.flush)

    @rests_on("segment.md 5")
    def reset(self) -> None:
        """Disabled ones too (moedest.md 2)."""
        for slot in list(self._slots):
            self.reset_one(slot)

    def reset_one(self, slot: Slot) -> None:
        self._guard(slot, slot.destination.reset)

    @rests_on("segment.md 3.6")
    def bundled(self) -> list[str]:
        return [slot.key for slot in self._slots if slot.is_enabled and slot.key != "Segment.io"]

    @rests_on("segment.md 3.3")
    def _guard(self, slot: Slot, act: Callable[[], None]) -> None:
        """An exception of a plugin is caught, logged and counted (moedest.md 5)."""
        try:
            act()
        except Exception as problem:
            self._process.log(f"Segment: caught exception in plugin {slot.key}: {problem!r}")
            self._report(slot, problem)

    def _report(self, slot: Slot, problem: Exception) -> None:
        tags = {"error": repr(problem), "plugin": slot.name, "writekey": self._write_key}
        self._telemetry.report_error(INTEGRATION_ERROR, {**tags, "message": "Exception executing plugin"})


@rests_on("segment.md 3.2")
def is_switched_off(event: Mapping[str, Any], key: str) -> bool:
    """``false``, or the text of it; ``All`` means nothing to device mode."""
    wish = event["integrations"].get(key)
    return wish is False or (isinstance(wish, str) and wish.lower() == "false")
