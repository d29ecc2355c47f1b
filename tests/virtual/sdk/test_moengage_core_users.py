"""Identities and logout, seen on the Android wire where the platform does not matter."""

from __future__ import annotations

import pytest

from tests.virtual.sdk.fake_network import an_answer
from tests.virtual.sdk.fakes import FakeProcess
from tests.virtual.sdk.moengage_app import DEVICE, REPORT, WORKSPACE, started


def test_identify_cuts_off_the_anonymous_past_and_reports_at_once(a_process: FakeProcess) -> None:
    app = started(a_process)
    app.do("track_event", "Anonymous", {}, WORKSPACE)

    app.do("identify_user", "ada-1", WORKSPACE)

    past, present = app.reports()[1:]
    assert [point["EVENT_ACTION"] for point in past["viewsInfo"]] == ["Anonymous"]
    assert "moe_user_id" not in past["identifiers"]
    assert app.plain(present["viewsInfo"][0]) == {"USER_ATTRIBUTE_UNIQUE_ID": "ada-1"}
    assert present["identifiers"] == {
        "moe_user_id": "ada-1",
        "user_identities": {"uid": "ada-1"},
        "previous_identities": {},
    }
    assert present["meta"]["t_p"] == "u_id_set_update"


@pytest.mark.parametrize("user_id", ["ada-1", "", " "])
def test_identify_of_the_same_user_or_of_nobody_does_nothing(a_process: FakeProcess, user_id: str) -> None:
    app = started(a_process)
    app.do("identify_user", "ada-1", WORKSPACE)
    before = len(app.requests())

    app.do("identify_user", user_id, WORKSPACE)

    assert len(app.requests()) == before
    assert app.sdk.queued() == 0


def test_identify_of_another_user_keeps_the_unique_id_and_forces_no_logout(a_process: FakeProcess) -> None:
    app = started(a_process)
    app.do("identify_user", "ada-1", WORKSPACE)
    app.do("identify_user", "bea-2", WORKSPACE)

    first, second = app.reports()[-2:]
    assert "MOE_LOGOUT" not in app.actions()
    assert second["query_params"]["unique_id"] == first["query_params"]["unique_id"]
    assert second["identifiers"]["moe_user_id"] == "bea-2"
    assert second["identifiers"]["previous_identities"] == {"uid": "ada-1"}


def test_a_user_id_that_the_server_restricts_signs_nobody_in(a_process: FakeProcess) -> None:
    app = started(a_process, b_uid_r=["guest|null", "-?[0-9]"])
    for user_id in ("guest", "null", "7"):
        app.do("identify_user", user_id, WORKSPACE)
    app.do("sync_interaction_data")

    assert app.attributes() == []


def test_a_logout_is_the_last_point_of_the_user_and_makes_another_one(a_process: FakeProcess) -> None:
    app = started(a_process)
    app.do("track_anonymous_id", "anon-1", WORKSPACE)
    app.do("identify_user", "ada-1", WORKSPACE)
    app.do("track_event", "Last", {}, WORKSPACE)
    app.do("logout", WORKSPACE)
    app.do("track_event", "First", {}, WORKSPACE)
    app.do("sync_interaction_data")

    last, first = app.reports()[-2:]
    assert [point["EVENT_ACTION"] for point in last["viewsInfo"]] == ["Last", "MOE_LOGOUT"]
    assert last["viewsInfo"][-1]["N_I_E"] == 1
    assert app.plain(last["viewsInfo"][-1]) == {}
    assert (last["identifiers"]["moe_user_id"], last["meta"]["t_p"]) == ("ada-1", "user_logout")
    assert first["identifiers"] == {"user_identities": {}, "previous_identities": {}}
    assert first["query_params"]["unique_id"] != last["query_params"]["unique_id"]
    assert first["query_params"]["device_unique_id"] == last["query_params"]["device_unique_id"]
    assert first["meta"]["session"]["session_id"] != last["meta"]["session"]["session_id"]


def test_a_logout_registers_the_device_for_the_new_user_after_the_report(a_process: FakeProcess) -> None:
    app = started(a_process)
    a_process.network.hold(REPORT)
    app.do("logout", WORKSPACE)
    assert len(app.bodies(DEVICE)) == 1

    a_process.network.release(REPORT)
    a_process.run()

    registrations = app.bodies(DEVICE)
    assert len(registrations) == 2
    assert registrations[0]["query_params"]["unique_id"] != registrations[1]["query_params"]["unique_id"]


def test_a_logout_whose_report_fails_loses_nothing_and_mixes_nobody_up(a_process: FakeProcess) -> None:
    app = started(a_process)
    app.do("identify_user", "ada-1", WORKSPACE)
    old = app.reports()[-1]["query_params"]["unique_id"]
    app.answers(REPORT, an_answer(503, {"problem": 1}), an_answer(200))
    app.do("logout", WORKSPACE)
    refused = app.reports()[-1]
    app.do("track_event", "Nobody's", {}, WORKSPACE)
    app.do("sync_interaction_data")

    again, new = app.reports()[-2:]
    assert (again["meta"]["bid"], again["viewsInfo"]) == (refused["meta"]["bid"], refused["viewsInfo"])
    assert (again["identifiers"]["moe_user_id"], again["query_params"]["unique_id"]) == ("ada-1", old)
    assert "moe_user_id" not in new["identifiers"]


def test_an_attribute_is_sent_again_for_the_next_user(a_process: FakeProcess) -> None:
    app = started(a_process, e_b_c=1)
    for _ in range(2):
        app.do("identify_user", "ada-1", WORKSPACE)
        app.do("track_user_attributes", {"plan": "pro"}, WORKSPACE)
        app.do("logout", WORKSPACE)

    assert app.attributes() == [{"USER_ATTRIBUTE_UNIQUE_ID": "ada-1"}, {"plan": "pro"}] * 2


def test_a_session_lasts_over_a_short_absence_and_not_over_a_long_one(a_process: FakeProcess) -> None:
    app = started(a_process, e_b_c=1)
    for absence_s in (1799, 1801):
        app.do("entered_background")
        a_process.advance(absence_s)
        app.do("entered_foreground")

    sessions = [report["meta"]["session"]["session_id"] for report in app.reports()]
    assert len(set(sessions)) == 2
    assert sessions == sorted(sessions, key=sessions.index)


def test_the_next_user_s_reports_say_that_the_device_is_not_registered_yet(a_process: FakeProcess) -> None:
    app = started(a_process)
    a_process.network.hold(DEVICE)
    app.do("logout", WORKSPACE)
    app.do("track_event", "First", {}, WORKSPACE)
    app.do("sync_interaction_data")

    assert app.reports()[-1]["meta"]["dev_add_res"] == "failure"


def test_an_alias_is_not_repeated_as_an_attribute(a_process: FakeProcess) -> None:
    app = started(a_process, e_b_c=1)
    app.do("identify_user", "ada-1", WORKSPACE)
    app.do("set_alias", "ada-2", WORKSPACE)
    app.do("track_user_attributes", {"USER_ATTRIBUTE_UNIQUE_ID": "ada-2"}, WORKSPACE)

    assert len(app.attributes()) == 2
