from __future__ import annotations

import pytest

from harness import people
from harness.people import People, a_user

RESTRICTED = {"guest", "null", "0", "1", "true", "false", "na", "user_id", "id", "uid", "none", "2", "unknown"}


def test_the_same_seed_draws_the_same_people() -> None:
    first, second = People("s"), People("s")
    assert [first.draw() for _ in range(5)] == [second.draw() for _ in range(5)]
    assert People("other").draw() != People("s").draw()


def test_nobody_is_drawn_twice() -> None:
    drawn = People("s")
    assert len({drawn.draw().id for _ in range(1000)}) == 1000


def test_addresses_are_of_a_domain_that_nobody_can_own() -> None:
    user = a_user()
    assert user.email == f"{user.id}@example.com"


def test_ids_survive_every_conversion_and_restriction() -> None:
    for _ in range(200):
        user = a_user()
        assert user.id not in RESTRICTED
        with pytest.raises(ValueError, match="could not convert"):
            float(user.id)


def test_seeding_starts_the_draw_anew() -> None:
    people.seed("again")
    first = a_user()
    people.seed("again")
    assert a_user() == first
