from __future__ import annotations

from typing import Any

import pytest

from harness.virtual.sdk.moengage_keys import GeoLocation
from tests.virtual.sdk.fakes import FakeProcess
from tests.virtual.sdk.moengage_app import CONFIG, DEVICE, IosApp


@pytest.fixture
def app(an_ios_app_process: FakeProcess) -> IosApp:
    """In front, with settings."""
    return IosApp(an_ios_app_process).start()


def test_nothing_is_sent_before_the_sdk_is_enabled(an_ios_app_process: FakeProcess) -> None:
    app = IosApp(an_ios_app_process)
    app.open()
    app.do("track_event", "Early", {"n": 1})
    app.do("flush")
    app.do("entered_background")
    an_ios_app_process.advance(100)

    assert app.requests() == []
    assert app.sdk.queued() == 2


def test_calls_made_before_are_made_when_it_is_enabled(an_ios_app_process: FakeProcess) -> None:
    app = IosApp(an_ios_app_process)
    app.open()
    app.do("track_event", "Early", {"n": 1})
    app.do("identify_user", "ada-1")

    app.enable()

    assert app.actions() == ["EVENT_ACTION_IOS_SESSION_START", "Early", "EVENT_ACTION_USER_ATTRIBUTE"]
    assert app.sdk.queued() == 0


def test_held_calls_end_with_the_process(an_ios_app_process: FakeProcess) -> None:
    app = IosApp(an_ios_app_process)
    app.do("track_event", "Early", {"n": 1})

    after = app.relaunch().start()
    after.do("flush")

    assert "Early" not in after.actions()


def test_calls_for_another_workspace_are_dropped(an_ios_app_process: FakeProcess) -> None:
    app = IosApp(an_ios_app_process)
    app.open()
    app.do("track_event", "Early", {"n": 1})
    app.do("enable_sdk", "OTHER", {"type": "segment", "version": "2.13.0"})
    app.do("track_event", "Late", {"n": 1})
    app.do("flush")

    assert app.requests() == []
    assert app.sdk.queued() == 0


def test_a_session_starts_once_until_the_app_was_away_for_long(app: IosApp) -> None:
    for absence_s in (60, 1900):
        app.do("entered_background")
        app.process.advance(absence_s)
        app.do("entered_foreground")

    assert app.actions().count("EVENT_ACTION_IOS_SESSION_START") == 2
    assert app.actions().count("EVENT_ACTION_IOS_SESSION_END") == 2


def test_leaving_flushes_at_once(app: IosApp) -> None:
    app.do("track_event", "Last", {"n": 1})
    app.do("entered_background")

    assert app.actions()[-2:] == ["Last", "EVENT_ACTION_IOS_SESSION_END"]
    assert app.sdk.queued() == 0


def test_what_the_last_session_left_goes_in_a_batch_of_its_own(app: IosApp) -> None:
    app.process.network.is_up = False
    app.do("entered_background")
    app.process.advance(3000)
    app.process.network.is_up = True
    app.do("track_event", "In Between", {"n": 1})
    app.do("entered_foreground")

    sessions = {
        report["meta"]["session"]["session_id"]: [point["EVENT_ACTION"] for point in report["viewsInfo"]]
        for report in app.reports()
    }
    assert list(sessions.values())[-1] == ["EVENT_ACTION_IOS_SESSION_START"]
    assert "In Between" in list(sessions.values())[-2]


@pytest.mark.parametrize(("remote_s", "pause_s"), [(5, 5), (600, 60)])
def test_the_timer_takes_the_shorter_of_its_own_and_the_server_s_pause(
    an_ios_app_process: FakeProcess, remote_s: int, pause_s: int
) -> None:
    app = IosApp(an_ios_app_process)
    app.configure(p_f_t=remote_s)
    app.start()
    app.do("track_event", "Waiting", {"n": 1})
    app.process.advance(pause_s - 0.5)
    assert "Waiting" not in app.actions()

    app.process.advance(0.5)

    assert app.actions()[-1] == "Waiting"


def test_flush_sends_what_waits(app: IosApp) -> None:
    app.do("track_event", "Waiting", {"n": 1})
    assert "Waiting" not in app.actions()

    app.do("flush")

    assert app.actions()[-1] == "Waiting"


def test_several_identities_are_one_change(app: IosApp) -> None:
    app.do("identify_user", {"uid": "ada-1", "u_em": "ada@example.com", "club": "7"})

    report = app.reports()[-1]
    assert app.attributes() == [
        {"USER_ATTRIBUTE_UNIQUE_ID": "ada-1"},
        {"USER_ATTRIBUTE_USER_EMAIL": "ada@example.com"},
        {"club": "7"},
    ]
    assert report["identifiers"]["user_identities"] == {"uid": "ada-1", "u_em": "ada@example.com", "club": "7"}


