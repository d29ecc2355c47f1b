from __future__ import annotations

from typing import Any

import pytest

from harness.w3c.phone import AppNotInstalledError, Platform, UnfitInputError
from tests.virtual.stand_ins import APP, CURRENT, Bench

LAUNCH = ["launched", "entered_foreground"]
OF_MOENGAGE = {"push_from": "moengage", "gcm_campaign_id": "c1", "gcm_title": "Sale"}
OTHER = {"title": "Of another server"}
ON_IOS = {"aps": {"alert": {"title": "Sale"}}, "moengage": {"cid": "c1"}}
SILENT = {"aps": {"content-available": 1}, "moengage": {"cid": "c1"}}
AWAKE = {"aps": {"alert": "Sale", "content-available": 1}, "moengage": {"cid": "c1"}}


@pytest.fixture
def bench(request: pytest.FixtureRequest, platform: Platform) -> Bench:
    found: Bench = request.getfixturevalue(platform)
    found.install_and_launch()
    found.phone.set_notification_permission(APP, "granted")
    return found


@pytest.fixture
def phone_with_app(android: Bench) -> Bench:
    android.install_and_launch()
    android.phone.set_notification_permission(APP, "granted")
    return android


def received(bench: Bench) -> list[Any]:
    passed = [arguments[0] for name, arguments in bench.moengage.calls if name == "pass_push_payload"]
    return passed + [
        arguments[0] for name, arguments in bench.analytics.calls if name == "received_remote_notification"
    ]


# Android


@pytest.mark.parametrize("state", ["foreground", "background", "dead"])
def test_a_data_message_reaches_an_android_app_in_every_state(phone_with_app: Bench, state: str) -> None:
    bench = phone_with_app
    if state == "background":
        bench.phone.background()
    if state == "dead":
        bench.phone.terminate(APP)
    bench.phone.push(OF_MOENGAGE)
    assert received(bench) == [OF_MOENGAGE]
    assert bench.phone.notifications() == [OF_MOENGAGE]
    assert bench.phone.app_state(APP) == (4 if state == "foreground" else 3)


def test_a_process_that_was_started_for_a_push_was_never_shown_and_its_first_showing_is_a_cold_one(
    phone_with_app: Bench,
) -> None:
    bench = phone_with_app
    bench.phone.terminate(APP)
    bench.phone.push(OF_MOENGAGE)
    assert bench.analytics.names() == []
    assert bench.phone.widgets() == ()
    bench.phone.activate(APP)
    assert bench.analytics.names() == LAUNCH
    assert len(bench.launches) == 2


def test_it_is_configured_as_at_the_last_launch(phone_with_app: Bench) -> None:
    bench = phone_with_app
    bench.phone.terminate(APP)
    bench.phone.activate(APP, {"writeKey": "wk", "workspaceId": "WS"})
    bench.phone.terminate(APP)
    bench.phone.push(OF_MOENGAGE)
    assert bench.process.arguments == {"writeKey": "wk", "workspaceId": "WS"}


def test_a_message_that_is_not_moengages_is_the_apps_own(phone_with_app: Bench) -> None:
    phone_with_app.phone.push(OTHER)
    assert received(phone_with_app) == []
    assert phone_with_app.outcome()["pushes"] == ["Of another server"]
    assert phone_with_app.phone.notifications() == [OTHER]


def test_a_tap_on_a_dead_app_starts_it_shows_it_and_then_tells_the_click(phone_with_app: Bench) -> None:
    bench = phone_with_app
    bench.phone.push(OF_MOENGAGE)
    bench.phone.terminate(APP)
    order: list[str] = []
    bench.phone.tap_notification()
    order = [*bench.moengage.told, *(name for name, _ in bench.moengage.calls)]
    assert order == [*LAUNCH, "notification_clicked"]
    assert bench.phone.notifications() == []
    assert bench.phone.app_state(APP) == 4


def test_the_click_comes_after_the_app_is_in_front(phone_with_app: Bench) -> None:
    bench = phone_with_app
    bench.phone.push(OF_MOENGAGE)
    bench.phone.background()
    seen: list[list[str]] = []
    bench.moengage.notification_clicked = lambda _payload: seen.append(list(bench.moengage.told))  # type: ignore[method-assign, assignment]
    bench.phone.tap_notification()
    assert seen == [[*LAUNCH, "entered_background", "entered_foreground"]]


def test_several_notifications_are_touched_by_their_place(phone_with_app: Bench) -> None:
    bench = phone_with_app
    for title in "abc":
        bench.phone.push({**OF_MOENGAGE, "gcm_title": title})
    bench.phone.clear_notification(0)
    bench.phone.tap_notification()
    assert [one["gcm_title"] for one in bench.phone.notifications()] == ["b"]
    told = [(name, arguments[0]["gcm_title"]) for name, arguments in bench.moengage.calls if "notification" in name]
    assert told == [("notification_cleared", "a"), ("notification_clicked", "c")]
    with pytest.raises(UnfitInputError, match="there is no notification 3: 1 are shown"):
        bench.phone.tap_notification(3)


def test_clearing_a_notification_of_a_dead_app_starts_its_process_in_the_background(phone_with_app: Bench) -> None:
    bench = phone_with_app
    bench.phone.push(OF_MOENGAGE)
    bench.phone.terminate(APP)
    bench.phone.clear_notification()
    assert bench.moengage.calls == [("notification_cleared", (OF_MOENGAGE,))]
    assert bench.phone.app_state(APP) == 3


# iOS


