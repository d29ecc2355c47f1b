"""The walk that was captured with the real SDK (tests/wire/captures/jvm), label by label, for the model."""

from __future__ import annotations

from collections.abc import Callable

from harness.virtual.sdk.seams import Answer, NoAnswer, Request
from tests.virtual.sdk.fake_network import an_answer
from tests.virtual.sdk.kotlin_walk import TRAITS, Walk

Phase = Callable[[Walk], None]


def fresh(walk: Walk) -> None:
    walk.start()
    walk.do("identify", "user-1", TRAITS)
    walk.do("track", "Order Completed", {"total": 19.99, "items": [{"sku": "a", "qty": 2}], "coupon": None})
    walk.do("track", "Bare")
    walk.do("track", "No Moe", {"x": 1}, {"MoEngage": False})
    walk.do("screen", "Home", None, {"s": 1})
    walk.do("group", "g-1", {"plan": "pro"})
    walk.do("identify", "user-1")
    walk.do("alias", "user-2")
    walk.do("track", "After Alias")
    walk.do("identify", None, {"late": True})
    walk.do("track", "After Traits")
    walk.flush()


def reset(walk: Walk) -> None:
    walk.do("reset")
    walk.track("After Reset")
    walk.flush()


def reset_nogap(walk: Walk) -> None:
    walk.do("identify", "user-9", {})
    walk.do("reset")
    walk.track("No Gap")
    walk.flush()


def background(walk: Walk) -> None:
    walk.do("entered_background")
    walk.pass_by(11.5)
    walk.do("entered_foreground")
    walk.flush()


def rotate(walk: Walk) -> None:
    walk.do("entered_background")
    walk.do("entered_foreground")
    walk.flush()


def big(walk: Walk) -> None:
    walk.do("track", "Big", {"x": "y" * 33_000})
    walk.flush()


def fail500(walk: Walk) -> None:
    walk.answers("/v1/b", an_answer(500))
    walk.track("Q1")
    walk.flush()
    walk.flush()
    walk.track("Q2")
    walk.flush()
    walk.track("Q3 unflushed")


def relaunch(walk: Walk) -> None:
    walk.answers("/v1/b", an_answer(200))
    walk.start(is_fresh=False)
    walk.track("R1")
    walk.flush()


def drop(walk: Walk) -> None:
    walk.answers("/v1/b", NoAnswer("connection dropped"))
    walk.track("D1")
    walk.flush(3)
    walk.answers("/v1/b", an_answer(200))
    walk.flush()


def status(code: int) -> Phase:
    def phase(walk: Walk) -> None:
        walk.answers("/v1/b", an_answer(code, headers={"retry-after": "2"} if code == 429 else {}))
        walk.track(f"S{code}")
        walk.flush(0.8)
        walk.answers("/v1/b", an_answer(200))
        walk.flush(0.8)

    return phase


def upgrade(walk: Walk) -> None:
    walk.upgrade()
    walk.start(is_fresh=False)
    walk.flush()


def toggle_off(walk: Walk) -> None:
    walk.settings({"MoEngage": None})
    walk.start(is_fresh=False)
    walk.track("Off")
    walk.flush()


def toggle_on_again(walk: Walk) -> None:
    walk.settings()
    walk.do("entered_background")
    walk.pass_by(11)
    walk.do("entered_foreground")
    walk.track("On")
    walk.flush()


def settings_fail_cached(walk: Walk) -> None:
    walk.answers("/settings", an_answer(500))
    walk.start(is_fresh=False)
    walk.track("Cached")
    walk.flush()


def settings_fail_fresh(walk: Walk) -> None:
    walk.answers("/settings", an_answer(500))
    walk.start()
    walk.track("Default")
    walk.flush()
    walk.settings()


def delayed_settings(walk: Walk) -> None:
    walk.hold("/settings")
    walk.start(is_ready=False)
    walk.do("track", "Early 1", {"n": 1})
    walk.do("track", "Early 2", {"n": 2})
    walk.do("identify", "early-user")
    walk.pass_by(4)
    walk.release("/settings")
    walk.flush()


