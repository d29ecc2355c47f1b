"""Tracking, attributes and triggers, seen on the Android wire where the platform does not matter."""

from __future__ import annotations

from harness.virtual.sdk.moengage_keys import GeoLocation
from tests.virtual.sdk.fakes import FakeProcess
from tests.virtual.sdk.moengage_app import CONFIG, WORKSPACE, AndroidApp, started


def triggers(app: AndroidApp) -> list[str]:
    return [report["meta"]["t_p"] for report in app.reports()]


# when it sends


def test_points_wait_for_the_batch_count(a_process: FakeProcess) -> None:
    app = started(a_process)
    for number in range(29):
        app.do("track_event", f"e{number}", {}, WORKSPACE)
    assert len(app.reports()) == 1

    app.do("track_event", "e29", {}, WORKSPACE)

    assert app.reports()[1]["viewsCount"] == 30
    assert triggers(app)[1] == "b_c_l"


def test_an_event_of_the_server_s_list_takes_the_others_along(a_process: FakeProcess) -> None:
    app = started(a_process, f_e=["Harness Fence"])
    app.do("track_event", "Before", {}, WORKSPACE)
    app.do("track_event", "Harness Fence", {}, WORKSPACE)

    assert [point["EVENT_ACTION"] for point in app.reports()[-1]["viewsInfo"]] == ["Before", "Harness Fence"]


def test_a_new_batch_count_applies_to_what_waits_already(a_process: FakeProcess) -> None:
    app = AndroidApp(a_process)
    app.configure(e_b_c=1)
    a_process.network.hold(CONFIG)
    app.start()
    app.do("track_event", "Early", {}, WORKSPACE)
    assert "Early" not in app.actions()

    a_process.network.release(CONFIG)
    a_process.run()

    assert app.actions()[-1] == "Early"


def test_the_foreground_timer_sends_what_waits_and_nothing_else(a_process: FakeProcess) -> None:
    app = started(a_process)
    a_process.advance(59)
    app.do("track_event", "Waiting", {}, WORKSPACE)
    assert "Waiting" not in app.actions()
    a_process.advance(1)
    assert app.actions()[-1] == "Waiting"

    a_process.advance(600)

    assert triggers(app) == ["a_open", "a_fg_pf"]


def test_the_server_s_pause_counts_from_its_arrival(a_process: FakeProcess) -> None:
    app = started(a_process, p_f_t=5)
    app.do("track_event", "Waiting", {}, WORKSPACE)

    a_process.advance(5)

    assert app.actions()[-1] == "Waiting"


def test_the_server_can_switch_the_timer_off(a_process: FakeProcess) -> None:
    app = started(a_process, p_f_s="blocked")
    app.do("track_event", "Waiting", {}, WORKSPACE)

    a_process.advance(600)

    assert "Waiting" not in app.actions()


def test_leaving_sends_after_three_seconds_and_then_every_half_hour(a_process: FakeProcess) -> None:
    app = started(a_process)
    app.do("entered_background")
    a_process.advance(2)
    assert "MOE_APP_EXIT" not in app.actions()
    a_process.advance(1)
    assert app.actions()[-1] == "MOE_APP_EXIT"
    assert app.reports()[-1]["meta"]["appState"] == "background"

    app.do("track_event", "While Away", {}, WORKSPACE)
    a_process.advance(1800)

    assert app.actions()[-1] == "While Away"
    assert triggers(app)[-2:] == ["a_bg", "a_bg_pf"]


def test_coming_back_stops_the_background_timer(a_process: FakeProcess) -> None:
    app = started(a_process, p_f_s="blocked")
    app.do("entered_background")
    app.do("entered_foreground")
    a_process.advance(10)
    app.do("track_event", "Waiting", {}, WORKSPACE)

    a_process.advance(4000)

    assert "Waiting" not in app.actions()


def test_more_than_a_hundred_points_take_several_batches(a_process: FakeProcess) -> None:
    app = started(a_process, e_b_c=1000)
    for number in range(150):
        app.sdk.track_event(f"e{number}", {}, WORKSPACE)
    a_process.run()
    app.do("sync_interaction_data")

    assert [report["viewsCount"] for report in app.reports()[1:]] == [100, 50]
    assert app.actions()[1:] == [f"e{number}" for number in range(150)]


def test_a_blocked_sdk_sends_nothing_but_the_question_whether_it_still_is(a_process: FakeProcess) -> None:
    app = started(a_process, a_s="blocked")
    before = len(app.requests())
    for verb, *arguments in (
        ("track_event", "E", {}),
        ("identify_user", "ada-1"),
        ("set_alias", "ada-2"),
        ("track_user_attributes", {"a": 1}),
        ("pass_push_token", "token"),
        ("logout",),
    ):
        app.do(verb, *arguments)
    app.do("entered_background")
    a_process.advance(3601)
    app.do("entered_foreground")

    later = app.requests()[before:]
    assert [CONFIG in request.url for request in later] == [True]


def test_blocked_events_and_attributes_are_dropped(a_process: FakeProcess) -> None:
    app = started(a_process, e_b_c=1, b_e=["Secret"], b_ua=["salary"])
    app.do("track_event", "Secret", {}, WORKSPACE)
    app.do("track_user_attributes", {"salary": 1, "plan": "pro"}, WORKSPACE)

    assert "Secret" not in app.actions()
    assert app.attributes() == [{"plan": "pro"}]


# attributes


def test_an_attribute_is_not_repeated_for_half_an_hour(a_process: FakeProcess) -> None:
    app = started(a_process, e_b_c=1)
    app.do("track_user_attributes", {"plan": "pro"}, WORKSPACE)
    a_process.advance(1799)
    app.do("track_user_attributes", {"plan": "pro"}, WORKSPACE)
    assert app.attributes() == [{"plan": "pro"}]

    a_process.advance(1)
    app.do("track_user_attributes", {"plan": "pro"}, WORKSPACE)

    assert app.attributes() == [{"plan": "pro"}] * 2


def test_a_place_is_repeated_on_android(a_process: FakeProcess) -> None:
    app = started(a_process, e_b_c=1)
    for _ in range(2):
        app.do("track_user_attribute", "home", GeoLocation(1.5, 2.5), WORKSPACE)

    assert len(app.attributes()) == 2


def test_text_for_a_key_that_the_server_lists_is_an_identity(a_process: FakeProcess) -> None:
    app = started(a_process, e_b_c=1, u_i_s=["u_em"])
    app.do("track_user_attributes", {"USER_ATTRIBUTE_USER_EMAIL": "ada@example.com", "plan": "pro"}, WORKSPACE)

    assert app.reports()[-1]["identifiers"]["user_identities"] == {"u_em": "ada@example.com"}
    assert app.attributes() == [{"USER_ATTRIBUTE_USER_EMAIL": "ada@example.com"}, {"plan": "pro"}]


def test_a_configuration_on_its_way_is_not_asked_for_again(a_process: FakeProcess) -> None:
    a_process.network.hold(CONFIG)
    app = AndroidApp(a_process).start()
    app.do("entered_background")
    app.do("entered_foreground")

    assert len(app.bodies(CONFIG)) == 1
