from __future__ import annotations

from typing import Any

import pytest

from harness.virtual.sdk.swift_retry_config import OVERRIDES, RetryConfig, read_http_config


def test_nothing_said_is_the_legacy_way() -> None:
    assert read_http_config(None) is None


def test_being_there_means_enabled_with_the_defaults() -> None:
    """segment.md 4.5."""
    assert read_http_config({}) == RetryConfig(limits_rate=True, backs_off=True)


def test_only_an_explicit_false_switches_a_part_off() -> None:
    found = read_http_config({"rateLimitConfig": {"enabled": False}, "backoffConfig": {"enabled": None}})
    assert found == RetryConfig(limits_rate=False, backs_off=True)


def test_values_are_taken_as_they_are() -> None:
    """segment.md 4.5: nothing is clamped."""
    found = read_http_config(
        {
            "rateLimitConfig": {"maxRetryCount": 5000, "maxRetryInterval": 99_999},
            "backoffConfig": {"baseBackoffInterval": 0.01, "maxBackoffInterval": 99_999, "jitterPercent": 90},
        }
    )
    assert found is not None
    assert (found.most_limited, found.longest_wait_s) == (5000, 99_999)
    assert (found.base_s, found.longest_s, found.jitter_percent) == (0.01, 99_999, 90)


def test_a_map_of_statuses_takes_the_default_ones_place() -> None:
    found = read_http_config({"backoffConfig": {"statusCodeOverrides": {"503": "drop", "soon": "retry"}}})
    assert found is not None
    assert found.overrides == {503: "drop"}
    assert (found.behaviour(503), found.behaviour(408), found.behaviour(505)) == ("drop", "drop", "retry")


@pytest.mark.parametrize(
    "found",
    [
        "x",
        [],
        {"rateLimitConfig": []},
        {"rateLimitConfig": {"enabled": "false"}},
        {"rateLimitConfig": {"maxRetryCount": "5"}},
        {"rateLimitConfig": {"maxRetryCount": 1.5}},
        {"rateLimitConfig": {"maxRetryCount": True}},
        {"backoffConfig": {"default4xxBehavior": "RETRY"}},
        {"backoffConfig": {"statusCodeOverrides": {"503": "maybe"}}},
        {"backoffConfig": {"statusCodeOverrides": ["503"]}},
    ],
)
def test_one_value_of_a_wrong_type_makes_all_of_it_undecodable(found: Any) -> None:
    assert read_http_config(found) is None


def test_the_default_statuses_are_those_of_the_sdk() -> None:
    kept = {status for status in range(300, 600) if RetryConfig().behaviour(status) == "retry"}
    assert kept == {408, 410, 429, 460} | set(range(500, 600)) - {501, 505}
    assert set(OVERRIDES) == {408, 410, 429, 460, 501, 505}
