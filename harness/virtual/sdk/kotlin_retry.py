"""Which batch analytics-kotlin sends now, sends again later, or gives up."""

from __future__ import annotations

from random import Random
from typing import Literal

from harness.virtual.facts import rests_on
from harness.virtual.sdk.kotlin_release import Release
from harness.virtual.sdk.kotlin_retry_config import LEGACY, RetryConfig, read_http_config
from harness.virtual.sdk.kotlin_retry_state import BatchHistory, RetryState, decode_state, encode_state
from harness.virtual.sdk.kotlin_state import Preferences
from harness.virtual.sdk.segment_preferences import kept_text

Decision = Literal["send", "skip", "drop"]


class Retries:
    """Batches are named by their full path."""

    def __init__(self, preferences: Preferences, release: Release, random: Random) -> None:
        self._preferences = preferences
        self._release = release
        self._random = random
        self.config: RetryConfig = LEGACY
        self.state = self.load()

    @rests_on("segment.md 4.5")
    def load(self) -> RetryState:
        """It outlives the process."""
        if not self._release.retries_smartly:
            return RetryState()
        return decode_state(kept_text(self._preferences, "segment.retry.state") or "")

    def persist(self) -> None:
        if self._release.retries_smartly:
            self._preferences["segment.retry.state"] = encode_state(self.state)

    @rests_on("segment.md 4.5")
    def apply(self, http_config: object) -> None:
        """``httpConfig`` of the settings; older releases do not know it."""
        if http_config is not None and self._release.retries_smartly:
            self.config = read_http_config(http_config)

    @rests_on("segment.md 4.5")
    def is_paused(self, now_ms: int) -> bool:
        """A stored pause is kept in legacy mode too."""
        until = self.state.wait_until_ms
        if self.state.pipeline_state == "RATE_LIMITED" and until is not None and now_ms < until:
            return True
        self.end_pause()
        return False

    def end_pause(self) -> None:
        self.state.pipeline_state, self.state.wait_until_ms = "READY", None

    @rests_on("segment.md 4.5")
    def decide(self, path: str, now_ms: int) -> Decision:
        """Retries that are used up and time that is over are noticed here, before the next try."""
        if self.config.is_legacy:
            return "send"
        if self.is_paused(now_ms):
            return "skip"
        limit = self.config.rate_limit
        if limit.is_enabled and self.state.global_retry_count >= limit.most_retries:
            self.state.global_retry_count = 0
            return self.give_up(path)
        return self._decide_by_history(path, now_ms) if self.config.backoff.is_enabled else "send"

    def _decide_by_history(self, path: str, now_ms: int) -> Decision:
        history, backoff = self.state.batches.get(path, BatchHistory()), self.config.backoff
        age_ms = now_ms - (history.first_failure_ms or now_ms)
        if path in self.state.batches and history.failure_count >= backoff.most_retries:
            return self.give_up(path)
        if age_ms > backoff.longest_total_s * 1000:
            return self.give_up(path)
        return "skip" if now_ms < (history.next_retry_ms or 0) else "send"

    def give_up(self, path: str) -> Decision:
        self.forget(path)
        return "drop"

    @rests_on("segment.md 4.5")
    def retry_count(self, path: str) -> int:
        """The value of X-Retry-Count; in legacy mode nothing is counted."""
        return max(self.state.batches.get(path, BatchHistory()).failure_count, self.state.global_retry_count)

    def forget(self, path: str) -> None:
        self.state.batches.pop(path, None)

    @rests_on("segment.md 4.5")
    def note_success(self, path: str) -> None:
        self.forget(path)
        if not self.config.is_legacy:
            self.end_pause()
            self.state.global_retry_count = 0

    @rests_on("segment.md 4.5")
    def note_failure(self, path: str, status: int, retry_after_s: int | None, now_ms: int) -> None:
        """A request without any answer counts as status 500."""
        if self.config.is_legacy:
            self._note_legacy_failure(path, status)
        elif self.pauses(status, retry_after_s):
            self.pause(retry_after_s, now_ms)
        elif status != 429 and self.behaviour(status) == "retry" and self.config.backoff.is_enabled:
            self.back_off(path, now_ms)
        else:
            self.forget(path)

    def _note_legacy_failure(self, path: str, status: int) -> None:
        if status != 429 and status < 500:
            self.forget(path)

    @rests_on("segment.md 4.5")
    def pauses(self, status: int, retry_after_s: int | None) -> bool:
        if not self.config.rate_limit.is_enabled:
            return False
        if status == 429:
            return True
        is_told_when = self._release.pauses_for_any_retry_after and retry_after_s is not None
        return is_told_when and self.behaviour(status) == "retry"

    @rests_on("segment.md 4.5")
    def pause(self, retry_after_s: int | None, now_ms: int) -> None:
        longest_s = self.config.rate_limit.longest_wait_s
        wait_s = longest_s if retry_after_s is None else min(max(retry_after_s, 0), longest_s)
        self.state.pipeline_state = "RATE_LIMITED"
        self.state.wait_until_ms = now_ms + wait_s * 1000
        self.state.global_retry_count += 1

    @rests_on("segment.md 4.5")
    def back_off(self, path: str, now_ms: int) -> None:
        history = self.state.batches.setdefault(path, BatchHistory(first_failure_ms=now_ms))
        history.failure_count += 1
        history.next_retry_ms = now_ms + self.backoff_ms(history.failure_count)

    def backoff_ms(self, failures: int) -> int:
        backoff = self.config.backoff
        plain_s = min(backoff.base_s * 2.0 ** (failures - 1), backoff.longest_s)
        jitter_s = self._random.random() * plain_s * backoff.jitter_percent / 100
        return int(min(plain_s + jitter_s, backoff.longest_s) * 1000)

    @rests_on("segment.md 4.4")
    def deletes(self, status: int) -> bool:
        """Whether the batch is lost by this status."""
        if self.config.is_legacy:
            return 400 <= status < 500 and status != 429
        if status == 429:
            return not self.config.rate_limit.is_enabled
        if self.behaviour(status) != "retry":
            return True
        return not self.config.backoff.is_enabled and not self._is_kept_by_rate_limit()

    @rests_on("segment.md 4.5", "inferred")
    def _is_kept_by_rate_limit(self) -> bool:
        return self.config.rate_limit.is_enabled and self._release.keeps_5xx_under_rate_limit_alone

    @rests_on("segment.md 4.5")
    def behaviour(self, status: int) -> str:
        backoff = self.config.backoff
        family = {4: backoff.on_4xx, 5: backoff.on_5xx}.get(status // 100, backoff.on_other)
        return backoff.overrides.get(status, family)
