"""What differs between releases, seen on the wire."""

from __future__ import annotations

from typing import Any

import pytest

from harness.virtual.sdk.moengage_android import NotInitialisedError
from harness.virtual.sdk.moengage_release import version_of
from tests.virtual.sdk.fake_network import an_answer
from tests.virtual.sdk.fakes import FakeProcess
from tests.virtual.sdk.moengage_app import DEVICE, REPORT, WORKSPACE, AndroidApp, IosApp, ios_started, started

ANDROID = ("12.06.01", "13.05.00", "13.06.00", "14.10.00", "15.01.00", "15.02.00")
IOS = ("9.18.1", "9.23.0", "10.02.2", "10.13.0", "10.14.0")
DELIVERY = {"b_num", "t_p", "r_c", "appState", "integratedModules", "featuresUsage"}
IDENTITIES = {"user_identities", "previous_identities"}


@pytest.mark.parametrize("release", ANDROID)
def test_every_android_release_signs_in_tracks_and_signs_out(a_process: FakeProcess, release: str) -> None:
    app = started(a_process, release, e_b_c=1)
    app.do("identify_user", "ada-1", WORKSPACE)
    app.do("track_event", "E", {"a": 1}, WORKSPACE)
    app.do("pass_push_token", "fcm:token")
    app.do("logout", WORKSPACE)

    assert [action for action in app.actions() if action != "TOKEN_EVENT"][1:] == [
        "EVENT_ACTION_USER_ATTRIBUTE",
        "E",
        "MOE_LOGOUT",
    ]
    assert app.trouble() == []


@pytest.mark.parametrize("release", IOS)
def test_every_ios_release_signs_in_tracks_and_signs_out(an_ios_app_process: FakeProcess, release: str) -> None:
    app = ios_started(an_ios_app_process, release, e_b_c=1)
    app.do("identify_user", "ada-1")
    app.do("track_event", "E", {"a": 1})
    app.do("reset_user")

    assert app.actions()[1:] == ["EVENT_ACTION_USER_ATTRIBUTE", "E", "MOE_LOGOUT"]
    assert app.reports()[-1]["query_params"]["sdk_ver"] == release
    assert app.trouble() == []


@pytest.mark.parametrize(("release", "is_told"), [("13.06.00", False), ("14.10.00", True), ("15.02.00", True)])
def test_the_delivery_of_a_report_is_told_since_14(a_process: FakeProcess, release: str, is_told: bool) -> None:
    app = AndroidApp(a_process, release).start()

    assert DELIVERY & set(app.reports()[0]["meta"]) == (DELIVERY if is_told else set())
    assert ("device_unique_id" in app.reports()[0]["query_params"]) is is_told
    assert ("device_unique_id" in app.bodies(DEVICE)[0]["query_params"]) is is_told


@pytest.mark.parametrize(("release", "has"), [("13.05.00", False), ("13.06.00", True)])
def test_android_knows_identities_since_13_6(a_process: FakeProcess, release: str, has: bool) -> None:
    app = started(a_process, release)
    app.do("identify_user", "ada-1", WORKSPACE)

    identifiers = app.reports()[-1]["identifiers"]
    assert identifiers["moe_user_id"] == "ada-1"
    assert IDENTITIES & set(identifiers) == (IDENTITIES if has else set())


@pytest.mark.parametrize(("release", "has"), [("9.21.0", False), ("9.23.0", True)])
def test_ios_knows_identities_since_9_23(an_ios_app_process: FakeProcess, release: str, has: bool) -> None:
    app = IosApp(an_ios_app_process, release).start()

    assert IDENTITIES & set(app.reports()[0]["identifiers"]) == (IDENTITIES if has else set())


@pytest.mark.parametrize(("release", "moment"), [("9.18.1", "1800000000"), ("9.20.0", "1800000000000")])
def test_ios_counts_milliseconds_since_9_20(an_ios_app_process: FakeProcess, release: str, moment: str) -> None:
    app = IosApp(an_ios_app_process, release).start()

    assert app.points()[0]["EVENT_G_TIME"] == moment


@pytest.mark.parametrize(("release", "left"), [("13.06.00", 2), ("14.10.00", 0)])
def test_a_partly_accepted_report_is_done_since_14(a_process: FakeProcess, release: str, left: int) -> None:
    app = AndroidApp(a_process, release)
    app.answers(REPORT, an_answer(207))
    app.start()

    assert app.sdk.queued() == left


@pytest.mark.parametrize(("release", "reports"), [("13.06.00", 6), ("14.10.00", 3)])
def test_a_batch_is_given_up_since_14(a_process: FakeProcess, release: str, reports: int) -> None:
    app = AndroidApp(a_process, release)
    app.configure(r_a_b_m_r_c=3)
    app.answers(REPORT, an_answer(500))
    app.start()
    for _ in range(5):
        app.do("sync_interaction_data")

    assert len(app.reports()) == reports


@pytest.mark.parametrize(("release", "raises"), [("14.10.00", False), ("15.01.00", True)])
def test_an_unknown_workspace_is_an_exception_since_15(a_process: FakeProcess, release: str, raises: bool) -> None:
    app = started(a_process, release)
    if raises:
        with pytest.raises(NotInitialisedError):
            app.sdk.track_event("E", {}, "OTHER")
    else:
        app.do("track_event", "E", {}, "OTHER")
    app.do("sync_interaction_data")

    assert "E" not in app.actions()


@pytest.mark.parametrize(("release", "forces"), [("13.05.00", True), ("13.06.00", False), ("15.02.00", False)])
def test_another_unique_id_forced_a_logout_up_to_13_5(a_process: FakeProcess, release: str, forces: bool) -> None:
    app = started(a_process, release, e_b_c=1)
    for user in ("ada-1", "ada-1", "bob-1"):
        app.do("set_unique_id", user, WORKSPACE)

    forced = [app.plain(point) for point in app.points() if point["EVENT_ACTION"] == "MOE_LOGOUT"]
    assert forced == ([{"type": "forced"}] if forces else [])
    assert len({report["query_params"]["unique_id"] for report in app.reports()}) == 1 + forces
    assert app.reports()[-1]["identifiers"]["moe_user_id"] == "bob-1"


@pytest.mark.parametrize("unique_id", ["", " ", "guest"])
def test_a_unique_id_that_is_refused_forces_nobody_out(a_process: FakeProcess, unique_id: str) -> None:
    app = started(a_process, "13.05.00", e_b_c=1, b_uid_r=["guest"])
    app.do("set_unique_id", "ada-1", WORKSPACE)
    app.do("set_unique_id", unique_id, WORKSPACE)

    assert "MOE_LOGOUT" not in app.actions()


@pytest.mark.parametrize(("unique_id", "text"), [(42, "42"), (1.0, "1"), (True, "true"), ("042", "042")])
def test_a_unique_id_that_is_no_text_is_taken_as_text(a_process: FakeProcess, unique_id: Any, text: str) -> None:
    app = started(a_process, "13.06.00")
    app.do("set_unique_id", unique_id, WORKSPACE)

    assert app.reports()[-1]["identifiers"]["moe_user_id"] == text


def test_versions_are_compared_by_their_numbers() -> None:
    assert version_of("9.23.0") < version_of("10.02.2") < version_of("10.13.0") < version_of("10.14.0")
