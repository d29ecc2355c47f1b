from __future__ import annotations

from random import Random
from typing import Any

import pytest

from harness.virtual.sdk.kotlin_release import find_release
from harness.virtual.sdk.kotlin_retry import Retries
from harness.virtual.sdk.kotlin_retry_config import LEGACY, SMART, Backoff, RateLimit, RetryConfig

ONLY_RATE_LIMIT = RetryConfig(RateLimit(is_enabled=True), Backoff())
ONLY_BACKOFF = RetryConfig(RateLimit(), Backoff(is_enabled=True))
NOW = 1_000_000


def retries(config: RetryConfig, release: str = "1.27.0", stored: dict[str, Any] | None = None) -> Retries:
    made = Retries({} if stored is None else stored, find_release(release), Random(1))
    made.config = config
    return made


@pytest.mark.parametrize(
    ("config", "deleted", "kept"),
    [
        (LEGACY, [400, 401, 404, 408, 413, 422], [302, 429, 500, 501, 503]),
        (SMART, [302, 400, 404, 501, 505], [408, 410, 429, 460, 500, 503]),
        (ONLY_BACKOFF, [429, 400, 501], [408, 500]),
    ],
)
def test_which_statuses_lose_a_batch(config: RetryConfig, deleted: list[int], kept: list[int]) -> None:
    """segment.md 4.4, 4.5"""
    subject = retries(config)

    assert [status for status in deleted if not subject.deletes(status)] == []
    assert [status for status in kept if subject.deletes(status)] == []


@pytest.mark.parametrize(("release", "is_lost"), [("1.25.0", True), ("1.27.0", False)])
def test_a_5xx_under_rate_limit_alone(release: str, is_lost: bool) -> None:
    """segment.md 4.5"""
    assert retries(ONLY_RATE_LIMIT, release).deletes(503) is is_lost


def test_backoff_doubles_up_to_its_longest() -> None:
    """segment.md 4.5"""
    subject = retries(RetryConfig(backoff=Backoff(is_enabled=True, base_s=1, longest_s=5, jitter_percent=0)))

    assert [subject.backoff_ms(failures) for failures in (1, 2, 3, 4)] == [1000, 2000, 4000, 5000]


def test_jitter_only_ever_lengthens_and_never_past_the_longest() -> None:
    """segment.md 4.5"""
    subject = retries(RetryConfig(backoff=Backoff(is_enabled=True, base_s=1, longest_s=2, jitter_percent=50)))

    first = {subject.backoff_ms(1) for _ in range(50)}
    assert 1000 <= min(first) < max(first) <= 1500
    assert {subject.backoff_ms(2) for _ in range(50)} == {2000}


@pytest.mark.parametrize(("told_s", "wait_s"), [(7, 7), (None, 300), (9999, 300), (-5, 0)])
def test_a_pause_is_as_long_as_told_within_its_limit(told_s: int | None, wait_s: int) -> None:
    """segment.md 4.5"""
    subject = retries(SMART)
    subject.note_failure("b", 429, told_s, NOW)

    assert subject.state.wait_until_ms == NOW + wait_s * 1000
    assert subject.state.global_retry_count == 1


def test_the_larger_of_both_counts_is_said() -> None:
    """segment.md 4.5"""
    subject = retries(SMART)
    subject.note_failure("b", 503, None, NOW)
    subject.note_failure("b", 503, None, NOW)
    subject.note_failure("b", 429, 1, NOW)

    assert (subject.retry_count("b"), subject.retry_count("other")) == (2, 1)


def test_a_success_forgets_the_batch_and_all_pauses() -> None:
    """segment.md 4.5"""
    subject = retries(SMART)
    subject.note_failure("b", 503, None, NOW)
    subject.note_failure("b", 429, 1, NOW)
    subject.note_success("b")

    assert (subject.retry_count("b"), subject.is_paused(NOW)) == (0, False)


def test_too_many_pauses_drop_one_batch_and_start_anew() -> None:
    """segment.md 4.5"""
    subject = retries(RetryConfig(RateLimit(is_enabled=True, most_retries=1), Backoff()))
    subject.note_failure("b", 429, 0, NOW)

    assert [subject.decide("b", NOW), subject.decide("c", NOW)] == ["drop", "send"]


def test_legacy_mode_counts_nothing() -> None:
    """segment.md 4.4"""
    subject = retries(LEGACY)
    subject.note_failure("b", 503, 5, NOW)

    assert (subject.decide("b", NOW), subject.retry_count("b")) == ("send", 0)


def test_the_state_outlives_the_process() -> None:
    """segment.md 4.5"""
    stored: dict[str, Any] = {}
    subject = retries(SMART, stored=stored)
    subject.note_failure("/data/b", 503, None, NOW)
    subject.persist()

    assert retries(SMART, stored=stored).state == subject.state
