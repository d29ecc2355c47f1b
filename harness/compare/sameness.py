"""When two values say the same: what differs by nature is compared by its form, and its structure elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from harness.calls import Action
from harness.compare.sides import Side
from harness.redact import KEYS, MARK, NUMBERS

Path = tuple[str, ...]
Kind = Literal["plain", "id", "time", "fact", "version"]


class Missing:
    def __repr__(self) -> str:
        return "absent"


MISSING = Missing()
LEAST_DRAWN = 4
"""Characters of a drawn text that is looked for in others: a shorter one stands by chance in many."""
MOST_SHOWN = 70


@dataclass(frozen=True)
class Form:
    kind: Kind
    name: str
    regex: re.Pattern[str]


FORMS: Sequence[Form] = (
    Form("id", "a UUID in lower case", re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")),
    Form("id", "a UUID in upper case", re.compile(r"[0-9A-F]{8}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{12}")),
    Form("id", "40 hex digits", re.compile(r"[0-9a-f]{40}")),
    Form("id", "64 hex digits", re.compile(r"[0-9a-f]{64}")),
    Form("time", "a time in UTC", re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")),
    Form("time", "milliseconds since 1970", re.compile(r"[12]\d{12}")),
    Form("time", "a local time", re.compile(r"\d{1,2}:\d{1,2}:\d{4}:\d{1,2}:\d{1,2}:\d{1,2}")),
    *(Form("id", f"a redacted {kind}", re.compile(rf"{MARK}{kind}-[0-9a-f]{{12}}")) for kind in KEYS),
)
"""Whole texts, placeholders of a recording's secrets among them. Two of one form are alike; whose id it is, is what
``identities`` compares."""
PLAIN = Form("plain", "", re.compile(""))
TOLD = ("properties", "traits", "data")
"""Parts of a message that the app said: a time in them is no moment of the run."""
LEAST_TIME_MS, MOST_TIME_MS = 10**12, 3 * 10**12
IDENTITIES = frozenset({"token", "push_id", "push_token", "anonymousId", "instanceId", "messageId"})
"""Keys whose text is an id, whatever its form."""
UNSTRUCTURED = frozenset({"bid", "messageId"})
"""Ids of one request or message alone: who shares them is what ``batches`` and ``redelivery`` compare."""
DEVICE_FACTS = (
    *("manufacturer", "model", "name", "version", "density", "width", "height", "wifi", "bluetooth", "cellular"),
    *("locale", "timezone", "userAgent", "os_ver", "device_tz", "device_tz_offset", "networkType", "carrierName"),
    *("OS_VERSION", "OS_API_LEVEL", "DEVICE", "MODEL", "PRODUCT", "MANUFACTURER", "DENSITYDPI", "WIDTH", "HEIGHT"),
)
"""What a phone is, below ``context``, or in what a device is registered with."""
APPS_OWN = frozenset({"library", "app"})
"""Parts of ``context`` that no phone decides."""
VERSIONS = (
    ("context", "library", "version"),
    ("context", "sdk_ver"),
    ("context", "meta", "integrations", "*", "version"),
    ("context", "meta", "integratedModules", "*"),
)
"""Which releases an app is made of: ``versions`` tells them, and the build decides them."""
USER_AGENT_VERSION = re.compile(r"(?<=/)\d+(\.\d+)+")


@dataclass(frozen=True)
class Masks:
    """Texts that were drawn for one run, each under the name that its like of the other run has too."""

    names: Mapping[str, str] = field(default_factory=dict)

    def cover(self, text: str) -> str:
        if text in self.names:
            return self.names[text]
        for drawn in self._longest_first:
            if drawn in text:
                text = text.replace(drawn, self.names[drawn])
        return text

    def cover_number(self, number: int | float) -> str:
        """Text that looks like a number is one on Android (facts: moedest.md 3)."""
        return self.names.get(str(number)) or self.names.get(f"+{number}") or repr(number)

    @cached_property
    def _longest_first(self) -> list[str]:
        return sorted((one for one in self.names if len(one) >= LEAST_DRAWN), key=len, reverse=True)


@dataclass(frozen=True)
class Sameness:
    """``is_one_device``: what a phone is must be equal, not only there."""

    left: Masks = Masks()
    right: Masks = Masks()
    is_one_device: bool = True

    @classmethod
    def of(cls, left: Side, right: Side) -> Sameness:
        pairs = [*_drawn_in_actions(left, right), *_write_keys(left, right)]
        names = {pair: f"<drawn {number}>" for number, pair in enumerate(dict.fromkeys(pairs), 1)}
        return cls(
            Masks({pair[0]: name for pair, name in names.items()}),
            Masks({pair[1]: name for pair, name in names.items()}),
            left.header.device == right.header.device,
        )

    def kind(self, path: Path, left: Any, right: Any) -> Kind:
        if any(_fits(path, version) for version in VERSIONS):
            return "version"
        if not self.is_one_device and is_device_fact(path):
            return "fact"
        if path[-1:] and path[-1] in IDENTITIES and isinstance(left, str) and isinstance(right, str):
            return "id"
        form = _common_form(left, right)
        return "plain" if form == "time" and path[:1] and path[0] in TOLD else form

    def differ(self, path: Path, left: Any, right: Any) -> bool:
        """``1`` and ``1.0`` differ, as their texts do."""
        if type(left) is type(right) and left == right:
            return False
        match self.kind(path, left, right):
            case "id" | "time":
                return form_of(left) != form_of(right)
            case "fact" | "version":
                return json_type(left) != json_type(right)
        if isinstance(left, str) and isinstance(right, str):
            return self.left.cover(left) != self.right.cover(right)
        if type(left) is type(right) is int or type(left) is type(right) is float:
            return self.left.cover_number(left) != self.right.cover_number(right)
        return True

    def leaves(self, left: Any, right: Any, path: Path = ()) -> Iterator[tuple[Path, Any, Any]]:
        """Places of both trees; lists of different lengths, and what only one has, are one place."""
        if isinstance(left, Mapping) and isinstance(right, Mapping):
            for name in dict.fromkeys([*left, *right]):
                yield from self.leaves(left.get(name, MISSING), right.get(name, MISSING), (*path, str(name)))
        elif is_list(left) and is_list(right) and len(left) == len(right):
            for number, (one, other) in enumerate(zip(left, right, strict=True)):
                yield from self.leaves(one, other, (*path, str(number)))
        else:
            yield path, left, right


def is_list(value: Any) -> bool:
    return isinstance(value, list | tuple)


def is_device_fact(path: Path) -> bool:
    if not path or path[-1] not in DEVICE_FACTS:
        return False
    return (path[0] == "context" and not APPS_OWN & set(path)) or path[0] == "body"


def form_of(value: Any) -> Form:
    if not isinstance(value, str):
        return PLAIN
    return next((form for form in FORMS if form.regex.fullmatch(value)), PLAIN)


def _common_form(left: Any, right: Any) -> Kind:
    if isinstance(left, str) and isinstance(right, str):
        return form_of(left).kind if form_of(left) == form_of(right) else "plain"
    if isinstance(left, int) and isinstance(right, int):
        if left in NUMBERS and right in NUMBERS:
            return "id"
        return "time" if all(LEAST_TIME_MS < one < MOST_TIME_MS for one in (left, right)) else "plain"
    return "plain"


def json_type(value: Any) -> str:
    if isinstance(value, bool) or value is None or value is MISSING:
        return repr(value) if value is None or value is MISSING else "truth value"
    if isinstance(value, int | float):
        return "number"
    return "text" if isinstance(value, str) else "object" if isinstance(value, Mapping) else "list"


def _fits(path: Path, pattern: Path) -> bool:
    return len(path) == len(pattern) and all(want in ("*", one) for one, want in zip(path, pattern, strict=True))


def _drawn_in_actions(left: Side, right: Side) -> Iterator[tuple[str, str]]:
    """Users, names, tokens: what two runs of one test told the app otherwise, at the same place."""
    told = zip(left.actions, right.actions, strict=False)
    for (_, one), (_, other) in told:
        if one.verb == other.verb:
            yield from _drawn(one, other)


def _drawn(one: Action, other: Action) -> Iterator[tuple[str, str]]:
    for _, mine, its in Sameness().leaves(one.arguments, other.arguments):
        if isinstance(mine, str) and isinstance(its, str) and mine != its and mine and its:
            yield mine, its


def _write_keys(left: Side, right: Side) -> Iterator[tuple[str, str]]:
    mine, its = (next(iter(_settings_keys(side)), "") for side in (left, right))
    if mine != its and mine and its:
        yield mine, its


def _settings_keys(side: Side) -> list[str]:
    paths = [request.exchange.path.split("/") for request in side.requests]
    return [path[-2] for path in paths if path[-1] == "settings"]


def shown(value: Any) -> str:
    """As a report has it: an id or a time by its form, of which the next run has another."""
    said = form_of(value).name or repr(value)
    if len(said) > MOST_SHOWN and is_list(value):
        return f"a list of {len(value)}"
    return said if len(said) <= MOST_SHOWN else said[: MOST_SHOWN - 3] + "..."


def pointer(path: Path) -> str:
    return "".join(f"/{one}" for one in path)
