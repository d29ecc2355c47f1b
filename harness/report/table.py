"""The call table: what the app was told, what Segment received for it, what MoEngage received for it, and the answers.

Arrival is not cause: a call stands beside an action because of its data (the same event name, user, token, campaign),
never because of its time. What no action explains (fetches, lifecycle) has rows of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from harness.calls import FENCE, SEGMENT, Action, Call, Entry, Exchange, Note, Undecoded, Unknown
from harness.causes import NOTHING, Before, explains
from harness.expectations.excerpt import one_line
from harness.fates import UNREMARKABLE, Fate, fates_of, known_from
from harness.pushes import campaign_of
from harness.report.telling import describe_action, describe_by_itself

SHOWN_NOTES = ("gate", "label", "settings", "condition", "refused", "tls_failed")


@dataclass
class Row:
    """``at_s`` is the action's moment, or the first call's; ``told`` is empty where an SDK acted by itself."""

    at_s: float
    told: str
    action: Action | None = None
    segment: list[Call] = field(default_factory=list)
    moengage: list[Call] = field(default_factory=list)
    undecoded: list[Undecoded] = field(default_factory=list)
    unknown: list[Unknown] = field(default_factory=list)
    conditions: dict[str, str] = field(default_factory=dict)
    before: Before = NOTHING
    fates: list[Fate] = field(default_factory=list)
    """Those of its action that are worth a line."""

    def add(self, call: Call, condition: str = "") -> None:
        (self.segment if call.vendor == SEGMENT else self.moengage).append(call)
        if condition:
            self.conditions[call.exchange_id] = condition

    @property
    def calls(self) -> list[Call]:
        return [*self.segment, *self.moengage]

    @property
    def itself(self) -> str:
        """What kind of thing it is that nobody told the app to do."""
        return "" if self.told or self.undecoded else describe_by_itself(self.calls)

    @property
    def answers(self) -> str:
        """``503 (on purpose), 200``, ``none``: distinct answers in order, and what a condition made of them."""
        said = (_answer(call.status, self.conditions.get(call.exchange_id, "")) for call in self.calls)
        return ", ".join(dict.fromkeys(said))


def _answer(status: int | None, condition: str) -> str:
    """``condition`` reads ``segment settings: status 503, 5 s late``; what the status says already is left out."""
    answer = "none" if status is None else str(status)
    parts = [part for part in condition.split(": ", 1)[-1].split(", ") if part != f"status {status}"]
    return f"{answer} ({', '.join(parts) or 'on purpose'})" if condition else answer


def rows_of(entries: Sequence[Entry]) -> list[Row]:
    table = Table()
    for entry in entries:
        table.add(entry)
    for fate in fates_of(entries, known_from(entries)):
        if fate.word not in UNREMARKABLE:
            table.row_at[fate.position].fates.append(fate)
    return table.rows


class Table:
    """Rows as they grow, entry by entry."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.row_at: dict[int, Row] = {}
        """Rows of actions, by their positions."""
        self._conditions: dict[str, str] = {}
        self._row_of_source: dict[str, Row] = {}
        self._campaigns: set[str] = set()
        self._tokens: set[str] = set()

    def add(self, entry: Entry) -> None:
        match entry.what:
            case Exchange() as exchange:
                self._conditions[exchange.id] = exchange.condition
            case Action() as action:
                self._add_action(action, entry)
            case Note() as note if note.kind in SHOWN_NOTES:
                self.rows.append(Row(entry.at_s, one_line(f"{note.kind}: {note.text}")))
            case Call() as call if call.name != FENCE:
                self._add_call(call, entry.at_s)
            case Undecoded() as undecoded:
                self.rows.append(Row(entry.at_s, "", undecoded=[undecoded]))
            case Unknown() as unknown:
                self._add_unknown(unknown, entry.at_s)

    def _add_action(self, action: Action, entry: Entry) -> None:
        before = Before(frozenset(self._campaigns), frozenset(self._tokens))
        row = self.row_at[entry.position] = Row(entry.at_s, describe_action(action), action, before=before)
        self.rows.append(row)
        self._campaigns |= {one for one in [campaign_of(action.arguments.get("payload"))] if one}
        self._meet_token(action.arguments.get("token"))

    def _add_call(self, call: Call, at_s: float) -> None:
        row = self._row_for(call, at_s)
        row.add(call, self._conditions.get(call.exchange_id, ""))
        self._row_of_source[call.source] = self._row_of_source[call.exchange_id] = row
        self._meet_token(call.data.get("push_token"))

    def _meet_token(self, token: object) -> None:
        self._tokens |= {token} if isinstance(token, str) else set()

    def _add_unknown(self, unknown: Unknown, at_s: float) -> None:
        """Beside its message where that is a call, else beside the exchange's last."""
        row = self._row_of_source.get(unknown.source) or self._row_of_source.get(unknown.exchange_id)
        if row is None:
            row = Row(at_s, "")
            self.rows.append(row)
        row.unknown.append(unknown)

    def _row_for(self, call: Call, at_s: float) -> Row:
        """The latest action that explains the call; else the other vendor's same call; else a row of its own."""
        for row in reversed(self.rows):
            if row.action is not None and explains(row.action, call, row.before):
                return row
        for row in reversed(self.rows):
            if row.action is None and _is_other_side(row, call):
                return row
        self.rows.append(Row(at_s, ""))
        return self.rows[-1]


def _is_other_side(row: Row, call: Call) -> bool:
    """What an SDK did by itself reaches both vendors under one name, as lifecycle events do."""
    here, there = (row.segment, row.moengage) if call.vendor == SEGMENT else (row.moengage, row.segment)
    return call.name is not None and not here and [one.name for one in there] == [call.name]
