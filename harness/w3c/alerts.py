"""The system's dialog over the app: reading and answering it, by WebDriver's routes and the drivers' own methods."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NoReturn

from harness.w3c.arguments import Arguments, Json
from harness.w3c.errors import invalid_argument, invalid_element_state, no_such_alert, unknown_error
from harness.w3c.handset import Handset
from harness.w3c.method import Methods
from harness.w3c.phone import Platform
from harness.w3c.routing import Request, Route, Routes, needs
from harness.w3c.sessions import Session

BUTTONS: Mapping[Platform, Mapping[str, bool]] = {
    "android": {"Allow": True, "Don't allow": False},
    "ios": {"Don’t Allow": False, "Allow": True},  # noqa: RUF001 (Apple's letter)
}
"""In the order of the screen; whether it accepts."""
ACTIONS = ("accept", "dismiss", "getButtons")


def require_alert(handset: Handset) -> str:
    if (text := handset.phone.alert()) is None:
        raise no_such_alert()
    return text


def answer_alert(handset: Handset, accepts: bool, label: str = "") -> None:
    """By a button's label, whatever it then means, or else by what the driver takes for that button."""
    require_alert(handset)
    buttons = BUTTONS[handset.platform]
    if label and label not in buttons:
        raise unknown_error(f"The alert has no button '{label}'. It has {', '.join(buttons)}")
    handset.focus = None
    handset.phone.answer_alert(buttons[label] if label else accepts)


# WebDriver's routes


def get_text(request: Request) -> Json:
    return require_alert(request.session.handset)


def send_text(request: Request) -> NoReturn:
    require_alert(request.session.handset)
    raise invalid_element_state("The alert has no field to type into")


def accept(request: Request) -> None:
    answer_alert(request.session.handset, accepts=True)


def dismiss(request: Request) -> None:
    answer_alert(request.session.handset, accepts=False)


# the drivers' methods


def accept_by_script(session: Session, arguments: Arguments) -> None:
    answer_alert(session.handset, accepts=True, label=arguments.text("buttonLabel", ""))


def dismiss_by_script(session: Session, arguments: Arguments) -> None:
    answer_alert(session.handset, accepts=False, label=arguments.text("buttonLabel", ""))


def treat(session: Session, arguments: Arguments) -> Json:
    action = arguments.text("action")
    if action not in ACTIONS:
        raise invalid_argument(f"The 'action' value should be one of {', '.join(ACTIONS)}, not '{action}'")
    if action == "getButtons":
        require_alert(session.handset)
        return list(BUTTONS["ios"])
    answer_alert(session.handset, action == "accept", arguments.text("buttonLabel", ""))
    return None


ROUTES: Routes = {
    ("POST", "/alert/accept"): Route(accept),
    ("POST", "/alert/dismiss"): Route(dismiss),
    ("GET", "/alert/text"): Route(get_text),
    ("POST", "/alert/text"): Route(send_text, needs("text")),
}
ANDROID: Methods = {"mobile: acceptAlert": accept_by_script, "mobile: dismissAlert": dismiss_by_script}
IOS: Methods = {"mobile: alert": treat}
