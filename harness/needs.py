"""What a test needs of its device, read from its code before anything is started: the verbs that it says."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import CodeType, FunctionType
from typing import Any

from harness.app import App
from harness.devices.device import NEEDS, Capability
from harness.phone import Phone

ELSEWISE = ("time_travel", "queues")
"""What lacks these waits, or knows less: it skips nothing."""
VERBS: Mapping[str, FunctionType] = {
    name: value for kind in (App, Phone) for name, value in vars(kind).items() if isinstance(value, FunctionType)
}


def needed_by(test: Callable[..., Any]) -> frozenset[Capability]:
    """By what it and the functions of its own file call: ``phone.go_offline()`` needs a radio."""
    function = getattr(test, "__wrapped__", test)
    return (
        frozenset(_needs(function, function.__globals__, set())) if isinstance(function, FunctionType) else frozenset()
    )


def _needs(function: FunctionType, known: Mapping[str, Any], seen: set[CodeType]) -> Iterator[Capability]:
    for code in _codes(function.__code__):
        if code in seen:
            continue
        seen.add(code)
        for name in code.co_names:
            if name in NEEDS and NEEDS[name] not in ELSEWISE:
                yield NEEDS[name]
            for called in (VERBS.get(name), known.get(name)):
                if isinstance(called, FunctionType):
                    yield from _needs(called, called.__globals__, seen)


def _codes(code: CodeType) -> Iterator[CodeType]:
    """With those of the functions inside."""
    yield code
    for one in code.co_consts:
        if isinstance(one, CodeType):
            yield from _codes(one)
