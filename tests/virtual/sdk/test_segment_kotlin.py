from __future__ import annotations

from pathlib import Path

import pytest

from harness.errors import ConfigurationError
from harness.virtual.facts import BEHAVIOURS, unverified
from harness.virtual.sdk import plugins, segment_kotlin
from tests.virtual.sdk.fakes import FakeProcess
from tests.virtual.sdk.kotlin_app import launch, relaunch


def test_it_has_the_face_that_host_apps_use(a_process: FakeProcess) -> None:
    face: plugins.Analytics = launch(a_process).analytics

    assert face.user_id() is None


def test_a_release_that_is_not_modelled_is_refused(a_process: FakeProcess) -> None:
    with pytest.raises(ConfigurationError, match=r"1\.18\.0"):
        launch(a_process, "1.18.0")


def test_every_module_of_the_model_names_its_facts() -> None:
    modules = {file.stem for file in Path(segment_kotlin.__file__).parent.glob("*kotlin*.py")}
    own = {name for name in modules if not name.startswith("destination")}

    assert own - {behaviour.model for behaviour in BEHAVIOURS.values()} == set()
    assert {"LifecyclePlugin.referrer", "Telemetry._describe"} <= {one.name for one in unverified(*own)}


def test_the_first_anonymous_id_is_kept_from_launch_to_launch(a_process: FakeProcess) -> None:
    """segment.md 5"""
    app = launch(a_process)

    assert relaunch(app).analytics.anonymous_id() == app.analytics.anonymous_id()


def test_a_user_stays_signed_in_after_the_process_died(a_process: FakeProcess) -> None:
    """segment.md 4.3"""
    app = launch(a_process)
    app.do("identify", "u1", {"plan": "pro"})

    again = relaunch(app)
    again.do("track", "T")

    assert again.analytics.user_id() == "u1"
    assert [event["userId"] for event in again.sent() if event["type"] == "track"] == ["u1"]


def test_identify_replaces_user_and_traits(a_process: FakeProcess) -> None:
    """segment.md 5"""
    app = launch(a_process)
    app.do("identify", "u1", {"a": 1})
    app.do("identify", "u2")

    assert app.analytics.user_id() == "u2"
    assert a_process.storage.preferences("analytics-android-wk")["segment.traits"] == "{}"


def test_traits_alone_keep_the_user(a_process: FakeProcess) -> None:
    """segment.md 5"""
    app = launch(a_process)
    app.do("identify", "u1", {"a": 1})
    app.do("identify", None, {"b": 2})

    assert [(event["userId"], event["traits"]) for event in app.sent()] == [("u1", {"a": 1}), ("u1", {"b": 2})]


def test_traits_of_nobody_leave_a_blank_user_in_memory(a_process: FakeProcess) -> None:
    """segment.md 5"""
    app = launch(a_process)
    app.do("identify", None, {"a": 1})
    app.do("alias", "u1")
    app.do("track", "T")

    assert app.analytics.user_id() == ""
    assert "userId" not in app.sent()[-1]


def test_after_identify_and_alias_events_name_the_first_user_until_the_app_restarts(a_process: FakeProcess) -> None:
    """segment.md 5; captured with both releases"""
    app = launch(a_process)
    app.do("identify", "A")
    app.do("alias", "B")
    app.do("track", "T")
    again = relaunch(app)
    again.do("track", "T2")

    assert [(event.get("userId"), event.get("previousId")) for event in again.sent()] == [
        ("A", None),
        ("B", "A"),
        ("A", None),
        ("B", None),
    ]


def test_traits_after_an_alias_switch_to_the_new_user(a_process: FakeProcess) -> None:
    """jvm.md 4"""
    app = launch(a_process)
    app.do("identify", "A")
    app.do("alias", "B")
    app.do("identify", None, {"late": True})
    app.do("track", "T")

    assert [event["userId"] for event in app.sent()[-2:]] == ["B", "B"]


def test_alias_of_nobody_names_the_anonymous_id_and_later_events_the_new_one(a_process: FakeProcess) -> None:
    """segment.md 2.3, 5"""
    app = launch(a_process)
    app.do("alias", "B")
    app.do("track", "T")

    alias, track = app.sent()
    assert (alias["userId"], alias["previousId"]) == ("B", app.analytics.anonymous_id())
    assert track["userId"] == "B"


