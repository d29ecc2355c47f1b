"""Plugins of an app's own in a modelled Segment SDK: they change events, or hold them back (segment.md 3.3, 3.4)."""

from __future__ import annotations

import copy
from collections import defaultdict
from collections.abc import Callable
from typing import Any, Protocol

from harness.virtual.facts import rests_on

Event = dict[str, Any]
Guard = Callable[[Callable[[], None]], None]
"""Does an act; what the act throws is caught where the platform's SDK catches it."""


class Plugin(Protocol):
    """An enrichment."""

    def setup(self) -> None: ...
    def execute(self, event: Event) -> Event | None:
        """The event as it goes on; None swallows it."""
        ...


class Holder(Protocol):
    """A message on its way."""

    event: Event


class Chain:
    """In the order in which they were added."""

    def __init__(self, guard: Guard) -> None:
        self._guard = guard
        self._plugins: list[Plugin] = []

    def __len__(self) -> int:
        return len(self._plugins)

    def add(self, plugin: Plugin) -> None:
        """One whose setup fails takes part nevertheless."""
        self.set_up(plugin)
        self._plugins.append(plugin)

    @rests_on("segment.md 3.3")
    def set_up(self, plugin: Plugin) -> None:
        self._guard(plugin.setup)

    def run(self, event: Event) -> Event | None:
        changed: Event | None = event
        for plugin in self._plugins:
            if changed is not None:
                changed = self.run_one(plugin, changed)
        return changed

    @rests_on("segment.md 3.3")
    def run_one(self, plugin: Plugin, event: Event) -> Event | None:
        """After an exception the event goes on as it came."""
        came_out: list[Event | None] = [event]

        def act() -> None:
            came_out[0] = plugin.execute(copy.deepcopy(event))

        self._guard(act)
        return came_out[0]


class SubPlugins:
    """Inside destinations, by their keys."""

    def __init__(self, guard: Guard) -> None:
        self._chains: defaultdict[str, Chain] = defaultdict(lambda: Chain(guard))

    def add(self, key: str, plugin: Plugin) -> None:
        self._chains[key].add(plugin)

    @rests_on("segment.md 3.3")
    def run(self, key: str, event: Event) -> Event | None:
        """On the destination's own copy: nobody else sees what comes of it."""
        return self._chains[key].run(event) if key in self._chains else event


class Queue(Protocol):
    def pause(self) -> None: ...
    def resume(self) -> None: ...


class Gated(Protocol):
    @property
    def _startup(self) -> Queue: ...


class OwnPlugins:
    """What an app does with plugins, the same on both platforms."""

    plugins: Chain
    sub_plugins: SubPlugins

    def _take_plugins(self, guard: Guard) -> SubPlugins:
        self.plugins, self.sub_plugins = Chain(guard), SubPlugins(guard)
        return self.sub_plugins

    def add_plugin(self, plugin: Plugin) -> None:
        self.plugins.add(plugin)

    def add_sub_plugin(self, key: str, plugin: Plugin) -> None:
        self.sub_plugins.add(key, plugin)

    @rests_on("segment.md 3.4")
    def pause(self: Gated) -> None:
        """As a waiting plugin does: until it resumes, or for thirty seconds."""
        self._startup.pause()

    def resume(self: Gated) -> None:
        self._startup.resume()

    def pass_plugins(self, message: Holder) -> bool:
        """Whether the event goes on."""
        changed = self.plugins.run(message.event)
        if changed is not None:
            message.event = changed
        return changed is not None
