"""``mobile:`` methods that only iOS has: keychains, permissions, pasteboard, location, what is in front."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from harness.w3c.arguments import Arguments, Json, wrong_kind
from harness.w3c.errors import invalid_argument, not_on_a_virtual_phone, unknown_error
from harness.w3c.handset import NOWHERE
from harness.w3c.method import Methods
from harness.w3c.screen import STATUS_BARS
from harness.w3c.sessions import Session
from harness.w3c.source import write_source

MODEL = "VirtualDevice"
SCALE = 3
ACCESS = ("limited", "no", "unset", "yes")


def clear_keychains(session: Session, _arguments: Arguments) -> None:
    session.phone.clear_keychain()


def get_source(session: Session, arguments: Arguments) -> Json:
    form = arguments.text("format", "xml")
    if form != "xml":
        raise not_on_a_virtual_phone(f"'mobile: source' with format '{form}'", "it writes xml")
    return write_source(session.handset.screen())


def get_active_app(session: Session, _arguments: Arguments) -> Json:
    bundle_id = session.phone.foreground_app()
    if bundle_id is None:
        return {"name": "", "bundleId": "com.apple.springboard", "pid": 0, "processArguments": {"env": {}, "args": []}}
    return {"name": "", "bundleId": bundle_id, "pid": 1, "processArguments": {"env": {}, "args": []}}


def get_info(session: Session, _arguments: Arguments) -> Json:
    described = session.phone.describe()
    return {
        "name": described.get("deviceName", session.phone.udid),
        "model": MODEL,
        "uuid": str(uuid.uuid5(uuid.NAMESPACE_OID, session.phone.udid)).upper(),
        "currentLocale": str(described.get("harness:locale", "en-US")).replace("-", "_"),
        "timeZone": described.get("harness:timezone", "UTC"),
    }


def get_screen_info(session: Session, _arguments: Arguments) -> Json:
    rect = session.handset.screen().rect
    return {
        "scale": SCALE,
        "statusBarSize": {"width": rect.width, "height": STATUS_BARS["ios"]},
        "screenSize": {"width": rect.width, "height": rect.height},
    }


def get_permission(session: Session, arguments: Arguments) -> Json:
    return session.handset.permissions.access(arguments.text("bundleId"), arguments.text("service").lower())


def set_permission(session: Session, arguments: Arguments) -> None:
    """Remembered and written to the log; notifications cannot be set this way (facts: appium.md 5b)."""
    bundle_id, access = arguments.text("bundleId"), arguments.mapping("access")
    for service, value in access.items():
        if service.lower() == "notifications":
            raise unknown_error("The permission of 'notifications' cannot be set: answer the alert")
        if value not in ACCESS:
            raise wrong_kind(f"access.{service}", f"one of {', '.join(ACCESS)}", value)
    for service, value in access.items():
        session.handset.permissions.set_access(bundle_id, service.lower(), value)
        session.handset.say(f"tccd: {service} {value} for {bundle_id}")


def reset_permission(session: Session, arguments: Arguments) -> None:
    service = arguments.any("service")
    if not isinstance(service, str):
        raise invalid_argument(f"The 'service' value must be a text here. '{service}' is passed instead")
    session.handset.permissions.reset_service(service.lower())


def push_notification(session: Session, arguments: Arguments) -> None:
    """As ``simctl push``."""
    bundle_id, payload = arguments.text("bundleId"), arguments.mapping("payload")
    if not isinstance(payload.get("aps"), dict):
        raise invalid_argument("The 'aps' key must be present in the notification payload and hold an object")
    if not session.phone.is_installed(bundle_id):
        raise unknown_error(f"App with bundle identifier '{bundle_id}' unknown")
    session.phone.push(payload)


def configure_localization(session: Session, arguments: Arguments) -> Json:
    """Of ``locale`` its name and calendar, of ``language`` its name where no locale is given; a running app goes on."""
    locale, language = arguments.mapping("locale", {}), arguments.mapping("language", {})
    if not (locale or language):
        raise invalid_argument("Either 'locale' or 'language' must be given here: there is one keyboard")
    name = Arguments(locale or language).text("name")
    session.phone.set_locale(name, Arguments(locale).text("calendar", "gregorian"))
    return True


def set_pasteboard(session: Session, arguments: Arguments) -> None:
    session.handset.clipboard = arguments.text("content").encode()


def get_pasteboard(session: Session, _arguments: Arguments) -> Json:
    return session.handset.clipboard.decode("utf-8", "replace")


def set_location(session: Session, arguments: Arguments) -> None:
    place = {name: arguments.number(name) for name in ("latitude", "longitude")}
    session.handset.location = {**place, "altitude": 0.0}


def get_location(session: Session, _arguments: Arguments) -> Json:
    """Both None until one is set, as WebDriverAgent says it."""
    place: Mapping[str, Json] = session.handset.location
    unset = place == NOWHERE
    return {name: None if unset else place[name] for name in ("latitude", "longitude")}


def reset_location(session: Session, _arguments: Arguments) -> None:
    session.handset.location = dict(NOWHERE)


METHODS: Methods = {
    "mobile: activeAppInfo": get_active_app,
    "mobile: clearKeychains": clear_keychains,
    "mobile: configureLocalization": configure_localization,
    "mobile: deviceInfo": get_info,
    "mobile: deviceScreenInfo": get_screen_info,
    "mobile: getPasteboard": get_pasteboard,
    "mobile: getPermission": get_permission,
    "mobile: getSimulatedLocation": get_location,
    "mobile: pushNotification": push_notification,
    "mobile: resetPermission": reset_permission,
    "mobile: resetSimulatedLocation": reset_location,
    "mobile: setPasteboard": set_pasteboard,
    "mobile: setPermission": set_permission,
    "mobile: setSimulatedLocation": set_location,
    "mobile: source": get_source,
}
