"""``virtual:`` scripts: what only a phone that is not there can do. No driver's contract has them."""

from __future__ import annotations

from collections.abc import Mapping

from harness.w3c.apps import installed
from harness.w3c.arguments import Arguments, Json
from harness.w3c.contract import Parameters
from harness.w3c.errors import invalid_argument
from harness.w3c.method import Method
from harness.w3c.sessions import Session


def advance(session: Session, arguments: Arguments) -> None:
    """Moves the phone's clock by ``seconds`` and fires what falls due."""
    seconds = arguments.number("seconds")
    if seconds < 0:
        raise invalid_argument(f"'seconds' must not be negative: {seconds:g}")
    session.phone.advance(seconds)


def queued(session: Session, _arguments: Arguments) -> Json:
    """Calls that an SDK still holds, by vendor."""
    return dict(session.phone.queued())


def stored(session: Session, arguments: Arguments) -> Json:
    """An app's preferences and files; of the app under test if none is named."""
    app_id = arguments.text("appId" if session.platform == "android" else "bundleId", "") or session.app_id
    if app_id is None:
        raise invalid_argument("'appId' or 'bundleId' must be given: no app is in front")
    with installed(session.handset, app_id):
        return dict(session.phone.stored(app_id))


def clear_keychain(session: Session, _arguments: Arguments) -> None:
    session.phone.clear_keychain()


METHODS: Mapping[str, tuple[Parameters, Method]] = {
    "virtual: advance": (Parameters(required=("seconds",)), advance),
    "virtual: clearKeychain": (Parameters(), clear_keychain),
    "virtual: queued": (Parameters(), queued),
    "virtual: stored": (Parameters(optional=("appId", "bundleId")), stored),
}
