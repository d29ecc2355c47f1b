"""What one vendor received during one test, and what an expectation may ask of the rig around it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from harness.calls import FENCE, MOENGAGE, SEGMENT, Call, Entry, Exchange, Undecoded
from harness.ledger import Ledger

VENDORS = (SEGMENT, MOENGAGE)


@dataclass(frozen=True)
class Settled:
    """The outcome of sending fences through the SDKs.

    ``is_proven``: both fences arrived where they should, so whatever came before has arrived or is held.
    ``held``: who still keeps how much, in words that begin with the keeper's name. ``text``: how all this was
    established, for failure texts.
    """

    held: tuple[str, ...]
    is_proven: bool
    text: str

    def held_from(self, vendor: str) -> str:
        """What this vendor may yet receive, in words; empty where that is nothing."""
        others = tuple(one for one in VENDORS if one != vendor)
        return ", ".join(one for one in self.held if not one.startswith(others))


def nothing_to_settle() -> Settled:
    """For recordings: everything that will ever arrive has arrived."""
    return Settled((), True, "the recording is complete")


def nothing_to_prove() -> None:
    """For recordings: what was captured was captured."""


def nothing_stored() -> str:
    """For recordings, and for phones whose disk cannot be read."""
    return ""


@dataclass(frozen=True, repr=False)
class Inbox:
    """An inbox shows its own test's calls only; without patience and the rest it is that of a recording."""

    vendor: str
    owner: str
    device: str
    ledger: Ledger
    patience_s: float = 0.0
    flush: Callable[[], None] | None = None
    settle: Callable[[], Settled] = nothing_to_settle
    prove_alive: Callable[[], None] = nothing_to_prove
    stored: Callable[[], str] = nothing_stored
    """The texts of the phone's disk, to tell what is queued there from what is lost."""
    recording: str = ""
    repeat: str = ""

    def __repr__(self) -> str:
        return f"<Inbox of {self.vendor} for {self.owner}>"

    def fences(self) -> int:
        """How many have come through this vendor's SDK: none while it is switched off."""
        return len(self.ledger.calls(self.owner, self.vendor, name=FENCE))

    def exchange_of(self, call: Call) -> Exchange:
        """The request that carried the call: its host, headers and bytes."""
        found = (one.what for one in reversed(self.ledger.entries(self.owner)) if isinstance(one.what, Exchange))
        return next(exchange for exchange in found if exchange.id == call.exchange_id)

    def exchanges(self) -> list[Exchange]:
        """Every request of this test to this vendor until now, in the order of arrival."""
        entries = self.ledger.calls(self.owner, self.vendor)
        carrying = {one.what.exchange_id for one in entries if isinstance(one.what, Call | Undecoded)}
        everything = (one.what for one in self.ledger.entries(self.owner))
        return [one for one in everything if isinstance(one, Exchange) and one.id in carrying]

    def body_of(self, call: Call) -> Mapping[str, Any]:
        """The JSON object that the call came in: Segment's batch with its ``sentAt``, MoEngage's report."""
        body: Mapping[str, Any] = json.loads(self.exchange_of(call).request_body)
        return body

    def calls(self, kind: str | None, name: str | None, since: int) -> list[tuple[Entry, Call]]:
        """Entries of this kind (and name), or of every one, after position ``since``, fences left out."""
        entries = self.ledger.calls(self.owner, self.vendor, kind=kind, name=name, since=since)
        return [(entry, entry.what) for entry in entries if isinstance(entry.what, Call) and entry.what.name != FENCE]
