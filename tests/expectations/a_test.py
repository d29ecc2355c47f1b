"""One test's ledger and inboxes without a phone: what the rig does around them is told to each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from harness.calls import FENCE, MOENGAGE, SEGMENT, Action, Call, Entry, Exchange, Note, Undecoded, Unknown
from harness.clock import ManualClock
from harness.expectations.inbox import Inbox, Settled
from harness.ledger import Ledger

DEVICE = "virtual:android"
OWNER = "suites/test_it.py::test_it[virtual:android]"
PATIENCE_S = 5.0
T = TypeVar("T")


class ImpatientLedger(Ledger):
    """Looks once and calls it the time that was given."""

    def wait(self, ready: Callable[[], T | None], within_s: float) -> T | None:
        assert within_s >= 0
        return super().wait(ready, 0.0)


@dataclass
class ATest:
    """``told`` and ``segment`` and ``moengage`` append to the ledger, a tenth of a second apart."""

    clock: ManualClock = field(default_factory=ManualClock)
    settled: Settled = field(default_factory=lambda: Settled((), True, "two fences arrived"))
    fenced: tuple[str, ...] = ()
    flushes: int = 0
    proofs: int = 0

    def __post_init__(self) -> None:
        self.ledger = ImpatientLedger(self.clock)
        self.ledger.begin(OWNER, DEVICE)
        self._exchanges = 0

    def told(self, verb: str, **arguments: Any) -> Entry:
        return self._append(Action(verb, DEVICE, arguments))

    def segment(self, kind: str, name: str | None = None, user: str | None = None, **data: Any) -> Entry:
        return self._append(self._call(SEGMENT, kind, name, user, "/batch/0", data))

    def moengage(self, kind: str, name: str | None = None, user: str | None = None, **data: Any) -> Entry:
        return self._append(self._call(MOENGAGE, kind, name, user, "/viewsInfo/0", data))

    def answered(self, status: int | None, condition: str) -> Entry:
        """A track whose exchange met a condition."""
        self._exchanges += 1
        number = f"{self._exchanges:04x}"
        url = "https://api.segment.io/v1/b"
        self.ledger.append(Exchange(number, DEVICE, 0.0, "POST", url, status=status, condition=condition))
        return self._append(Call(SEGMENT, "track", DEVICE, f"{number} /batch/0", "A", status=status))

    def note(self, kind: str, text: str) -> Entry:
        return self._append(Note(kind, DEVICE, text))

    def undecoded(self, vendor: str, reason: str) -> Entry:
        self._exchanges += 1
        return self._append(Undecoded(vendor, DEVICE, f"{self._exchanges:04x} /", reason))

    def unknown(self, vendor: str, name: str) -> Entry:
        return self._append(Unknown(vendor, DEVICE, f"{self._exchanges:04x} /batch/0", "field", name))

    def inbox(self, vendor: str = SEGMENT) -> Inbox:
        return Inbox(
            vendor, OWNER, DEVICE, self.ledger, patience_s=PATIENCE_S, flush=self._flush, settle=self._settle,
            prove_alive=self._prove, recording=".harness/recordings/it.ndjson", repeat=f"pytest '{OWNER}' --seed 5eed",
        )  # fmt: skip

    def _call(
        self, vendor: str, kind: str, name: str | None, user: str | None, place: str, data: dict[str, Any]
    ) -> Call:
        self._exchanges += 1
        anonymous_id = data.pop("anonymous_id", "anon-1")
        return Call(
            vendor, kind, DEVICE, f"{self._exchanges:04x} {place}", name, user, anonymous_id, data=data, status=200
        )

    def _append(self, what: Any) -> Entry:
        entry = self.ledger.append(what)
        self.clock.advance(0.1)
        return entry

    def _settle(self) -> Settled:
        for fenced in self.fenced:
            self.ledger.append(Call(fenced, "track", DEVICE, "", FENCE))
        return self.settled

    def _flush(self) -> None:
        self.flushes += 1

    def _prove(self) -> None:
        self.proofs += 1
