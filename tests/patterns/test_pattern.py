from __future__ import annotations

from dataclasses import replace

import pytest

from harness.errors import ConfigurationError
from harness.patterns.fields import ABSENT, ANYONE, ANYTHING, NOBODY, Mismatch, containing, exactly, like
from harness.patterns.pattern import Pattern, closest, id_of, said
from harness.patterns.segment import tracked
from harness.people import User
from tests.patterns.calls import ANONYMOUS, a_track

ADA = User("ada-1", "ada-1@example.com", "Ada")


def texts(pattern: Pattern, **call: object) -> list[str]:
    return [str(one) for one in pattern.mismatches(a_track(**call))]  # type: ignore[arg-type]


def test_a_pattern_reads_as_the_call_that_it_wants() -> None:
    assert str(tracked("After", user="user-4", anonymous_id="anon-1")) == (
        "segment track(name='After', user_id='user-4', anonymous_id='anon-1')"
    )
    assert str(tracked()) == "segment track()"
    assert str(tracked("E", NOBODY, properties={"n": 1}, status=200)) == (
        "segment track(name='E', user_id=NOBODY, status=200, properties={'n': 1})"
    )
    assert repr(tracked("E", like("^a"))) == "segment track(name='E', user_id=like('^a'))"


def test_a_call_of_another_kind_or_vendor_is_another_call() -> None:
    assert texts(tracked("E"), kind="screen") == ["kind: expected 'segment track', got 'segment screen'"]
    assert tracked("E").mismatches(replace(a_track("E"), vendor="moengage")) == (
        Mismatch("kind", "segment track", "moengage track"),
    )


def test_every_field_that_differs_is_named() -> None:
    pattern = tracked("After", user="ada-1", anonymous_id="anon-1", properties={"cart": {"n": 1}}, status=200)

    assert texts(pattern, name="Before", data={"cart": {"n": 2}}, status=503) == [
        "name: expected 'After', got 'Before'",
        "user_id: expected 'ada-1', got NOBODY",
        f"anonymous_id: expected 'anon-1', got '{ANONYMOUS}'",
        "status: expected 200, got 503",
        "properties.cart.n: expected 1, got 2",
    ]


def test_what_is_not_said_may_be_anything() -> None:
    for call in (a_track("E"), a_track("E", user_id="u", data={"n": 1}), a_track("F", anonymous_id=None, status=None)):
        assert tracked().matches(call)


def test_nobody_is_a_call_without_a_user_id() -> None:
    pattern = tracked("E", user=NOBODY)

    assert texts(pattern, user_id=None) == []
    assert texts(pattern, user_id="ada-1") == ["user_id: expected NOBODY, got 'ada-1'"]
    assert texts(pattern, user_id="") == ["user_id: expected NOBODY, got ''"]


@pytest.mark.parametrize("user", [ADA, "ada-1", like("^ada")])
def test_a_user_is_a_person_an_id_or_a_matcher(user: object) -> None:
    assert texts(tracked("E", user=user), user_id="ada-1") == []
    assert len(texts(tracked("E", user=user), user_id="bea-1")) == 1
    assert len(texts(tracked("E", user=user))) == 1


def test_none_is_not_a_user() -> None:
    with pytest.raises(ConfigurationError, match="the user is None") as raised:
        tracked("E", user=None)

    assert raised.value.next_step == "say NOBODY or ANYONE"


def test_ids_of_one_uuid_are_the_same_on_both_platforms() -> None:
    assert texts(tracked("E", anonymous_id=ANONYMOUS.upper())) == []
    assert texts(tracked("E", message_id=ANONYMOUS), message_id=ANONYMOUS.upper()) == []
    assert texts(tracked("E", anonymous_id="ANON-1"), anonymous_id="anon-1") == [
        "anonymous_id: expected 'ANON-1', got 'anon-1'"
    ]
    assert len(texts(tracked("E", anonymous_id=ANONYMOUS), anonymous_id=ANONYMOUS.replace("1", "2"))) == 1


