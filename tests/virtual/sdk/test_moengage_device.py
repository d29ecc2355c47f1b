from __future__ import annotations

import hashlib

from harness.virtual.sdk.seams import NoAnswer
from tests.virtual.sdk.fake_network import an_answer
from tests.virtual.sdk.fakes import FakeProcess
from tests.virtual.sdk.moengage_app import DEVICE, WORKSPACE, AndroidApp


def test_a_device_is_registered_once(a_process: FakeProcess) -> None:
    app = AndroidApp(a_process).start()
    app.do("entered_background")
    app.do("entered_foreground")
    after = app.relaunch().start()

    assert len(after.bodies(DEVICE)) == 1


def test_a_failed_registration_is_tried_again_with_the_next_report(a_process: FakeProcess) -> None:
    app = AndroidApp(a_process)
    app.answers(DEVICE, an_answer(503), NoAnswer("timed out"), an_answer(200))
    app.start()
    for _ in range(3):
        app.do("sync_interaction_data")

    assert len(app.bodies(DEVICE)) == 3


def test_a_registration_on_its_way_is_not_repeated(a_process: FakeProcess) -> None:
    a_process.network.hold(DEVICE)
    app = AndroidApp(a_process).start()
    app.do("sync_interaction_data")

    assert len(app.bodies(DEVICE)) == 1


def test_an_answer_for_the_user_before_registers_nobody(a_process: FakeProcess) -> None:
    a_process.network.hold(DEVICE)
    app = AndroidApp(a_process).start()
    app.do("logout", WORKSPACE)
    app.answers(DEVICE, an_answer(500))
    assert len(app.bodies(DEVICE)) == 2

    a_process.network.release(DEVICE)
    a_process.run()
    app.do("track_event", "E", {}, WORKSPACE)
    app.do("sync_interaction_data")

    assert "dev_add_res" not in app.reports()[-1]["meta"]
    unique_ids = [body["query_params"]["unique_id"] for body in app.bodies(DEVICE)]
    assert len(set(unique_ids)) == 2


def test_a_rotated_push_token_replaces_the_old_one_everywhere(a_process: FakeProcess) -> None:
    app = AndroidApp(a_process).start()
    for token in ("old:token", "new:token"):
        app.do("pass_push_token", token)
    app.do("track_event", "E", {}, WORKSPACE)
    app.do("sync_interaction_data")

    assert [body["query_params"].get("push_id") for body in app.bodies(DEVICE)] == [None, "old:token", "new:token"]
    assert app.reports()[-1]["query_params"]["push_id"] == "new:token"


def test_a_push_token_survives_logout_and_the_process(a_process: FakeProcess) -> None:
    app = AndroidApp(a_process).start()
    app.do("pass_push_token", "a:token")
    app.do("logout", WORKSPACE)
    assert app.bodies(DEVICE)[-1]["query_params"]["push_id"] == "a:token"

    after = app.relaunch().start()

    assert after.reports()[-1]["query_params"]["push_id"] == "a:token"


def test_the_request_id_is_made_of_the_body_s_own_ids(a_process: FakeProcess) -> None:
    app = AndroidApp(a_process).start()
    body, request = app.bodies(DEVICE)[0], app.requests(DEVICE)[0]

    text = body["meta"]["bid"] + body["meta"]["request_time"] + body["query_params"]["unique_id"]
    assert dict(request.headers)["MOE-REQUEST-ID"] == hashlib.sha1(text.encode()).hexdigest()


def test_a_late_answer_for_the_user_before_does_not_undo_a_registration(a_process: FakeProcess) -> None:
    a_process.network.hold(DEVICE)
    app = AndroidApp(a_process).start()
    app.do("logout", WORKSPACE)
    a_process.network._held[DEVICE].reverse()
    a_process.network.release(DEVICE)
    a_process.run()

    app.do("track_event", "E", {}, WORKSPACE)
    app.do("sync_interaction_data")

    assert len(app.bodies(DEVICE)) == 2