def test_reset_gives_a_new_anonymous_id_at_once_and_forgets_the_user(a_process: FakeProcess) -> None:
    """segment.md 5"""
    app = launch(a_process)
    app.do("identify", "u1", {"a": 1})
    before = app.analytics.anonymous_id()

    app.analytics.reset()

    assert app.analytics.user_id() is None
    assert app.analytics.anonymous_id() != before
    assert app.moengage.others.count("reset") == 0
    a_process.run()
    assert app.moengage.others.count("reset") == 1
    stored = a_process.storage.preferences("analytics-android-wk")
    assert stored["segment.anonymousId"] == app.analytics.anonymous_id()
    assert "segment.userId" not in stored
    assert "segment.traits" not in stored


def test_reset_sends_nothing_and_keeps_what_waits(a_process: FakeProcess) -> None:
    """segment.md 5"""
    app = launch(a_process)
    app.do("track", "Before")
    app.do("reset")

    assert app.uploaded() == []
    assert app.analytics.queued() == 1
    assert [event["event"] for event in app.sent()] == ["Before"]


def test_verbs_that_are_moments_of_their_own_stay_in_order(a_process: FakeProcess) -> None:
    """moedest.md 4"""
    app = launch(a_process)
    for number in range(10):
        app.do("track", f"E{number}")

    names = [f"E{number}" for number in range(10)]
    assert [event["event"] for event in app.moengage.events] == names
    assert [event["event"] for event in app.sent()] == names


def test_a_device_token_is_on_events_after_it_and_forgotten_by_the_next_process(a_process: FakeProcess) -> None:
    """segment.md 7"""
    app = launch(a_process)
    app.do("track", "Before")
    app.do("set_device_token", "token-1")
    app.do("track", "After")
    again = relaunch(app)
    again.do("track", "Next")

    tokens = [event["context"]["device"].get("token") for event in again.sent()]
    assert tokens == [None, "token-1", None]


def test_queued_counts_what_waits_for_settings_and_what_is_on_disk(a_process: FakeProcess) -> None:
    a_process.network.hold("/settings")
    app = launch(a_process)
    app.do("track", "Early")
    assert app.analytics.queued() == 1

    a_process.network.release("/settings")
    a_process.run()
    app.do("track", "Late")
    assert app.analytics.queued() == 2

    a_process.network.hold("/v1/b")
    app.do("flush")
    assert app.analytics.queued() == 2
    a_process.network.release("/v1/b")
    a_process.run()
    assert app.analytics.queued() == 0


def test_switched_off_it_says_nothing_but_remembers_who_it_was_told(a_process: FakeProcess) -> None:
    """segment.md 5"""
    app = launch(a_process)
    app.moengage.others.clear()
    app.analytics.is_enabled = False
    app.do("identify", "ada")
    app.do("track", "Unsaid")
    app.do("flush")
    assert app.moengage.others == ["flush"]

    app.analytics.is_enabled = True
    app.do("track", "Said")
    assert [(event["event"], event["userId"]) for event in app.sent()] == [("Said", "ada")]


def test_plugins_come_in_the_order_before_enrichment_destination(a_process: FakeProcess) -> None:
    """segment.md 3.3: a destination sees the context and what the call's enrichment set; Segment's own metadata it
    does not, which is made inside Segment's destination"""
    app = launch(a_process)
    app.do("track", "E", {"n": 1}, {"Other": False})

    seen, uploaded = app.moengage.events[0], app.sent()[0]
    assert seen["context"]["library"] == uploaded["context"]["library"]
    assert seen["integrations"] == uploaded["integrations"] == {"Other": False}
    assert (seen["_metadata"]["bundled"], uploaded["_metadata"]["bundled"]) == ([], ["MoEngage"])


def test_a_calls_own_context_comes_last_and_stays_with_the_call(a_process: FakeProcess) -> None:
    """segment.md 3.2, 3.3: the closure runs after the context's plugins"""
    app = launch(a_process)
    app.do("track", "Own", context={"locale": "own", "campaign": {"name": "spring"}})
    app.do("track", "Usual")

    own, usual = (event["context"] for event in app.sent())
    assert (own["locale"], own["campaign"]) == ("own", {"name": "spring"})
    assert usual["locale"] != "own"
    assert "campaign" not in usual
