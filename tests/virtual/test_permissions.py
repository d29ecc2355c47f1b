from __future__ import annotations

import pytest

from harness.virtual.permissions import ALLOW, DENY, MESSAGE
from harness.w3c.arguments import Arguments
from harness.w3c.phone import DialogOpenError, Platform
from harness.w3c.routes import answer
from harness.w3c.sessions import Session, Sessions
from tests.virtual.stand_ins import APP, Bench

LAUNCH = ["launched", "entered_foreground"]
PLATFORMS = pytest.mark.parametrize("platform", ["android", "ios"])


@pytest.fixture
def bench(request: pytest.FixtureRequest, platform: Platform) -> Bench:
    found: Bench = request.getfixturevalue(platform)
    found.install_and_launch()
    return found


def answers(bench: Bench) -> list[object]:
    return [arguments[0] for name, arguments in bench.moengage.calls if name == "permission_answered"]


@PLATFORMS
@pytest.mark.parametrize("accept", [True, False])
def test_the_app_asks_the_dialog_interrupts_it_and_both_sdks_hear_of_it(bench: Bench, accept: bool) -> None:
    assert bench.phone.alert() is None
    bench.do("ask_permission")
    assert "notifications" in (bench.phone.alert() or "").lower()
    assert bench.analytics.names() == [*LAUNCH, "interrupted"]
    assert bench.phone.app_state(APP) == 4

    bench.phone.answer_alert(accept)

    assert bench.phone.alert() is None
    assert bench.analytics.names() == bench.moengage.told == [*LAUNCH, "interrupted", "resumed"]
    assert answers(bench) == [accept]
    assert bench.process.push.is_allowed is accept
    assert ("notifications" in bench.process.permissions()) is accept
    assert bench.phone.notification_permission(APP) == ("granted" if accept else "denied")


@PLATFORMS
def test_nothing_of_the_app_can_be_touched_below_the_dialog(bench: Bench) -> None:
    bench.do("ask_permission")
    text = bench.phone.alert()
    with pytest.raises(DialogOpenError) as open_dialog:
        bench.phone.press("reset")
    assert str(open_dialog.value) == text
    with pytest.raises(DialogOpenError):
        bench.phone.set_text("command", "{}")
    assert "reset" not in bench.analytics.names()


@PLATFORMS
def test_who_has_agreed_is_not_asked_again(bench: Bench) -> None:
    bench.do("ask_permission")
    bench.phone.answer_alert(True)
    bench.do("ask_permission")
    assert bench.phone.alert() is None
    assert answers(bench) == [True, True]


@pytest.mark.parametrize(("platform", "times"), [("android", 2), ("ios", 1)])
def test_who_has_refused_is_asked_so_often_and_no_more(bench: Bench, times: int) -> None:
    for _ in range(times):
        bench.do("ask_permission")
        bench.phone.answer_alert(False)
    bench.do("ask_permission")
    assert bench.phone.alert() is None
    assert answers(bench) == [False] * (times + 1)


@pytest.mark.parametrize(("button", "accepts"), [(ALLOW, True), (DENY, False)])
def test_androids_dialog_is_a_window_with_two_buttons(android: Bench, button: str, accepts: bool) -> None:
    android.install_and_launch()
    android.do("ask_permission")
    assert [one.id for one in android.phone.widgets()] == [MESSAGE, ALLOW, DENY]
    android.phone.press(button)
    assert answers(android) == [accepts]
    assert android.text("run") == "Run"


def test_an_iphones_app_is_still_seen_below_the_dialog(ios: Bench) -> None:
    ios.install_and_launch()
    ios.do("ask_permission")
    assert ios.outcome()["outcome"] == "ok"


@PLATFORMS
@pytest.mark.parametrize("act", ["background", "terminate"])
def test_a_dialog_goes_with_its_app_and_nobody_has_answered(bench: Bench, act: str) -> None:
    bench.do("ask_permission")
    getattr(bench.phone, act)(*([APP] if act == "terminate" else []))
    assert bench.phone.alert() is None
    assert answers(bench) == []
    assert bench.phone.notification_permission(APP) == "unset"
    bench.phone.activate(APP)
    bench.do("ask_permission")
    assert bench.phone.alert() is not None


@PLATFORMS
def test_new_data_have_to_ask_again(bench: Bench) -> None:
    bench.phone.set_notification_permission(APP, "granted")
    bench.phone.clear(APP)
    assert bench.phone.notification_permission(APP) == "unset"


@pytest.mark.parametrize(("platform", "state"), [("android", 1), ("ios", 4)])
def test_taking_the_permission_away_ends_the_process_on_android(bench: Bench, state: int) -> None:
    bench.phone.set_notification_permission(APP, "granted")
    assert bench.phone.app_state(APP) == 4
    bench.phone.set_notification_permission(APP, "unset")
    assert bench.phone.app_state(APP) == state


@PLATFORMS
def test_the_network_state_is_the_manifests(bench: Bench) -> None:
    assert bench.process.permissions() == {"network_state"}
    bench.phone.terminate(APP)
    bench.phone.activate(APP, {"networkState": "false"})
    assert bench.process.permissions() == frozenset()


def drive(bench: Bench) -> Session:
    asked = {"platformName": bench.phone.platform, "appium:appPackage": APP, "appium:bundleId": APP}
    kept = {**asked, "appium:noReset": True}
    return Sessions([bench.phone]).begin(Arguments({"capabilities": {"alwaysMatch": kept}}))


def test_a_driver_presses_androids_dialog_as_on_a_device(android: Bench) -> None:
    android.install_and_launch()
    session = drive(android)
    android.do("ask_permission")
    button = session.elements.find_one("id", "com.android.permissioncontroller:id/permission_allow_button")
    answer(session, "POST", f"/element/{next(iter(button.values()))}/click", {})
    assert answers(android) == [True]
    assert session.elements.find_one("accessibility id", "run")


@PLATFORMS
def test_a_driver_reads_and_answers_the_dialog_by_route(bench: Bench) -> None:
    session = drive(bench)
    bench.do("ask_permission")
    assert answer(session, "GET", "/alert/text", {}) == bench.phone.alert()
    answer(session, "POST", "/alert/dismiss", {})
    assert answers(bench) == [False]


def test_a_driver_grants_and_revokes_really(android: Bench) -> None:
    android.install_and_launch()
    session = drive(android)
    changes = {"permissions": "android.permission.POST_NOTIFICATIONS", "appPackage": APP}

    def change(action: str) -> None:
        script = {"script": "mobile: changePermissions", "args": [{**changes, "action": action}]}
        answer(session, "POST", "/execute/sync", script)

    change("grant")
    assert android.process.push.is_allowed
    assert android.phone.app_state(APP) == 4
    change("revoke")
    assert android.phone.notification_permission(APP) == "unset"
    assert android.phone.app_state(APP) == 1
