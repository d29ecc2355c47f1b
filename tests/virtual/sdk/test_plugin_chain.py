"""Plugins of an app's own, in both of Segment's SDKs (segment.md 3.3, 3.4)."""

from __future__ import annotations

from typing import Any

import pytest

from harness.virtual.sdk.plugin_chain import Chain, Event, SubPlugins
from tests.virtual.sdk.fakes import FakeProcess, an_android_process, an_ios_process
from tests.virtual.sdk.kotlin_app import KotlinApp, launch
from tests.virtual.sdk.swift_app import SwiftApp, a_swift_app


class Adding:
    def __init__(self, letter: str) -> None:
        self.letter = letter
        self.is_set_up = False

    def setup(self) -> None:
        self.is_set_up = True

    def execute(self, event: Event) -> Event | None:
        before = event.get("properties", {})
        event["properties"] = {**before, "path": before.get("path", "") + self.letter}
        return event


class Failing(Adding):
    def setup(self) -> None:
        raise RuntimeError("setup")

    def execute(self, event: Event) -> Event | None:
        super().execute(event)
        raise RuntimeError("execute")


class Swallowing(Adding):
    def execute(self, event: Event) -> Event | None:
        return super().execute(event) and None


def caught(act: Any) -> None:
    try:
        act()
    except RuntimeError:
        return


def a_chain(*plugins: Adding) -> Chain:
    chain = Chain(caught)
    for plugin in plugins:
        chain.add(plugin)
    return chain


def test_plugins_run_in_the_order_in_which_they_were_added() -> None:
    first, second = Adding("a"), Adding("b")
    assert a_chain(first, second).run({}) == {"properties": {"path": "ab"}}
    assert first.is_set_up
    assert second.is_set_up


def test_what_fails_leaves_the_event_as_it_came() -> None:
    assert a_chain(Adding("a"), Failing("x"), Adding("b")).run({}) == {"properties": {"path": "ab"}}


def test_what_is_swallowed_goes_to_nobody() -> None:
    last = Adding("b")
    assert a_chain(Swallowing("x"), last).run({}) is None


def test_without_a_guard_what_is_thrown_is_thrown() -> None:
    with pytest.raises(RuntimeError, match="setup"):
        Chain(lambda act: act()).add(Failing("x"))


def test_plugins_inside_a_destination_are_that_ones_alone() -> None:
    subs = SubPlugins(caught)
    subs.add("MoEngage", Adding("m"))
    assert subs.run("MoEngage", {}) == {"properties": {"path": "m"}}
    assert subs.run("Other", {}) == {}


APPS = [lambda: launch(an_android_process()), lambda: a_swift_app(an_ios_process())]
both = pytest.mark.parametrize("make", APPS, ids=["kotlin", "swift"])
Sample = KotlinApp | SwiftApp


def sent(app: Sample) -> list[dict[str, Any]]:
    return app.sent() if isinstance(app, KotlinApp) else [one for one in app.flushed() if "Sample" in str(one)]


@both
def test_an_enrichment_is_seen_everywhere(make: Any) -> None:
    app: Sample = make()
    app.analytics.add_plugin(Adding("a"))
    app.do("track", "Sample", {"n": 1})
    assert [event["properties"]["path"] for event in sent(app)] == ["a"]
    assert app.moengage.events[-1]["properties"]["path"] == "a"


@both
def test_a_plugin_inside_a_destination_changes_its_copy_alone(make: Any) -> None:
    app: Sample = make()
    app.analytics.add_sub_plugin("MoEngage", Adding("m"))
    app.do("track", "Sample", {"n": 1})
    assert "path" not in sent(app)[-1]["properties"]
    assert app.moengage.events[-1]["properties"]["path"] == "m"


@both
def test_a_swallowed_event_is_nobodys(make: Any) -> None:
    app: Sample = make()
    app.analytics.add_plugin(Swallowing("x"))
    app.do("track", "Sample", {"n": 1})
    assert sent(app) == []
    assert [event for event in app.moengage.events if event.get("event") == "Sample"] == []


def test_a_failing_plugin_is_caught_on_android(a_process: FakeProcess) -> None:
    app = launch(a_process)
    app.analytics.add_plugin(Failing("x"))
    app.do("track", "Sample", {"n": 1})
    assert "path" not in app.sent()[-1]["properties"]


@both
def test_a_plugin_holds_events_until_it_resumes(make: Any) -> None:
    app: Sample = make()
    app.do("pause")
    app.do("track", "Sample", {"n": 1})
    assert not [event for event in app.moengage.events if event.get("event") == "Sample"]
    app.do("resume")
    assert [event.get("event") for event in app.moengage.events][-1] == "Sample"


@both
def test_a_plugin_that_never_resumes_holds_them_for_half_a_minute(make: Any) -> None:
    app: Sample = make()
    app.do("pause")
    app.do("track", "Sample", {"n": 1})
    app.process.advance(29)
    assert not [event for event in app.moengage.events if event.get("event") == "Sample"]
    app.process.advance(2)
    assert [event.get("event") for event in app.moengage.events][-1] == "Sample"


def test_settings_do_not_open_the_queue_over_a_plugin_that_waits(a_process: FakeProcess) -> None:
    a_process.network.hold("/settings")
    app = launch(a_process)
    app.do("pause")
    app.do("track", "Sample", {"n": 1})
    a_process.network.release("/settings")
    a_process.run()
    assert app.moengage.events == []
    app.do("resume")
    assert [event["event"] for event in app.moengage.events] == ["Sample"]
