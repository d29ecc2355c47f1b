"""What a network or a back end does wrong on purpose, as frozen values that travel to the proxy as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, ClassVar, Literal

from harness.calls import SEGMENT
from harness.capture.endpoints import EVERYTHING, Endpoint, names_of
from harness.errors import ConfigurationError

Drop = Literal["before", "after", "truncated"]
"""before: the connection dies unread, unanswered; after: taken, but the answer never comes; truncated: half of it."""

DROPS: dict[Drop, str] = {
    "before": "connection dropped before the request was read",
    "after": "answer lost after the request was taken",
    "truncated": "answer cut in half",
}


@dataclass(frozen=True)
class SettingsCondition:
    """Segment's settings come late, fail, or are another document; ``body`` is a document, or text sent as it is.

    ``times`` is the number of requests that meet the condition; None is all of them, until it is lifted.
    """

    after_s: float = 0.0
    status: int | None = None
    body: Mapping[str, Any] | str | None = None
    times: int | None = None
    drop: Drop | None = None

    vendor: ClassVar[str] = SEGMENT
    path: ClassVar[str] = "settings"
    retry_after_s: ClassVar[float | None] = None
    match: ClassVar[str | None] = None

    def __post_init__(self) -> None:
        _check(self)

    @property
    def delay_s(self) -> float:
        return self.after_s

    def __str__(self) -> str:
        return describe(self)


@dataclass(frozen=True)
class AnswerCondition:
    """A vendor's endpoint answers otherwise. ``match`` is text that the URL or the decoded body must hold."""

    vendor: str
    path: str = EVERYTHING
    status: int | None = None
    times: int | None = None
    retry_after_s: float | None = None
    delay_s: float = 0.0
    drop: Drop | None = None
    match: str | None = None

    body: ClassVar[Mapping[str, Any] | str | None] = None

    def __post_init__(self) -> None:
        _check(self)

    def __str__(self) -> str:
        return describe(self)


Condition = SettingsCondition | AnswerCondition


def _check(condition: Condition) -> None:
    words = names_of(condition.vendor)
    if condition.path not in words:
        known = f"known are {', '.join(words)}" if words else "known vendors are segment and moengage"
        raise _cannot_be(condition, f"{condition.vendor} {condition.path}", known)
    if condition.status is not None and not 200 <= condition.status <= 599:
        raise _cannot_be(condition, f"status {condition.status}", "it is from 200 to 599")
    if condition.times is not None and condition.times < 1:
        raise _cannot_be(condition, f"times {condition.times}", "it is 1 or more, or None for all")
    if condition.delay_s < 0 or (condition.retry_after_s or 0) < 0:
        raise _cannot_be(condition, "a negative time", "it is a number of seconds from now")
    if condition.drop is not None and condition.drop not in DROPS:
        raise _cannot_be(condition, f"drop {condition.drop!r}", f"it is one of {', '.join(DROPS)}")


def _cannot_be(condition: Condition, what: str, next_step: str) -> ConfigurationError:
    return ConfigurationError(f"{type(condition).__name__} cannot have {what}", next_step=next_step)


def is_about(condition: Condition, endpoint: Endpoint) -> bool:
    return condition.vendor == endpoint.vendor and condition.path in (endpoint.name, EVERYTHING)


def describe(condition: Condition) -> str:
    """One line for a report: ``segment uploads: status 503, retry after 2 s, 3 times``."""
    said = [f"status {condition.status}"] if condition.status is not None else []
    said += [f"retry after {condition.retry_after_s:g} s"] if condition.retry_after_s is not None else []
    said += ["another document"] if condition.body is not None else []
    said += [f"{condition.delay_s:g} s late"] if condition.delay_s else []
    said += [DROPS[condition.drop]] if condition.drop else []
    said += [f"where {condition.match!r} is in it"] if condition.match is not None else []
    said += [f"{condition.times} times" if condition.times > 1 else "once"] if condition.times is not None else []
    return f"{condition.vendor} {condition.path}: {', '.join(said) or 'as ever'}"


def to_json(condition: Condition) -> dict[str, Any]:
    return {"condition": type(condition).__name__, **asdict(condition)}


def from_json(document: Mapping[str, Any]) -> Condition:
    fields = {key: value for key, value in document.items() if key != "condition"}
    kind = SettingsCondition if document["condition"] == "SettingsCondition" else AnswerCondition
    return kind(**fields)
