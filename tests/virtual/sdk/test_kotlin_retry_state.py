from __future__ import annotations

import json

import pytest

from harness.virtual.sdk.kotlin_retry_state import BatchHistory, RetryState, decode_state, encode_state

STATE = RetryState("RATE_LIMITED", 5_000, 2, {"/data/b": BatchHistory(1, 4_000, 3_000)})


def test_the_state_is_stored_under_the_keys_of_the_sdk() -> None:
    """segment.md 4.5"""
    stored = json.loads(encode_state(STATE))

    assert list(stored) == ["pipelineState", "waitUntilTime", "globalRetryCount", "batchMetadata"]
    assert stored["batchMetadata"] == {
        "/data/b": {"failureCount": 1, "nextRetryTime": 4_000, "firstFailureTime": 3_000}
    }


def test_what_was_stored_is_read_back() -> None:
    assert decode_state(encode_state(STATE)) == STATE


@pytest.mark.parametrize("text", ["", "{", "[]", "7"])
def test_a_state_that_cannot_be_read_is_forgotten(text: str) -> None:
    """segment.md 4.5"""
    assert decode_state(text) == RetryState()
