"""``expect(inbox).after(action).to_receive(pattern)``: waits, or says why in vain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from harness.calls import Call, Entry
from harness.expectations.explain import explain, times
from harness.expectations.inbox import Inbox, Settled
from harness.expectations.verdict import Described, Verdict


def expect(inbox: Inbox) -> Expectation:
    """The subject of a sentence: what this vendor received during this test."""
    return Expectation(inbox)


@dataclass(frozen=True, repr=False)
class Expectation:
    """``since`` is a position in the ledger: calls up to it do not count."""

    inbox: Inbox
    since: int = -1

    def __repr__(self) -> str:
        return f"<expect {self.inbox.vendor}>"

    def after(self, action: Entry) -> Expectation:
        """Only calls that arrive after this action count: for what an SDK sends unasked, never to tell calls apart."""
        return replace(self, since=action.position)

    def to_receive(self, pattern: Described, *, within_s: float | None = None) -> Call:
        """The first such call; the app is asked once to flush if it is not there."""
        __tracebackhide__ = True
        patience_s = self.inbox.patience_s if within_s is None else within_s
        if found := self._awaited(pattern, patience_s):
            return found
        self.inbox.prove_alive()
        if found := self._first(pattern):
            return found
        raise AssertionError(explain(self._verdict(pattern, f"not received within {patience_s:g} s")))

    def to_receive_once(self, pattern: Described) -> Call:
        """Exactly one, after everything that was under way has arrived."""
        __tracebackhide__ = True
        return self.to_receive_times(pattern, 1)[0]

    def to_receive_times(self, pattern: Described, count: int) -> list[Call]:
        """Exactly so many, after everything that was under way has arrived."""
        __tracebackhide__ = True
        settled = self._settle()
        matches = self._matching(pattern)
        if not settled.is_proven or len(matches) != count:
            said = _counted(len(matches), "once" if count == 1 else times(count), settled)
            raise AssertionError(explain(self._verdict(pattern, said, settled)))
        return [call for _, call in matches]

    def not_to_receive(self, pattern: Described) -> None:
        """Never, after everything that was under way has arrived."""
        __tracebackhide__ = True
        settled = self._settle()
        matches = self._matching(pattern)
        if not settled.is_proven or matches:
            said = _counted(len(matches), "never", settled)
            raise AssertionError(explain(self._verdict(pattern, said, settled)))

    def to_receive_in_order(self, *patterns: Described) -> list[Call]:
        """All of them, each after the one before it."""
        __tracebackhide__ = True
        for pattern in patterns:
            self.to_receive(pattern)
        position, found = self.since, []
        for number, pattern in enumerate(patterns):
            match = next(((entry, call) for entry, call in self._matching(pattern) if entry.position > position), None)
            if match is None:
                said = f"not received after {patterns[number - 1]}"
                raise AssertionError(explain(replace(self._verdict(pattern, said), wanted=patterns)))
            position = match[0].position
            found.append(match[1])
        return found

    def _awaited(self, pattern: Described, patience_s: float) -> Call | None:
        if (found := self._first(pattern)) is not None:
            return found
        if self.inbox.flush is not None:
            self.inbox.flush()
        return self.inbox.ledger.wait(lambda: self._first(pattern), patience_s)

    def _first(self, pattern: Described) -> Call | None:
        return next((call for _, call in self._matching(pattern)), None)

    def _matching(self, pattern: Described) -> list[tuple[Entry, Call]]:
        calls = self.inbox.calls(pattern.kind, pattern.name, self.since)
        return [(entry, call) for entry, call in calls if not pattern.mismatches(call)]

    def _settle(self) -> Settled:
        settled = self.inbox.settle()
        if not settled.is_proven:
            self.inbox.prove_alive()
        return settled

    def _verdict(self, pattern: Described, said: str, settled: Settled | None = None) -> Verdict:
        matches = self._matching(pattern)
        others = [call for _, call in self.inbox.calls(pattern.kind, None, self.since)]
        closest = _closest(pattern, others) if not matches else None
        return Verdict(
            pattern,
            said,
            self.inbox.ledger.entries(self.inbox.owner),
            self.since,
            tuple(entry for entry, _ in matches),
            closest,
            pattern.mismatches(closest) if closest else (),
            settled,
            self.inbox.recording,
            self.inbox.repeat,
        )


def _counted(found: int, expected: str, settled: Settled) -> str:
    """Without proof that everything has arrived, a count that looks right is not known to be."""
    said = f"received {times(found)}, expected {expected}"
    return said if settled.is_proven else f"{said}, and more may be under way: {settled.text}"


def _closest(pattern: Described, calls: Sequence[Call]) -> Call | None:
    """Among equals the latest."""
    return min(reversed(calls), key=pattern.closeness, default=None)
