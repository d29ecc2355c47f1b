from __future__ import annotations

from typing import Any

import pytest

from tests.compare.a_pair import Tell, a_day, both, found, spoiled, told
from tests.rules.a_life import GONE, Life, changed


def altered(path: str, value: Any) -> Tell:
    def tell(life: Life) -> None:
        life.told("track", name="Bought", properties={"n": 1})
        life.sent(changed(life.message(), path, value)).reported(life.point())

    return tell


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        ("properties.n", 2, ("segment track 'Bought' /properties/n", "1", "2")),
        ("properties.n", 1.0, ("segment track 'Bought' /properties/n", "1", "1.0")),
        ("properties.n", True, ("segment track 'Bought' /properties/n", "1", "True")),
        ("properties.n", GONE, ("segment track 'Bought' /properties/n", "1", "absent")),
        ("context.app.name", "Other", ("segment /context/app/name", "'Sample'", "'Other'")),
        ("integrations", {"MoEngage": False}, ("segment /integrations/MoEngage", "absent", "False")),
        ("_metadata.bundled", [], ("segment /_metadata/bundled", "['MoEngage']", "[]")),
        ("timestamp", "2026-01-02 03:04", ("segment track /timestamp", "a time in UTC", "'2026-01-02 03:04'")),
        ("messageId", "A" * 8, ("segment track /messageId", "a UUID in lower case", "'AAAAAAAA'")),
    ],
)
def test_what_differs_is_named_by_its_path(path: str, value: Any, said: tuple[str, str, str]) -> None:
    assert told(both(a_day, altered(path, value)), "fields") == [said]


def test_a_field_of_its_own_is_said() -> None:
    assert told(both(a_day, spoiled(channel="mobile")), "fields") == [("segment track /channel", "absent", "'mobile'")]


def test_moengages_values_and_senders_are_compared() -> None:
    def other(life: Life) -> None:
        life.told("track", name="Bought", properties={"n": 1}).sent(life.message())
        report = changed(life.report(life.point(attributes={"n": "1"})), "query_params.app_ver", "201")
        life.asked("https://sdk-01.moengage.com/v2/sdk/report/WORKSPACE_DEBUG", report, **life.app_key())

    assert told(both(a_day, other), "fields") == [
        ("moengage event_tracked 'Bought' /data/n", "1", "'1'"),
        ("moengage /context/app_ver", "'200'", "'201'"),
    ]


def test_the_same_difference_of_many_calls_is_one_finding() -> None:
    def day(name: str) -> Tell:
        def tell(life: Life) -> None:
            for number in range(3):
                life.sent(changed(life.message(event=f"E{number}"), "context.app.name", name))

        return tell

    (one,) = found(both(day("A"), day("B")), "fields")
    assert (one.count, len(one.exchanges)) == (3, 3)


def test_a_time_that_the_app_said_is_no_moment_of_the_run() -> None:
    times = ("2026-01-02T03:04:05.678Z", "2026-01-03T03:04:05.678Z")
    left, right = (spoiled(properties={"n": 1, "day": time}) for time in times)
    assert [path for path, _, _ in told(both(left, right), "fields")] == ["segment track 'Bought' /properties/day"]


def test_who_was_drawn_for_a_run_is_the_same_person() -> None:
    def of(user: str) -> Tell:
        def tell(life: Life) -> None:
            life.told("identify", user_id=user, traits={"email": f"{user}@example.com"})
            life.sent(life.message("identify", userId=user, traits={"email": f"{user}@example.com"}))

        return tell

    assert found(both(of("ada-17"), of("bea-29"))) == []


def test_another_person_than_the_one_who_was_told_is_said() -> None:
    def of(told_first: str, told_then: str, sent: str) -> Tell:
        def tell(life: Life) -> None:
            life.told("identify", user_id=told_first).told("identify", user_id=told_then)
            life.sent(life.message("identify", userId=sent))

        return tell

    left, right = of("ada-17", "cleo-5", "ada-17"), of("bea-29", "dora-7", "dora-7")
    assert told(both(left, right), "fields") == [("segment identify /userId", "'ada-17'", "'dora-7'")]


def test_which_trigger_cut_a_batch_is_left_out_where_calls_raced() -> None:
    def reported(trigger: str, at: str) -> Tell:
        def tell(life: Life) -> None:
            for name, moment in (("A", "1767323046000"), ("B", at)):
                report = life.report(life.point(name, EVENT_G_TIME=moment))
                report["meta"] |= {"t_p": trigger, "b_num": len(trigger)}
                life.asked("https://sdk-01.moengage.com/v2/sdk/report/W_DEBUG", report, **life.app_key())

        return tell

    near, far = "1767323046100", "1767323049000"
    assert told(both(reported("a_open", near), reported("b_c_l", near)), "fields") == []
    assert told(both(reported("a_open", far), reported("b_c_l", far)), "fields") == [
        ("moengage /context/meta/t_p", "'a_open'", "'b_c_l'")
    ]
