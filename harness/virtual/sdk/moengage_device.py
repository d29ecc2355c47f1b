"""Telling MoEngage about the device (device add): once per user of the device, again when something changed."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any

from harness.clock import iso_utc
from harness.virtual.facts import rests_on
from harness.virtual.sdk.moengage_http import Endpoints
from harness.virtual.sdk.moengage_wire import Wire, request_id
from harness.virtual.sdk.seams import Answer, Response

REGISTERED_AS, PUSH_ID = "device_registered_as", "push_id"


class DeviceRegistration:
    def __init__(self, values: MutableMapping[str, Any], wire: Wire, endpoints: Endpoints) -> None:
        self._values = values
        self._wire = wire
        self._endpoints = endpoints
        self._on_the_way: list[str] | None = None
        self._describe()

    def push_id(self) -> str:
        """The push service's token as it goes out; "" where there is none."""
        return str(self._values.get(PUSH_ID, ""))

    def keep_push_id(self, token: str) -> None:
        self._values[PUSH_ID] = token
        self._describe()

    @rests_on("moengage.md 1.7", "likely")
    def ensure(self) -> None:
        """On app open and with each report: registers what is not, unless that is on its way already."""
        if self._state() not in (self._values.get(REGISTERED_AS), self._on_the_way):
            self.register()

    @rests_on("moengage.md 1.2")
    def register(self) -> None:
        process, state = self._wire.sender.process, self._state()
        bid, request_time = str(process.draws.uuid()), iso_utc(process.clock.wall())
        self._on_the_way = state
        self._endpoints.add_device(
            self._wire.device_body(bid, request_time),
            request_id(bid, request_time, self._wire.sender.identity.unique_id),
            lambda answer: self.take(answer, state),
        )

    @rests_on("moengage.md 1.7")
    def take(self, answer: Answer, state: list[str]) -> None:
        """Its status counts, not its body; an answer for another user or token than now registers nobody."""
        if self._on_the_way == state:
            self._on_the_way = None
        if isinstance(answer, Response) and answer.status == 200 and state == self._state():
            self._values[REGISTERED_AS] = state
        self._describe()

    def forget(self) -> None:
        """The next user of the device is not registered yet."""
        self._values.pop(REGISTERED_AS, None)
        self._describe()

    @rests_on("moengage.md 1.2", "guess")
    def _state(self) -> list[str]:
        """What a registration is good for: another user or token needs another one."""
        return [self._wire.sender.identity.unique_id, self.push_id()]

    def _describe(self) -> None:
        sender = self._wire.sender
        sender.push_id = self.push_id()
        sender.is_registered = self._values.get(REGISTERED_AS) == self._state()
