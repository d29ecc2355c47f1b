"""Which message of one recording is which of the other: by vendor, kind and name, then by what it says."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from harness.calls import MOENGAGE, SEGMENT, Call
from harness.compare.sameness import TOLD, Masks, Path, Sameness, form_of, is_list, pointer
from harness.compare.sides import Message, Request, Side
from harness.findings import Severity
from harness.traffic import MESSAGES

Pairs = list[tuple[Message, Message]]
Key = Callable[[Message], Hashable]

BY_VENDOR = ("context", "_metadata", "integrations")
"""Parts of a message that are the same in every call: their paths name no call."""
POINT_READ_ELSEWHERE = ("EVENT_ATTRS", "EVENT_ATTRS_CUST", "at_ms", "local_time")
BODY_READ_ELSEWHERE = ("query_params", "meta", "identifiers")


@dataclass(frozen=True)
class Both:
    """What comparators are given."""

    left: Side
    right: Side

    @cached_property
    def same(self) -> Sameness:
        return Sameness.of(self.left, self.right)

    @cached_property
    def pairs(self) -> Pairs:
        """In the order of the left side."""
        return sorted(_paired(self), key=lambda pair: pair[0].number)

    @cached_property
    def alone(self) -> tuple[list[Message], list[Message]]:
        """Messages that only one side has."""
        paired = [{id(pair[side]) for pair in self.pairs} for side in (0, 1)]
        sides = (self.left, self.right)
        left, right = (
            [one for one in side.messages if id(one) not in seen] for side, seen in zip(sides, paired, strict=True)
        )
        return left, right

    @cached_property
    def labels(self) -> list[str]:
        """Parts of the scenario, where both are told in the same parts; else one part without a name."""
        return list(dict.fromkeys([*self.left.labels, *self.right.labels])) if self.is_labelled else [""]

    def missing(self, left: int, right: int) -> Severity | None:
        """What the side that has fewer may still have had under way, when its recording ended, is no fault of it."""
        shorter = self.left if left < right else self.right
        return None if left == right or shorter.is_whole else "info"

    @property
    def is_labelled(self) -> bool:
        return bool(self.left.labels and self.right.labels)

    def requests(self, label: str) -> tuple[list[Request], list[Request]]:
        left, right = (
            [one for one in side.requests if not label or one.label == label] for side in (self.left, self.right)
        )
        return left, right


def _paired(both: Both) -> Pairs:
    """First what is alike, in the same part of the scenario, then less and less so; always first with first."""
    left, right = list(both.left.messages), list(both.right.messages)
    names = (both.same.left, both.same.right)
    label: Key = (lambda one: one.label) if both.is_labelled else (lambda _: "")
    pairs: Pairs = []
    for keys in (
        [_keyed(masks, lambda one, masks=masks: (label(one), _said(one.call, masks))) for masks in names],  # type: ignore[misc]
        [_keyed(masks, label) for masks in names],
        [_keyed(masks, lambda one, masks=masks: _said(one.call, masks)) for masks in names],  # type: ignore[misc]
        [_keyed(masks, lambda _: "") for masks in names],
    ):
        pairs += _taken(left, right, keys[0], keys[1])
    return pairs


def _keyed(masks: Masks, more: Key) -> Key:
    def key(message: Message) -> Hashable:
        call = message.call
        return call.vendor, call.kind, masks.cover(call.name or ""), more(message)

    return key


def _taken(left: list[Message], right: list[Message], left_key: Key, right_key: Key) -> Pairs:
    """What has the same key, first with first; it is taken out of the lists."""
    waiting: dict[Hashable, list[Message]] = defaultdict(list)
    for one in right:
        waiting[right_key(one)].append(one)
    pairs = [(one, waiting[key].pop(0)) for one in left if waiting.get(key := left_key(one))]
    taken = {id(one) for pair in pairs for one in pair}
    left[:], right[:] = ([one for one in side if id(one) not in taken] for side in (left, right))
    return pairs


def _said(call: Call, masks: Masks) -> str:
    """Data and user, with all that differs by nature covered."""
    return json.dumps(_covered([call.user_id, call.data], masks), sort_keys=True, default=repr)


def _covered(value: Any, masks: Masks) -> Any:
    if isinstance(value, Mapping):
        return {name: _covered(one, masks) for name, one in value.items()}
    if is_list(value):
        return [_covered(one, masks) for one in value]
    if isinstance(value, str):
        form = form_of(value)
        return f"<{form.name}>" if form.kind == "id" else masks.cover(value)
    return masks.cover_number(value) if type(value) in (int, float) else value


def tree_of(call: Call) -> Mapping[str, Any]:
    """All that a call says, for a comparison place by place."""
    if call.vendor == SEGMENT:
        return call.raw if call.kind in MESSAGES else {"data": call.data}
    read_elsewhere = POINT_READ_ELSEWHERE if "EVENT_ACTION" in call.raw else BODY_READ_ELSEWHERE
    rest = {name: value for name, value in call.raw.items() if name not in read_elsewhere}
    return {"data": call.data, "context": call.context, "body": rest}


def path_of(call: Call, path: Path) -> str:
    """``segment track 'Bought' /properties/price``, ``segment track /userId``, ``moengage /context/meta/t_p``."""
    return f"{subject(call, path[:1])} {pointer(path)}"


def subject(call: Call, first: Sequence[str]) -> str:
    if first and first[0] in BY_VENDOR:
        return call.vendor
    if first and first[0] not in TOLD:
        return f"{call.vendor} {call.kind}"
    return named(call)


def named(call: Call) -> str:
    """``moengage attribute_set 'plan'``."""
    return " ".join([call.vendor, call.kind, *([repr(call.name)] if call.name else [])])


def listed(values: Iterable[object], none: str = "none") -> str:
    return ", ".join(map(str, values)) or none


VENDORS = (SEGMENT, MOENGAGE)
