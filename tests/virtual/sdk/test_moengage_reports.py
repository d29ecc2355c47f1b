from __future__ import annotations

import pytest

from harness.virtual.sdk.seams import Answer, NoAnswer
from tests.virtual.sdk.fake_network import an_answer
from tests.virtual.sdk.fakes import FakeProcess
from tests.virtual.sdk.moengage_app import REPORT, WORKSPACE, AndroidApp, started


def track(app: AndroidApp, name: str) -> None:
    app.do("track_event", name, {}, WORKSPACE)


@pytest.mark.parametrize("status", [200, 207])
def test_an_accepted_batch_is_gone(a_process: FakeProcess, status: int) -> None:
    app = started(a_process, e_b_c=1)
    app.answers(REPORT, an_answer(status))
    track(app, "E")

    assert app.sdk.queued() == 0


@pytest.mark.parametrize("answer", [an_answer(503), an_answer(400), an_answer(201), NoAnswer("refused")])
def test_any_other_answer_keeps_the_batch_for_the_next_trigger(a_process: FakeProcess, answer: Answer) -> None:
    app = started(a_process, e_b_c=1)
    app.answers(REPORT, answer, an_answer(200))
    track(app, "E")
    assert app.sdk.queued() == 1

    app.process.advance(60)

    assert app.sdk.queued() == 0
    assert app.actions()[-2:] == ["E", "E"]


def test_a_retry_is_the_same_batch_again_with_its_count_and_statuses(a_process: FakeProcess) -> None:
    app = started(a_process)
    track(app, "E")
    app.answers(REPORT, an_answer(503), NoAnswer("timed out"), an_answer(200))
    for _ in range(3):
        app.do("sync_interaction_data")
        app.process.advance(1)

    first, second, third = app.reports()[1:]
    ids = [dict(request.headers)["MOE-REQUEST-ID"] for request in app.requests(REPORT)[1:]]
    assert len(set(ids)) == 1
    assert {report["meta"]["bid"] for report in (first, second, third)} == {first["meta"]["bid"]}
    assert {report["meta"]["request_time"] for report in (first, second, third)} == {first["meta"]["request_time"]}
    assert [report["meta"]["r_c"] for report in (first, second, third)] == [0, 1, 2]
    assert [report["meta"].get("r_r") for report in (first, second, third)] == [None, [503], [503, -100]]


def test_a_refused_batch_goes_before_a_newer_one(a_process: FakeProcess) -> None:
    app = started(a_process, e_b_c=1)
    app.answers(REPORT, an_answer(503), an_answer(200))
    track(app, "Old")
    track(app, "New")

    assert app.actions()[1:] == ["Old", "Old", "New"]


def test_syncs_do_not_overlap(a_process: FakeProcess) -> None:
    app = started(a_process, e_b_c=1)
    a_process.network.hold(REPORT)
    for name in ("one", "two", "three"):
        track(app, name)
    assert app.actions()[1:] == ["one"]

    a_process.network.release(REPORT)
    a_process.run()

    assert [[point["EVENT_ACTION"] for point in report["viewsInfo"]] for report in app.reports()[1:]] == [
        ["one"],
        ["two", "three"],
    ]


def test_a_batch_in_flight_when_the_process_ends_is_sent_again_as_it_was(a_process: FakeProcess) -> None:
    app = started(a_process, e_b_c=1)
    a_process.network.hold(REPORT)
    track(app, "E")
    in_flight = app.reports()[-1]

    after = app.relaunch()
    after.process.network.release(REPORT)
    after.start()

    again = [report for report in after.reports() if report["meta"]["bid"] == in_flight["meta"]["bid"]]
    assert len(again) == 2
    assert after.sdk.queued() == 0


def test_after_the_server_s_number_of_tries_a_batch_is_lost_and_the_next_report_says_so(
    a_process: FakeProcess,
) -> None:
    app = started(a_process, r_a_b_m_r_c=2)
    track(app, "Doomed")
    app.answers(REPORT, an_answer(503), an_answer(503), an_answer(200))
    app.do("sync_interaction_data")
    app.do("sync_interaction_data")
    doomed = app.reports()[-1]["meta"]["bid"]
    assert app.sdk.queued() == 0

    for name in ("Next", "Last"):
        track(app, name)
        app.do("sync_interaction_data")

    assert [report["meta"].get("l_b") for report in app.reports()[-2:]] == [[doomed], None]


def test_reports_say_that_the_device_is_not_registered_only_while_that_is_so(a_process: FakeProcess) -> None:
    app = AndroidApp(a_process)
    app.configure(e_b_c=1)
    app.answers("/v2/sdk/device/", an_answer(500), an_answer(200))
    app.start()
    for name in ("one", "two", "three"):
        track(app, name)

    said = [report["meta"].get("dev_add_res") for report in app.reports()]
    assert said[:2] == ["failure", "failure"]
    assert said[-1] is None


def test_a_retry_after_is_not_waited_for(a_process: FakeProcess) -> None:
    app = started(a_process)
    app.answers(REPORT, an_answer(503, headers={"retry-after": "600"}), an_answer(200))
    track(app, "E")
    app.do("sync_interaction_data")
    app.do("sync_interaction_data")

    assert app.actions()[-2:] == ["E", "E"]
    assert app.sdk.queued() == 0


def test_an_unauthorised_report_is_kept_like_any_other(a_process: FakeProcess) -> None:
    app = started(a_process)
    app.answers(REPORT, an_answer(401), an_answer(200))
    track(app, "E")
    app.do("sync_interaction_data")
    assert app.sdk.queued() == 1

    app.do("sync_interaction_data")

    assert not any("Authorization" in dict(request.headers) for request in app.requests())
    assert app.reports()[-1]["meta"]["r_r"] == [401]
    assert app.sdk.queued() == 0
