"""Users for tests: fresh for every call, the same again for the same seed."""

from __future__ import annotations

import random
from dataclasses import dataclass

NAMES = ("ada", "bea", "cleo", "dara", "edda", "fay", "gita", "hana", "ines", "jana", "kaya", "lena")


@dataclass(frozen=True)
class User:
    """A synthetic person; the address is of a domain that nobody can own (RFC 2606).

    The id is letters and digits behind a name, so that no vendor refuses or converts it (moengage.md 2.3).
    """

    id: str
    email: str
    first_name: str


class People:
    """Draws users from a seed."""

    def __init__(self, seed: str) -> None:
        self._random = random.Random(f"people {seed}")

    def draw(self) -> User:
        name = self._random.choice(NAMES)
        user_id = f"{name}-{self._random.getrandbits(32):08x}"
        return User(user_id, f"{user_id}@example.com", name.title())


_people = People("unseeded")


def seed(text: str) -> None:
    """From now on ``a_user()`` draws from this seed; the plugin calls it before every test."""
    global _people
    _people = People(text)


def a_user() -> User:
    """A person whom no vendor has seen."""
    return _people.draw()
