"""Which modules model a platform's SDKs, and how many of their behaviours rest on less than a verified fact."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from types import ModuleType

from harness.virtual.facts import unverified
from harness.w3c.phone import Platform

SDK = "harness.virtual.sdk"
ROOTS: dict[Platform, tuple[str, ...]] = {
    "android": ("segment_kotlin", "destination_kotlin", "moengage_android"),
    "ios": ("segment_swift", "destination_swift", "moengage_ios"),
}


def guessed(platform: Platform) -> list[str]:
    """``["moengage_android.Reports.send: moengage.md 1.7 (likely)", ...]``."""
    found = unverified(*models_of(platform))
    return [f"{one.model}.{one.name}: {one.fact} ({one.mark})" for one in found]


def models_of(platform: Platform) -> list[str]:
    """The last names of the modules that a platform's models are made of: the roots and what they import."""
    left = [f"{SDK}.{name}" for name in ROOTS[platform]]
    seen: set[str] = set()
    while left:
        name = left.pop()
        if name not in seen:
            seen.add(name)
            left += _imported_by(importlib.import_module(name))
    return sorted(name.rsplit(".", 1)[-1] for name in seen)


def _imported_by(module: ModuleType) -> Iterator[str]:
    for value in vars(module).values():
        name = value.__name__ if isinstance(value, ModuleType) else getattr(value, "__module__", None)
        if isinstance(name, str) and name.startswith(f"{SDK}.") and name in sys.modules:
            yield name
