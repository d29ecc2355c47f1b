"""The push token and the notification permission."""

from __future__ import annotations

import pytest

from harness.virtual.sdk.moengage_push import read_apns_token, read_fcm_token
from tests.virtual.sdk.fake_push import give_push
from tests.virtual.sdk.fakes import FakeProcess
from tests.virtual.sdk.moengage_app import DEVICE, WORKSPACE, AndroidApp, App, IosApp, ios_started, started


def tokens(app: App) -> list[str | None]:
    return [body["query_params"].get("push_id") for body in app.bodies(DEVICE)]


# its form


@pytest.mark.parametrize("token", ["", "   ", "\n\t"])
def test_a_blank_fcm_token_is_ignored_and_logged(a_process: FakeProcess, token: str) -> None:
    app = started(a_process)
    app.do("pass_push_token", token)

    assert tokens(app) == [None]
    assert any("ignored the push token" in line for line in a_process.lines)


def test_an_fcm_token_is_taken_as_it_is() -> None:
    assert read_fcm_token(" a:b ") == " a:b "


@pytest.mark.parametrize("token", ["", " ", "0a1", "fcm:token", "<0a1b>", "0a 1b", "0x1b"])
def test_an_apns_token_that_is_no_hex_is_ignored_and_logged(an_ios_app_process: FakeProcess, token: str) -> None:
    app = ios_started(an_ios_app_process)
    app.do("pass_push_token", token)

    assert tokens(app) == [None]
    assert any("ignored the push token" in line for line in an_ios_app_process.lines)


def test_an_apns_token_is_in_lower_case() -> None:
    assert read_apns_token("0A1B") == "0a1b"


def test_a_token_that_is_no_text_stays_inside_the_sdk(a_process: FakeProcess) -> None:
    app = started(a_process)
    app.do("pass_push_token", None)

    assert tokens(app) == [None]
    assert len(app.trouble()) == 1


# its way


def test_a_new_token_is_a_device_add_and_the_same_again_is_nothing(an_ios_app_process: FakeProcess) -> None:
    app = ios_started(an_ios_app_process)
    for token in ("0a", "0a", "0A", "0b"):
        app.do("pass_push_token", token)

    assert tokens(app) == [None, "0a", "0b"]


def test_a_token_before_the_settings_waits_on_disk_for_them(a_process: FakeProcess) -> None:
    app = AndroidApp(a_process)
    app.open()
    app.do("pass_push_token", "fcm:token")
    assert app.requests() == []

    after = app.relaunch().start()

    assert tokens(after) == ["fcm:token"]
    assert after.reports()[0]["query_params"]["push_id"] == "fcm:token"


def test_the_next_user_s_device_add_carries_the_token_again(an_ios_app_process: FakeProcess) -> None:
    app = ios_started(an_ios_app_process)
    app.do("pass_push_token", "0a1b")
    app.do("reset_user")

    ids = [body["query_params"]["unique_id"] for body in app.bodies(DEVICE)]
    assert tokens(app) == [None, "0a1b", "0a1b"]
    assert ids[0] == ids[1] != ids[2]


@pytest.mark.parametrize(("release", "expected"), [("14.10.00", [{"registered_by": "App"}]), ("15.02.00", [])])
def test_a_new_token_is_an_event_up_to_14(a_process: FakeProcess, release: str, expected: list[object]) -> None:
    app = started(a_process, release, e_b_c=1)
    for _ in range(2):
        app.do("pass_push_token", "fcm:token")

    events = [point for point in app.points() if point["EVENT_ACTION"] == "TOKEN_EVENT"]
    assert [app.plain(point) for point in events] == expected
    assert all(point["N_I_E"] == 1 for point in events)


# registration by the SDK


def test_the_sdk_registers_with_each_opening_and_after_a_logout_if_it_may(a_process: FakeProcess) -> None:
    push = give_push(a_process)
    app = AndroidApp(a_process, registers_for_push=True)
    app.open()
    assert push.asked == 0

    app.enable()
    assert (push.asked, tokens(app)) == (1, [None, "fcm:token"])
    app.do("logout", WORKSPACE)

    assert push.asked == 2
    assert tokens(app)[-1] == "fcm:token"


def test_the_sdk_does_not_register_by_itself_if_the_app_opted_out(a_process: FakeProcess) -> None:
    push = give_push(a_process)
    app = started(a_process)
    app.do("logout", WORKSPACE)

    assert push.asked == 0


def test_an_ios_app_asks_the_sdk_to_register(an_ios_app_process: FakeProcess) -> None:
    push = give_push(an_ios_app_process, "0a1b")
    app = ios_started(an_ios_app_process)
    assert push.asked == 0

    app.do("register_for_push")

    assert tokens(app) == [None, "0a1b"]


@pytest.mark.parametrize(("registers", "kept"), [(True, "new:token"), (False, None)])
def test_the_service_keeps_a_token_only_where_the_sdk_registers(
    a_process: FakeProcess, registers: bool, kept: str | None
) -> None:
    app = AndroidApp(a_process, registers_for_push=registers).start()
    told: list[str] = []
    app.sdk.add_token_listener(told.append)
    app.do("service_new_token", "new:token")

    assert told == ["new:token"]
    assert tokens(app)[-1] == kept


# the permission


@pytest.mark.parametrize("granted", [frozenset(), frozenset({"notifications"})])
def test_the_first_opening_tells_whether_notifications_are_allowed(
    a_process: FakeProcess, granted: frozenset[str]
) -> None:
    a_process.permissions = lambda: granted
    app = started(a_process)
    app.do("entered_background")
    app.do("entered_foreground")
    app.do("sync_interaction_data")

    assert app.device_attributes() == [{"moe_push_opted": bool(granted)}]


def test_an_answer_to_the_dialog_is_told_where_it_changes_something(a_process: FakeProcess) -> None:
    app = started(a_process, e_b_c=1)
    for answer in (False, True, True):
        app.do("permission_answered", answer)

    assert app.device_attributes() == [{"moe_push_opted": False}, {"moe_push_opted": True}]
    assert "MOE_PUSH_PERMISSION_STATE_ALLOWED" not in app.actions()


def test_a_change_is_an_event_if_the_server_lists_it(a_process: FakeProcess) -> None:
    app = started(a_process, e_b_c=1, w_e=["MOE_PUSH_PERMISSION_STATE_ALLOWED"])
    app.do("permission_answered", True)
    app.do("permission_answered", False)

    assert app.actions()[-1] == "MOE_PUSH_PERMISSION_STATE_ALLOWED"
    assert app.plain(app.points()[-1]) == {"os_version": "15", "source": "opt_in_pop_up"}


def test_a_permission_changed_in_the_settings_is_seen_with_the_next_opening(a_process: FakeProcess) -> None:
    app = started(a_process, e_b_c=1)
    app.do("entered_background")
    a_process.permissions = lambda: frozenset({"notifications"})
    app.do("entered_foreground")

    assert app.device_attributes() == [{"moe_push_opted": False}, {"moe_push_opted": True}]


@pytest.mark.parametrize(("release", "device"), [("10.14.0", {"moe_push_opted": False}), ("10.02.2", None)])
def test_reports_of_ios_carry_the_push_state_since_10_4(
    an_ios_app_process: FakeProcess, release: str, device: object
) -> None:
    app = IosApp(an_ios_app_process, release).start()

    assert app.reports()[-1].get("device") == device
    assert app.device_attributes() == [{"moe_push_opted": False}]
