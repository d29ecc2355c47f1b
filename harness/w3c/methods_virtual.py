"""``virtual:`` scripts: what only a phone that is not there can do. No driver's contract has them."""

from __future__ import annotations

from collections.abc import Mapping

from harness.w3c.apps import installed
from harness.w3c.arguments import Arguments, Json, wrong_kind
from harness.w3c.contract import Parameters
from harness.w3c.errors import invalid_argument
from harness.w3c.method import Method
from harness.w3c.methods_android import SERVICES, set_connectivity
from harness.w3c.phone import PermissionState
from harness.w3c.sessions import Session

LAST = -1
FARTHEST_S = 100 * 366 * 86_400.0


def advance(session: Session, arguments: Arguments) -> None:
    """Moves the phone's clock by ``seconds`` and fires what falls due."""
    seconds = arguments.number("seconds")
    if seconds < 0:
        raise invalid_argument(f"'seconds' must not be negative: {seconds:g}")
    session.phone.advance(seconds)


def under_way(session: Session, _arguments: Arguments) -> Json:
    """How many requests have no answer yet."""
    return session.phone.under_way()


def queued(session: Session, _arguments: Arguments) -> Json:
    """Calls that an SDK still holds, by vendor."""
    return dict(session.phone.queued())


def stored(session: Session, arguments: Arguments) -> Json:
    """An app's preferences and files; of the app under test if none is named."""
    app_id = _app_id(session, arguments)
    with installed(session.handset, app_id):
        return dict(session.phone.stored(app_id))


def write_stored(session: Session, arguments: Arguments) -> None:
    """``data`` has the form of what ``stored`` answers."""
    app_id, data = _app_id(session, arguments), arguments.mapping("data")
    with installed(session.handset, app_id):
        session.phone.write_stored(app_id, data)


def clear_keychain(session: Session, _arguments: Arguments) -> None:
    session.phone.clear_keychain()


# pushes


def push(session: Session, arguments: Arguments) -> None:
    with installed(session.handset, session.app_id or "an app"):
        session.phone.push(arguments.mapping("payload"))


def notifications(session: Session, _arguments: Arguments) -> Json:
    """Their payloads, oldest first."""
    return [dict(one) for one in session.phone.notifications()]


def tap_notification(session: Session, arguments: Arguments) -> None:
    session.phone.tap_notification(_index(arguments))


def clear_notification(session: Session, arguments: Arguments) -> None:
    session.phone.clear_notification(_index(arguments))


def push_token(session: Session, _arguments: Arguments) -> Json:
    return session.phone.push_token()


def rotate_push_token(session: Session, _arguments: Arguments) -> Json:
    """Answers the new one."""
    with installed(session.handset, session.app_id or "an app"):
        return session.phone.rotate_push_token()


def alert(session: Session, _arguments: Arguments) -> Json:
    """What the system's dialog says, or null."""
    return session.phone.alert()


def set_notifications(session: Session, arguments: Arguments) -> None:
    """A person's choice in the system's settings."""
    if not arguments.has("isAllowed"):
        raise wrong_kind("isAllowed", "true or false", None)
    state: PermissionState = "granted" if arguments.flag("isAllowed") else "denied"
    app_id = _app_id(session, arguments)
    with installed(session.handset, app_id):
        session.phone.set_notification_permission(app_id, state)


# the device


def interrupt(session: Session, _arguments: Arguments) -> None:
    session.phone.interrupt()


def reboot(session: Session, _arguments: Arguments) -> None:
    session.handset.reboot()


def set_locale(session: Session, arguments: Arguments) -> None:
    session.phone.set_locale(arguments.text("locale"), arguments.text("calendar", "gregorian"))


def set_timezone(session: Session, arguments: Arguments) -> None:
    session.phone.set_timezone(arguments.text("timezone"))


def set_clock(session: Session, arguments: Arguments) -> None:
    """``offset``: how many seconds the phone's clock is fast from now on, or slow if negative; 0 sets it right."""
    offset_s = arguments.number("offset")
    if abs(offset_s) > FARTHEST_S:
        raise invalid_argument(f"'offset' must leave the clock within a century of now, not {offset_s:g}")
    session.phone.set_clock(offset_s)


def fill_storage(session: Session, arguments: Arguments) -> None:
    if not arguments.has("isFull"):
        raise wrong_kind("isFull", "true or false", None)
    session.phone.fill_storage(arguments.flag("isFull"))


def back_up(session: Session, _arguments: Arguments) -> None:
    with installed(session.handset, session.app_id or "an app"):
        session.phone.back_up()


def restore_backup(session: Session, _arguments: Arguments) -> None:
    session.phone.restore_backup()


def _app_id(session: Session, arguments: Arguments) -> str:
    app_id = arguments.text("appId" if session.platform == "android" else "bundleId", "") or session.app_id
    if app_id is None:
        raise invalid_argument("'appId' or 'bundleId' must be given: no app is in front")
    return app_id


def _index(arguments: Arguments) -> int:
    index = arguments.number("index", LAST)
    if index != int(index):
        raise wrong_kind("index", "a whole number", index)
    return int(index)


APP = ("appId", "bundleId")
INDEX = Parameters(optional=("index",))
METHODS: Mapping[str, tuple[Parameters, Method]] = {
    "virtual: advance": (Parameters(required=("seconds",)), advance),
    "virtual: alert": (Parameters(), alert),
    "virtual: backUp": (Parameters(), back_up),
    "virtual: clearKeychain": (Parameters(), clear_keychain),
    "virtual: clearNotification": (INDEX, clear_notification),
    "virtual: fillStorage": (Parameters(required=("isFull",)), fill_storage),
    "virtual: interrupt": (Parameters(), interrupt),
    "virtual: notifications": (Parameters(), notifications),
    "virtual: push": (Parameters(required=("payload",)), push),
    "virtual: pushToken": (Parameters(), push_token),
    "virtual: queued": (Parameters(), queued),
    "virtual: underWay": (Parameters(), under_way),
    "virtual: reboot": (Parameters(), reboot),
    "virtual: restoreBackup": (Parameters(), restore_backup),
    "virtual: rotatePushToken": (Parameters(), rotate_push_token),
    "virtual: setClock": (Parameters(required=("offset",)), set_clock),
    "virtual: setConnectivity": (Parameters(optional=SERVICES), set_connectivity),
    "virtual: setLocale": (Parameters(required=("locale",), optional=("calendar",)), set_locale),
    "virtual: setNotifications": (Parameters(required=("isAllowed",), optional=APP), set_notifications),
    "virtual: setTimeZone": (Parameters(required=("timezone",)), set_timezone),
    "virtual: stored": (Parameters(optional=APP), stored),
    "virtual: tapNotification": (INDEX, tap_notification),
    "virtual: writeStored": (Parameters(required=("data",), optional=APP), write_stored),
}
