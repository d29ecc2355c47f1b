from __future__ import annotations

from typing import Any

import pytest

from harness.virtual.push_ways import title_of
from harness.w3c.phone import Platform
from tests.virtual.stand_ins import APP, CURRENT, PREVIOUS, Bench

MOENGAGES: dict[Platform, dict[str, Any]] = {
    "android": {"push_from": "moengage", "gcm_campaign_id": "c1"},
    "ios": {"aps": {"alert": "Sale"}, "moengage": {"cid": "c1"}},
}
OTHERS: dict[Platform, dict[str, Any]] = {"android": {"title": "Other"}, "ios": {"aps": {"alert": "Other"}}}
FCM, APNS = "abc:APA91bdef", "0A" * 32


def bench_of(request: pytest.FixtureRequest, platform: Platform, push_by: str) -> Bench:
    bench: Bench = request.getfixturevalue(platform)
    bench.install_and_launch(pushBy=push_by)
    bench.phone.set_notification_permission(APP, "granted")
    return bench


def told(bench: Bench) -> list[tuple[str, Any]]:
    """What both SDKs heard of pushes."""
    calls = [*bench.analytics.calls, *bench.moengage.calls]
    return [(name, arguments[-1]) for name, arguments in calls if arguments]


WAYS: list[tuple[Platform, str, list[str], list[str], list[str]]] = [
    ("android", "app", ["set_device_token", "pass_push_token"], ["pass_push_payload"], ["notification_clicked"]),
    ("android", "moengage", ["set_device_token", "service_new_token"], ["service_received"], ["notification_clicked"]),
    ("ios", "segment", ["registered_for_remote_notifications"], ["received_remote_notification"], ["handle_action"]),
    ("ios", "moengage", ["pass_push_token"], ["pass_push_payload"], ["notification_clicked"]),
]


@pytest.mark.parametrize(("platform", "push_by", "token", "push", "click"), WAYS)
def test_each_way_hands_tokens_pushes_and_clicks_to_its_sdk(
    request: pytest.FixtureRequest,
    platform: Platform,
    push_by: str,
    token: list[str],
    push: list[str],
    click: list[str],
) -> None:
    bench = bench_of(request, platform, push_by)
    payload, given = MOENGAGES[platform], FCM if platform == "android" else APNS
    bench.do("push_token", token=given)
    bench.phone.push(payload)
    bench.phone.tap_notification()
    heard = told(bench)
    assert sorted(heard, key=lambda one: one[0]) == sorted(
        [(name, given.lower() if platform == "ios" else given) for name in token]
        + [(name, payload) for name in (*push, *click)],
        key=lambda one: one[0],
    )
    assert (bench.outcome()["tokens"], bench.outcome()["pushes"]) == (1, [])


@pytest.mark.parametrize(("platform", "push_by"), [(one[0], one[1]) for one in WAYS])
def test_a_push_of_somebody_else_is_noted_by_the_app(
    request: pytest.FixtureRequest, platform: Platform, push_by: str
) -> None:
    bench = bench_of(request, platform, push_by)
    bench.phone.push(OTHERS[platform])
    assert bench.outcome()["pushes"] == ["Other"]
    assert "pass_push_payload" not in [name for name, _ in bench.moengage.calls]
    assert bench.phone.notifications() == [OTHERS[platform]]


@pytest.mark.parametrize("platform", ["android", "ios"])
def test_an_app_without_push_code_hears_nothing_and_says_so(request: pytest.FixtureRequest, platform: Platform) -> None:
    bench = bench_of(request, platform, "none")
    bench.phone.push(MOENGAGES[platform])
    bench.phone.rotate_push_token()
    assert told(bench) == []
    for verb, arguments in (("register_for_push", {}), ("push_token", {"token": APNS})):
        bench.do(verb, **arguments)
        assert bench.outcome()["outcome"] == "error: this app has no push code (launch argument pushBy)"
    assert bench.defects() == []


