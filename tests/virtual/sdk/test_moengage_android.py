from __future__ import annotations

import pytest

from harness.virtual.sdk.moengage_android import NotInitialisedError
from harness.virtual.sdk.moengage_keys import GeoLocation
from tests.virtual.sdk.fakes import FakeProcess
from tests.virtual.sdk.moengage_app import CONFIG, DEVICE, META, REPORT, WORKSPACE, AndroidApp


@pytest.fixture
def app(a_process: FakeProcess) -> AndroidApp:
    """In front, with settings, sending each point at once."""
    app = AndroidApp(a_process)
    app.configure(e_b_c=1)
    return app.start()


def test_nothing_is_sent_before_the_destination_initializes(a_process: FakeProcess) -> None:
    app = AndroidApp(a_process)
    app.open()
    app.do("track_event", "Early", {}, None)
    app.do("identify_user", "ada-1", None)
    app.do("logout", None)
    app.do("entered_background")
    a_process.advance(100)

    assert app.requests() == []
    assert app.sdk.queued() > 0


def test_initialize_fetches_the_configuration_registers_the_device_and_reports_the_opening(app: AndroidApp) -> None:
    paths = [request.url.split("moengage.com", 1)[1] for request in app.requests()]

    assert paths[:3] == [
        "/v3/sdkconfig/android/WORKSPACE_DEBUG",
        "/v2/sdk/device/WORKSPACE_DEBUG",
        "/v2/sdk/report/WORKSPACE_DEBUG",
    ]
    assert app.actions() == ["EVENT_ACTION_ACTIVITY_START"]
    assert app.reports()[0]["meta"]["t_p"] == "APP_OPEN"


def test_what_was_tracked_before_initialize_goes_out_with_the_opening(a_process: FakeProcess) -> None:
    app = AndroidApp(a_process)
    app.open()
    app.do("track_event", "Early", {"n": 1}, None)

    app.enable()

    assert app.actions() == ["Early", "EVENT_ACTION_ACTIVITY_START"]
    assert app.trouble() == []


def test_an_app_in_the_background_opens_when_it_comes_forward(a_process: FakeProcess) -> None:
    app = AndroidApp(a_process)
    app.enable()
    before = list(app.requests())

    app.open()

    assert before == []
    assert app.actions()[0] == "EVENT_ACTION_ACTIVITY_START"


def test_a_second_initialize_does_not_open_the_app_again(app: AndroidApp) -> None:
    app.enable()

    assert app.actions() == ["EVENT_ACTION_ACTIVITY_START"]


@pytest.mark.parametrize(("release", "raises"), [("15.02.00", True), ("14.10.00", False)])
def test_another_workspace_is_an_exception_since_15(a_process: FakeProcess, release: str, raises: bool) -> None:
    app = AndroidApp(a_process, release)
    if raises:
        with pytest.raises(NotInitialisedError, match="no instance for workspace 'OTHER'"):
            app.sdk.initialize("OTHER", META)
    else:
        app.do("initialize", "OTHER", META)
    app.open()

    assert app.requests() == []


def test_an_event_carries_its_attributes_the_anonymous_id_and_the_moment_of_the_call(app: AndroidApp) -> None:
    app.do("track_anonymous_id", "anon-1", WORKSPACE)
    app.sdk.track_event("Bought", {"price": 1.0, "path": "a/b"}, WORKSPACE)
    app.process.clock._now += 5  # the executor is late

    app.process.run()

    assert app.point("Bought") == {
        "EVENT_ACTION": "Bought",
        "EVENT_ATTRS": '{"price":1,"path":"a\\/b"}',
        "EVENT_G_TIME": "1800000000000",
        "EVENT_L_TIME": "15:1:2027:8:0:0",
    }
    assert app.reports()[-1]["identifiers"]["segment_id"] == "anon-1"


def test_an_event_is_not_changed_by_what_the_app_does_with_its_properties_later(app: AndroidApp) -> None:
    properties = {"list": [1]}
    app.sdk.track_event("E", properties, WORKSPACE)
    properties["list"].append(2)
    app.process.run()

    assert app.plain(app.point("E")) == {"list": [1]}


def test_a_non_interactive_event_is_marked(app: AndroidApp) -> None:
    app.do("track_event", "Quiet", {"moe_non_interactive": 1, "a": 1}, WORKSPACE)

    assert app.point("Quiet")["N_I_E"] == 1
    assert app.plain(app.point("Quiet")) == {"a": 1}


@pytest.mark.parametrize("name", ["", " "])
def test_an_event_without_a_name_is_dropped(app: AndroidApp, name: str) -> None:
    app.do("track_event", name, {"a": 1}, WORKSPACE)

    assert app.actions() == ["EVENT_ACTION_ACTIVITY_START"]


def test_an_event_that_cannot_be_printed_is_lost_alone(app: AndroidApp) -> None:
    app.do("track_event", "Broken", {"l": [float("nan")]}, WORKSPACE)
    app.do("track_event", "Whole", {}, WORKSPACE)

    assert app.actions() == ["EVENT_ACTION_ACTIVITY_START", "Whole"]
    assert len(app.trouble()) == 1


def test_attributes_are_one_point_each_in_order(app: AndroidApp) -> None:
    app.do("track_user_attributes", {"plan": "pro", "visits": 7, "company": {"name": "Example"}}, WORKSPACE)

    assert app.attributes() == [{"plan": "pro"}, {"visits": 7}, {"company": {"name": "Example"}}]


def test_one_bad_attribute_takes_only_itself_away(app: AndroidApp) -> None:
    app.do("track_user_attributes", {"a": float("nan"), "b": 1, "c": "x" * 200_000}, WORKSPACE)

    assert app.attributes() == [{"b": 1}]


