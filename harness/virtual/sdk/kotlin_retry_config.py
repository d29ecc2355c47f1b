"""``httpConfig`` of Segment's settings: whether and how analytics-kotlin retries smartly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from harness.virtual.facts import rests_on


@dataclass(frozen=True)
class RateLimit:
    is_enabled: bool = False
    most_retries: int = 100
    longest_wait_s: int = 300


OVERRIDES = {408: "retry", 410: "retry", 429: "retry", 460: "retry", 501: "drop", 505: "drop"}


@dataclass(frozen=True)
class Backoff:
    is_enabled: bool = False
    most_retries: int = 100
    base_s: float = 0.5
    longest_s: int = 300
    longest_total_s: int = 43_200
    jitter_percent: int = 10
    on_4xx: str = "drop"
    on_5xx: str = "retry"
    on_other: str = "drop"
    overrides: Mapping[int, str] = field(default_factory=lambda: dict(OVERRIDES))


@dataclass(frozen=True)
class RetryConfig:
    rate_limit: RateLimit = field(default_factory=RateLimit)
    backoff: Backoff = field(default_factory=Backoff)

    @property
    def is_legacy(self) -> bool:
        return not self.rate_limit.is_enabled and not self.backoff.is_enabled


LEGACY = RetryConfig()
SMART = RetryConfig(RateLimit(is_enabled=True), Backoff(is_enabled=True))


@rests_on("segment.md 4.5", "inferred")
def read_http_config(http_config: object) -> RetryConfig:
    """Being there means enabled unless ``enabled`` is false; what cannot be read becomes the defaults, enabled."""
    try:
        return _read(http_config)
    except (TypeError, ValueError, AttributeError):
        return SMART


def _read(found: Any) -> RetryConfig:
    return RetryConfig(
        _read_rate_limit(found.get("rateLimitConfig") or {}),
        _read_backoff(found.get("backoffConfig") or {}),
    )


@rests_on("segment.md 4.5")
def _read_rate_limit(found: Mapping[str, Any]) -> RateLimit:
    return RateLimit(
        is_enabled=found.get("enabled") is not False,
        most_retries=_clamped(int(found.get("maxRetryCount", 100)), 0, 1000),
        longest_wait_s=_clamped(int(found.get("maxRetryInterval", 300)), 1, 3600),
    )


@rests_on("segment.md 4.5")
def _read_backoff(found: Mapping[str, Any]) -> Backoff:
    return Backoff(
        is_enabled=found.get("enabled") is not False,
        most_retries=_clamped(int(found.get("maxRetryCount", 100)), 0, 1000),
        base_s=min(max(float(found.get("baseBackoffInterval", 0.5)), 0.1), 60.0),
        longest_s=_clamped(int(found.get("maxBackoffInterval", 300)), 1, 3600),
        longest_total_s=_clamped(int(found.get("maxTotalBackoffDuration", 43_200)), 0, 604_800),
        jitter_percent=_clamped(int(found.get("jitterPercent", 10)), 0, 50),
        on_4xx=found.get("default4xxBehavior", "drop").lower(),
        on_5xx=found.get("default5xxBehavior", "retry").lower(),
        on_other=found.get("unknownCodeBehavior", "drop").lower(),
        overrides=_read_overrides(found.get("statusCodeOverrides")),
    )


def _read_overrides(found: Mapping[str, str] | None) -> Mapping[int, str]:
    """A given map replaces the default one."""
    return OVERRIDES if found is None else {int(code): behaviour.lower() for code, behaviour in found.items()}


def _clamped(value: int, least: int, most: int) -> int:
    return min(max(value, least), most)