def test_segment_s_id_is_an_identifier_and_tracked(app: IosApp) -> None:
    app.do("set_user_attribute", "USER_ATTRIBUTE_SEGMENT_ID", "anon-1")
    app.do("flush")

    assert app.attributes() == [{"USER_ATTRIBUTE_SEGMENT_ID": "anon-1"}]
    assert app.reports()[-1]["identifiers"]["segment_id"] == "anon-1"


def test_the_user_s_id_as_an_attribute_signs_in(app: IosApp) -> None:
    app.do("set_user_attribute", "USER_ATTRIBUTE_UNIQUE_ID", "ada-1")

    assert app.reports()[-1]["identifiers"]["moe_user_id"] == "ada-1"


@pytest.mark.parametrize("place", [GeoLocation(12.9, 77.5), (12.9, 77.5), "12.9,77.5"])
def test_dates_and_places_are_custom_attributes(app: IosApp, place: Any) -> None:
    app.do("set_user_attribute", "born", 1753362161000, "timestamp")
    app.do("set_user_attribute", "home", place, form="location")
    app.do("flush")

    born, home = app.points()[-2:]
    assert born["EVENT_ATTRS_CUST"] == {"timestamp": [{"born": 1753362161000.0}]}
    assert home["EVENT_ATTRS_CUST"] == {"location": [{"home": "12.9,77.5"}]}


def test_an_attribute_is_not_repeated_not_even_a_date(app: IosApp) -> None:
    for _ in range(2):
        app.do("set_user_attribute", "plan", "pro")
        app.do("set_user_attribute", "born", 5, "timestamp")
    app.do("flush")

    assert app.actions().count("EVENT_ACTION_USER_ATTRIBUTE") == 2


def test_bad_values_are_left_out_and_an_event_stays(app: IosApp) -> None:
    app.do("set_user_attribute", "plan", None)
    app.do("set_user_attribute", "$plan", "pro")
    app.do("track_event", "E", {"good": 1, "bad": [], "a.b": 2})
    app.do("flush")

    assert app.attributes() == []
    assert app.plain(app.point("E")) == {"good": 1}


def test_a_reset_says_goodbye_and_makes_another_user_of_the_same_device(app: IosApp) -> None:
    app.do("identify_user", "ada-1")
    app.do("reset_user")
    app.do("track_event", "Nobody's", {"n": 1})
    app.do("flush")

    last, first = app.reports()[-2:]
    assert app.point("MOE_LOGOUT")["N_I_E"] is True
    assert last["identifiers"]["moe_user_id"] == "ada-1"
    assert "moe_user_id" not in first["identifiers"]
    assert first["query_params"]["unique_id"] != last["query_params"]["unique_id"]
    assert first["query_params"]["device_unique_id"] == last["query_params"]["device_unique_id"]
    assert len(app.bodies(DEVICE)) == 2


def test_the_device_s_id_outlives_the_app_s_data_and_the_sdk_notices(app: IosApp) -> None:
    before = app.reports()[-1]["query_params"]["device_unique_id"]
    app.process.storage.all_preferences.clear()
    app.process.storage.all_files.clear()

    after = app.relaunch().start()

    assert after.reports()[-1]["query_params"]["device_unique_id"] == before
    assert after.actions().count("REINSTALL") == 1


def test_a_cleared_keychain_makes_a_new_device(app: IosApp) -> None:
    before = app.reports()[-1]["query_params"]["device_unique_id"]
    for kept in (app.process.storage.all_preferences, app.process.storage.keychain_items):
        kept.clear()

    after = app.relaunch().start()

    assert after.reports()[-1]["query_params"]["device_unique_id"] != before
    assert "REINSTALL" not in after.actions()


def test_a_push_token_is_registered(app: IosApp) -> None:
    app.do("set_push_token", "0a1b")

    assert [body["query_params"].get("push_id") for body in app.bodies(DEVICE)] == [None, "0a1b"]


def test_the_configuration_is_asked_for_again_after_an_hour(app: IosApp) -> None:
    app.do("entered_background")
    app.do("entered_foreground")
    assert len(app.bodies(CONFIG)) == 1
    app.do("entered_background")
    app.process.advance(3601)
    app.do("entered_foreground")

    assert len(app.bodies(CONFIG)) == 2
    assert app.trouble() == []


def test_nothing_is_flushed_by_the_timer_while_away(app: IosApp) -> None:
    app.do("entered_background")
    app.do("track_event", "Away", {"n": 1})
    app.process.advance(600)

    assert "Away" not in app.actions()
