"""The calls that the iOS destination makes, pinned to moengage.md 3."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from harness.virtual.sdk.destination_swift import MoEngageDestination, milliseconds_of
from harness.virtual.sdk.moengage_keys import GeoLocation
from harness.virtual.sdk.plugins import DISMISSED, OPENED, RemoteNotifications, SegmentConfiguration
from harness.virtual.sdk.segment_swift import Analytics
from tests.virtual.sdk.fake_network import settings_answer
from tests.virtual.sdk.fakes import FakeProcess

SEGMENT_ID = "USER_ATTRIBUTE_SEGMENT_ID"


class Calls:
    """Notes what the destination calls."""

    def __init__(self) -> None:
        self.made: list[tuple[Any, ...]] = []

    def enable_sdk(self, workspace_id: str, integration: Mapping[str, str]) -> None:
        self.made.append(("enable_sdk", workspace_id, dict(integration)))

    def identify_user(self, identity: object) -> None:
        self.made.append(("identify_user", identity))

    def set_user_attribute(self, key: str, value: Any, form: str = "plain") -> None:
        self.made.append((key, value, form))

    def track_event(
        self, name: str, attributes: Mapping[str, Any] | None = None, dates: Mapping[str, int] | None = None
    ) -> None:
        self.made.append(("track_event", name, dict(attributes or {}), dict(dates or {})))

    def reset_user(self) -> None:
        self.made.append(("reset_user",))

    def flush(self) -> None:
        self.made.append(("flush",))

    def set_push_token(self, token: str) -> None:
        self.made.append(("set_push_token", token))

    def pass_push_payload(self, payload: Mapping[str, Any]) -> None:
        self.made.append(("pass_push_payload", payload))

    def notification_clicked(self, payload: Mapping[str, Any]) -> None:
        self.made.append(("notification_clicked", payload))

    def notification_cleared(self, payload: Mapping[str, Any]) -> None:
        self.made.append(("notification_cleared", payload))


class App:
    def __init__(self, process: FakeProcess) -> None:
        self.process = process
        self.analytics = Analytics(process, SegmentConfiguration("wk"), "1.10.0")
        self.calls = Calls()
        self.destination = MoEngageDestination(process, self.calls, self.analytics, "2.13.0")
        self.analytics.add(self.destination)
        process.run()

    def made_by(self, verb: str, *arguments: Any) -> list[tuple[Any, ...]]:
        self.calls.made.clear()
        getattr(self.analytics, verb)(*arguments)
        self.process.run()
        return self.calls.made

    def attributes_of(self, traits: dict[str, Any]) -> list[tuple[Any, ...]]:
        return [call for call in self.made_by("identify", None, traits) if call[0] != SEGMENT_ID]


@pytest.fixture
def app(an_ios_app_process: FakeProcess) -> App:
    return App(an_ios_app_process)


def test_settings_enable_the_sdk_and_tell_it_the_anonymous_id(app: App) -> None:
    assert app.calls.made == [
        ("enable_sdk", "WORKSPACE", {"type": "segment", "version": "2.13.0"}),
        (SEGMENT_ID, app.analytics.anonymous_id(), "plain"),
    ]


def test_the_same_key_again_does_nothing_and_another_enables_anew(app: App) -> None:
    app.calls.made.clear()
    for key in ("WORKSPACE", "OTHER"):
        app.process.network.answers("/settings", settings_answer(MoEngage={"apiKey": key}))
        app.analytics.check_settings()
        app.process.run()
    assert [call[1] for call in app.calls.made if call[0] == "enable_sdk"] == ["OTHER"]


@pytest.mark.parametrize("entry", [{}, {"apiKey": 7}, True])
def test_an_entry_without_a_text_for_a_key_enables_nothing(an_ios_app_process: FakeProcess, entry: object) -> None:
    an_ios_app_process.network.answers("/settings", settings_answer(MoEngage=entry))
    assert App(an_ios_app_process).calls.made == []


def test_identify_names_the_user_then_the_anonymous_id_then_traits_in_a_fixed_order(app: App) -> None:
    traits = {"phone": "+4712345678", "email": "a@example.com", "plan": "pro", "firstName": "Ada", "name": "Ada L"}
    made = app.made_by("identify", "ada", traits)
    assert [call[0] for call in made] == [
        "identify_user", SEGMENT_ID, "USER_ATTRIBUTE_USER_NAME", "USER_ATTRIBUTE_USER_EMAIL",
        "USER_ATTRIBUTE_USER_FIRST_NAME", "USER_ATTRIBUTE_USER_MOBILE", "plan",
    ]  # fmt: skip
    assert made[5][1] == "+4712345678"


def test_nobody_is_identified_by_traits_alone(app: App) -> None:
    assert [call[0] for call in app.made_by("identify", None, {"plan": "pro"})] == [SEGMENT_ID, "plan"]


@pytest.mark.parametrize(
    ("trait", "call"),
    [
        ({"gender": "F"}, ("USER_ATTRIBUTE_USER_GENDER", "female", "plain")),
        ({"gender": "none of these"}, ("USER_ATTRIBUTE_USER_GENDER", "other", "plain")),
        ({"gender": 1}, ("gender", 1, "plain")),
        ({"email": 1}, ("email", 1, "plain")),
        ({"birthday": "1990-01-01T00:00:00.000Z"}, ("USER_ATTRIBUTE_USER_BDAY", 631152000000, "timestamp")),
        ({"birthday": "1990-01-01"}, ("birthday", "1990-01-01", "plain")),
        ({"birthday": 631152000}, ("USER_ATTRIBUTE_USER_BDAY", 1609459200000, "timestamp")),
        ({"location": {"latitude": 1.5, "longitude": 2}},
         ("USER_ATTRIBUTE_USER_LOCATION", GeoLocation(1.5, 2.0), "location")),
        ({"location": {"latitude": "1.5", "longitude": 2}},
         ("location", {"latitude": "1.5", "longitude": 2}, "plain")),
        ({"since": "2026-01-02T03:04:05.678Z"}, ("since", 1767323045678, "timestamp")),
        ({"zip": "02134"}, ("zip", "02134", "plain")),
        ({"userId": "x"}, ("userId", "x", "plain")),
        ({"address": {"city": "Oslo"}}, ("address", {"city": "Oslo"}, "plain")),
    ],
)  # fmt: skip
def test_a_trait_becomes_this_attribute(app: App, trait: dict[str, Any], call: tuple[Any, ...]) -> None:
    """moengage.md 3.3; a number as birthday is counted from 2001, 31 years late."""
    assert app.attributes_of(trait) == [call]


def test_an_event_without_properties_is_dropped(app: App) -> None:
    """moengage.md 0.8."""
    assert app.made_by("track", "Bare") == []
    assert app.made_by("track", "Empty", {}) == [("track_event", "Empty", {}, {})]


def test_times_at_the_top_level_of_an_event_are_dates(app: App) -> None:
    when = "2026-01-02T03:04:05.678Z"
    made = app.made_by("track", "E", {"n": 1, "when": when, "deep": {"when": when}})
    assert made == [("track_event", "E", {"n": 1, "deep": {"when": when}}, {"when": 1767323045678})]


def test_alias_identifies_and_screens_and_groups_are_not_forwarded(app: App) -> None:
    assert app.made_by("alias", "bea") == [("identify_user", "bea")]
    assert app.made_by("screen", "Home") == []
    assert app.made_by("group", "g") == []


def test_reset_ends_the_user_and_tells_the_new_anonymous_id(app: App) -> None:
    made = app.made_by("reset")
    assert made == [("reset_user",), (SEGMENT_ID, app.analytics.anonymous_id(), "plain")]


def test_the_new_anonymous_id_follows_when_the_sdk_has_a_new_user(app: App) -> None:
    """moengage.md 3.4: after what the app does in the same turn."""
    app.calls.made.clear()
    app.analytics.reset()
    app.analytics.track("Nobody's", {"n": 1})
    app.process.run()
    assert [call[0] for call in app.calls.made] == ["reset_user", "track_event", SEGMENT_ID]


def test_an_identify_that_waited_tells_the_anonymous_id_of_now(an_ios_app_process: FakeProcess) -> None:
    """moengage.md 3.2: the current one, although the event carries the one of its own time."""
    an_ios_app_process.network.hold("/settings")
    app = App(an_ios_app_process)
    app.analytics.identify("ada")
    app.analytics.reset()
    app.calls.made.clear()
    app.process.network.release("/settings")
    app.process.run()
    told = {call[1] for call in app.calls.made if call[0] == SEGMENT_ID}
    assert told == {app.analytics.anonymous_id()}


def test_a_refresh_that_brings_the_key_enables_too(an_ios_app_process: FakeProcess) -> None:
    """moengage.md 3.1: first settings without MoEngage, later ones with it."""
    an_ios_app_process.network.answers("/settings", settings_answer(MoEngage=None))
    app = App(an_ios_app_process)
    assert app.calls.made == []
    app.process.network.answers("/settings", settings_answer())
    app.analytics.check_settings()
    app.process.run()
    assert app.calls.made[0][:2] == ("enable_sdk", "WORKSPACE")


def test_an_iso_birthday_is_the_birthday(app: App) -> None:
    """moengage.md 3.3."""
    made = app.attributes_of({"isoBirthday": "1990-01-01T00:00:00.000Z", "isoDate": "2026-01-02T03:04:05.678Z"})
    assert made == [
        ("USER_ATTRIBUTE_USER_BDAY", 631152000000, "timestamp"),
        ("isoDate", 1767323045678, "timestamp"),
    ]


def test_a_flush_is_handed_on(app: App) -> None:
    assert app.made_by("flush") == [("flush",)]


@pytest.mark.parametrize("text", ["2026-01-02T03:04:05Z", "2026-13-02T03:04:05.678Z", "2026-01-02", "", None, 7])
def test_other_forms_of_time_are_no_time(text: object) -> None:
    assert milliseconds_of(text) is None


def test_push_is_passed_to_the_default_instance(an_ios_app_process: FakeProcess) -> None:
    app = App(an_ios_app_process)
    app.calls.made.clear()
    payload = {"aps": {}, "moengage": {"cid": "c-1"}}

    app.destination.registered_for_remote_notifications("0a1b")
    app.destination.received_remote_notification(payload)
    app.destination.handle_action(OPENED, payload)
    app.destination.handle_action(DISMISSED, payload)

    assert app.calls.made == [
        ("set_push_token", "0a1b"),
        ("pass_push_payload", payload),
        ("notification_clicked", payload),
        ("notification_cleared", payload),
    ]
    assert isinstance(app.destination, RemoteNotifications)


def test_a_failed_registration_is_logged_and_nothing_else(an_ios_app_process: FakeProcess) -> None:
    app = App(an_ios_app_process)
    app.calls.made.clear()

    app.destination.failed_to_register("no aps-environment entitlement")

    assert app.calls.made == []
    assert an_ios_app_process.lines[-1].endswith("not registered for push: no aps-environment entitlement")
