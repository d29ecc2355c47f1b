from __future__ import annotations

import pytest

from harness.virtual.sdk.kotlin_retry_config import SMART, read_http_config


def test_being_there_enables_what_is_not_switched_off() -> None:
    """segment.md 4.5"""
    read = read_http_config({"rateLimitConfig": {"enabled": False}})

    assert (read.rate_limit.is_enabled, read.backoff.is_enabled) == (False, True)


def test_both_switched_off_is_legacy() -> None:
    """segment.md 4.5"""
    off = {"enabled": False}

    assert read_http_config({"rateLimitConfig": off, "backoffConfig": off}).is_legacy


@pytest.mark.parametrize("broken", ["text", True, {"backoffConfig": {"maxRetryCount": "many"}}, {"rateLimitConfig": 5}])
def test_what_cannot_be_read_is_the_defaults_enabled(broken: object) -> None:
    """segment.md 4.5"""
    assert read_http_config(broken) == SMART


def test_numbers_are_held_within_their_limits() -> None:
    """segment.md 4.5"""
    most = read_http_config(
        {
            "rateLimitConfig": {"maxRetryCount": 9999, "maxRetryInterval": 9999},
            "backoffConfig": {"baseBackoffInterval": 99, "maxBackoffInterval": 0, "jitterPercent": 99},
        }
    )

    assert (most.rate_limit.most_retries, most.rate_limit.longest_wait_s) == (1000, 3600)
    assert (most.backoff.base_s, most.backoff.longest_s, most.backoff.jitter_percent) == (60.0, 1, 50)


def test_given_overrides_replace_the_usual_ones() -> None:
    """segment.md 4.5"""
    read = read_http_config({"backoffConfig": {"statusCodeOverrides": {"404": "RETRY"}}})

    assert read.backoff.overrides == {404: "retry"}
