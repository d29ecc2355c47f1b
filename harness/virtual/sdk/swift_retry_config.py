"""``httpConfig`` of Segment's settings as analytics-swift reads it: unlike on Android nothing is clamped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from harness.virtual.facts import rests_on

OVERRIDES = {408: "retry", 410: "retry", 429: "retry", 460: "retry", 501: "drop", 505: "drop"}
BEHAVIOURS = ("retry", "drop")


@dataclass(frozen=True)
class RetryConfig:
    limits_rate: bool = False
    most_limited: int = 100
    longest_wait_s: float = 300.0
    backs_off: bool = False
    most_retries: int = 100
    base_s: float = 0.5
    longest_s: float = 300.0
    longest_total_s: float = 43_200.0
    jitter_percent: float = 10.0
    on_4xx: str = "drop"
    on_5xx: str = "retry"
    on_other: str = "drop"
    overrides: Mapping[int, str] = field(default_factory=lambda: dict(OVERRIDES))

    def behaviour(self, status: int) -> str:
        family = {4: self.on_4xx, 5: self.on_5xx}.get(status // 100, self.on_other)
        return self.overrides.get(status, family)


class UndecodableError(Exception):
    """One value of a wrong type is enough."""


@rests_on("segment.md 4.5")
def read_http_config(found: Any) -> RetryConfig | None:
    """None is the legacy way: nothing said, or what cannot be decoded. Being there means enabled."""
    if not isinstance(found, Mapping):
        return None
    try:
        return RetryConfig(**_rate_limit(_part(found, "rateLimitConfig")), **_backoff(_part(found, "backoffConfig")))
    except UndecodableError:
        return None


def _rate_limit(found: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "limits_rate": _boolean(found, "enabled", True),
        "most_limited": _whole(found, "maxRetryCount", 100),
        "longest_wait_s": float(_whole(found, "maxRetryInterval", 300)),
    }


def _backoff(found: Mapping[str, Any]) -> dict[str, Any]:
    overrides = _part(found, "statusCodeOverrides") if found.get("statusCodeOverrides") is not None else None
    return {
        "backs_off": _boolean(found, "enabled", True),
        "most_retries": _whole(found, "maxRetryCount", 100),
        "base_s": _number(found, "baseBackoffInterval", 0.5),
        "longest_s": float(_whole(found, "maxBackoffInterval", 300)),
        "longest_total_s": float(_whole(found, "maxTotalBackoffDuration", 43_200)),
        "jitter_percent": float(_whole(found, "jitterPercent", 10)),
        "on_4xx": _behaviour(found, "default4xxBehavior", "drop"),
        "on_5xx": _behaviour(found, "default5xxBehavior", "retry"),
        "on_other": _behaviour(found, "unknownCodeBehavior", "drop"),
        "overrides": OVERRIDES if overrides is None else _overrides(overrides),
    }


@rests_on("segment.md 4.5")
def _overrides(found: Mapping[str, Any]) -> dict[int, str]:
    """A given map takes the default one's place; keys that are no numbers are passed over."""
    return {int(code): _behaviour(found, code, "") for code in found if code.isdigit()}


def _part(found: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = _said(found, name, {})
    if not isinstance(value, Mapping):
        raise UndecodableError(name)
    return value


def _boolean(found: Mapping[str, Any], name: str, default: bool) -> bool:
    value = _said(found, name, default)
    if not isinstance(value, bool):
        raise UndecodableError(name)
    return value


def _number(found: Mapping[str, Any], name: str, default: float) -> float:
    value = _said(found, name, default)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise UndecodableError(name)
    return float(value)


def _whole(found: Mapping[str, Any], name: str, default: int) -> int:
    value = _number(found, name, default)
    if not value.is_integer():
        raise UndecodableError(name)
    return int(value)


def _behaviour(found: Mapping[str, Any], name: str, default: str) -> str:
    value = _said(found, name, default)
    if value not in BEHAVIOURS:
        raise UndecodableError(name)
    return str(value)


def _said(found: Mapping[str, Any], name: str, default: Any) -> Any:
    """Null is as good as not said."""
    value = found.get(name)
    return default if value is None else value
