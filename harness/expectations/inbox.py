"""What one vendor received during one test, and what an expectation may ask of the rig around it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from harness.calls import FENCE, Call, Entry
from harness.ledger import Ledger


@dataclass(frozen=True)
class Settled:
    """The outcome of sending fences through the SDKs.

    ``is_proven``: both fences arrived where they should, so whatever came before has arrived or is held.
    ``held``: what SDKs still keep, in words. ``text``: how it was established, for failure texts.
    """

    held: tuple[str, ...]
    is_proven: bool
    text: str


def nothing_to_settle() -> Settled:
    """For recordings: everything that will ever arrive has arrived."""
    return Settled((), True, "the recording is complete")


def nothing_to_prove() -> None:
    """For recordings: what was captured was captured."""


@dataclass(frozen=True, repr=False)
class Inbox:
    """An inbox shows its own test's calls only."""

    vendor: str
    owner: str
    device: str
    ledger: Ledger
    patience_s: float = 0.0
    flush: Callable[[], None] | None = None
    settle: Callable[[], Settled] = nothing_to_settle
    prove_alive: Callable[[], None] = nothing_to_prove
    recording: str = ""
    repeat: str = ""

    def __repr__(self) -> str:
        return f"<Inbox of {self.vendor} for {self.owner}>"

    def calls(self, kind: str, name: str | None, since: int) -> list[tuple[Entry, Call]]:
        """Entries of this kind (and name) after position ``since``, fences left out."""
        entries = self.ledger.calls(self.owner, self.vendor, kind=kind, name=name, since=since)
        return [(entry, entry.what) for entry in entries if isinstance(entry.what, Call) and entry.what.name != FENCE]
