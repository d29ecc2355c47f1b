"""What becomes of a file before and after a try: sent, kept, put off, given up."""

from __future__ import annotations

import copy
from random import Random
from typing import Any, Literal, TypeGuard

from harness.virtual.facts import rests_on
from harness.virtual.sdk.swift_release import Release
from harness.virtual.sdk.swift_retry_config import RetryConfig
from harness.virtual.sdk.swift_state import Defaults

STORED = "segment.retryState"
LEGACY = RetryConfig()
Decision = Literal["send", "skip", "drop"]


class Retries:
    """``config`` None is the legacy way: no waiting, no counting. Times are seconds since 1970."""

    def __init__(self, defaults: Defaults, release: Release, random: Random) -> None:
        self._defaults = defaults
        self._release = release
        self._random = random
        self._state: dict[str, Any] = {}
        self.config: RetryConfig | None = None

    @rests_on("segment.md 4.5")
    def apply(self, config: RetryConfig | None) -> None:
        """The stored state is read in the smart way only, which older releases do not know."""
        config = config if self._release.retries_smartly else None
        self.config = config
        self._state = self.load() if config is not None else {}

    @rests_on("segment.md 4.3", "inferred")
    def load(self) -> dict[str, Any]:
        """What cannot be decoded is forgotten."""
        found = copy.deepcopy(self._defaults.get(STORED))
        return found if is_readable(found) else {}

    # before a try

    @rests_on("segment.md 4.5")
    def decide(self, name: str, now: float) -> Decision:
        """In the SDK's order: a file that has failed too often is dropped even while it would have to wait."""
        if not self.is_smart():
            return "send"
        if self.is_paused(now):
            return "skip"
        if self.is_limit_reached() or self.is_exhausted(name, now):
            self.forget(name)
            return "drop"
        return "skip" if self.backs_off(name, now) else "send"

    def is_smart(self) -> bool:
        return self._config.limits_rate or self._config.backs_off

    @rests_on("segment.md 4.5")
    def is_paused(self, now: float) -> bool:
        """The whole pipeline, after a rate limit."""
        return bool(now < self._state.get("wait_until", 0.0))

    @rests_on("segment.md 4.5", "inferred")
    def is_limit_reached(self) -> bool:
        """One file is lost for it, and counting begins anew."""
        if not self._config.limits_rate or self._state.get("global", 0) < self._config.most_limited:
            return False
        self._state["global"] = 0
        return True

    @rests_on("segment.md 4.5")
    def is_exhausted(self, name: str, now: float) -> bool:
        """Too many tries, or too long ago."""
        file = self._file(name)
        if not self._config.backs_off or not file:
            return False
        return bool(file["failures"] >= self._config.most_retries or now - file["first"] > self._config.longest_total_s)

    @rests_on("segment.md 4.5")
    def backs_off(self, name: str, now: float) -> bool:
        return bool(self._config.backs_off and now < self._file(name).get("next", 0.0))

    @rests_on("segment.md 4.5")
    def retry_count(self, name: str) -> int:
        if not self.is_smart():
            return 0
        return max(int(self._file(name).get("failures", 0)), int(self._state.get("global", 0)))

    # after an answer

    @rests_on("segment.md 4.4")
    def deletes(self, status: int) -> bool:
        """In the legacy way 400 alone loses a file: 401, 403, 404 and 413 are sent again for ever."""
        if status < 300:
            return True
        if self.config is None:
            return status == 400
        return self.deletes_smartly(status)

    @rests_on("segment.md 4.5")
    def deletes_smartly(self, status: int) -> bool:
        """With both parts switched off nothing is ever lost."""
        if not self.is_smart():
            return False
        if status == 429:
            return not self._config.limits_rate
        return self._config.behaviour(status) == "drop"

    def note(self, name: str, status: int, retry_after_s: float | None, now: float) -> None:
        """After an answer; a failure below HTTP changes nothing (segment.md 4.5)."""
        if not self.is_smart():
            return
        if status < 300:
            self._state |= {"wait_until": 0.0, "global": 0}
            self.forget(name)
        elif self.pauses(status, retry_after_s):
            self.pause(retry_after_s, now)
        elif self._config.backs_off and not self.deletes(status):
            self.back_off(name, now)
        else:
            self.forget(name)
        self.persist()

    @rests_on("segment.md 4.5", "inferred")
    def pauses(self, status: int, retry_after_s: float | None) -> bool:
        """429 always; what is tried again anyway where the server says when, from 1.10.0 on."""
        if not self._config.limits_rate:
            return False
        is_told_when = self._release.pauses_for_any_retry_after and retry_after_s is not None
        return status == 429 or (is_told_when and self._config.behaviour(status) == "retry")

    @rests_on("segment.md 4.5")
    def pause(self, retry_after_s: float | None, now: float) -> None:
        longest_s = self._config.longest_wait_s
        wait_s = longest_s if retry_after_s is None else min(retry_after_s, longest_s)
        self._state["wait_until"] = now + wait_s
        self._state["global"] = self._state.get("global", 0) + 1

    @rests_on("segment.md 4.5")
    def back_off(self, name: str, now: float) -> None:
        file = self._state.setdefault("files", {}).setdefault(name, {"first": now, "failures": 0})
        file["failures"] += 1
        file["next"] = now + self.back_off_s(file["failures"])

    @rests_on("segment.md 4.5")
    def back_off_s(self, failures: int) -> float:
        plain_s = min(self._config.base_s * 2.0 ** (failures - 1), self._config.longest_s)
        jitter_s = plain_s * self._config.jitter_percent / 100 * self._random.random()
        return min(plain_s + jitter_s, self._config.longest_s)

    def forget(self, name: str) -> None:
        self._state.get("files", {}).pop(name, None)
        self.persist()

    @rests_on("segment.md 4.3")
    def persist(self) -> None:
        self._defaults[STORED] = copy.deepcopy(self._state)

    @property
    def _config(self) -> RetryConfig:
        return self.config or LEGACY

    def _file(self, name: str) -> dict[str, Any]:
        found: dict[str, Any] = self._state.get("files", {}).get(name, {})
        return found


def is_readable(found: Any) -> TypeGuard[dict[str, Any]]:
    """``{"wait_until": 1.5, "global": 2, "files": {name: {"first": ..., "failures": ..., "next": ...}}}``"""
    if not isinstance(found, dict) or not isinstance(found.get("files", {}), dict):
        return False
    files = list(found.get("files", {}).values())
    parts = [{key: value for key, value in found.items() if key != "files"}, *files]
    return (
        all(isinstance(part, dict) for part in parts)
        and all(isinstance(value, int | float) for part in parts for value in part.values())
        and all({"first", "failures"} <= set(file) for file in files)
    )
