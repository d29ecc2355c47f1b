"""Destinations of analytics-swift: which are enabled, what they are told, in which order."""

from __future__ import annotations

import copy

from harness.virtual.facts import rests_on
from harness.virtual.sdk.plugin_chain import SubPlugins
from harness.virtual.sdk.plugins import Destination
from harness.virtual.sdk.swift_events import Event
from harness.virtual.sdk.swift_settings import Settings


class Timeline:
    def __init__(self, settings: Settings, subs: SubPlugins) -> None:
        self._settings = settings
        self._subs = subs
        self._destinations: list[Destination] = []
        self._told: set[int] = set()

    @rests_on("segment.md 3.5")
    def add(self, destination: Destination, is_running: bool) -> None:
        self._destinations.append(destination)
        if is_running:
            self.update_one(destination)

    @rests_on("segment.md 3.5")
    def update(self) -> None:
        """After each settings check, failed ones too, with the settings then in force."""
        for destination in self._destinations:
            self.update_one(destination)

    @rests_on("segment.md 3.5")
    def update_one(self, destination: Destination) -> None:
        is_initial = id(destination) not in self._told
        self._told.add(id(destination))
        destination.update(self._settings.copy(), is_initial)

    @rests_on("segment.md 3.3")
    def deliver(self, event: Event) -> None:
        for destination in self._destinations:
            if self.is_wanted(event, destination):
                self.hand_over(event, destination)

    def hand_over(self, event: Event, destination: Destination) -> None:
        own = self._subs.run(destination.key, copy.deepcopy(event))
        if own is not None:
            getattr(destination, own["type"])(own)

    @rests_on("segment.md 3.2")
    def is_wanted(self, event: Event, destination: Destination) -> bool:
        return self.is_enabled(destination) and not self.is_switched_off(event, destination)

    @rests_on("segment.md 3.1")
    def is_enabled(self, destination: Destination) -> bool:
        return self._settings.has(destination.key)

    @rests_on("segment.md 3.2", "inferred")
    def is_switched_off(self, event: Event, destination: Destination) -> bool:
        """Only by a Boolean; a key with a dot in it is taken for a path and never found."""
        return "." not in destination.key and event["integrations"].get(destination.key) is False

    def destinations(self) -> list[Destination]:
        return list(self._destinations)

    def names(self) -> list[str]:
        return [one.key for one in self._destinations]

    @rests_on("segment.md 3.6")
    def bundled(self) -> list[str]:
        return [one.key for one in self._destinations if self.is_enabled(one)]

    @rests_on("segment.md 4.1")
    def flush(self) -> None:
        for destination in self._destinations:
            destination.flush()

    @rests_on("segment.md 5")
    def reset(self) -> None:
        """Disabled ones too."""
        for destination in self._destinations:
            destination.reset()
