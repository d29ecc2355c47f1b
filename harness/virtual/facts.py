"""Every modelled behaviour names the fact it rests on; a run says how many rest on a guess."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeVar

Mark = Literal["verified", "likely", "guess", "inferred"]
Function = TypeVar("Function", bound=Callable[..., object])


@dataclass(frozen=True, order=True)
class Behaviour:
    """``model`` is the SDK it belongs to (the defining module's last name), ``name`` the function that has it."""

    model: str
    name: str
    fact: str
    mark: Mark


BEHAVIOURS: dict[str, Behaviour] = {}


def rests_on(fact: str, mark: Mark = "verified") -> Callable[[Function], Function]:
    """``@rests_on("moengage.md 2.3", "likely")``: the function below behaves so because of this fact.

    likely: two hints or a direct inference; guess: nothing but plausibility; inferred: read, not executed.
    """

    def register(function: Function) -> Function:
        model = function.__module__.rsplit(".", 1)[-1]
        name = function.__qualname__
        BEHAVIOURS[f"{model}.{name}"] = Behaviour(model, name, fact, mark)
        return function

    return register


def unverified(*models: str) -> list[Behaviour]:
    """The behaviours of these models that rest on something weaker than a verified fact."""
    return sorted(one for one in BEHAVIOURS.values() if one.mark != "verified" and one.model in models)
