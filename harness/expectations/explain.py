"""A verdict as text: what was wanted, what came closest, everything around it, and how to see it again."""

from __future__ import annotations

from collections.abc import Iterator

from harness.calls import FENCE, Action, Call, Entry, Exchange, Note, Undecoded
from harness.expectations.verdict import Verdict

MOST_LINES = 40
MOST_CHARACTERS = 110


def explain(verdict: Verdict) -> str:
    """The whole message of a failed expectation."""
    return "\n".join(_lines(verdict))


def times(count: int) -> str:
    return "1 time" if count == 1 else f"{count} times"


def _lines(verdict: Verdict) -> Iterator[str]:
    yield f"{verdict.pattern}: {verdict.said}"
    if verdict.closest is not None:
        yield f"closest call, from {verdict.closest.source}:"
        yield from (f"    {mismatch}" for mismatch in verdict.mismatches)
    if verdict.wanted:
        yield "wanted in this order:"
        yield from (f"    {number}. {pattern}" for number, pattern in enumerate(verdict.wanted, 1))
    if verdict.settled is not None:
        yield f"settled: {verdict.settled.text}"
    yield from _ledger(verdict)
    if verdict.recording:
        yield f"recording: {verdict.recording}"
    if verdict.repeat:
        yield f"repeat: {verdict.repeat}"


def _ledger(verdict: Verdict) -> Iterator[str]:
    marked = {entry.position for entry in verdict.matches}
    lines = [
        f"  {_mark(entry, marked, verdict.since)} +{entry.at_s - verdict.entries[0].at_s:.2f}s {text}"
        for entry in verdict.entries
        if (text := describe(entry))
    ]
    if not lines:
        yield "ledger: empty, nothing at all was received"
        return
    yield "ledger:"
    if len(lines) > MOST_LINES:
        yield f"    ... {len(lines) - MOST_LINES} earlier lines in the recording"
    yield from lines[-MOST_LINES:]


def _mark(entry: Entry, marked: set[int], since: int) -> str:
    if entry.position in marked:
        return "!"
    return ">" if entry.position == since else " "


def describe(entry: Entry) -> str:
    """One line of a ledger; empty for what says nothing to a reader: exchanges (their calls do), good outcomes."""
    match entry.what:
        case Call(name=name) as call if name == FENCE:
            return f"{call.vendor:<9} (fence)"
        case Call() as call:
            return f"{call.vendor:<9} {_clipped(describe_call(call))}  [{call.source}]{_answer(call)}"
        case Undecoded() as what:
            return f"{what.vendor:<9} UNDECODED {_clipped(what.reason)}  [{what.source}]"
        case Action() as action:
            said = ", ".join(f"{key}={value!r}" for key, value in action.arguments.items())
            return f"app       {_clipped(f'{action.verb}({said})')}"
        case Note(kind="fence" | "canary"):
            return ""
        case Note(kind="outcome", text="ok"):
            return ""
        case Note() as note:
            return f"{note.kind:<9} {_clipped(note.text)}"
        case Exchange():
            return ""
    return ""


def describe_call(call: Call) -> str:
    """``track 'After' user=user-4 step=2``."""
    words = [call.kind, *([repr(call.name)] if call.name else []), *([f"user={call.user_id}"] if call.user_id else [])]
    words += [f"{key}={value!r}" for key, value in call.data.items() if value is not None and key != "form"]
    return " ".join(words)


def _answer(call: Call) -> str:
    """Only an answer that is not well says something."""
    if call.status is None:
        return " no answer"
    return f" -> {call.status}" if not 200 <= call.status < 300 else ""


def _clipped(text: str) -> str:
    return text if len(text) <= MOST_CHARACTERS else text[: MOST_CHARACTERS - 3] + "..."