@pytest.mark.parametrize(
    ("platform", "push_by", "heard"),
    [
        ("android", "app", "pass_push_token"),
        ("android", "moengage", "service_new_token"),
        ("ios", "segment", "registered_for_remote_notifications"),
        ("ios", "moengage", "service_new_token"),  # the noting SDK's own name for what it got
    ],
)
def test_registering_asks_the_push_service(
    request: pytest.FixtureRequest, platform: Platform, push_by: str, heard: str
) -> None:
    bench = bench_of(request, platform, push_by)
    assert told(bench) == []
    bench.do("register_for_push")
    assert (heard, bench.phone.push_token()) in told(bench)


@pytest.mark.parametrize("push_by", ["segment", "moengage"])
def test_an_ios_app_that_has_registered_once_does_so_at_each_launch(ios: Bench, push_by: str) -> None:
    ios.install_and_launch(pushBy=push_by)
    ios.do("register_for_push")
    ios.phone.terminate(APP)
    ios.phone.activate(APP, {"pushBy": push_by})
    token = ios.phone.push_token()
    assert [value for _, value in told(ios)] == [token]
    ios.phone.clear(APP)
    ios.phone.activate(APP, {"pushBy": push_by})
    assert told(ios) == []


def test_an_android_app_tells_segment_its_token_at_each_launch_and_moengage_when_it_was_updated(android: Bench) -> None:
    android.phone.install(PREVIOUS["android"])
    android.phone.activate(APP)
    android.do("push_token", token=FCM)
    android.phone.terminate(APP)
    android.phone.activate(APP)
    assert told(android) == [("set_device_token", FCM)]
    android.phone.install(CURRENT["android"])
    android.phone.activate(APP)
    assert told(android) == [("set_device_token", FCM), ("pass_push_token", FCM)]
    android.phone.terminate(APP)
    android.phone.activate(APP)
    assert told(android) == [("set_device_token", FCM)]


@pytest.mark.parametrize(
    ("platform", "token", "said"),
    [
        ("android", "", "FCM's text without spaces, not ''"),
        ("android", "a b", "FCM's text without spaces, not 'a b'"),
        ("ios", FCM, "APNs' bytes in hex"),
        ("ios", "abc", "APNs' bytes in hex, not 'abc'"),
        ("ios", "", "APNs' bytes in hex, not ''"),
    ],
)
def test_a_token_of_the_wrong_form_is_the_commands_mistake(
    request: pytest.FixtureRequest, platform: Platform, token: str, said: str
) -> None:
    bench: Bench = request.getfixturevalue(platform)
    bench.install_and_launch()
    bench.do("push_token", token=token)
    assert bench.outcome()["outcome"].startswith(f"error: token must be {said}")
    assert told(bench) == []


def test_only_android_lets_the_sdk_register_by_itself(android: Bench) -> None:
    android.install_and_launch(pushBy="moengage")
    assert len(android.moengage.token_listeners) == len(android.moengage.other_listeners) == 1
    android.phone.terminate(APP)
    android.phone.activate(APP, {"pushBy": "app"})
    assert android.moengage.token_listeners == []


@pytest.mark.parametrize(
    ("payload", "title"),
    [
        ({"gcm_title": "A", "gcm_alert": "B"}, "A"),
        ({"gcm_alert": "B"}, "B"),
        ({"id": "7"}, "7"),
        ({"aps": {"alert": {"title": "A", "body": "B"}}}, "A"),
        ({"aps": {"alert": "B"}}, "B"),
        ({"aps": {"content-available": 1}}, "untitled"),
    ],
)
def test_a_push_is_named_by_the_best_it_has(payload: dict[str, Any], title: str) -> None:
    assert title_of(payload) == title


def test_an_sdk_that_fails_on_a_push_is_a_defect_and_the_app_goes_on(android: Bench) -> None:
    android.install_and_launch()

    def fail(_payload: object) -> None:
        raise KeyError("gcm_title")

    android.moengage.pass_push_payload = fail  # type: ignore[method-assign, assignment]
    android.phone.push(MOENGAGES["android"])
    assert "a push: KeyError: 'gcm_title'" in str(android.defects())
    assert android.phone.app_state(APP) == 4
