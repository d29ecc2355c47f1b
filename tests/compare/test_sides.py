from __future__ import annotations

from harness.compare.sides import Side
from tests.compare.a_pair import a_day, label, recorded, settle
from tests.rules.a_life import Life


def side_of(life: Life) -> Side:
    return Side.of(recorded(life))


def test_a_message_knows_its_tries_and_its_moment() -> None:
    life = Life()
    message = life.message()
    life.sent(message, status=500).sent(message)
    (one,) = side_of(life).messages[1:]
    assert [request.exchange.status for request in one.tries] == [500, 200]
    assert one.moment_s == 1767323046.0


def test_endpoints_say_nothing_of_keys_and_workspaces() -> None:
    life = Life()
    a_day(life)
    life.asked("https://sdk-01.moengage.com/v3/sdkconfig/android/WORKSPACE_DEBUG", {})
    assert [request.endpoint for request in side_of(life).requests] == [
        "GET cdn-settings.segment.com/v1/projects/*/settings",
        "POST api.segment.io/v1/b",
        "POST sdk-01.moengage.com/v2/sdk/report/*",
        "POST sdk-01.moengage.com/v3/sdkconfig/android/*",
    ]


def test_fences_and_canaries_are_left_out() -> None:
    life = Life()
    fence = life.message(event="Harness Fence")
    life.sent(fence).sent(fence, life.message()).asked("https://canary.test/x", kind="canary", method="GET")
    side = side_of(life)
    assert [len(request.messages) for request in side.requests] == [1, 1]
    assert [one.call.name for one in side.messages] == [None, "Bought"]


def test_labels_are_those_of_the_requests_after_them() -> None:
    life = Life()
    label(life, "fresh")
    a_day(life)
    side = side_of(life)
    assert side.labels == ["fresh"]
    assert [request.label for request in side.requests] == ["", "fresh", "fresh"]


def test_a_recording_is_whole_when_it_settled_after_the_last_action() -> None:
    life = Life()
    assert not side_of(life).is_whole
    settle(life)
    assert side_of(life).is_whole
    life.told("reset")
    assert not side_of(life).is_whole
    life.noted("settled", proven=False, held=[])
    assert not side_of(life).is_whole


def test_a_flush_of_an_expectation_hurries_it() -> None:
    life = Life()
    assert not side_of(life).is_hurried
    assert side_of(life.noted("nudge")).is_hurried
