"""Many calls at once, while uploads, resets, settings and the background come between: each arrives once and whole."""

from __future__ import annotations

from datetime import datetime

import pytest

from harness import a_user, event_tracked, expect, signed_in, signed_out, tracked

ROUNDS, BURST = 5, 20
SLACK_S = 5


def numbers(calls):
    return sorted(call.data["n"] for call in calls)


def burst(app, name, number):
    with app.at_once():
        for each in range(number * BURST, (number + 1) * BURST):
            app.track(name, n=each, text=f"number {each}", of={"round": number})
            if each % 7 == 0:
                app.flush()


def test_bursts_during_uploads_settings_and_absences_arrive_once_and_whole(app, phone, segment, moengage, differs):
    began_s = phone.now_s()
    segment.answers(delay_s=3, times=2)
    for number in range(ROUNDS):
        burst(app, "Soak", number)
        app.background()
        app.let_pass(11)
        app.foreground()
    ended_s = phone.now_s()

    calls = expect(segment).to_receive_times(tracked("Soak"), ROUNDS * BURST)
    reports = expect(moengage).to_receive_times(event_tracked("Soak"), ROUNDS * BURST)
    for received in (calls, reports):
        assert numbers(received) == list(range(ROUNDS * BURST))
        for call in received:
            n = call.data["n"]
            assert call.data == {"n": n, "text": f"number {n}", "of": {"round": n // BURST}}
    assert len({call.message_id for call in calls}) == ROUNDS * BURST
    times_s = [datetime.fromisoformat(call.raw["timestamp"]).timestamp() for call in calls]
    assert began_s - SLACK_S <= min(times_s) <= max(times_s) <= ended_s + SLACK_S
    if differs("bursts_keep_their_order"):
        assert [call.data["n"] for call in reports] == list(range(ROUNDS * BURST))


def test_bursts_of_different_people_stay_with_them(app, segment, moengage):
    people = [a_user() for _ in range(4)]
    segment.answers(delay_s=2, times=3)
    for number, person in enumerate(people):
        app.identify(person)
        burst(app, "Crowd", number)
        app.let_pass(1)
        app.reset()

    for number, person in enumerate(people):
        own = list(range(number * BURST, (number + 1) * BURST))
        calls = expect(segment).to_receive_times(tracked("Crowd", user=person), BURST)
        assert numbers(calls) == own
        assert len({call.anonymous_id for call in calls}) == 1
        reports = expect(moengage).to_receive_times(event_tracked("Crowd", user=person), BURST)
        assert numbers(reports) == own
        assert len({call.context["unique_id"] for call in reports}) == 1
        expect(moengage).to_receive_once(signed_in(person))
    expect(segment).to_receive_times(tracked("Crowd"), BURST * len(people))
    expect(moengage).to_receive_times(event_tracked("Crowd"), BURST * len(people))
    expect(moengage).to_receive_times(signed_out(), len(people))


def test_resets_while_everything_is_being_sent_mix_nobody_up(app, segment, moengage):
    moengage.answers(delay_s=2, times=2)
    seen = []
    for number in range(6):
        app.track("Between Resets", n=number)
        app.flush()
        app.reset()
        seen.append(number)

    calls = expect(segment).to_receive_times(tracked("Between Resets"), 6)
    reports = expect(moengage).to_receive_times(event_tracked("Between Resets"), 6)
    assert numbers(calls) == numbers(reports) == seen
    assert len({call.anonymous_id for call in calls}) == 6
    assert len({call.context["unique_id"] for call in reports}) == 6
    assert len({call.context["device_unique_id"] for call in reports}) == 1


@pytest.mark.not_launched
@pytest.mark.parametrize("after_s", [0, 3])
def test_more_events_than_a_batch_holds_arrive_once(app, segment, moengage, after_s):
    segment.answers_settings(after_s=after_s)
    moengage.answers(delay_s=1, times=1)
    with app.at_launch(until_ready=False):
        for number in range(230):
            app.track("Two Hundred And More", n=number)
    app.let_pass(after_s + 1)
    app.wait_until_ready()

    assert numbers(expect(segment).to_receive_times(tracked("Two Hundred And More"), 230)) == list(range(230))
    assert numbers(expect(moengage).to_receive_times(event_tracked("Two Hundred And More"), 230)) == list(range(230))


def test_more_bytes_than_a_batch_holds_arrive_once(app, segment, moengage):
    app.let_finish()
    segment.answers(503, times=1)
    for number in range(20):
        with app.at_once():
            for part in range(2):
                app.track("Heavy", n=2 * number + part, weight="w" * 28_000)

    for calls in (
        expect(segment).to_receive_times(tracked("Heavy", status=200), 40),
        expect(moengage).to_receive_times(event_tracked("Heavy"), 40),
    ):
        assert numbers(calls) == list(range(40))
        assert {len(call.data["weight"]) for call in calls} == {28_000}