def killed_while_queued(walk: Walk) -> None:
    walk.hold("/settings")
    walk.start(is_ready=False)
    walk.track("Lost?")
    walk.kill()
    walk.release("/settings")
    walk.start(is_fresh=False)
    walk.flush()


def flush_at_3(walk: Walk) -> None:
    walk.start(flush_at=3, tracks_lifecycle=False)
    walk.track(*[f"N{number}" for number in range(7)])


def burst_order(walk: Walk) -> None:
    walk.start(tracks_lifecycle=False)
    walk.track(*[f"O{number:02d}" for number in range(15)])
    walk.flush()


def interval(walk: Walk) -> None:
    walk.start(flush_interval_s=2, tracks_lifecycle=False)
    walk.track("I1")
    walk.pass_by(3)
    walk.track("I2")
    walk.pass_by(3)


def deeplink(walk: Walk) -> None:
    walk.start(link="https://shop.example/p/7?utm_source=mail&x=1")
    walk.flush()


def observer(walk: Walk) -> None:
    """Settings take longer than the start-up flush, which would otherwise find the installation stored."""
    walk.hold("/settings")
    walk.start(is_ready=False, uses_lifecycle_observer=True)
    walk.release("/settings")
    walk.do("entered_background")
    walk.pass_by(1.5)
    walk.do("entered_foreground")
    walk.flush()


def smart_retry(walk: Walk) -> None:
    walk.smart()
    walk.answers("/v1/b", an_answer(503))
    walk.start(tracks_lifecycle=False)
    walk.track("B1")
    for _ in range(4):
        walk.flush(1.3)
    walk.answers("/v1/b", an_answer(429, headers={"retry-after": "3"}))
    walk.pass_by(3)
    walk.flush(0.5)
    walk.flush(0.5)
    walk.answers("/v1/b", an_answer(200))
    walk.flush(0.5)
    walk.pass_by(3)
    walk.flush()


def retry_persist(walk: Walk) -> None:
    walk.answers("/v1/b", an_answer(503))
    walk.start(tracks_lifecycle=False)
    walk.track("RP")
    walk.flush(1)
    walk.flush(1)
    walk.answers("/v1/b", an_answer(200))
    walk.start(is_fresh=False, tracks_lifecycle=False)
    walk.flush()


def retry_after_5xx(walk: Walk) -> None:
    walk.answers("/v1/b", an_answer(503, headers={"retry-after": "5"}))
    walk.start(tracks_lifecycle=False)
    walk.track("RA")
    walk.flush(2)
    walk.flush(0.7)
    walk.pass_by(3)
    walk.answers("/v1/b", an_answer(200))
    walk.flush()


def telemetry(walk: Walk) -> None:
    walk.settings(sample_rate=1)
    walk.start()
    walk.track("T1")
    walk.flush()
    walk.settings()


def no_permission(walk: Walk) -> None:
    walk.lose_permissions()
    walk.start(tracks_lifecycle=False)
    walk.track("P")
    walk.flush()


STATUSES = (302, 400, 401, 404, 413, 408, 422, 429, 501, 503)
FIRST = (fresh, reset, reset_nogap, background, rotate, big, fail500, relaunch, drop)
SETTINGS = (upgrade, toggle_off, toggle_on_again, settings_fail_cached, settings_fail_fresh, delayed_settings)
BATCHES = (killed_while_queued, flush_at_3, burst_order, interval, deeplink)
LAST = (observer, smart_retry, retry_persist, retry_after_5xx, telemetry, no_permission)
PHASES: dict[str, Phase] = {
    **{phase.__name__: phase for phase in FIRST},
    **{f"status{code}": status(code) for code in STATUSES},
    **{phase.__name__: phase for phase in (*SETTINGS, *BATCHES, *LAST)},
}
"""By label, in the order of the capture; each goes on from where the one before stopped."""


def whole_walk(release: str) -> list[tuple[str, Request, Answer]]:
    walk = Walk(release)
    for label, phase in PHASES.items():
        walk.label(label)
        phase(walk)
    walk.label("")
    return walk.traffic
