from __future__ import annotations

import harness.errors
from harness.errors import EXIT_CODES, WORST_FIRST, CapabilityMissingError, CaptureError, HarnessError

KINDS = [kind for kind in vars(harness.errors).values() if isinstance(kind, type) and issubclass(kind, HarnessError)]


def test_every_class_has_an_exit_code_of_its_own_and_a_rank() -> None:
    assert {kind.failure_class for kind in KINDS} == set(EXIT_CODES) == set(WORST_FIRST)
    assert sorted(EXIT_CODES.values()) == [69, 70, 71, 72, 73, 74, 78]


def test_the_tree_in_the_docstring_is_the_tree() -> None:
    assert harness.errors.__doc__ is not None
    for kind in KINDS:
        line = next(one for one in harness.errors.__doc__.splitlines() if kind.__name__ in one.split())
        assert f"exit {kind.exit_code}" in line
        assert f" {kind.failure_class} " in line


def test_an_error_says_the_next_step() -> None:
    assert str(CaptureError("no traffic", next_step="run harness doctor")) == "no traffic\nNext: run harness doctor"
    assert str(CaptureError("no traffic")) == "no traffic"


def test_a_missing_capability_names_itself_and_the_mark() -> None:
    lack = CapabilityMissingError("jvm", "push")
    assert (lack.message, lack.capability) == ("jvm has no push", "push")
    assert "needs('push')" in lack.next_step
