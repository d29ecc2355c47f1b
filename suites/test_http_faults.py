"""What each back end may answer, or not answer, and what becomes of a batch: sent, kept, lost, sent again, once."""

from __future__ import annotations

import pytest

from harness import a_user, event_tracked, expect, identified, signed_in, tracked

REFUSALS = [400, 401, 404, 413, 429, 500, 503]
REPORTS_REFUSED = [400, 413, 429, 503]
STALL_S = 90


def batch_id_of(inbox, call):
    return inbox.exchange_of(call).header("MOE-REQUEST-ID")


@pytest.mark.parametrize("status", REFUSALS)
def test_a_batch_that_segment_refuses_is_kept_or_lost_as_the_status_says(app, segment, differs, status):
    segment.answers(status, times=1)
    app.track("Refused", n=1)
    expect(segment).to_receive(tracked("Refused", status=status))
    app.track("Afterwards", n=2)

    answers = [status] if status in differs("statuses_that_lose_a_batch") else [status, 200]
    calls = expect(segment).to_receive_times(tracked("Refused"), len(answers))
    assert [call.status for call in calls] == answers
    assert len({call.message_id for call in calls}) == 1
    expect(segment).to_receive_once(tracked("Afterwards", status=200))


@pytest.mark.parametrize("status", REPORTS_REFUSED)
def test_a_report_that_moengage_refuses_is_kept_whatever_the_status(app, moengage, status):
    moengage.answers(status, times=1)
    app.track("Refused Report", n=1)
    expect(moengage).to_receive(event_tracked("Refused Report", status=status))
    app.track("Next Report", n=2)

    calls = expect(moengage).to_receive_times(event_tracked("Refused Report"), 2)
    assert [call.status for call in calls] == [status, 200]
    assert len({(call.message_id, batch_id_of(moengage, call)) for call in calls}) == 1
    expect(moengage).to_receive_once(event_tracked("Next Report"))
    expect(moengage).to_receive_in_order(
        event_tracked("Refused Report", status=200), event_tracked("Next Report", status=200)
    )


def test_segment_that_is_ill_in_many_ways_has_everything_at_last(app, segment):
    ills = [503, 429, 500, 502]
    app.track("Through All", n=1)
    for status in ills:
        segment.answers(status, times=1)
    for status in (*ills, 200):
        app.flush()
        expect(segment).to_receive(tracked("Through All", status=status))

    calls = expect(segment).to_receive_times(tracked("Through All"), 5)
    assert [call.status for call in calls] == [*ills, 200]
    assert len({call.message_id for call in calls}) == 1


def test_moengage_that_is_ill_in_many_ways_has_everything_at_last(app, moengage):
    ills = [503, 429, 500, 502]
    for status in ills:
        moengage.answers(status, times=1)
    for number, status in enumerate((*ills, 200)):
        app.track(f"Through All {number}", n=number)
        expect(moengage).to_receive(event_tracked("Through All 0", status=status))

    calls = expect(moengage).to_receive_times(event_tracked("Through All 0"), 5)
    assert [call.status for call in calls] == [*ills, 200]
    assert len({call.message_id for call in calls}) == 1
    for number in range(1, 5):
        expect(moengage).to_receive_once(event_tracked(f"Through All {number}"))


def test_batches_taken_by_segment_are_sent_no_more(app, segment):
    for number in range(4):
        app.track(f"Taken {number}", n=number)
        app.flush()
    app.let_finish()

    app.flush()
    app.let_pass(65)

    for number in range(4):
        expect(segment).to_receive_once(tracked(f"Taken {number}"))


def test_reports_taken_by_moengage_are_sent_no_more(app, moengage):
    for number in range(4):
        app.track(f"Reported {number}", n=number)
    app.let_finish()

    app.let_pass(130)

    for number in range(4):
        expect(moengage).to_receive_once(event_tracked(f"Reported {number}"))


@pytest.mark.parametrize("drop", ["after", "truncated"])
def test_an_answer_that_segment_gives_in_vain_costs_no_event_and_makes_none(app, segment, drop):
    segment.answers(drop=drop, times=1)
    app.track("In Vain", n=1)
    first = expect(segment).to_receive(tracked("In Vain"))
    app.track("In Vain No More", n=2)
    app.settle()

    ids = {call.message_id for _, call in segment.calls("track", "In Vain", -1)}
    assert ids == {first.message_id}
    expect(segment).to_receive_once(tracked("In Vain No More"))


@pytest.mark.parametrize("drop", ["after", "truncated"])
def test_an_answer_that_moengage_gives_in_vain_repeats_the_whole_batch(app, moengage, drop):
    moengage.answers(drop=drop, times=1)
    app.track("Report In Vain", n=1)
    expect(moengage).to_receive(event_tracked("Report In Vain"))
    app.track("Report No More In Vain", n=2)

    calls = expect(moengage).to_receive_times(event_tracked("Report In Vain"), 2)
    assert len({(call.message_id, batch_id_of(moengage, call)) for call in calls}) == 1
    expect(moengage).to_receive_once(event_tracked("Report No More In Vain"))


