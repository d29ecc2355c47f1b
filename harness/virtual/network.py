"""A phone's network as its processes see it: a radio, time limits on the phone's clock, answers as turns."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol
from urllib.parse import urlsplit

from harness.errors import ConfigurationError
from harness.virtual.life import Life
from harness.virtual.loop import Loop
from harness.virtual.sdk.seams import Answer, DeviceInfo, NoAnswer, Request

OFFLINE = NoAnswer("the phone is offline")
Write = Callable[[str], None]


class Transport(Protocol):
    def send(self, request: Request, then: Callable[[Answer], None]) -> Callable[[], None]:
        """``then`` may be called on any thread, once; the returned function gives the request up."""
        ...

    def close(self) -> None: ...


class Flight:
    """A request on its way. It ends once: by its answer, by its time limit, or because it was given up."""

    def __init__(self, loop: Loop, request: Request, then: Callable[[Answer], None], on_end: Callable[[Flight], None]):
        self._loop = loop
        self._then = then
        self._on_end = on_end
        self._errand = loop.begin_errand()
        self._limit = loop.call_later(request.timeout_s, lambda: self.end(NoAnswer("timed out")))
        self._is_over = False
        self._has_landed = False
        self.request = request
        self.give_up: Callable[[], None] = lambda: None

    def land(self, answer: Answer) -> None:
        """From the transport's thread."""
        self._has_landed = True
        self._loop.post(lambda: self.end(answer))
        self._errand.end()

    def break_off(self) -> None:
        self._loop.post(lambda: self.end(OFFLINE))

    def end(self, answer: Answer) -> None:
        if not self._is_over:
            self.abandon()
            self._then(answer)

    def abandon(self) -> None:
        """Nobody waits for the answer any more."""
        self._is_over = True
        self._limit.cancel()
        self._errand.end()
        self._on_end(self)
        if not self._has_landed:
            self.give_up()


class Radio:
    """What decides whether the phone has a network at all; shared by all its processes."""

    def __init__(self, device: DeviceInfo) -> None:
        self._device = device
        self._states = {"wifi": device.has_wifi, "data": device.has_cellular, "airplaneMode": False}
        self._flights: set[Flight] = set()
        self._waiting: list[Callable[[], None]] = []

    @property
    def is_online(self) -> bool:
        return self._device.has_wifi or self._device.has_cellular

    @property
    def under_way(self) -> int:
        """Requests of all processes that have no answer yet."""
        return len(self._flights)

    def states(self) -> Mapping[str, bool]:
        return dict(self._states)

    def change(self, changes: Mapping[str, bool]) -> None:
        """Going offline breaks what is on its way."""
        if unknown := set(changes) - set(self._states):
            raise ConfigurationError(
                f"no connectivity is called {', '.join(sorted(unknown))}", next_step=f"use {', '.join(self._states)}"
            )
        self._states.update(changes)
        is_grounded = self._states["airplaneMode"]
        self._device.has_wifi = self._states["wifi"] and not is_grounded
        self._device.has_cellular = self._states["data"] and not is_grounded
        if not self.is_online:
            for flight in list(self._flights):
                flight.break_off()
            return
        waiting, self._waiting = self._waiting, []
        for act in waiting:
            act()

    def when_online(self, act: Callable[[], None]) -> None:
        """At once, or when the radio is back: what the system's own services do, whatever becomes of the process."""
        if self.is_online:
            act()
        else:
            self._waiting.append(act)

    def add(self, flight: Flight) -> None:
        self._flights.add(flight)

    def discard(self, flight: Flight) -> None:
        self._flights.discard(flight)


class ProcessNetwork:
    """One process's way out; its requests are given up when it ends."""

    def __init__(self, loop: Loop, life: Life, radio: Radio, transport: Transport, write: Write) -> None:
        self._loop = loop
        self._radio = radio
        self._transport = transport
        self._write = write
        self._life = life
        self._own: set[Flight] = set()
        life.at_end(self._abandon_all)

    def is_online(self) -> bool:
        return self._radio.is_online

    def send(self, request: Request, then: Callable[[Answer], None]) -> None:
        def noted(answer: Answer) -> None:
            if isinstance(answer, NoAnswer):
                self._write(f"network: no answer to {request.method} {urlsplit(request.url).netloc}: {answer.reason}")
            self._life.bound(lambda: then(answer))()

        if not self._radio.is_online:
            self._loop.post(self._life.bound(lambda: noted(OFFLINE)))
            return
        flight = Flight(self._loop, request, noted, self._forget)
        self._own.add(flight)
        self._radio.add(flight)
        flight.give_up = self._transport.send(request, flight.land)

    def _forget(self, flight: Flight) -> None:
        self._own.discard(flight)
        self._radio.discard(flight)

    def _abandon_all(self) -> None:
        for flight in list(self._own):
            flight.abandon()
