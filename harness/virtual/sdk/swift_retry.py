"""What becomes of a file after a try: sent, kept, put off, given up."""

from __future__ import annotations

import copy
from random import Random
from typing import Any

from harness.virtual.facts import rests_on
from harness.virtual.sdk.swift_release import Release
from harness.virtual.sdk.swift_retry_config import RetryConfig
from harness.virtual.sdk.swift_state import Defaults

STORED = "segment.retryState"


class Retries:
    """``config`` None is the legacy way: no waiting, no counting. Times are seconds since 1970."""

    def __init__(self, defaults: Defaults, release: Release, random: Random) -> None:
        self._defaults = defaults
        self._release = release
        self._random = random
        self.config: RetryConfig | None = None
        self._state: dict[str, Any] = {}

    @rests_on("segment.md 4.5")
    def apply(self, config: RetryConfig | None) -> None:
        """The stored state is read in the smart way only."""
        self.config = config
        self._state = copy.deepcopy(self._defaults.get(STORED, {})) if config is not None else {}

    @rests_on("segment.md 4.5")
    def may_send(self, name: str, now: float) -> bool:
        if self.config is None:
            return True
        return bool(now >= self._state.get("wait_until", 0.0) and now >= self._file(name).get("next", 0.0))

    @rests_on("segment.md 4.5")
    def is_exhausted(self, name: str, now: float) -> bool:
        """Too many tries, or too long ago: the file is dropped at the next decision."""
        if self.config is None:
            return False
        file = self._file(name)
        is_too_old = now - file.get("first", now) > self.config.longest_total_s
        return bool(file.get("failures", 0) >= self.config.most_retries or is_too_old) or self.is_limit_reached()

    @rests_on("segment.md 4.5", "inferred")
    def is_limit_reached(self) -> bool:
        """One file is lost for it, and counting begins anew."""
        if self.config is None or self._state.get("global", 0) < self.config.most_limited:
            return False
        self._state["global"] = 0
        return True

    @rests_on("segment.md 4.5")
    def retry_count(self, name: str) -> int:
        if self.config is None:
            return 0
        return max(int(self._file(name).get("failures", 0)), int(self._state.get("global", 0)))

    @rests_on("segment.md 4.4")
    def deletes(self, status: int) -> bool:
        """In the legacy way 400 alone loses a file: 401, 403, 404 and 413 are sent again for ever."""
        if status < 300:
            return True
        if self.config is None:
            return status == 400
        if not self.config.limits_rate and not self.config.backs_off:
            return False
        if status == 429:
            return not self.config.limits_rate
        return self.config.behaviour(status) != "retry"

    def note(self, name: str, status: int, retry_after_s: float | None, now: float) -> None:
        """After an answer; a failure below HTTP changes nothing (segment.md 4.5)."""
        if self.config is None:
            return
        if self.deletes(status):
            self._state.get("files", {}).pop(name, None)
        if status < 300:
            self._state.update({"wait_until": 0.0, "global": 0})
        elif self.pauses(status, retry_after_s):
            self.pause(retry_after_s, now)
        elif self.config.backs_off and not self.deletes(status):
            self.back_off(name, now)
        self._defaults[STORED] = copy.deepcopy(self._state)

    @rests_on("segment.md 4.5")
    def pauses(self, status: int, retry_after_s: float | None) -> bool:
        assert self.config is not None
        if not self.config.limits_rate:
            return False
        is_told_when = self._release.pauses_for_any_retry_after and retry_after_s is not None
        return status == 429 or (is_told_when and self.config.behaviour(status) == "retry")

    @rests_on("segment.md 4.5")
    def pause(self, retry_after_s: float | None, now: float) -> None:
        assert self.config is not None
        longest_s = self.config.longest_wait_s
        wait_s = longest_s if retry_after_s is None else min(retry_after_s, longest_s)
        self._state["wait_until"] = now + wait_s
        self._state["global"] = self._state.get("global", 0) + 1

    @rests_on("segment.md 4.5")
    def back_off(self, name: str, now: float) -> None:
        assert self.config is not None
        file = self._state.setdefault("files", {}).setdefault(name, {"first": now})
        file["failures"] = file.get("failures", 0) + 1
        plain_s = min(self.config.base_s * 2.0 ** (file["failures"] - 1), self.config.longest_s)
        jittered_s = plain_s * (1 + self._random.random() * self.config.jitter_percent / 100)
        file["next"] = now + min(jittered_s, self.config.longest_s)

    def _file(self, name: str) -> dict[str, Any]:
        found: dict[str, Any] = self._state.get("files", {}).get(name, {})
        return found
