from __future__ import annotations

from typing import Any

import pytest

from harness.errors import ConfigurationError
from harness.virtual.faults import Patch


class Model:
    limit = 7

    def add(self, one: int, *, other: int = 0) -> int:
        """Adds."""
        return one + other

    @property
    def total(self) -> int:
        return 1

    @staticmethod
    def still() -> None: ...


class Heir(Model):
    pass


@pytest.fixture
def patch() -> Patch:
    return Patch("add_doubles")


def doubled(original: Any, self: Model, *args: Any, **kwargs: Any) -> Any:
    return 2 * original(self, *args, **kwargs)


def test_calls_come_to_the_replacement_with_the_original(patch: Patch) -> None:
    patch(Model, "add", doubled)
    assert Model().add(1, other=2) == 6
    patch.undo()
    assert Model().add(1, other=2) == 3


def test_patches_stack_and_are_undone_from_the_top(patch: Patch) -> None:
    original = Model.add
    patch(Model, "add", doubled)
    patch(Model, "add", doubled)
    assert Model().add(1) == 4
    patch.undo()
    assert Model.add is original


def test_an_inherited_method_is_replaced_in_the_heir_only(patch: Patch) -> None:
    patch(Heir, "add", doubled)
    assert (Heir().add(1), Model().add(1)) == (2, 1)
    patch.undo()
    assert "add" not in vars(Heir)
    assert Heir().add(1) == 1


def test_the_replaced_method_keeps_its_name_and_documentation(patch: Patch) -> None:
    patch(Model, "add", doubled)
    assert (Model.add.__name__, Model.add.__doc__) == ("add", "Adds.")
    patch.undo()


@pytest.mark.parametrize(
    ("method", "trouble"),
    [("sub", "does not exist"), ("limit", "is a int"), ("total", "property"), ("still", "static")],
)
def test_only_methods_can_be_replaced(patch: Patch, method: str, trouble: str) -> None:
    with pytest.raises(ConfigurationError, match=rf"'add_doubles' replaces .*Model\.{method}, which .*{trouble}"):
        patch(Model, method, doubled)
