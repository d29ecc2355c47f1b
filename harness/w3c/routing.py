"""A command on its way: what was asked of which session, and the shape of the tables that answer it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from harness.w3c.arguments import Arguments, Json
from harness.w3c.contract import Parameters
from harness.w3c.sessions import Session


@dataclass(frozen=True)
class Request:
    """``element`` and ``name`` are what stood in the path for ``:e`` and ``:n``."""

    session: Session
    body: Arguments
    element: str = ""
    name: str = ""


Handler = Callable[[Request], Json]


NOTHING = Parameters()


@dataclass(frozen=True)
class Route:
    handler: Handler
    parameters: Parameters = NOTHING


Routes = Mapping[tuple[str, str], Route]
"""By HTTP method and path behind the session's id: ``("GET", "/element/:e/text")``."""

NAMED = ("attribute", "property", "css", "cookie")


def needs(*names: str) -> Parameters:
    return Parameters(required=names)


def parse_path(path: str) -> tuple[str, str, str]:
    """``/element/7b/attribute/text`` -> ``/element/:e/attribute/:n``, ``7b``, ``text``"""
    parts = path.split("/")
    element = name = ""
    if len(parts) > 2 and parts[1] == "element" and parts[2] != "active":
        element, parts[2] = unquote(parts[2]), ":e"
    if len(parts) > 2 and parts[-2] in NAMED:
        name, parts[-1] = unquote(parts[-1]), ":n"
    return "/".join(parts), element, name
