"""``mobile:`` methods about apps. Android's take ``appId``, iOS's ``bundleId``."""

from __future__ import annotations

from harness.w3c.apps import activate_app, clear_app, install_app, open_link, remove_app, terminate_app
from harness.w3c.arguments import Arguments, Json
from harness.w3c.errors import invalid_argument, not_on_a_virtual_phone, unknown_error
from harness.w3c.launch import package_of, read_environment, read_extras
from harness.w3c.method import Methods
from harness.w3c.sessions import Session

VIEW = "android.intent.action.VIEW"


def app_id_of(session: Session, arguments: Arguments) -> str:
    return arguments.text("appId" if session.platform == "android" else "bundleId")


def install(session: Session, arguments: Arguments) -> None:
    """Over an installed app, whose data stay. adb's own options have no meaning here and are passed over, save one."""
    if not arguments.flag("replace", True):
        raise not_on_a_virtual_phone("'mobile: installApp' with replace=false", "it always installs over")
    install_app(session.handset, arguments.text("appPath" if session.platform == "android" else "app"))


def is_installed(session: Session, arguments: Arguments) -> Json:
    return session.phone.is_installed(app_id_of(session, arguments))


def remove(session: Session, arguments: Arguments) -> Json:
    if arguments.flag("keepData"):
        raise not_on_a_virtual_phone("'mobile: removeApp' with keepData=true", "its data go with the app")
    return remove_app(session.handset, app_id_of(session, arguments))


def activate(session: Session, arguments: Arguments) -> None:
    activate_app(session.handset, app_id_of(session, arguments))


def terminate(session: Session, arguments: Arguments) -> Json:
    return terminate_app(session.handset, app_id_of(session, arguments))


def query_state(session: Session, arguments: Arguments) -> Json:
    return session.phone.app_state(app_id_of(session, arguments))


def background(session: Session, arguments: Arguments) -> None:
    """The seconds are the phone's: its clock is moved, nobody waits."""
    session.handset.leave_for(arguments.number("seconds", -1))


def clear(session: Session, arguments: Arguments) -> None:
    clear_app(session.handset, app_id_of(session, arguments))


def clear_on_ios(session: Session, arguments: Arguments) -> Json:
    clear(session, arguments)
    return True


def start_activity(session: Session, arguments: Arguments) -> Json:
    """An app's activity with extras as its launch arguments, or a link with ``action`` VIEW."""
    component = arguments.text("component", "") or arguments.text("intent", "")
    package = package_of(component) or arguments.text("package", "")
    extras = read_extras(arguments.items("extras", []))
    if arguments.text("action", "") == VIEW and arguments.has("uri"):
        open_link(session.handset, arguments.text("uri"), package or None)
        return f"Starting: Intent {{ act={VIEW} dat={arguments.text('uri')} }}\n"
    if not package:
        raise invalid_argument("'mobile: startActivity' needs 'component', 'intent' or 'package' here")
    if not session.phone.is_installed(package):
        raise unknown_error(f"Error: Activity class {{{component or package}}} does not exist.")
    if arguments.flag("stop"):
        terminate_app(session.handset, package)
    session.phone.activate(package, extras)
    return f"Starting: Intent {{ cmp={component or package} (has extras) }}\n"


def launch(session: Session, arguments: Arguments) -> None:
    """A process of its own, with this environment: a running one is ended first."""
    if arguments.items("arguments", []):
        raise not_on_a_virtual_phone("'mobile: launchApp' with 'arguments'", "the host app reads its environment")
    bundle_id = arguments.text("bundleId")
    terminate_app(session.handset, bundle_id)
    activate_app(session.handset, bundle_id, read_environment(arguments.mapping("environment", {})))


def deep_link(session: Session, arguments: Arguments) -> None:
    name = "package" if session.platform == "android" else "bundleId"
    open_link(session.handset, arguments.text("url"), arguments.text(name, "") or None)


_BOTH: Methods = {
    "mobile: activateApp": activate,
    "mobile: backgroundApp": background,
    "mobile: deepLink": deep_link,
    "mobile: installApp": install,
    "mobile: isAppInstalled": is_installed,
    "mobile: queryAppState": query_state,
    "mobile: removeApp": remove,
    "mobile: terminateApp": terminate,
}
ANDROID: Methods = {**_BOTH, "mobile: clearApp": clear, "mobile: startActivity": start_activity}
IOS: Methods = {**_BOTH, "mobile: clearApp": clear_on_ios, "mobile: launchApp": launch}
