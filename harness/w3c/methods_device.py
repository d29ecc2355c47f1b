"""``mobile:`` methods about the device that both platforms have."""

from __future__ import annotations

import base64

from harness.w3c.arguments import Arguments, Json
from harness.w3c.errors import invalid_argument
from harness.w3c.method import Methods
from harness.w3c.pictures import take_picture
from harness.w3c.sessions import Session
from harness.w3c.time_format import ISO, format_moment

CLIPBOARD_KINDS = {"android": ("plaintext",), "ios": ("plaintext", "image", "url")}


def lock(session: Session, arguments: Arguments) -> None:
    session.handset.lock(arguments.number("seconds", 0))


def unlock(session: Session, _arguments: Arguments) -> None:
    session.handset.unlock()


def is_locked(session: Session, _arguments: Arguments) -> Json:
    return session.handset.is_locked


def get_time(session: Session, arguments: Arguments) -> Json:
    return format_moment(session.phone.wall(), arguments.text("format", ISO))


def set_clipboard(session: Session, arguments: Arguments) -> None:
    _check_kind(session, arguments)
    session.handset.clipboard = arguments.content("content")


def get_clipboard(session: Session, arguments: Arguments) -> Json:
    _check_kind(session, arguments)
    return base64.b64encode(session.handset.clipboard).decode("ascii")


def _check_kind(session: Session, arguments: Arguments) -> None:
    kinds = CLIPBOARD_KINDS[session.platform]
    kind = arguments.text("contentType", "plaintext").lower()
    if kind not in kinds:
        raise invalid_argument(f"Only {', '.join(kinds)} content types are supported. '{kind}' is given instead")


def get_battery(session: Session, _arguments: Arguments) -> Json:
    advanced: dict[str, Json] = {"advanced": {}} if session.platform == "ios" else {}
    return {**session.handset.battery_info(), **advanced}


def get_contexts(session: Session, _arguments: Arguments) -> Json:
    """There are no web views."""
    return ["NATIVE_APP"] if session.platform == "android" else [{"id": "NATIVE_APP"}]


def get_viewport(session: Session, _arguments: Arguments) -> Json:
    rect = session.handset.screen().rect
    return {"left": rect.x, "top": rect.y, "width": rect.width, "height": rect.height}


def get_viewport_picture(session: Session, _arguments: Arguments) -> Json:
    return base64.b64encode(take_picture(session.handset.screen())).decode("ascii")


COMMON: Methods = {
    "mobile: batteryInfo": get_battery,
    "mobile: getClipboard": get_clipboard,
    "mobile: getContexts": get_contexts,
    "mobile: getDeviceTime": get_time,
    "mobile: isLocked": is_locked,
    "mobile: lock": lock,
    "mobile: setClipboard": set_clipboard,
    "mobile: unlock": unlock,
    "mobile: viewportRect": get_viewport,
    "mobile: viewportScreenshot": get_viewport_picture,
}
