"""The call table: what the app was told, what Segment received for it, what MoEngage received for it, and the answers.

Arrival is not cause: a call stands beside an action because of its data (the same event name, user or trait), never
because of its time. What no action explains (start-up, lifecycle) has rows of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from harness.calls import FENCE, SEGMENT, Action, Call, Entry, Note, Undecoded
from harness.patterns.moengage import wire_key

VERB_OF_KIND = {
    "identify": "identify",
    "signed_in": "identify",
    "attribute_set": "identify",
    "track": "track",
    "event_tracked": "track",
    "screen": "screen",
    "group": "group",
    "alias": "alias",
    "aliased": "alias",
    "signed_out": "reset",
}


@dataclass
class Row:
    """``at_s`` is the action's moment, or the first call's; ``told`` is empty where an SDK acted by itself."""

    at_s: float
    told: str
    action: Action | None = None
    segment: list[Call] = field(default_factory=list)
    moengage: list[Call] = field(default_factory=list)
    undecoded: list[Undecoded] = field(default_factory=list)

    def add(self, call: Call) -> None:
        (self.segment if call.vendor == SEGMENT else self.moengage).append(call)

    @property
    def answers(self) -> str:
        """``200``, ``503, 200``, ``none``: distinct answers in order."""
        said = [str(call.status) if call.status else "none" for call in [*self.segment, *self.moengage]]
        return ", ".join(dict.fromkeys(said))


def rows_of(entries: Iterable[Entry]) -> list[Row]:
    rows: list[Row] = []
    for entry in entries:
        what = entry.what
        if isinstance(what, Action):
            rows.append(Row(entry.at_s, describe_action(what), what))
        elif isinstance(what, Note) and what.kind in ("label", "condition", "refused", "tls_failed"):
            rows.append(Row(entry.at_s, f"{what.kind}: {what.text}"))
        elif isinstance(what, Call) and not _is_fence(what):
            _row_for(what, entry.at_s, rows).add(what)
        elif isinstance(what, Undecoded):
            rows.append(Row(entry.at_s, "", undecoded=[what]))
    return rows


def _is_fence(call: Call) -> bool:
    return call.name == FENCE


def _row_for(call: Call, at_s: float, rows: list[Row]) -> Row:
    """The latest action that explains the call; else the other vendor's same call; else a row of its own."""
    for row in reversed(rows):
        if row.action is not None and _explains(row.action, call):
            return row
    for row in reversed(rows):
        if row.action is None and _is_other_side(row, call):
            return row
    rows.append(Row(at_s, ""))
    return rows[-1]


def _is_other_side(row: Row, call: Call) -> bool:
    """What an SDK did by itself reaches both vendors under one name, as lifecycle events do."""
    here, there = (row.segment, row.moengage) if call.vendor == SEGMENT else (row.moengage, row.segment)
    return call.name is not None and not here and [one.name for one in there] == [call.name]


def _explains(action: Action, call: Call) -> bool:
    if VERB_OF_KIND.get(call.kind) != action.verb:
        return False
    said: dict[str, Any] = dict(action.arguments)
    if call.kind == "attribute_set":
        return call.name in {wire_key(name) for name in said.get("traits", {})}
    if call.kind == "group":
        return bool(said.get("group_id") == call.name)
    if action.verb in ("identify", "alias"):
        return said.get("user_id") in (None, call.user_id)
    return action.verb == "reset" or said.get("name") == call.name


def describe_action(action: Action) -> str:
    said = ", ".join(f"{key}={_short(value)}" for key, value in action.arguments.items())
    return f"{action.verb}({said})"


def describe_call(call: Call) -> str:
    """``track 'Order Completed' user=ada-1 {total: 19.5}``."""
    words = [call.kind, *([repr(call.name)] if call.name else []), *([f"user={call.user_id}"] if call.user_id else [])]
    data = {key: value for key, value in call.data.items() if value is not None and key != "form"}
    return " ".join([*words, *([_short(data)] if data else [])])


def _short(value: object, most: int = 90) -> str:
    text = repr(value)
    return text if len(text) <= most else text[: most - 1] + "…"


def undecoded_in(entries: Sequence[Entry]) -> list[Undecoded]:
    return [entry.what for entry in entries if isinstance(entry.what, Undecoded)]
