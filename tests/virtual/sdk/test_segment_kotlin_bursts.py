"""Calls made back to back on the main thread: the shares are the seed's, the kinds those of moedest.md 4."""

from __future__ import annotations

from collections.abc import Callable

from harness.virtual.sdk.segment_kotlin import Analytics
from tests.virtual.sdk.fakes import FakeProcess, an_android_process
from tests.virtual.sdk.kotlin_app import KotlinApp, launch

SEEDS = [f"seed {number}" for number in range(30)]


def orders_of_a_burst(order: Callable[[KotlinApp], object], *verbs: Callable[[Analytics], None]) -> set[str]:
    """What ``order`` says after the burst, over many seeds."""
    seen = set()
    for seed in SEEDS:
        app = launch(an_android_process(seed))
        app.at_once(*verbs)
        seen.add(str(order(app)))
    return seen


def test_a_burst_reaches_both_vendors_in_any_order_and_not_in_the_same(a_process: FakeProcess) -> None:
    """moedest.md 4"""
    app = launch(a_process)
    app.at_once(*[lambda analytics, name=f"E{number}": analytics.track(name) for number in range(10)])

    called = [event["event"] for event in app.moengage.events]
    uploaded = [event["event"] for event in app.sent()]
    assert sorted(called) == sorted(uploaded) == [f"E{number}" for number in range(10)]
    assert called != sorted(called)
    assert called != uploaded


def test_the_same_seed_gives_the_same_burst() -> None:
    def names(seed: str) -> list[str]:
        app = launch(an_android_process(seed))
        app.at_once(*[lambda analytics, name=f"E{number}": analytics.track(name) for number in range(10)])
        return [event["event"] for event in app.sent()]

    assert names("a") == names("a")
    assert names("a") != names("b")


def test_identify_and_track_at_once_can_lose_the_user_of_the_track() -> None:
    """segment.md 5"""
    users = orders_of_a_burst(
        lambda app: [event.get("userId") for event in app.sent() if event["type"] == "track"],
        lambda analytics: analytics.identify("u1"),
        lambda analytics: analytics.track("T"),
    )

    assert users == {"['u1']", "[None]"}


def test_reset_and_identify_at_once_can_log_the_new_user_out() -> None:
    """moedest.md 4"""
    calls = orders_of_a_burst(
        lambda app: app.moengage.others[-1] + str(len(app.moengage.events)),
        lambda analytics: analytics.reset(),
        lambda analytics: analytics.identify("new"),
    )

    assert calls == {"reset1"}
    orders = orders_of_a_burst(
        lambda app: app.process.storage.preferences("analytics-android-wk").get("segment.userId"),
        lambda analytics: analytics.reset(),
        lambda analytics: analytics.identify("new"),
    )
    assert orders == {"new", "None"}


def test_a_track_right_after_reset_can_mix_the_new_anonymous_id_with_the_old_user() -> None:
    """segment.md 5"""
    mixed = set()
    for seed in SEEDS:
        app = launch(an_android_process(seed))
        app.do("identify", "old")
        app.at_once(lambda analytics: analytics.reset(), lambda analytics: analytics.track("T"))
        track = app.sent()[-1]
        assert track["anonymousId"] == app.analytics.anonymous_id()
        mixed.add(track.get("userId"))

    assert mixed == {"old", None}
