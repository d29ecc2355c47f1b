"""Replaces methods of the models in this process, and puts them back."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from typing import Any

from harness.errors import ConfigurationError


class Patch:
    """``patch(Class, "method", replacement)``: calls come to ``replacement(original, self, *args)``."""

    def __init__(self, fault: str) -> None:
        self._fault = fault
        self._undo: list[Callable[[], None]] = []

    def __call__(self, owner: type, method: str, replacement: Callable[..., Any]) -> None:
        original = self._original(owner, method)

        @functools.wraps(original)
        def replaced(self: Any, *args: Any, **kwargs: Any) -> Any:
            return replacement(original, self, *args, **kwargs)

        is_own = method in vars(owner)
        setattr(owner, method, replaced)
        self._undo.append(lambda: setattr(owner, method, original) if is_own else delattr(owner, method))

    def undo(self) -> None:
        while self._undo:
            self._undo.pop()()

    def _original(self, owner: type, method: str) -> Callable[..., Any]:
        found = inspect.getattr_static(owner, method, None)
        if inspect.isfunction(found):
            return found
        what = f"{getattr(owner, '__module__', '?')}.{getattr(owner, '__qualname__', repr(owner))}.{method}"
        trouble = "does not exist" if found is None else f"is a {type(found).__name__}, no plain method"
        raise ConfigurationError(
            f"the fault {self._fault!r} replaces {what}, which {trouble}",
            next_step="name a method that the model has; it may have been renamed",
        )
