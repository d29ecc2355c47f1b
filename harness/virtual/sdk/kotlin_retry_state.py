"""What analytics-kotlin remembers about tries that failed, and its form in ``segment.retry.state``."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from harness.virtual.facts import rests_on

FIRST = "firstFailureTime"


@dataclass
class BatchHistory:
    """Times are milliseconds since 1970."""

    failure_count: int = 0
    next_retry_ms: int | None = None
    first_failure_ms: int | None = None


@dataclass
class RetryState:
    pipeline_state: str = "READY"
    wait_until_ms: int | None = None
    global_retry_count: int = 0
    batches: dict[str, BatchHistory] = field(default_factory=dict)


@rests_on("segment.md 4.5")
def encode_state(state: RetryState) -> str:
    document = {
        "pipelineState": state.pipeline_state,
        "waitUntilTime": state.wait_until_ms,
        "globalRetryCount": state.global_retry_count,
        "batchMetadata": {path: _encode_history(history) for path, history in state.batches.items()},
    }
    return json.dumps(document)


def _encode_history(history: BatchHistory) -> dict[str, int | None]:
    return {
        "failureCount": history.failure_count,
        "nextRetryTime": history.next_retry_ms,
        FIRST: history.first_failure_ms,
    }


@rests_on("segment.md 4.5")
def decode_state(text: str) -> RetryState:
    """What cannot be read is forgotten."""
    try:
        return _decode(json.loads(text))
    except (ValueError, TypeError, AttributeError):
        return RetryState()


def _decode(found: dict[str, Any]) -> RetryState:
    histories = {
        path: BatchHistory(_whole(kept, "failureCount") or 0, _whole(kept, "nextRetryTime"), _whole(kept, FIRST))
        for path, kept in found.get("batchMetadata", {}).items()
    }
    state = str(found.get("pipelineState", "READY"))
    return RetryState(state, _whole(found, "waitUntilTime"), _whole(found, "globalRetryCount") or 0, histories)


def _whole(found: dict[str, Any], key: str) -> int | None:
    value = found.get(key)
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    raise TypeError(f"{key} is {value!r}")
