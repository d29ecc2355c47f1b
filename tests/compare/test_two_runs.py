"""Two runs of one scenario on a real proxy and a virtual phone are alike; what one does otherwise is found."""

from __future__ import annotations

from collections.abc import Callable

from harness import a_user, compare
from harness.findings import Finding
from harness.people import User
from harness.reading import Recording, read
from harness.rig import Installation, Rig, Sheet
from tests.a_rig import BUILDS

Play = Callable[[Installation, User], None]


def walk(made: Installation, user: User) -> None:
    """Who the user is, a return, a refused upload, the next process."""
    app = made.app
    app.identify(user, email=user.email, plan="pro")
    app.track("Bought", price=1.5, count=2)
    app.background()
    app.let_pass(20)
    app.foreground()
    made.segment.answers(503, times=1)
    app.track("Refused", n=1)
    app.let_pass(60)
    app.reset()
    app.track("Alone", n=2)
    app.kill()
    app.launch()
    app.track("Later", n=3)


def walk_without_reset(made: Installation, user: User) -> None:
    made.app.identify(user, email=user.email)
    made.app.track("Bought", n=1)
    made.app.track("Alone", n=2)


def walk_with_reset(made: Installation, user: User) -> None:
    made.app.identify(user, email=user.email)
    made.app.track("Bought", n=1)
    made.app.reset()
    made.app.track("Alone", n=2)


def play(rig: Rig, scenario: Play) -> Recording:
    build = BUILDS[f"virtual-{rig.device.platform}-current"]
    with rig.installation(Sheet(f"a walk[{rig.device.name}]", build)) as made:
        scenario(made, a_user())
        made.app.settle()
    return read(made.recording)


def rules(found: list[Finding]) -> set[str]:
    return {one.rule for one in found if one.severity == "error"}


def test_two_runs_of_one_scenario_are_alike(rig: Rig) -> None:
    found = compare.compare(play(rig, walk), play(rig, walk))
    assert [str(one) for one in found] == []


def test_a_reset_that_one_run_lacks_shows_in_every_way(rig: Rig) -> None:
    found = compare.compare(play(rig, walk_with_reset), play(rig, walk_without_reset))
    assert {"actions", "calls", "fields", "identities"} <= rules(found)
    said = [str(one) for one in found]
    assert any(one.startswith("calls: moengage signed_out: 1 | 0") for one in said)
    assert any(one.startswith("fields: segment track /userId: absent | ") for one in said)
    assert any("segment track /anonymousId: one that is nowhere else | as in" in one for one in said)


def test_a_recording_is_like_itself(rig: Rig) -> None:
    one = play(rig, walk_with_reset)
    assert compare.compare(one, one) == []
