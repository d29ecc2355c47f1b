"""The lines of a ledger that a failure shows: what is marked, what is around it, and the end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from harness.calls import FENCE, Action, Call, Entry, Exchange, Note, Undecoded

MOST_LINES = 40
MOST_MARKED = 16
MOST_NEAR = 16
AROUND = 2
MOST_CHARACTERS = 110
SILENT_NOTES = ("fence", "canary", "clock", "settled", "nudge")


def excerpt(entries: Sequence[Entry], marks: Mapping[int, str]) -> Iterator[str]:
    """``marks``: position -> the sign before its line."""
    conditions = {one.what.id: one.what.condition for one in entries if isinstance(one.what, Exchange)}
    lines = [(entry, text) for entry in entries if (text := describe(entry, conditions))]
    marked = [index for index, (entry, _) in enumerate(lines) if entry.position in marks]
    last = -1
    for index in chosen(len(lines), marked):
        yield from _gap(last, index)
        entry, text = lines[index]
        yield f"  {marks.get(entry.position, ' ')} +{entry.at_s - entries[0].at_s:.2f}s {text}"
        last = index


def chosen(count: int, marked: Sequence[int]) -> list[int]:
    """Indices of at most ``MOST_LINES`` lines: marked ones and their neighbours, and of the others the last."""
    first = marked[:MOST_MARKED]
    near = [index + step for index in first for step in range(-AROUND, AROUND + 1) if 0 <= index + step < count]
    kept = {*first, *near[:MOST_NEAR]}
    rest = [index for index in range(count) if index not in kept]
    return sorted([*kept, *rest[max(0, len(rest) - (MOST_LINES - len(kept))) :]])


def _gap(last: int, index: int) -> Iterator[str]:
    left_out = index - last - 1
    if left_out:
        lines = "line" if left_out == 1 else "lines"
        yield f"    ... {left_out} {'earlier ' if last < 0 else ''}{lines} in the recording"


def describe(entry: Entry, conditions: Mapping[str, str]) -> str:
    """One line; empty for what says nothing here: exchanges (their calls do), good outcomes, what is unknown beside a
    call that was read."""
    match entry.what:
        case Call(name=name) as call if name == FENCE:
            return f"{call.vendor:<9} (fence)"
        case Call() as call:
            return f"{call.vendor:<9} {clipped(describe_call(call))}  [{call.source}]{_answer(call, conditions)}"
        case Undecoded() as what:
            return f"{what.vendor:<9} UNDECODED {clipped(what.reason)}  [{what.source}]"
        case Action() as action:
            said = ", ".join(f"{key}={value!r}" for key, value in action.arguments.items())
            return f"app       {clipped(f'{action.verb}({said})')}"
        case Note() as note if not _is_silent(note):
            return f"{note.kind:<9} {clipped(note.text)}"
    return ""


def _is_silent(note: Note) -> bool:
    return note.kind in SILENT_NOTES or (note.kind == "outcome" and note.text == "ok")


def describe_call(call: Call) -> str:
    """``track 'After' user=user-4 step=2``."""
    words = [call.kind, *([repr(call.name)] if call.name else []), *([f"user={call.user_id}"] if call.user_id else [])]
    words += [f"{key}={value!r}" for key, value in call.data.items() if value is not None and key != "form"]
    return " ".join(words)


def _answer(call: Call, conditions: Mapping[str, str]) -> str:
    """Only an answer that is not well says something, and who made it so."""
    if call.status is not None and 200 <= call.status < 300:
        said = ""
    else:
        said = f" -> {call.status}" if call.status is not None else " no answer"
    condition = conditions.get(call.exchange_id, "")
    return f"{said} (condition: {one_line(condition)})" if condition else said


def clipped(text: str, most: int = MOST_CHARACTERS) -> str:
    text = one_line(text)
    return text if len(text) <= most else f"{text[: most - 3]}..."


def one_line(text: str) -> str:
    """What would move the cursor is escaped: names and ids come from other people's apps."""
    return "".join(one if one.isprintable() else repr(one)[1:-1] for one in text)
