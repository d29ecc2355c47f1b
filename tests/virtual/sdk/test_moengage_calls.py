"""What the app's own listeners hear."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from tests.virtual.sdk.fake_push import ANDROID_PUSH, FOREIGN_PUSH, give_push
from tests.virtual.sdk.fakes import FakeProcess
from tests.virtual.sdk.moengage_app import AndroidApp, IosApp, started


def test_listeners_hear_of_each_token_that_came_also_of_one_that_is_known(a_process: FakeProcess) -> None:
    give_push(a_process)
    app = AndroidApp(a_process, registers_for_push=True)
    told: list[str] = []
    app.sdk.add_token_listener(told.append)
    app.start()
    app.do("entered_background")
    app.do("entered_foreground")

    assert told == ["fcm:token", "fcm:token"]


def test_a_token_that_the_app_passed_is_no_news_to_it(a_process: FakeProcess) -> None:
    app = started(a_process)
    told: list[str] = []
    app.sdk.add_token_listener(told.append)
    app.do("pass_push_token", "fcm:token")

    assert told == []


def test_the_service_passes_on_what_is_not_moengage_s(a_process: FakeProcess) -> None:
    push = give_push(a_process)
    app = started(a_process)
    told: list[Mapping[str, Any]] = []
    app.sdk.add_non_moengage_listener(told.append)
    app.do("service_received", FOREIGN_PUSH)
    app.do("service_received", ANDROID_PUSH)

    assert told == [FOREIGN_PUSH]
    assert push.tray == [ANDROID_PUSH]


def test_a_listener_that_throws_stops_nobody(a_process: FakeProcess) -> None:
    def throw(token: str) -> None:
        raise ValueError(token)

    app = started(a_process)
    told: list[str] = []
    app.sdk.add_token_listener(throw)
    app.sdk.add_token_listener(told.append)

    app.do("service_new_token", "fcm:token")

    assert told == ["fcm:token"]
    assert any("a listener threw ValueError" in line for line in a_process.lines)


def test_a_payload_is_not_changed_by_what_the_app_does_with_it_later(a_process: FakeProcess) -> None:
    app = started(a_process)
    payload = dict(ANDROID_PUSH)
    app.sdk.pass_push_payload(payload)
    payload["gcm_campaign_id"] = "changed"
    a_process.run()

    assert app.plain(app.points()[-1])["gcm_campaign_id"] == "c-1_L_0"


@pytest.mark.parametrize("model", [AndroidApp, IosApp])
def test_what_the_system_says_besides_changes_nothing(model: Any, a_process: FakeProcess) -> None:
    app = model(a_process).start()
    before = len(app.requests())
    app.do("interrupted")
    app.do("resumed")
    app.do("opened_link", "sample://a?utm_source=b")

    assert len(app.requests()) == before
    assert app.sdk.queued() == 0
