from __future__ import annotations

import pytest

from harness.calls import MOENGAGE, SEGMENT, Call


def test_a_calls_moment_is_that_of_the_phone_at_either_vendor() -> None:
    at_segment = Call(SEGMENT, "track", "d", "1 /", raw={"timestamp": "1969-12-31T23:59:59.500Z"})
    at_moengage = Call(MOENGAGE, "event_tracked", "d", "2 /", raw={"at_ms": -500})

    assert at_segment.moment_s == at_moengage.moment_s == -0.5


def test_a_moment_in_another_form_is_none() -> None:
    with pytest.raises(ValueError, match="soon"):
        _ = Call(SEGMENT, "track", "d", "1 /", raw={"timestamp": "soon"}).moment_s
