"""Races of released SDKs, hunted where their threads run as they like: tried again until one is seen."""

from __future__ import annotations

import pytest

from harness import expect, tracked

MOST_TRIES = 1_000
RATE = 0.02
"""What was measured of the gate on analytics-kotlin 1.25.0 and 1.27.0 (jvm.md 3.1)."""
WAITS, WAIT_S = 4, 0.3


def has_passed(app, name):
    """The app's other destination is given what goes through the gate."""
    for _ in range(WAITS):
        if f"track {name}" in app.other_destination():
            return True
        app.let_pass(WAIT_S)
    return False


@pytest.mark.released
@pytest.mark.not_launched
@pytest.mark.timeout(1_800)
def test_events_flow_on_after_every_check_of_the_settings(app, segment):
    segment.answers_settings(others={"Sample Other": {"token": "of somebody else"}})
    app.launch(plugins="other", debug="false")
    app.track("Before Any Check")
    assert has_passed(app, "Before Any Check")

    for number in range(1, MOST_TRIES + 1):
        with app.at_once():
            app.check_settings()
            app.track(f"Check {number}", n=number)
        if not has_passed(app, f"Check {number}"):
            app.check_settings()
            if not has_passed(app, f"Check {number}"):
                pytest.fail(f"the event of check {number} is lost: this is not the gate")
            raise AssertionError(told(number, expect(segment).to_receive(tracked(f"Check {number}"))))


def told(number, call):
    by_now = 1 - (1 - RATE) ** number
    return (
        f"settings answered, nothing uploaded afterwards, the next refresh releases: seen at check {number}, by which "
        f"{by_now:.0%} of all hunts would have seen it at {RATE:.0%} a check; then the event came as {call.source}"
    )