def test_a_location_is_a_custom_attribute(app: AndroidApp) -> None:
    place = GeoLocation(12.9, 77.0)
    app.do("track_user_attribute", "USER_ATTRIBUTE_USER_LOCATION", place, WORKSPACE)

    point = app.points()[-1]
    assert point["EVENT_ATTRS"] == "{}"
    assert point["EVENT_ATTRS_CUST"] == '{"location":[{"USER_ATTRIBUTE_USER_LOCATION":"12.9,77.0"}]}'


def test_calls_keep_their_order(app: AndroidApp) -> None:
    for name in ("one", "two", "three"):
        app.sdk.track_event(name, {}, WORKSPACE)
    app.process.run()

    assert app.actions()[1:] == ["one", "two", "three"]


def test_a_null_workspace_is_the_app_s_own(app: AndroidApp) -> None:
    app.do("track_event", "Nobody's", {}, None)

    assert app.actions()[-1] == "Nobody's"


def test_an_alias_names_the_old_id(app: AndroidApp) -> None:
    app.do("identify_user", "ada-1", WORKSPACE)
    app.do("set_alias", "ada-2", WORKSPACE)

    assert app.attributes()[-1] == {
        "USER_ATTRIBUTE_UNIQUE_ID": "ada-2",
        "USER_ID_MODIFIED_FROM": "ada-1",
    }
    assert app.reports()[-1]["identifiers"] == {
        "moe_user_id": "ada-2",
        "user_identities": {"uid": "ada-2"},
        "previous_identities": {"uid": "ada-1"},
    }


def test_an_alias_of_nobody_signs_in(app: AndroidApp) -> None:
    app.do("set_alias", "ada-1", WORKSPACE)

    assert app.attributes() == [{"USER_ATTRIBUTE_UNIQUE_ID": "ada-1"}]


@pytest.mark.parametrize("alias", ["ada-1", "", " ", "guest"])
def test_an_alias_that_says_nothing_new_is_ignored(a_process: FakeProcess, alias: str) -> None:
    app = AndroidApp(a_process)
    app.configure(e_b_c=1, b_uid_r=["guest"])
    app.start()
    app.do("identify_user", "ada-1", WORKSPACE)

    app.do("set_alias", alias, WORKSPACE)

    assert app.attributes() == [{"USER_ATTRIBUTE_UNIQUE_ID": "ada-1"}]


def test_install_is_reported_once_and_an_update_only_when_the_build_changed(app: AndroidApp) -> None:
    app.do("set_app_status", "INSTALL")
    app.do("set_app_status", "INSTALL")
    app.do("set_app_status", "UPDATE")
    updated = app.relaunch(app=app.process.app.__class__("Sample", "com.example.sample", "2.0", "200"))
    updated.start()
    updated.do("set_app_status", "UPDATE")
    updated.do("sync_interaction_data")

    assert app.actions().count("INSTALL") == 1
    assert app.plain(app.point("INSTALL"))["VERSION"] == 100
    update = updated.point("UPDATE")
    assert app.plain(update) == {"VERSION_FROM": 100, "VERSION_TO": 200}
    assert update["EVENT_ATTRS_CUST"] == '{"timestamp":[{"UPDATED_ON":1800000000000}]}'


def test_a_push_token_rides_in_a_device_add(app: AndroidApp) -> None:
    app.do("pass_push_token", "first:token")
    app.do("pass_push_token", "first:token")

    assert [body["query_params"].get("push_id") for body in app.bodies(DEVICE)] == [None, "first:token"]


def test_a_screen_is_named_when_it_comes_back_and_then_never_again(app: AndroidApp) -> None:
    for _ in range(2):
        app.do("entered_background")
        app.do("entered_foreground")

    starts = [app.plain(point) for point in app.points() if point["EVENT_ACTION"] == "EVENT_ACTION_ACTIVITY_START"]
    assert starts == [{}, {}, {"ACTIVITY_NAME": "MainActivity"}, {}]


def test_the_sdk_survives_the_end_of_the_process(app: AndroidApp) -> None:
    app.do("identify_user", "ada-1", WORKSPACE)
    before = app.reports()[-1]

    after = app.relaunch().start()
    after.do("track_event", "Back", {}, WORKSPACE)
    after.process.advance(60)

    last = after.reports()[-1]
    assert last["identifiers"]["moe_user_id"] == "ada-1"
    for name in ("unique_id", "device_unique_id"):
        assert last["query_params"][name] == before["query_params"][name]
    assert len(after.bodies(DEVICE)) == 1


def test_what_was_not_sent_when_the_process_ended_is_sent_by_the_next(a_process: FakeProcess) -> None:
    app = AndroidApp(a_process)
    app.start()
    app.do("track_event", "Unsent", {}, WORKSPACE)
    assert "Unsent" not in app.actions()

    after = app.relaunch().start()

    assert "Unsent" in after.actions()
    assert after.sdk.queued() == 0


def test_an_offline_app_loses_nothing(app: AndroidApp) -> None:
    app.process.network.is_up = False
    app.do("track_event", "Offline", {}, WORKSPACE)
    assert app.sdk.queued() == 1

    app.process.network.is_up = True
    app.do("sync_interaction_data")

    assert app.actions()[-1] == "Offline"
    assert app.sdk.queued() == 0


def test_everything_goes_to_the_data_center_s_host_over_http_1(a_process: FakeProcess) -> None:
    app = AndroidApp(a_process, data_center=3, base_domain="proxy.example")
    app.start()

    sent = a_process.network.sent("sdk-03.proxy.example")
    assert [part in sent[n].url for n, part in enumerate((CONFIG, DEVICE, REPORT))] == [True] * 3
    assert not any(request.speaks_http2 for request in sent)
