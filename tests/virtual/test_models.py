from __future__ import annotations

import pytest

from harness.virtual.facts import BEHAVIOURS
from harness.virtual.models import ROOTS, guessed, models_of


@pytest.mark.parametrize(("platform", "other"), [("android", "swift"), ("ios", "kotlin")])
def test_a_platforms_models_are_its_roots_and_what_they_import(platform: str, other: str) -> None:
    names = models_of(platform)  # type: ignore[arg-type]  # a parameter is text
    assert set(ROOTS[platform]) < set(names)  # type: ignore[index]
    assert [name for name in names if other in name] == []


def test_a_module_behind_a_root_counts() -> None:
    assert "kotlin_http" in models_of("android")


@pytest.mark.parametrize("platform", ["android", "ios"])
def test_only_what_rests_on_less_than_a_verified_fact_is_guessed(platform: str) -> None:
    said = guessed(platform)  # type: ignore[arg-type]  # a parameter is text
    models = models_of(platform)  # type: ignore[arg-type]
    weak = [one for one in BEHAVIOURS.values() if one.model in models and one.mark != "verified"]
    assert len(said) == len(weak)
    assert all(line.endswith(("(likely)", "(guess)", "(inferred)")) for line in said)
