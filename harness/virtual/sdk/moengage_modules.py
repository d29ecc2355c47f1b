"""Requests of MoEngage's modules beside data tracking: in-app campaigns and cards (moengage.md 1.2 and 1.7).

What an answer shows is not modelled: the form of a campaign is not known.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any

from harness.virtual.facts import rests_on
from harness.virtual.sdk.moengage_config import read_document
from harness.virtual.sdk.moengage_http import Endpoints
from harness.virtual.sdk.moengage_stored import is_number
from harness.virtual.sdk.moengage_wire import Wire
from harness.virtual.sdk.seams import Answer

SYNCED_AT, INTERVAL = "in_app_synced_at", "in_app_sync_interval"


class InApp:
    def __init__(self, values: MutableMapping[str, Any], wire: Wire, endpoints: Endpoints) -> None:
        self._values = values
        self._wire = wire
        self._endpoints = endpoints
        self._is_fetching = False

    def fetch(self, now: float) -> None:
        if self.is_due(now) and not self._is_fetching:
            self._is_fetching = True
            body, query = self._wire.ask_body(), self._wire.in_app_query()
            whose = self._wire.sender.identity.unique_id
            self._endpoints.fetch_in_app(body, query, lambda answer: self.take(answer, now, whose))

    @rests_on("moengage.md 1.7", "likely")
    def is_due(self, now: float) -> bool:
        """Nothing was answered yet for this user, or its ``sync_interval`` (seconds) is over."""
        synced_at = self._values.get(SYNCED_AT)
        return synced_at is None or now - synced_at >= self._values.get(INTERVAL, 0.0)

    @rests_on("moengage.md 1.7", "likely")
    def take(self, answer: Answer, asked_at: float, whose: str) -> None:
        """Without an interval it is asked again with the next opening; an answer for the user before says nothing."""
        self._is_fetching = False
        document = read_document(answer)
        if document is not None and whose == self._wire.sender.identity.unique_id:
            interval = document.get("sync_interval")
            self._values[SYNCED_AT] = asked_at
            self._values[INTERVAL] = interval if is_number(interval) else 0.0

    @rests_on("moengage.md 4.1", "guess")
    def forget(self) -> None:
        """Campaigns are somebody's."""
        self._values.pop(SYNCED_AT, None)
        self._values.pop(INTERVAL, None)


class Cards:
    def __init__(self, wire: Wire, endpoints: Endpoints) -> None:
        self._wire = wire
        self._endpoints = endpoints

    @rests_on("moengage.md 1.2", "guess")
    def fetch(self) -> None:
        """Each time the app asks; the answer changes nothing here."""
        self._endpoints.fetch_cards(self._wire.ask_body(), ignore)


def ignore(answer: Answer) -> None:
    del answer
