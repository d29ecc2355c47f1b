"""``mobile:`` methods that only Android has: radio, permissions, shell, activity, location, battery."""

from __future__ import annotations

from harness.w3c.apps import terminate_app
from harness.w3c.arguments import Arguments, Json
from harness.w3c.errors import insecure_feature, invalid_argument, not_on_a_virtual_phone
from harness.w3c.method import Methods
from harness.w3c.permissions import REQUESTED
from harness.w3c.sessions import Session
from harness.w3c.shell import ANDROID_ID, DENSITY, MODEL, api_level_of, run_shell

ADB_SHELL = "adb_shell"
SERVICES = ("wifi", "data", "airplaneMode")
PERMISSION_KINDS = ("denied", "granted", "requested")
ACTIVITY = ".MainActivity"
LAUNCHER = ("com.android.launcher3", ".Launcher")


def get_connectivity(session: Session, arguments: Arguments) -> Json:
    asked = arguments.any("services", list(SERVICES))
    services = asked if isinstance(asked, list) else [asked]
    if unknown := [str(one) for one in services if one not in SERVICES]:
        raise invalid_argument(
            f"Service names {','.join(unknown)} are not known. Only the following services are supported: "
            f"{','.join(SERVICES)}"
        )
    return {name: is_on for name, is_on in session.phone.connectivity().items() if name in services}


def set_connectivity(session: Session, arguments: Arguments) -> None:
    changes = {name: arguments.flag(name) for name in SERVICES if arguments.has(name)}
    if not changes:
        raise invalid_argument('Either one of ["wifi","data","airplaneMode"] options must be provided')
    session.phone.set_connectivity(changes)


def get_package(session: Session, _arguments: Arguments) -> Json:
    return session.phone.foreground_app() or LAUNCHER[0]


def get_activity(session: Session, _arguments: Arguments) -> Json:
    return LAUNCHER[1] if session.phone.foreground_app() is None else ACTIVITY


def get_info(session: Session, _arguments: Arguments) -> Json:
    width, height = session.handset.screen().rect.width, session.handset.screen().rect.height
    described = session.phone.describe()
    version = str(described.get("platformVersion", ""))
    return {
        "androidId": ANDROID_ID,
        "apiVersion": api_level_of(version),
        "platformVersion": version,
        "manufacturer": MODEL,
        "brand": MODEL,
        "model": MODEL,
        "realDisplaySize": f"{width}x{height}",
        "displayDensity": DENSITY,
        "locale": str(described.get("harness:locale", "en-US")).replace("-", "_"),
        "timeZone": described.get("harness:timezone", "UTC"),
    }


def get_density(_session: Session, _arguments: Arguments) -> Json:
    return DENSITY


def get_permissions(session: Session, arguments: Arguments) -> Json:
    kind = arguments.text("type", "requested").lower()
    app_id, permissions = _package(session, arguments), session.handset.permissions
    if kind not in PERMISSION_KINDS:
        raise invalid_argument(
            f'Unknown permissions type \'{kind}\'. Only ["denied","granted","requested"] types are supported'
        )
    if kind == "requested":
        return list(REQUESTED)
    return permissions.granted(app_id) if kind == "granted" else permissions.denied(app_id)


def change_permissions(session: Session, arguments: Arguments) -> None:
    """What an app may do is remembered and written to the log. Taking something away ends its process, as on a
    device (facts: appium.md 5a)."""
    action, app_id = arguments.text("action", "grant").lower(), _package(session, arguments)
    if arguments.text("target", "pm").lower() != "pm":
        require_feature(session, ADB_SHELL)
        raise not_on_a_virtual_phone("'mobile: changePermissions' with target 'appops'")
    if action not in ("grant", "revoke"):
        raise invalid_argument(f'Unknown action \'{action}\'. Only ["grant","revoke"] actions are supported')
    names = _named_permissions(arguments)
    if action == "grant":
        session.handset.permissions.grant(app_id, names)
    else:
        session.handset.permissions.revoke(app_id, names)
        terminate_app(session.handset, app_id)
    session.handset.say(f"PackageManager: {action} {', '.join(names)} for {app_id}")


def _named_permissions(arguments: Arguments) -> list[str]:
    asked = arguments.any("permissions")
    if not asked:
        raise invalid_argument("'permissions' argument must not be empty")
    if asked == "all":
        return list(REQUESTED)
    return [str(name) for name in asked] if isinstance(asked, list) else [str(asked)]


def _package(session: Session, arguments: Arguments) -> str:
    app_id = arguments.text("appPackage", "") or session.app_id
    if app_id is None:
        raise invalid_argument("A valid appPackage must be provided")
    return app_id


def shell(session: Session, arguments: Arguments) -> Json:
    require_feature(session, ADB_SHELL)
    args = arguments.any("args", [])
    said = run_shell(session.handset, arguments.text("command"), args if isinstance(args, list) else [args])
    return {"stdout": said, "stderr": ""} if arguments.flag("includeStderr") else said


def require_feature(session: Session, name: str) -> None:
    if name not in session.features:
        raise insecure_feature(name)


def set_location(session: Session, arguments: Arguments) -> None:
    place = {name: arguments.number(name) for name in ("latitude", "longitude")}
    session.handset.location = {**place, "altitude": arguments.number("altitude", 0.0)}


def get_location(session: Session, _arguments: Arguments) -> Json:
    return session.handset.location


def set_battery(session: Session, arguments: Arguments) -> None:
    percent = arguments.number("percent")
    if not 0 <= percent <= 100:
        raise invalid_argument(f"The percentage value should be valid integer between 0 and 100, not {percent:g}")
    session.handset.battery = percent / 100


def set_charger(session: Session, arguments: Arguments) -> None:
    state = arguments.text("state")
    if state not in ("on", "off"):
        raise invalid_argument(f"Wrong power AC state '{state}'. Supported values: on,off")
    session.handset.is_plugged_in = state == "on"


METHODS: Methods = {
    "mobile: changePermissions": change_permissions,
    "mobile: deviceInfo": get_info,
    "mobile: getConnectivity": get_connectivity,
    "mobile: getCurrentActivity": get_activity,
    "mobile: getCurrentPackage": get_package,
    "mobile: getDisplayDensity": get_density,
    "mobile: getGeolocation": get_location,
    "mobile: getPermissions": get_permissions,
    "mobile: powerAc": set_charger,
    "mobile: powerCapacity": set_battery,
    "mobile: setConnectivity": set_connectivity,
    "mobile: setGeolocation": set_location,
    "mobile: shell": shell,
}
