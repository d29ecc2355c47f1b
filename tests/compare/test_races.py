from __future__ import annotations

from harness.compare.races import Races
from tests.compare.a_pair import Tell, both, pair_of
from tests.rules.a_life import Life

WHO = ("context", "identifiers", "moe_user_id")
TRIGGER, NUMBER = ("context", "meta", "t_p"), ("context", "meta", "b_num")
OPENED, SIGNED_IN = "EVENT_ACTION_ACTIVITY_START", "EVENT_ACTION_USER_ATTRIBUTE"


Made = tuple[str, dict[str, object], int]


def reported(*points: Made, together: bool = False) -> Tell:
    def tell(life: Life) -> None:
        made = [life.point(name, data or None, EVENT_G_TIME=str(1767323046000 + ms)) for name, data, ms in points]
        for batch in [made] if together else [[one] for one in made]:
            life.reported(*batch)

    return tell


def races(left: Tell, right: Tell) -> tuple[Races, list[object]]:
    found = Races(pair_of(both(left, right)))
    return found, [pair for pair in found.both.pairs if pair[0].call.vendor == "moengage"]


def test_who_is_known_is_a_race_beside_a_sign_in_only() -> None:
    user: dict[str, object] = {"USER_ATTRIBUTE_UNIQUE_ID": "ada"}
    near = reported((SIGNED_IN, user, 0), ("Bought", {}, 200))
    far = reported((SIGNED_IN, user, 0), ("Bought", {}, 900))
    for tell, decides in ((near, True), (far, False)):
        found, pairs = races(tell, tell)
        assert found.decides(WHO, pairs[1]) is decides  # type: ignore[arg-type]


def test_what_cut_a_batch_is_steady_where_both_carry_the_same_and_nothing_is_near() -> None:
    calls: tuple[Made, ...] = (("A", {}, 0), ("B", {}, 100))
    together, apart = reported(*calls, together=True), reported(*calls)
    for left, right, decides in ((together, together, False), (apart, apart, True), (together, apart, True)):
        found, pairs = races(left, right)
        assert found.decides(TRIGGER, pairs[0]) is decides  # type: ignore[arg-type]
        assert found.decides(NUMBER, pairs[0])  # type: ignore[arg-type]
        assert not found.decides(("data", "n"), pairs[0])  # type: ignore[arg-type]
