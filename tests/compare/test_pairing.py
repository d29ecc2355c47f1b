from __future__ import annotations

from harness.compare.pairing import named, path_of, tree_of
from tests.compare.a_pair import Tell, both, captured, label, pair_of
from tests.rules.a_life import Life


def tracked(*numbers: int) -> Tell:
    return lambda life: life.sent(*[life.message(event="Bought", properties={"n": number}) for number in numbers])


def paired(left: Tell, right: Tell) -> list[tuple[object, object]]:
    pairs = pair_of(both(left, right)).pairs
    return [(mine.call.data.get("n"), its.call.data.get("n")) for mine, its in pairs if mine.call.name == "Bought"]


def test_calls_of_one_name_are_paired_by_what_they_say() -> None:
    assert paired(tracked(1, 2, 3), tracked(3, 1, 2)) == [(1, 1), (2, 2), (3, 3)]


def test_what_is_left_is_paired_first_with_first() -> None:
    assert paired(tracked(1, 2, 3), tracked(9, 2, 8)) == [(1, 9), (2, 2), (3, 8)]


def test_what_has_no_partner_is_alone() -> None:
    pair = pair_of(both(tracked(1, 2), tracked(2)))
    assert [[one.call.data["n"] for one in side] for side in pair.alone] == [[1], []]


def test_parts_of_a_scenario_pair_first_and_what_moved_pairs_still() -> None:
    def parts(*names: str) -> Tell:
        def tell(life: Life) -> None:
            for name in names:
                label(life, name)
                life.sent(life.message(event="Bought", properties={"part": "same"}))

        return tell

    pairs = pair_of(captured(parts("one", "two"), parts("two", "three"))).pairs
    assert [(mine.label, its.label) for mine, its in pairs] == [("one", "three"), ("two", "two")]


def test_paths_name_the_event_only_for_what_belongs_to_it() -> None:
    (pair,) = pair_of(captured(tracked(1), tracked(1))).pairs
    call = pair[0].call
    assert path_of(call, ("properties", "n")) == "segment track 'Bought' /properties/n"
    assert path_of(call, ("context", "locale")) == "segment /context/locale"
    assert path_of(call, ("userId",)) == "segment track /userId"
    assert named(call) == "segment track 'Bought'"
    assert tree_of(call) is call.raw


def test_of_a_report_what_is_read_into_other_places_is_compared_once() -> None:
    (pair,) = pair_of(captured(*[lambda life: life.reported(life.point())] * 2)).pairs
    tree = tree_of(pair[0].call)
    assert "EVENT_ATTRS" not in tree["body"]
    assert tree["data"] == {"n": 1}
    assert "meta" in tree["context"]
