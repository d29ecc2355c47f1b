from __future__ import annotations

from dataclasses import replace

from tests.compare.a_pair import a_day, both, captured, found, told
from tests.rules.a_life import Life


def reset_too(life: Life) -> None:
    a_day(life)
    life.told("reset")


def test_another_action_is_named_and_nothing_after_it() -> None:
    def others(life: Life) -> None:
        a_day(life)
        life.told("flush").told("kill")

    assert told(both(reset_too, others), "actions") == [("action 3", "reset", "flush")]


def test_an_action_that_is_missing_is_said() -> None:
    assert told(both(a_day, reset_too), "actions") == [("action 3", "nothing more", "reset")]


def test_arguments_differ_but_for_texts_that_were_drawn() -> None:
    def told_of(name: str, count: int) -> object:
        return lambda life: life.told("track", name=name, properties={"n": count})

    assert found(both(told_of("Ada Bought", 1), told_of("Bea Bought", 1))) == []  # type: ignore[arg-type]
    assert told(both(told_of("A", 1), told_of("A", 2)), "actions") == [("action 2 track /properties/n", "1", "2")]  # type: ignore[arg-type]


def test_another_test_is_said_and_another_device_is_not() -> None:
    left, right = both(a_day, a_day)
    named = replace(right, header=replace(right.header, test="it[jvm]", device="jvm"))
    assert found((left, named)) == []
    (one,) = found((left, replace(right, header=replace(right.header, test="another"))))
    assert (one.severity, one.message) == ("warning", "test: it | another")


def test_a_capture_file_says_nothing_of_it() -> None:
    assert told(captured(reset_too, a_day), "actions") == []
