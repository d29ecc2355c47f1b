"""What the app itself calls, and what outlives a process."""

from __future__ import annotations

import pytest

from harness.virtual.sdk.seams import AppInfo
from tests.virtual.sdk.fakes import FakeProcess
from tests.virtual.sdk.moengage_app import CONFIG, DEVICE, REPORT, WORKSPACE, AndroidApp, started


@pytest.fixture
def app(a_process: FakeProcess) -> AndroidApp:
    """In front, with settings, sending each point at once."""
    return started(a_process, e_b_c=1)


def test_install_is_reported_once_and_an_update_only_when_the_build_changed(app: AndroidApp) -> None:
    app.do("set_app_status", "INSTALL")
    app.do("set_app_status", "INSTALL")
    app.do("set_app_status", "UPDATE")
    updated = app.relaunch(app=AppInfo("Sample", "com.example.sample", "2.0", "200"))
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


def test_a_screen_is_told_once_and_only_by_an_sdk_that_listens(a_process: FakeProcess) -> None:
    """moengage.md 2.2"""
    early = AndroidApp(a_process)
    early.do("screen_opened", "Details")
    app = started(a_process.relaunched(), e_b_c=1)
    for _ in range(2):
        app.do("screen_opened", "Details")
        app.do("screen_closed")
    app.do("rotated")
    app.do("rotated")

    screens = [app.plain(point).get("ACTIVITY_NAME") for point in app.points()]
    assert (screens.count("Details"), screens.count("MainActivity")) == (1, 1)
