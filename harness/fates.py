"""What became of each thing that the app was told: by the wire, by what the SDKs still hold, by the phone's disk.

MoEngage hears of no event without properties (iOS's destination drops it: moengage.md 0.8), of none that is kept from
it, and of a user once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from harness.calls import MOENGAGE, SEGMENT, Action, Call, Entry, Exchange, Note
from harness.causes import explains
from harness.traffic import UNSURE, is_taken

Word = Literal["acknowledged", "retried", "doubled", "sent", "refused", "held", "queued", "lost", "created"]
"""created: told, and nothing more is known; queued: on the phone's disk; held: an SDK says that it still has some;
sent: nobody answered; refused: answered with an error; retried: acknowledged after more than one try; doubled: the
vendor has it twice; lost: everything that was under way has arrived, and it is not there."""

KINDS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "identify": {SEGMENT: ("identify",), MOENGAGE: ("signed_in",)},
    "track": {SEGMENT: ("track",), MOENGAGE: ("event_tracked",)},
    "screen": {SEGMENT: ("screen",)},
    "group": {SEGMENT: ("group",)},
    "alias": {SEGMENT: ("alias",), MOENGAGE: ("aliased", "signed_in")},
    "reset": {MOENGAGE: ("signed_out",)},
}
"""Verb -> the calls that each vendor gets for it; what is not here has no fate of its own."""
UNREMARKABLE = ("acknowledged", "created")
"""What needs no line in a report."""


@dataclass(frozen=True)
class Known:
    """What is known besides the wire. ``held``: vendors whose SDK still holds something; ``stored``: the texts of the
    phone's disk; ``is_settled``: whatever was under way has arrived."""

    held: frozenset[str] = frozenset()
    stored: str = ""
    is_settled: bool = False


@dataclass(frozen=True)
class Fate:
    """``position`` is the action's in the ledger; ``tries`` the requests that carried it, ``exchanges`` their ids."""

    position: int
    vendor: str
    word: Word
    tries: int = 0
    status: int | None = None
    exchanges: tuple[str, ...] = ()

    def __str__(self) -> str:
        """``segment: retried, acknowledged at the third try``."""
        return f"{self.vendor}: {self._said()}"

    def _said(self) -> str:
        tries = f" in {self.tries} tries" if self.tries > 1 else ""
        match self.word:
            case "retried":
                return f"acknowledged after {self.tries} tries"
            case "refused":
                return f"answered {self.status}{tries}, and not sent again"
            case "sent":
                return f"sent{tries}, and no answer came"
            case "held":
                return f"held by the SDK{f' after {self.tries} tries' if self.tries else ''}"
            case "queued":
                return f"queued on the phone's disk{f' after {self.tries} tries' if self.tries else ''}"
            case "doubled":
                return f"there more than once ({', '.join(self.exchanges)})"
            case "created":
                return "told to the app; nothing more is known"
        return self.word


NOTHING = Known()


def fates_of(entries: Sequence[Entry], known: Known = NOTHING) -> list[Fate]:
    """In the order of the actions; one of each vendor that should hear of it."""
    told = [(entry, entry.what) for entry in entries if isinstance(entry.what, Action) and entry.what.verb in KINDS]
    calls = [entry.what for entry in entries if isinstance(entry.what, Call)]
    exchanges = {one.what.id: one.what for one in entries if isinstance(one.what, Exchange)}
    fates = []
    for vendor in (SEGMENT, MOENGAGE):
        heard = _heard_by(vendor, told)
        copies = _assigned(heard, calls, vendor)
        fates += [_fate(entry, action, vendor, copies[entry.position], exchanges, known) for entry, action in heard]
    return sorted(fates, key=lambda fate: fate.position)


def _heard_by(vendor: str, told: Sequence[tuple[Entry, Action]]) -> list[tuple[Entry, Action]]:
    """What this vendor must be told of."""
    if vendor == SEGMENT:
        return [one for one in told if SEGMENT in KINDS[one[1].verb]]
    found: list[tuple[Entry, Action]] = []
    user: object = None
    for entry, action in told:
        said = action.arguments
        is_due = MOENGAGE in KINDS[action.verb] and not said.get("integrations")
        if action.verb == "identify":
            is_due, user = is_due and bool(said.get("user_id")) and said["user_id"] != user, said.get("user_id") or user
        elif action.verb == "reset":
            user = None
        elif action.verb == "track":
            is_due = is_due and bool(said.get("properties"))
        if is_due:
            found.append((entry, action))
    return found


def known_from(entries: Iterable[Entry]) -> Known:
    """What a recording says of its end: the note that settling left."""
    notes = [one.what for one in entries if isinstance(one.what, Note) and one.what.kind == "settled"]
    return known_at(notes[-1].data["held"], bool(notes[-1].data["proven"])) if notes else NOTHING


def known_at(held: Iterable[str], is_settled: bool) -> Known:
    """``held``: sentences that begin with the keeper's name, as settling says them."""
    return Known(frozenset(one.split(" ")[0] for one in held), "", is_settled)


def _assigned(told: Sequence[tuple[Entry, Action]], calls: Sequence[Call], vendor: str) -> Mapping[int, list[Call]]:
    """The calls of each action, by its position: of two alike the first message belongs to the first.

    Tries of one message stay together; messages that are left over belong to the last action that explains them.
    """
    found: dict[int, list[Call]] = defaultdict(list)
    owner: dict[str, int] = {}
    for call in calls:
        if call.vendor != vendor:
            continue
        key = call.message_id or call.source
        if key not in owner:
            able = [entry.position for entry, action in told if _explains(action, call, vendor)]
            free = [position for position in able if not found[position]]
            if not able:
                continue
            owner[key] = free[0] if free else able[-1]
        found[owner[key]].append(call)
    return found


def _explains(action: Action, call: Call, vendor: str) -> bool:
    """As the report's table does; and by all of its data, where the call has them as they were told."""
    return call.kind in KINDS[action.verb][vendor] and explains(action, call) and _has_same_data(action, call)


def _has_same_data(action: Action, call: Call) -> bool:
    """Of events with one name those with the same properties, where both vendors keep them as they are."""
    told = action.arguments.get("properties")
    if call.vendor != SEGMENT or call.kind != "track" or told is None:
        return True
    return bool(told == dict(call.data)) or not any(key in call.data for key in told)


def _fate(
    entry: Entry, action: Action, vendor: str, copies: Sequence[Call], exchanges: Mapping[str, Exchange], known: Known
) -> Fate:
    ids = tuple(call.exchange_id for call in copies)
    sure = [call for call in copies if is_taken(call, exchanges.get(call.exchange_id), UNSURE)]
    taken = [call for call in copies if is_taken(call, exchanges.get(call.exchange_id))]
    last = copies[-1].status if copies else None
    if len(sure) > 1:
        word: Word = "doubled"
    elif taken:
        word = "retried" if len(copies) > 1 else "acknowledged"
    else:
        word = _unacknowledged(action, vendor, bool(copies), last, known)
    return Fate(entry.position, vendor, word, len(copies), last, ids)


def _unacknowledged(action: Action, vendor: str, is_seen: bool, status: int | None, known: Known) -> Word:
    needle = next(
        (str(action.arguments[key]) for key in ("name", "user_id", "group_id") if key in action.arguments), ""
    )
    if needle and needle in known.stored:
        return "queued"
    if vendor in known.held:
        return "held"
    if is_seen:
        return "sent" if status is None else "refused"
    return "lost" if known.is_settled else "created"
