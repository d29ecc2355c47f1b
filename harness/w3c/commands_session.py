"""The commands about the session, and those about the device that have a route of their own."""

from __future__ import annotations

from harness.clock import SYSTEM
from harness.w3c.apps import open_link
from harness.w3c.arguments import Arguments, Json
from harness.w3c.errors import invalid_argument, unknown_error
from harness.w3c.logs import TYPES, read_log
from harness.w3c.routing import Request, Route, Routes, needs

NATIVE = "NATIVE_APP"


def get_capabilities(request: Request) -> Json:
    return request.session.capabilities


def get_timeouts(request: Request) -> Json:
    return request.session.timeouts


def set_timeouts(request: Request) -> None:
    """Remembered; what they would wait for is there at once (see ``locators``)."""
    for name in request.body.values:
        if name not in ("script", "pageLoad", "implicit", "command"):
            raise invalid_argument(f"no timeout is named '{name}'")
        if (value := request.body.number(name)) < 0:
            raise invalid_argument(f"'{name}' must not be negative: {value:g}")
    request.session.timeouts.update(request.body.values)


def get_settings(request: Request) -> Json:
    return request.session.settings


def update_settings(request: Request) -> None:
    request.session.settings.update(request.body.mapping("settings"))


def log_event(request: Request) -> None:
    name = f"{request.body.text('vendor')}:{request.body.text('event')}"
    request.session.events.setdefault(name, []).append(int(SYSTEM.wall() * 1000))


def get_events(request: Request) -> Json:
    """All of them, or those of the named ``type``s."""
    known = {"commands": list(request.session.commands), **request.session.events}
    kinds = request.body.any("type", [])
    wanted = kinds if isinstance(kinds, list) else [kinds]
    return {name: times for name, times in known.items() if not wanted or name in wanted}


def get_log_types(request: Request) -> Json:
    return list(TYPES[request.session.platform])


def get_log(request: Request) -> Json:
    return read_log(request.session.log, request.body.text("type"))


def get_contexts(_request: Request) -> Json:
    return [NATIVE]


def get_context(_request: Request) -> Json:
    return NATIVE


def set_context(request: Request) -> None:
    if request.body.any("name") != NATIVE:
        raise unknown_error("No such context found.")


def get_location(request: Request) -> Json:
    return request.session.handset.location


def set_location(request: Request) -> Json:
    place = Arguments(request.body.mapping("location"))
    found = {"latitude": place.number("latitude"), "longitude": place.number("longitude")}
    request.session.handset.location = {**found, "altitude": place.number("altitude", 0.0)}
    return request.session.handset.location


def open_url(request: Request) -> None:
    open_link(request.session.handset, request.body.text("url"), request.session.app_id)


ROUTES: Routes = {
    ("GET", ""): Route(get_capabilities),
    ("GET", "/timeouts"): Route(get_timeouts),
    ("POST", "/timeouts"): Route(set_timeouts),
    ("GET", "/appium/capabilities"): Route(get_capabilities),
    ("GET", "/appium/settings"): Route(get_settings),
    ("POST", "/appium/settings"): Route(update_settings, needs("settings")),
    ("POST", "/appium/events"): Route(get_events),
    ("POST", "/appium/log_event"): Route(log_event, needs("vendor", "event")),
    ("GET", "/se/log/types"): Route(get_log_types),
    ("POST", "/se/log"): Route(get_log, needs("type")),
    ("GET", "/log/types"): Route(get_log_types),
    ("POST", "/log"): Route(get_log, needs("type")),
    ("GET", "/contexts"): Route(get_contexts),
    ("GET", "/context"): Route(get_context),
    ("POST", "/context"): Route(set_context, needs("name")),
    ("GET", "/location"): Route(get_location),
    ("POST", "/location"): Route(set_location, needs("location")),
    ("POST", "/url"): Route(open_url, needs("url")),
}
