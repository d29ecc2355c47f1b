"""``expect(inbox).after(action).to_receive(pattern)``: waits, or says why in vain."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from harness.calls import Action, Call, Entry
from harness.errors import ConfigurationError
from harness.expectations.explain import explain
from harness.expectations.inbox import Inbox, Settled
from harness.expectations.pairing import paired
from harness.expectations.verdict import Anything, Described, Verdict
from harness.fates import NOTHING, fates_of, known_at

T = TypeVar("T")
Found = tuple[Entry, Call]
MOST_FATES = 2


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

    def to_receive_nothing(self) -> None:
        """Not a call, not even one of the SDK's own, after everything that was under way has arrived."""
        __tracebackhide__ = True
        settled, doubt = self._settle()
        entries = tuple(self.inbox.ledger.calls(self.inbox.owner, self.inbox.vendor, since=self.since))
        if not entries and not doubt:
            return
        said = f"received {_times(len(entries))}, expected never" + (f"; more may come: {doubt}" if doubt else "")
        everything = self.inbox.ledger.entries(self.inbox.owner)
        verdict = Verdict(Anything(self.inbox.vendor), said, everything, self.since, entries, settled=settled)
        raise AssertionError(explain(replace(verdict, recording=self.inbox.recording, repeat=self.inbox.repeat)))

    def to_receive(self, pattern: Described, *, within_s: float | None = None) -> Call:
        """The first such call; the app is asked once to flush if it is not there."""
        __tracebackhide__ = True
        self._refuse_others(pattern)
        patience_s = self.inbox.patience_s if within_s is None else within_s
        if (found := self._await(self._lookout(pattern), patience_s)) is not None:
            return found
        raise AssertionError(explain(self._verdict(pattern, _not_within(patience_s))))

    def to_receive_once(self, pattern: Described) -> Call:
        """Exactly one, after everything that was under way has arrived."""
        __tracebackhide__ = True
        return self._counted(pattern, 1, "once")[0]

    def to_receive_times(self, pattern: Described, count: int) -> list[Call]:
        """Exactly so many, after everything that was under way has arrived."""
        __tracebackhide__ = True
        return self._counted(pattern, count, _times(count))

    def to_receive_only(self, *patterns: Described) -> list[Call]:
        """Each of these once, in any order, and not a call besides, the SDK's own included; returned as named."""
        __tracebackhide__ = True
        self._refuse_others(*patterns)
        settled, doubt = self._settle()
        found = self.inbox.calls(None, None, self.since)
        pairs = paired(patterns, [call for _, call in found])
        if len(pairs) == len(patterns) == len(found) and not doubt:
            return [found[pairs[number]][1] for number in range(len(patterns))]
        missing = [pattern for number, pattern in enumerate(patterns) if number not in pairs]
        more = tuple(entry for number, (entry, _) in enumerate(found) if number not in pairs.values())
        raise AssertionError(explain(self._inequality(patterns, missing, more, doubt, settled)))

    def not_to_receive(self, pattern: Described) -> None:
        """Never, after everything that was under way has arrived."""
        __tracebackhide__ = True
        self._counted(pattern, 0, "never")

    def to_receive_in_order(self, *patterns: Described, within_s: float | None = None) -> list[Call]:
        """All of them, each after the one before it; other calls may come between."""
        __tracebackhide__ = True
        self._refuse_others(*patterns)
        patience_s = self.inbox.patience_s if within_s is None else within_s
        if (found := self._await(lambda: self._whole_sequence(patterns), patience_s)) is not None:
            return found
        count = len(self._sequence(patterns))
        verdict = replace(self._verdict(patterns[count], _not_within(patience_s)), wanted=patterns)
        if count and verdict.matches:
            verdict = replace(verdict, said=f"received before {patterns[count - 1]}, expected after it")
        raise AssertionError(explain(verdict))

    # waiting

    def _await(self, look: Callable[[], T | None], patience_s: float) -> T | None:
        """None only when capture is proven alive: then a call that is not there was not sent."""
        if (found := look()) is not None:
            return found
        if self.inbox.flush is not None:
            self.inbox.flush()
        if (found := self.inbox.ledger.wait(look, patience_s)) is not None:
            return found
        self.inbox.prove_alive()
        return look()

    def _lookout(self, pattern: Described) -> Callable[[], Call | None]:
        """Finds the first such call; looks each time only at what has arrived since the last."""
        seen = self.since

        def look() -> Call | None:
            nonlocal seen
            for entry, call in self.inbox.calls(pattern.kind, pattern.name, seen):
                seen = entry.position
                if not pattern.mismatches(call):
                    return call
            return None

        return look

    def _sequence(self, patterns: Sequence[Described]) -> list[Found]:
        """The first call of each pattern after that of the one before, as far as that goes."""
        found: list[Found] = []
        for pattern in patterns:
            since = found[-1][0].position if found else self.since
            match = next(iter(self._matching(pattern, since)), None)
            if match is None:
                break
            found.append(match)
        return found

    def _whole_sequence(self, patterns: Sequence[Described]) -> list[Call] | None:
        found = self._sequence(patterns)
        return [call for _, call in found] if len(found) == len(patterns) else None

    # counting

    def _counted(self, pattern: Described, count: int, expected: str) -> list[Call]:
        """A count that looks right is not known to be while more may be under way."""
        __tracebackhide__ = True
        self._refuse_others(pattern)
        settled, doubt = self._settle()
        matches = self._matching(pattern, self.since)
        if len(matches) == count and not doubt:
            return [call for _, call in matches]
        said = f"received {_times(len(matches))}, expected {expected}"
        if doubt and len(matches) <= count:
            said = f"received {_times(len(matches))} so far, expected {expected}; more may come: {doubt}"
        raise AssertionError(explain(self._verdict(pattern, said, count, settled)))

    def _settle(self) -> tuple[Settled, str]:
        """And why this inbox may still receive more; an SDK that is switched off may hold what it likes."""
        fences = self.inbox.fences()
        settled = self.inbox.settle()
        if not settled.is_proven:
            self.inbox.prove_alive()
            return settled, settled.text
        return settled, settled.held_from(self.inbox.vendor) if self.inbox.fences() > fences else ""

    def _matching(self, pattern: Described, since: int) -> list[Found]:
        calls = self.inbox.calls(pattern.kind, pattern.name, since)
        return [(entry, call) for entry, call in calls if not pattern.mismatches(call)]

    # what is said

    def _verdict(self, pattern: Described, said: str, count: int = 1, settled: Settled | None = None) -> Verdict:
        entries = self.inbox.ledger.entries(self.inbox.owner)
        matches = [entry for entry, _ in self._matching(pattern, self.since)]
        verdict = Verdict(
            pattern,
            said,
            entries,
            self.since,
            tuple(matches),
            settled=settled,
            fates=self._fates(pattern, entries, settled),
            recording=self.inbox.recording,
            repeat=self.inbox.repeat,
        )
        return self._with_closest(verdict) if len(matches) < count else verdict

    def _fates(self, pattern: Described, entries: Sequence[Entry], settled: Settled | None) -> tuple[str, ...]:
        """Of the latest actions of the pattern's name, at both vendors: the other one's says where the trouble is."""
        if pattern.name is None:
            return ()
        told = {one.position: one.what for one in entries if isinstance(one.what, Action)}
        named = [at for at, action in told.items() if action.arguments.get("name") == pattern.name][-MOST_FATES:]
        known = known_at(settled.held, settled.is_proven) if settled else NOTHING
        known = replace(known, stored=self.inbox.stored())
        fates = [fate for fate in fates_of(entries, known) if fate.position in named] if named else []
        return tuple(f"{told[fate.position].verb} {pattern.name!r} at {fate}" for fate in fates)

    def _inequality(
        self, patterns: Sequence[Described], missing: Sequence[Described], more: tuple[Entry, ...], doubt: str,
        settled: Settled,
    ) -> Verdict:  # fmt: skip
        """What is missing is described by the first of it; what came besides is marked."""
        named = missing[0] if missing else Anything(self.inbox.vendor)
        said = [f"{len(missing)} of {len(patterns)} did not come"] if missing else []
        said += [f"{len(more)} came that nobody expected"] if more else []
        said += [f"more may come: {doubt}"] if doubt else []
        verdict = replace(
            self._verdict(named, "; ".join(said), 0), settled=settled, matches=more, expected=tuple(patterns)
        )
        return self._with_closest(verdict) if missing else verdict

    def _with_closest(self, verdict: Verdict) -> Verdict:
        """Too few came: what came in their stead, and what came too early."""
        pattern = verdict.pattern
        before = [entry for entry, _ in self._matching(pattern, -1) if entry.position <= self.since]
        verdict = replace(verdict, is_missing=True, earlier=before[-1] if before else None)
        calls = self.inbox.calls(pattern.kind, None, self.since)
        others = [(entry, call) for entry, call in calls if pattern.mismatches(call)]
        if not others:
            return verdict
        entry, call = min(reversed(others), key=lambda found: pattern.closeness(found[1]))
        return replace(verdict, closest=entry, mismatches=pattern.mismatches(call))

    def _refuse_others(self, *patterns: Described) -> None:
        """What one vendor's pattern describes the other never receives: "never" would always be true of it."""
        for pattern in patterns:
            if pattern.vendor != self.inbox.vendor:
                raise ConfigurationError(
                    f"{pattern} describes what {pattern.vendor} receives, and was asked of {self.inbox.vendor}'s inbox",
                    next_step=f"ask it of the inbox of {pattern.vendor}, or take a pattern of {self.inbox.vendor}",
                )


def _not_within(patience_s: float) -> str:
    return f"not received within {patience_s:g} s" if patience_s else "not received"


def _times(count: int) -> str:
    return "1 time" if count == 1 else f"{count} times"