@pytest.mark.parametrize("platform", ["ios"])
@pytest.mark.parametrize(
    ("state", "payload", "is_told"),
    [
        ("foreground", ON_IOS, True),
        ("background", ON_IOS, False),
        ("background", AWAKE, True),
        ("dead", ON_IOS, False),
        ("dead", AWAKE, True),
    ],
)
def test_an_iphone_shows_by_itself_and_tells_the_app_where_it_must(
    bench: Bench, state: str, payload: dict[str, Any], is_told: bool
) -> None:
    if state == "background":
        bench.phone.background()
    if state == "dead":
        bench.phone.terminate(APP)
    bench.phone.push(payload)
    assert bench.phone.notifications() == [payload]
    assert received(bench) == ([payload] if is_told else [])
    assert bench.phone.app_state(APP) == {"foreground": 4, "background": 3, "dead": 3 if is_told else 1}[state]


@pytest.mark.parametrize("platform", ["ios"])
def test_a_silent_push_is_not_shown(bench: Bench) -> None:
    bench.phone.background()
    bench.phone.push(SILENT)
    assert bench.phone.notifications() == []
    assert received(bench) == [SILENT]


@pytest.mark.parametrize("platform", ["ios"])
def test_a_phone_that_may_not_show_tells_the_app_all_the_same(bench: Bench) -> None:
    bench.phone.set_notification_permission(APP, "denied")
    bench.phone.push(ON_IOS)
    assert bench.phone.notifications() == []
    assert received(bench) == [ON_IOS]


@pytest.mark.parametrize("platform", ["ios"])
def test_a_tap_on_an_iphone_goes_to_segment(bench: Bench) -> None:
    bench.phone.terminate(APP)
    bench.phone.push(ON_IOS)
    bench.phone.tap_notification()
    assert bench.analytics.names() == [*LAUNCH, "handle_action"]
    assert bench.analytics.calls[-1][1] == ("com.apple.UNNotificationDefaultActionIdentifier", ON_IOS)


@pytest.mark.parametrize("platform", ["ios"])
def test_clearing_a_notification_of_an_iphone_starts_nothing(bench: Bench) -> None:
    bench.phone.terminate(APP)
    bench.phone.push(ON_IOS)
    bench.phone.clear_notification()
    assert bench.phone.notifications() == []
    assert bench.phone.app_state(APP) == 1


def test_an_ios_app_with_moengages_way_hears_of_a_cleared_one(ios: Bench) -> None:
    ios.install_and_launch(pushBy="moengage")
    ios.phone.set_notification_permission(APP, "granted")
    ios.phone.push(ON_IOS)
    ios.phone.clear_notification()
    assert ios.moengage.calls[-1] == ("notification_cleared", (ON_IOS,))


# both

BOTH = pytest.mark.parametrize(("platform", "payload"), [("android", OF_MOENGAGE), ("ios", ON_IOS)])


@BOTH
def test_without_a_network_a_push_comes_when_the_network_is_back(bench: Bench, payload: dict[str, Any]) -> None:
    bench.phone.set_connectivity({"airplaneMode": True})
    bench.phone.push(payload)
    assert received(bench) == []
    bench.phone.set_connectivity({"airplaneMode": False})
    bench.phone.queued()
    assert received(bench) == [payload]


@BOTH
def test_an_app_that_is_not_there_gets_no_push(bench: Bench, payload: dict[str, Any]) -> None:
    bench.phone.remove(APP)
    with pytest.raises(AppNotInstalledError):
        bench.phone.push(payload)
    with pytest.raises(AppNotInstalledError):
        bench.phone.rotate_push_token()


@BOTH
def test_what_waited_for_the_network_does_not_come_to_an_app_that_was_removed(
    bench: Bench, payload: dict[str, Any]
) -> None:
    bench.phone.set_connectivity({"airplaneMode": True})
    bench.phone.push(payload)
    bench.phone.remove(APP)
    bench.phone.set_connectivity({"airplaneMode": False})
    bench.phone.advance(1)
    assert bench.phone.notifications() == []


@pytest.mark.parametrize("platform", ["android", "ios"])
def test_a_payload_of_the_wrong_form_is_refused_and_reaches_nobody(bench: Bench) -> None:
    with pytest.raises(UnfitInputError, match="the payload must be"):
        bench.phone.push({"a": {"b": 1}})
    assert received(bench) == []


@pytest.mark.parametrize(
    ("platform", "heard", "state"),
    [("android", "pass_push_token", 3), ("ios", "registered_for_remote_notifications", 1)],
)
def test_a_new_token_starts_a_dead_process_on_android_only(bench: Bench, heard: str, state: int) -> None:
    first = bench.phone.rotate_push_token()
    bench.phone.terminate(APP)
    second = bench.phone.rotate_push_token()
    assert first != second == bench.phone.push_token()
    told = [
        arguments[0]
        for launch in bench.launches
        for name, arguments in (*launch[1].calls, *launch[2].calls)
        if name == heard
    ]
    assert told == ([first, second] if state == 3 else [first])
    assert bench.phone.app_state(APP) == state


def test_an_app_that_crashes_when_it_is_started_for_a_push_is_told_nothing(phone_with_app: Bench) -> None:
    bench = phone_with_app
    bench.phone.terminate(APP)
    bench.phone.activate(APP, {"pushBy": "nobody"})
    assert bench.phone.app_state(APP) == 1
    bench.phone.push(OF_MOENGAGE)
    assert bench.phone.app_state(APP) == 1
    assert "pushBy is one of app, moengage, none, not 'nobody'" in bench.log()


def test_a_process_that_was_started_for_a_push_is_hidden_from_people(android: Bench) -> None:
    android.phone.install(CURRENT["android"])
    android.phone.push(OTHER)
    assert android.phone.foreground_app() is None
