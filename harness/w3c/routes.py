"""All routes of a session, and what is said about those that lead nowhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NoReturn

from harness.clock import SYSTEM
from harness.w3c import alerts, commands_elements, commands_screen, commands_session, scripts
from harness.w3c.arguments import Arguments, Json
from harness.w3c.errors import (
    invalid_argument,
    not_on_a_virtual_phone,
    unexpected_alert_open,
    unknown_command,
    unknown_method,
)
from harness.w3c.phone import DialogOpenError, UnfitInputError
from harness.w3c.routing import Request, Route, Routes, parse_path
from harness.w3c.sessions import Session

ROUTES: Routes = {
    **commands_session.ROUTES,
    **commands_screen.ROUTES,
    **commands_elements.ROUTES,
    **alerts.ROUTES,
    **scripts.ROUTES,
}
FOR_WEB_PAGES = frozenset(
    {
        *("GET /url", "GET /title", "POST /forward", "POST /refresh", "GET /cookie", "POST /cookie", "DELETE /cookie"),
        *("GET /cookie/:n", "DELETE /cookie/:n", "GET /window", "POST /window", "DELETE /window", "POST /window/new"),
        *("GET /window/handles", "POST /window/rect", "POST /window/maximize", "POST /window/minimize"),
        *("POST /window/fullscreen", "POST /frame", "POST /frame/parent", "POST /print", "POST /execute/async"),
        *("GET /element/:e/shadow", "GET /element/:e/property/:n", "GET /element/:e/css/:n"),
        *("GET /element/:e/computedrole", "GET /element/:e/computedlabel"),
    }
)
"""W3C's commands that the drivers do not implement for native apps."""


def answer(session: Session, verb: str, path: str, body: Mapping[str, Json]) -> Json:
    """``path`` is what stands behind the session's id."""
    template, element, name = parse_path(path)
    route = ROUTES.get((verb, template))
    if route is None:
        _refuse(session, verb, path, template)
    route.parameters.check(body)
    began = SYSTEM.wall()
    try:
        return route.handler(Request(session, Arguments(body), element, name))
    except UnfitInputError as problem:
        raise invalid_argument(str(problem)) from None
    except DialogOpenError as dialog:
        raise unexpected_alert_open(str(dialog)) from None
    finally:
        session.commands.append(_record(route, began))


def _record(route: Route, began: float) -> dict[str, Json]:
    first, *rest = route.handler.__name__.split("_")
    command = first + "".join(word.capitalize() for word in rest)
    return {"cmd": command, "startTime": int(began * 1000), "endTime": int(SYSTEM.wall() * 1000)}


def _refuse(session: Session, verb: str, path: str, template: str) -> NoReturn:
    if f"{verb} {template}" in FOR_WEB_PAGES:
        raise unknown_method()
    if session.contract.knows_route(verb, path):
        raise not_on_a_virtual_phone(f"{verb} {template}", f"use the 'mobile:' method of {session.contract.driver}")
    others = sorted(known for known, known_template in ROUTES if known_template == template)
    if others:
        raise unknown_method(f"{template} knows {', '.join(others)}, not {verb}")
    raise unknown_command(
        f"The requested resource could not be found, or a request was received using an HTTP method that is not "
        f"supported by the mapped resource: {verb} {path}"
    )
