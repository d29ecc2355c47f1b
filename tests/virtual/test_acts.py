from __future__ import annotations

from harness.virtual.acts import ACT_GAP_S, Acts
from harness.virtual.deliveries import STARTED_AFTER_S
from harness.virtual.loop import Loop


def test_acts_are_a_moment_apart_on_the_phones_clock(loop: Loop) -> None:
    acts = Acts(loop)
    first = acts.do(loop.now)
    assert acts.do(loop.now) - first >= ACT_GAP_S


def test_a_start_is_done_before_what_comes_after_it(loop: Loop) -> None:
    done: list[str] = []

    def start() -> None:
        loop.at_turn_end(lambda: loop.post(lambda: done.append("launched by the start")))

    Acts(loop).bring_up(start, lambda: done.append("shown"))
    assert done == ["launched by the start", "shown"]


def test_a_delivery_returns_when_it_has_come(loop: Loop) -> None:
    done: list[str] = []

    def turn() -> str:
        loop.call_later(STARTED_AFTER_S, lambda: done.append("told"))
        return "token"

    assert Acts(loop).deliver(turn) == "token"
    assert done == ["told"]


def test_an_act_that_fails_is_a_moment_too(loop: Loop) -> None:
    acts = Acts(loop)
    before = loop.now()

    def fail() -> None:
        raise KeyError("app")

    for _ in range(2):
        try:
            acts.do(fail)
        except KeyError:
            continue
    assert loop.now() - before >= 2 * ACT_GAP_S
