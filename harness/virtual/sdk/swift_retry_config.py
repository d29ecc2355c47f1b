"""``httpConfig`` of Segment's settings as analytics-swift reads it: unlike on Android nothing is clamped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from harness.virtual.facts import rests_on

OVERRIDES = {408: "retry", 410: "retry", 429: "retry", 460: "retry", 501: "drop", 505: "drop"}


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


@rests_on("segment.md 4.5")
def read_http_config(found: Any) -> RetryConfig | None:
    """None is the legacy way: nothing said, or what cannot be decoded. Being there means enabled."""
    if not isinstance(found, Mapping):
        return None
    try:
        limit, backoff = found.get("rateLimitConfig") or {}, found.get("backoffConfig") or {}
        return RetryConfig(**_rate_limit(limit), **_backoff(backoff))
    except (TypeError, ValueError, AttributeError):
        return None


def _rate_limit(found: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "limits_rate": found.get("enabled") is not False,
        "most_limited": int(found.get("maxRetryCount", 100)),
        "longest_wait_s": float(found.get("maxRetryInterval", 300)),
    }


def _backoff(found: Mapping[str, Any]) -> dict[str, Any]:
    overrides = found.get("statusCodeOverrides")
    return {
        "backs_off": found.get("enabled") is not False,
        "most_retries": int(found.get("maxRetryCount", 100)),
        "base_s": float(found.get("baseBackoffInterval", 0.5)),
        "longest_s": float(found.get("maxBackoffInterval", 300)),
        "longest_total_s": float(found.get("maxTotalBackoffDuration", 43_200)),
        "jitter_percent": float(found.get("jitterPercent", 10)),
        "on_4xx": str(found.get("default4xxBehavior", "drop")).lower(),
        "on_5xx": str(found.get("default5xxBehavior", "retry")).lower(),
        "on_other": str(found.get("unknownCodeBehavior", "drop")).lower(),
        "overrides": OVERRIDES if overrides is None else {int(code): str(do).lower() for code, do in overrides.items()},
    }
