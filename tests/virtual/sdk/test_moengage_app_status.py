"""Install and update: only when the app says so, each only when it is true."""

from __future__ import annotations

import pytest

from harness.virtual.sdk.seams import AppInfo
from tests.virtual.sdk.fakes import FakeProcess
from tests.virtual.sdk.moengage_app import AndroidApp, IosApp, ios_started, started

NEXT = AppInfo("Sample", "com.example.sample", "2.0", "200")
SAME_BUILD = AppInfo("Sample", "com.example.sample", "2.0", "100")


def statuses(app: AndroidApp | IosApp) -> list[str]:
    return [action for action in app.actions() if action in ("INSTALL", "UPDATE")]


def test_no_status_is_sent_unless_the_app_says_so(an_ios_app_process: FakeProcess) -> None:
    app = ios_started(an_ios_app_process, e_b_c=1)
    updated = app.relaunch(app=NEXT).start()

    assert statuses(updated) == []


def test_ios_reports_an_install_once_and_an_update_when_the_build_changed(an_ios_app_process: FakeProcess) -> None:
    app = ios_started(an_ios_app_process, e_b_c=1)
    for status in ("INSTALL", "INSTALL", "UPDATE"):
        app.do("set_app_status", status)
    updated = app.relaunch(app=NEXT)
    updated.start()
    for status in ("UPDATE", "UPDATE", "INSTALL"):
        updated.do("set_app_status", status)

    assert statuses(updated) == ["INSTALL", "UPDATE"]
    assert updated.point("INSTALL")["EVENT_ATTRS"] == {
        "VERSION": 100,
        "sdk_ver": "10.14.0",
        "INSTALLED_TIME": 1800000000000,
        "os": "iOS",
    }
    update = updated.point("UPDATE")
    assert update["EVENT_ATTRS"] == {"VERSION_FROM": 100, "VERSION_TO": 200}
    assert update["EVENT_ATTRS_CUST"] == {"timestamp": [{"UPDATED_ON": 1800000000000.0}]}


def test_a_new_version_of_the_same_build_is_no_update(a_process: FakeProcess) -> None:
    app = started(a_process, e_b_c=1)
    app.do("set_app_status", "INSTALL")
    updated = app.relaunch(app=SAME_BUILD).start()
    updated.do("set_app_status", "UPDATE")

    assert statuses(updated) == ["INSTALL"]


def test_an_install_before_the_settings_waits_on_disk(a_process: FakeProcess) -> None:
    app = AndroidApp(a_process)
    app.do("set_app_status", "INSTALL")
    after = app.relaunch()
    after.do("set_app_status", "INSTALL")
    after.start()

    assert statuses(after) == ["INSTALL"]


@pytest.mark.parametrize("status", ["INSTALL", "UPDATE"])
def test_a_status_that_the_server_blocks_is_not_used_up(a_process: FakeProcess, status: str) -> None:
    app = started(a_process, e_b_c=1, b_e=[status])
    app.do("set_app_status", status)
    app.configure(e_b_c=1)
    app.do("entered_background")
    app.process.advance(3601)
    app.do("entered_foreground")

    app.do("set_app_status", status)

    assert statuses(app) == [status]
