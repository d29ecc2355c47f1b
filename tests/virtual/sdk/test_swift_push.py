from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from tests.virtual.sdk.fakes import FakeProcess
from tests.virtual.sdk.kotlin_app import RecordingDestination
from tests.virtual.sdk.swift_app import a_swift_app

TOKEN = "0A1B" * 16
PAYLOAD = {"aps": {"alert": {"title": "Hello"}}, "moengage": {"cid": "c-1"}}


class ListeningDestination(RecordingDestination):
    """One that conforms to RemoteNotifications."""

    def __init__(self, key: str = "Listener") -> None:
        super().__init__(key)
        self.heard: list[tuple[Any, ...]] = []

    def registered_for_remote_notifications(self, token_hex: str) -> None:
        self.heard.append(("registered", token_hex))

    def failed_to_register(self, reason: str) -> None:
        self.heard.append(("failed", reason))

    def received_remote_notification(self, payload: Mapping[str, Any]) -> None:
        self.heard.append(("received", payload))

    def handle_action(self, identifier: str, payload: Mapping[str, Any]) -> None:
        self.heard.append(("action", identifier, payload))


def test_a_token_is_lower_case_hex_in_the_context_and_for_plugins(an_ios_app_process: FakeProcess) -> None:
    """segment.md 7"""
    app, listener = a_swift_app(an_ios_app_process), ListeningDestination()
    app.analytics.add(listener)
    app.do("track", "Before")
    app.do("registered_for_remote_notifications", TOKEN)
    app.do("track", "After")

    before, after = app.flushed()
    assert "token" not in before["context"]["device"]
    assert after["context"]["device"]["token"] == TOKEN.lower()
    assert listener.heard == [("registered", TOKEN.lower())]


def test_what_is_received_refused_and_acted_on_goes_to_those_who_listen(an_ios_app_process: FakeProcess) -> None:
    """segment.md 7: the recording destination does not, and is not asked"""
    app, listener = a_swift_app(an_ios_app_process), ListeningDestination()
    app.analytics.add(listener)
    app.do("failed_to_register", "no network")
    app.do("declined_remote_notifications")
    app.do("received_remote_notification", PAYLOAD)
    app.do("handle_action", "open", PAYLOAD)

    assert listener.heard == [("failed", "no network"), ("received", PAYLOAD), ("action", "open", PAYLOAD)]
    assert app.flushed() == []


def test_a_token_is_not_kept_for_the_next_process(an_ios_app_process: FakeProcess) -> None:
    """segment.md 7: set again each launch"""
    app = a_swift_app(an_ios_app_process)
    app.do("registered_for_remote_notifications", TOKEN)
    again = a_swift_app(app.process.relaunched())
    again.do("track", "E")

    assert "token" not in again.flushed()[0]["context"]["device"]


@pytest.mark.parametrize("token", ["an-fcm-token", "0a1", "xyz"])
def test_what_is_no_hex_is_no_token(an_ios_app_process: FakeProcess, token: str) -> None:
    """The system hands over bytes; no text of another form can stand for any"""
    app = a_swift_app(an_ios_app_process)

    with pytest.raises(ValueError, match="hexadecimal"):
        app.analytics.registered_for_remote_notifications(token)
    app.do("track", "E")
    assert "token" not in app.flushed()[0]["context"]["device"]