def test_a_missing_field_is_absent() -> None:
    assert texts(tracked("E", anonymous_id="a"), anonymous_id=None) == ["anonymous_id: expected 'a', got ABSENT"]
    assert texts(tracked("E", anonymous_id=ABSENT), anonymous_id=None) == []
    assert texts(tracked("E", status=200), status=None) == ["status: expected 200, got ABSENT"]
    assert texts(tracked("E"), name=None) == ["name: expected 'E', got ABSENT"]


def test_a_plain_dict_of_properties_leaves_other_keys_free_but_not_inside() -> None:
    pattern = tracked("E", properties={"cart": {"n": 1}})

    assert texts(pattern, data={"cart": {"n": 1}, "more": 2}) == []
    assert texts(pattern, data={"cart": {"n": 1, "more": 2}}) == ["properties.cart.more: expected ABSENT, got 2"]
    assert texts(pattern, data={}) == ["properties.cart: expected {'n': 1}, got ABSENT"]


def test_properties_may_be_contained_exact_or_absent() -> None:
    data = {"cart": {"n": 1, "more": 2}, "m": 3}

    assert texts(tracked("E", properties=containing({"cart": {"n": 1}})), data=data) == []
    assert texts(tracked("E", properties=exactly({"m": 3})), data=data) == [
        "properties.cart: expected ABSENT, got {'n': 1, 'more': 2}"
    ]
    assert texts(tracked("E", properties=ABSENT), data={}) == []
    assert texts(tracked("E", properties=ABSENT), data={"m": 3}) == ["properties: expected ABSENT, got {'m': 3}"]


def test_a_key_may_be_asked_to_be_there_or_not() -> None:
    pattern = tracked("E", properties={"a": ANYTHING, "b": ABSENT})

    assert texts(pattern, data={"a": None}) == []
    assert texts(pattern, data={"b": 1}) == [
        "properties.a: expected ANYTHING, got ABSENT",
        "properties.b: expected ABSENT, got 1",
    ]


def test_a_plain_context_is_a_part_of_the_whole() -> None:
    pattern = tracked("E", context={"app": {"version": "1.0"}})

    assert texts(pattern, context={"app": {"version": "1.0", "build": "1"}, "locale": "en-US"}) == []
    assert texts(pattern, context={"app": {"version": "2.0"}}) == ["context.app.version: expected '1.0', got '2.0'"]


def test_only_one_name_is_a_name_to_look_for() -> None:
    assert tracked("E").name == "E"
    assert tracked(like("E")).name is None
    assert tracked().name is None


def test_the_closest_call_has_the_same_name_first() -> None:
    pattern = tracked("E", user="ada-1", properties={"a": 1, "b": 2})
    same_name = a_track("E", source="1")
    other_name = a_track("F", user_id="ada-1", data={"a": 1, "b": 2}, source="2")

    assert closest(pattern, [same_name, other_name]) == same_name
    assert pattern.closeness(same_name) < pattern.closeness(other_name)


def test_then_the_fewest_mismatches_and_then_the_latest_decide() -> None:
    pattern = tracked("E", user="ada-1", properties={"a": 1})
    far, near, nearer_too_late = (
        a_track("E", source="1"),
        a_track("E", user_id="ada-1", source="2"),
        a_track("E", user_id="ada-1", source="3"),
    )

    assert closest(pattern, [far, near, nearer_too_late]) == nearer_too_late
    assert closest(pattern, [nearer_too_late, near, far]) == near
    assert closest(pattern, []) is None


def test_a_call_of_another_kind_is_as_far_as_another_name() -> None:
    assert tracked("E").closeness(a_track("E", kind="screen")) == (True, 1)


def test_fields_that_say_nothing_are_left_out() -> None:
    assert said(name="E", user_id=ANYONE, anonymous_id=ANYTHING) == {"name": "E"}


def test_an_id_is_taken_from_a_user_only() -> None:
    assert id_of(ADA) == "ada-1"
    assert id_of("text") == "text"
    assert id_of(NOBODY) is NOBODY
