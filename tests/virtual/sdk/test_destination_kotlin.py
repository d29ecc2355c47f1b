from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from harness.virtual.sdk.destination_kotlin import MoEngageDestination
from tests.virtual.sdk.destination_recordings import RecordingHelper
from tests.virtual.sdk.fakes import FakeProcess

SETTINGS = {"integrations": {"MoEngage": {"apiKey": "WS1"}}}


class StandingAnalytics:
    """All that the destination asks of Analytics."""

    def anonymous_id(self) -> str:
        return "8b1226c8-9ad3-4065-9d15-5ad7ab5d4541"


class Rig:
    def __init__(self, process: FakeProcess, serialization: str = "1.5.1") -> None:
        self.process = process
        self.helper = RecordingHelper()
        analytics: Any = StandingAnalytics()
        self.destination = MoEngageDestination(process, self.helper, analytics, "4.2.0", serialization)

    def activate(self) -> None:
        self.destination.update(SETTINGS, True)
        self.process.run()
        self.helper.taken()

    def identify(self, user_id: str, traits: Mapping[str, Any]) -> list[list[Any]]:
        self.destination.identify({"type": "identify", "userId": user_id, "traits": traits})
        return self.helper.taken()


@pytest.fixture
def rig(a_process: FakeProcess) -> Rig:
    rig = Rig(a_process)
    rig.activate()
    return rig


def test_the_anonymous_id_follows_initialize_on_an_executor_of_its_own(a_process: FakeProcess) -> None:
    rig = Rig(a_process)

    rig.destination.update(SETTINGS, True)
    at_once = [call[0] for call in rig.helper.taken()]
    a_process.run()

    assert at_once == ["initialize"]
    assert [call[0] for call in rig.helper.taken()] == ["trackAnonymousId"]


def test_before_settings_calls_go_out_without_a_workspace(a_process: FakeProcess) -> None:
    rig = Rig(a_process)

    rig.destination.reset()

    assert rig.helper.taken() == [["logout", ["null"]]]


def test_the_same_key_again_initializes_nothing(rig: Rig) -> None:
    rig.destination.update(SETTINGS, False)
    rig.process.run()

    assert rig.helper.taken() == []


def test_the_workspace_is_remembered_though_initialize_failed(a_process: FakeProcess) -> None:
    rig = Rig(a_process)
    rig.helper.throwing = frozenset({"initialize"})
    rig.destination.update(SETTINGS, True)
    rig.helper.throwing = frozenset()

    rig.destination.update(SETTINGS, False)
    rig.destination.track({"type": "track", "event": "E", "properties": {}})

    assert [call[0] for call in rig.helper.taken()] == ["initialize", "trackEvent"]


def test_what_is_lost_is_logged_under_the_destination_s_name(rig: Rig) -> None:
    rig.identify("u", {"address": "1 Main St"})

    assert "MoEngageDestination_4.2.0 identify(): caught NotAnObjectError: address is not a JsonObject" in (
        rig.process.lines
    )


def test_a_numeric_text_as_traits_user_id_signs_nobody_in(rig: Rig) -> None:
    calls = rig.identify("", {"userId": "0042"})

    assert calls[0][:2] == ["identifyUser", ["String", ""]]
    assert calls[1][1] == ["LinkedHashMap", {}]


def test_a_release_that_cuts_text_turns_a_phone_number_into_six(a_process: FakeProcess) -> None:
    rig = Rig(a_process, serialization="1.6.3")
    rig.activate()

    calls = rig.identify("u", {"phone": "06 12 34 56 78"})

    assert calls[1][1] == ["LinkedHashMap", {"USER_ATTRIBUTE_USER_MOBILE": ["Int", 6]}]


@pytest.mark.parametrize("verb", ["screen", "group", "flush"])
def test_screens_groups_and_flushes_are_not_forwarded(rig: Rig, verb: str) -> None:
    act = getattr(rig.destination, verb)
    act() if verb == "flush" else act({"type": verb, "name": "x", "properties": {}, "traits": {}})

    assert rig.helper.taken() == []


def test_the_model_s_helper_has_every_entry_point_that_is_recorded() -> None:
    from harness.virtual.sdk.moengage_android import MoEngage
    from tests.virtual.sdk.destination_recordings import APIS

    assert all(callable(getattr(MoEngage, name)) for name in APIS)
