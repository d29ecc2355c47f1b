from __future__ import annotations

import pytest

from harness.virtual.sdk.moengage_android import NotInitialisedError
from harness.virtual.sdk.moengage_keys import GeoLocation
from tests.virtual.sdk.fakes import FakeProcess
from tests.virtual.sdk.moengage_app import META, WORKSPACE, AndroidApp, started


@pytest.fixture
def app(a_process: FakeProcess) -> AndroidApp:
    """In front, with settings, sending each point at once."""
    return started(a_process, e_b_c=1)


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
    assert app.reports()[0]["meta"]["t_p"] == "a_open"


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


def test_an_attribute_is_not_changed_by_what_the_app_does_with_it_later(app: AndroidApp) -> None:
    company = {"name": "Example"}
    app.sdk.track_user_attributes({"company": company}, WORKSPACE)
    company["name"] = "Other"
    app.process.run()

    assert app.attributes() == [{"company": {"name": "Example"}}]


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
