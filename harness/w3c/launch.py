"""Starting an app with arguments, in the forms that the two platforms' clients give them."""

from __future__ import annotations

import json
import shlex
from collections.abc import Mapping, Sequence

from harness.w3c.arguments import Json
from harness.w3c.errors import invalid_argument

EXTRA_TYPES = ("s", "sn", "z", "i", "l", "f", "u", "cn", "ia", "ial", "la", "lal", "fa", "fal", "sa", "sal")
WITHOUT_VALUE = "sn"


def read_extras(extras: Sequence[Json]) -> dict[str, str]:
    """``[["s", "writeKey", "abc"], ["z", "debug", "true"]]``: an intent's extras, all as text."""
    arguments = {}
    for item in extras:
        if not isinstance(item, list):
            raise invalid_argument(f"Extra argument '{item}' must be an array")
        kind, key, value = (*item, None, None, None)[:3]
        if kind not in EXTRA_TYPES:
            raise invalid_argument(
                f"Extra argument type '{kind}' is not known. Supported intent argument types are: "
                f"{', '.join(EXTRA_TYPES)}"
            )
        if not isinstance(key, str) or not key.strip():
            raise invalid_argument(f"Extra argument's key in '{json.dumps(item)}' must be a valid string identifier")
        if value is None and kind != WITHOUT_VALUE:
            raise invalid_argument(
                f"Intent argument type '{kind}' in '{json.dumps(item)}' requires a valid value to be provided"
            )
        arguments[key] = "" if value is None else as_text(value)
    return arguments


def read_intent_arguments(written: str) -> dict[str, str]:
    """``--es writeKey abc --ez debug true``: the capability ``optionalIntentArguments``; its other options say
    nothing to the app."""
    try:
        words = shlex.split(written)
    except ValueError as problem:
        raise invalid_argument(f"'optionalIntentArguments' cannot be read: {problem}") from problem
    extras = [
        [option.removeprefix("--e"), *words[index + 1 : index + 3]]
        for index, option in enumerate(words)
        if option.startswith("--e")
    ]
    return read_extras(extras)


def read_environment(environment: Mapping[str, Json]) -> dict[str, str]:
    return {str(name): as_text(value) for name, value in environment.items()}


def package_of(component: str) -> str:
    """``com.example.sample/.MainActivity`` -> ``com.example.sample``"""
    return component.partition("/")[0]


def as_text(value: Json) -> str:
    return value if isinstance(value, str) else json.dumps(value)
