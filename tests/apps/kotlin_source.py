"""Reads what the sample Android app's Kotlin sources declare, without a compiler."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from harness.virtual.verbs import Argument

ANDROID = Path(__file__).parents[2] / "apps" / "android"
MAIN = ANDROID / "app" / "src" / "main" / "kotlin" / "com" / "example" / "sample"

VERB = re.compile(r'^ {4}verb\("(\w+)"(.*?)\) \{', re.MULTILINE)
ARGUMENT = re.compile(r"(text|needed|data)\(([^)]*)\)")
QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
DEFAULT = re.compile(r'^ {12}"(\w+)" to "(.*)",$', re.MULTILINE)


def source(name: str) -> str:
    return (MAIN / name).read_text("utf-8")


def read_verbs(text: str) -> dict[str, tuple[Argument, ...]]:
    """The table of Verbs.kt: each verb's arguments, in its order."""
    return {name: tuple(_arguments(rest)) for name, rest in VERB.findall(text)}


def _arguments(text: str) -> Iterator[Argument]:
    for kind, inside in ARGUMENT.findall(text):
        name, *choices = QUOTED.findall(inside)
        is_object = kind == "data"
        yield Argument(name, "object" if is_object else "text", kind == "needed", tuple(choices))


def read_defaults(text: str) -> Mapping[str, str]:
    """The launch arguments of Launch.kt that have a value of their own."""
    return dict(DEFAULT.findall(text))


def read_texts(text: str, opening: str) -> set[str]:
    """What every ``opening"..."`` says, each thing that is filled in written as ``{}``."""
    return {_filled(text, found.end()) for found in re.finditer(re.escape(opening) + r'\s*"', text)}


def _filled(text: str, start: int) -> str:
    """From behind the opening quote to the closing one."""
    said, place = "", start
    while text[place] != '"':
        if text[place] == "\\":
            said, place = said + text[place + 1], place + 2
        elif text[place] == "$":
            said, place = said + "{}", _end_of_filling(text, place + 1)
        else:
            said, place = said + text[place], place + 1
    return said


def _end_of_filling(text: str, place: int) -> int:
    if text[place] != "{":
        found = re.compile(r"\w+").match(text, place)
        assert found is not None
        return found.end()
    depth = 0
    for end in range(place, len(text)):
        depth += {"{": 1, "}": -1}.get(text[end], 0)
        if depth == 0:
            return end + 1
    raise AssertionError("a filling has no end")


def constants(text: str) -> dict[str, Any]:
    return dict(re.findall(r'^const val (\w+) = "(.*)"$', text, re.MULTILINE))
