"""The commands about elements: finding, touching, reading them."""

from __future__ import annotations

import base64

from harness.w3c.arguments import Json
from harness.w3c.looks import attribute_of, is_enabled, text_of
from harness.w3c.pictures import take_picture
from harness.w3c.routing import Request, Route, Routes, needs
from harness.w3c.screen import Node
from harness.w3c.touch import tap_node, type_into


def find_element(request: Request) -> Json:
    body = request.body
    return request.session.elements.find_one(body.text("using"), body.text("value"), request.element)


def find_elements(request: Request) -> Json:
    body = request.body
    return request.session.elements.find_all(body.text("using"), body.text("value"), request.element)


def active_element(request: Request) -> Json:
    return request.session.elements.active()


def click(request: Request) -> None:
    tap_node(request.session.handset, node_of(request))


def send_keys(request: Request) -> None:
    """``text``, or in older clients ``value``: an array of letters."""
    body = request.body
    typed = body.text("text") if body.has("text") else "".join(str(letter) for letter in body.items("value"))
    type_into(request.session.handset, node_of(request), typed)


def clear(request: Request) -> None:
    type_into(request.session.handset, node_of(request), "", replaces=True)


def get_text(request: Request) -> Json:
    return text_of(node_of(request))


def get_name(request: Request) -> Json:
    """The class on Android, the type on iOS."""
    return node_of(request).tag


def get_attribute(request: Request) -> Json:
    return attribute_of(request.session.handset.screen(), node_of(request), request.name)


def is_displayed(request: Request) -> Json:
    """What is found is on the screen; what is no longer there is stale."""
    node_of(request)
    return True


def get_enabled(request: Request) -> Json:
    return is_enabled(node_of(request))


def is_selected(request: Request) -> Json:
    """None of the widgets can be selected."""
    node_of(request)
    return False


def get_rect(request: Request) -> Json:
    return node_of(request).rect.as_json()


def get_location(request: Request) -> Json:
    rect = node_of(request).rect
    return {"x": rect.x, "y": rect.y}


def get_size(request: Request) -> Json:
    rect = node_of(request).rect
    return {"width": rect.width, "height": rect.height}


def get_picture(request: Request) -> Json:
    picture = take_picture(request.session.handset.screen(), node_of(request).rect)
    return base64.b64encode(picture).decode("ascii")


def node_of(request: Request) -> Node:
    return request.session.elements.node(request.element)


ROUTES: Routes = {
    ("POST", "/element"): Route(find_element, needs("using", "value")),
    ("POST", "/elements"): Route(find_elements, needs("using", "value")),
    ("GET", "/element/active"): Route(active_element),
    ("POST", "/element/:e/element"): Route(find_element, needs("using", "value")),
    ("POST", "/element/:e/elements"): Route(find_elements, needs("using", "value")),
    ("POST", "/element/:e/click"): Route(click),
    ("POST", "/element/:e/value"): Route(send_keys),
    ("POST", "/element/:e/clear"): Route(clear),
    ("GET", "/element/:e/text"): Route(get_text),
    ("GET", "/element/:e/name"): Route(get_name),
    ("GET", "/element/:e/attribute/:n"): Route(get_attribute),
    ("GET", "/element/:e/displayed"): Route(is_displayed),
    ("GET", "/element/:e/enabled"): Route(get_enabled),
    ("GET", "/element/:e/selected"): Route(is_selected),
    ("GET", "/element/:e/rect"): Route(get_rect),
    ("GET", "/element/:e/location"): Route(get_location),
    ("GET", "/element/:e/location_in_view"): Route(get_location),
    ("GET", "/element/:e/size"): Route(get_size),
    ("GET", "/element/:e/screenshot"): Route(get_picture),
}