def test_connections_that_break_cost_nothing_at_either_vendor(app, segment, moengage, differs):
    ada = a_user()
    segment.answers(drop="before")
    moengage.answers(drop="before")
    app.identify(ada)
    app.track("Broken Off", n=1)
    app.flush()
    app.let_pass(1)
    app.prove_alive()
    assert segment.unread() >= differs("tries_of_a_connection_that_drops")
    assert moengage.unread() >= 1

    expect(segment).to_receive_once(identified(ada))
    expect(segment).to_receive_once(tracked("Broken Off", user=ada))
    expect(moengage).to_receive_once(signed_in(ada))
    expect(moengage).to_receive_once(event_tracked("Broken Off", user=ada))


def test_a_stall_of_segment_ends_with_the_clients_patience(app, segment):
    segment.answers(delay_s=STALL_S, times=1)
    app.track("Stalled", n=1)
    first = expect(segment).to_receive(tracked("Stalled"))
    app.track("Behind The Stall", n=2)
    app.let_pass(STALL_S - 1)

    again = expect(segment).to_receive_times(tracked("Stalled"), 2)
    assert {call.message_id for call in again} == {first.message_id}
    expect(segment).to_receive_once(tracked("Behind The Stall"))


def test_a_stall_of_moengage_ends_with_the_clients_patience(app, moengage):
    moengage.answers(delay_s=STALL_S, times=1)
    app.track("Stalled Report", n=1)
    first = expect(moengage).to_receive(event_tracked("Stalled Report"))
    app.track("Behind The Stalled Report", n=2)
    app.let_pass(STALL_S - 1)

    again = expect(moengage).to_receive_times(event_tracked("Stalled Report"), 2)
    assert {call.message_id for call in again} == {first.message_id}
    expect(moengage).to_receive_once(event_tracked("Behind The Stalled Report"))


def test_flushes_while_an_upload_is_under_way_send_nothing_twice(app, segment, moengage):
    segment.answers(delay_s=5, times=1)
    moengage.answers(delay_s=5, times=1)
    app.track("Under Way", n=1)
    app.flush()
    expect(segment).to_receive(tracked("Under Way"))
    expect(moengage).to_receive(event_tracked("Under Way"))

    for number in range(4):
        app.track(f"Meanwhile {number}", n=number)
        app.flush()
    app.let_pass(5)

    for name in ("Under Way", *(f"Meanwhile {number}" for number in range(4))):
        expect(segment).to_receive_once(tracked(name))
        expect(moengage).to_receive_once(event_tracked(name))


def test_a_backlog_of_an_unreachable_host_is_tried_within_bounds_and_drains(app, segment, differs):
    app.let_finish()
    segment.answers(drop="before")
    for number in range(12):
        app.track(f"Backlog {number}", n=number)
        app.flush()
        app.let_pass(1)
    per_flush = differs("tries_of_a_connection_that_drops") * 12
    assert segment.unread() <= 13 * per_flush

    before = segment.unread()
    app.let_pass(60)

    assert segment.unread() - before <= 3 * per_flush
    for number in range(12):
        expect(segment).to_receive_once(tracked(f"Backlog {number}"))


def test_uploads_go_on_after_many_failures(app, segment, moengage):
    segment.answers(503)
    moengage.answers(503)
    for number in range(15):
        app.track(f"Patient {number}", n=number)
        app.flush()
        app.let_pass(5)
    expect(segment).to_receive(tracked("Patient 0", status=503))
    expect(moengage).to_receive(event_tracked("Patient 0", status=503))

    for number in range(15):
        expect(segment).to_receive_once(tracked(f"Patient {number}", status=200))
        expect(moengage).to_receive_once(event_tracked(f"Patient {number}", status=200))


@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_is_no_matter_until_the_settings_say_so(app, segment, status):
    segment.answers(status, times=1, retry_after_s=600)
    app.track("At Once Again", n=1)
    expect(segment).to_receive(tracked("At Once Again", status=status))

    app.flush()

    expect(segment).to_receive(tracked("At Once Again", status=200))


@pytest.mark.not_launched
def test_a_pause_that_segment_asks_for_is_kept_where_the_settings_say_so(app, segment):
    own = {"apiKey": "WRITE-KEY", "httpConfig": {"rateLimitConfig": {"enabled": True}}}
    segment.answers_settings(change={"integrations": {"Segment.io": own, "MoEngage": {"apiKey": "WORKSPACE"}}})
    app.launch()
    app.let_finish()
    segment.answers(429, times=1, retry_after_s=100)
    app.track("Paused", n=1)
    expect(segment).to_receive(tracked("Paused", status=429))
    app.let_pass(1)

    app.let_pass(70)
    app.prove_alive()
    assert [call.status for _, call in segment.calls("track", "Paused", -1)] == [429]
    app.let_pass(70)

    again = expect(segment).to_receive(tracked("Paused", status=200))
    assert segment.exchange_of(again).header("X-Retry-Count") == "1"


def test_a_report_that_moengage_takes_in_part_is_sent_no_more(app, moengage):
    moengage.answers(207, times=1)
    app.track("In Part", n=1)
    expect(moengage).to_receive(event_tracked("In Part", status=207))
    app.track("In Whole", n=2)

    expect(moengage).to_receive_once(event_tracked("In Part"))
    expect(moengage).to_receive_once(event_tracked("In Whole"))


def test_a_configuration_that_moengage_refuses_stops_nothing(app, moengage):
    moengage.answers(500, at="config")
    app.kill()
    app.let_pass(3700)
    app.relaunch()

    app.track("On The Old Configuration", n=1)

    expect(moengage).to_receive_once(event_tracked("On The Old Configuration"))
