"""The commands about the screen as a whole: its source, picture, size and direction, gestures on it."""

from __future__ import annotations

import base64

from harness.w3c.actions import Place, parse_actions
from harness.w3c.arguments import Json
from harness.w3c.errors import not_on_a_virtual_phone
from harness.w3c.pictures import take_picture
from harness.w3c.routing import Request, Route, Routes, needs
from harness.w3c.source import write_source
from harness.w3c.touch import go_back, tap, type_with_keyboard


def get_source(request: Request) -> Json:
    return write_source(request.session.handset.screen())


def get_screenshot(request: Request) -> Json:
    return base64.b64encode(take_picture(request.session.handset.screen())).decode("ascii")


def get_window_rect(request: Request) -> Json:
    return request.session.handset.screen().rect.as_json()


def get_orientation(request: Request) -> Json:
    return request.session.handset.orientation


def set_orientation(request: Request) -> None:
    request.session.handset.rotate(request.body.text("orientation"))


def perform_actions(request: Request) -> None:
    elements, handset = request.session.elements, request.session.handset

    def center_of(element_id: str) -> Place:
        return elements.node(element_id).rect.center

    gesture = parse_actions(request.body.items("actions"), center_of)
    for x, y in gesture.taps:
        tap(handset, x, y)
    if gesture.typed:
        type_with_keyboard(handset, gesture.typed)


def release_actions(_request: Request) -> None:
    """Every action ends with its command: no finger is down and no key is held."""


def press_back(request: Request) -> None:
    go_back(request.session.handset)


def refuse_recording(_request: Request) -> None:
    raise not_on_a_virtual_phone("Screen recording")


ROUTES: Routes = {
    ("GET", "/source"): Route(get_source),
    ("GET", "/screenshot"): Route(get_screenshot),
    ("GET", "/window/rect"): Route(get_window_rect),
    ("GET", "/orientation"): Route(get_orientation),
    ("POST", "/orientation"): Route(set_orientation, needs("orientation")),
    ("POST", "/actions"): Route(perform_actions, needs("actions")),
    ("DELETE", "/actions"): Route(release_actions),
    ("POST", "/back"): Route(press_back),
    ("POST", "/appium/start_recording_screen"): Route(refuse_recording),
    ("POST", "/appium/stop_recording_screen"): Route(refuse_recording),
}
