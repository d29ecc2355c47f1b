"""What can be done to an app on a phone, with the drivers' words for what goes wrong."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from harness.w3c.errors import unknown_error
from harness.w3c.handset import Handset
from harness.w3c.phone import AppNotFoundError, AppNotInstalledError


@contextmanager
def installed(handset: Handset, app_id: str) -> Iterator[None]:
    """Turns the phone's word that there is no such app into the driver's."""
    try:
        yield
    except AppNotInstalledError:
        if handset.platform == "ios":
            raise unknown_error(f"App with bundle identifier '{app_id}' unknown") from None
        raise unknown_error(
            f"Unable to resolve the launchable activity of '{app_id}'. Is it installed on the device?"
        ) from None


def install_app(handset: Handset, path: str) -> None:
    handset.focus = None
    try:
        handset.phone.install(path)
    except AppNotFoundError:
        raise unknown_error(f"The application at '{path}' does not exist or is not accessible") from None


def remove_app(handset: Handset, app_id: str) -> bool:
    """Says whether it was there."""
    handset.focus = None
    handset.permissions.forget(app_id)
    return handset.phone.remove(app_id)


def clear_app(handset: Handset, app_id: str) -> None:
    handset.focus = None
    with installed(handset, app_id):
        handset.phone.clear(app_id)
    handset.permissions.forget(app_id)


def terminate_app(handset: Handset, app_id: str) -> bool:
    """Says whether it ran."""
    handset.focus = None
    return handset.phone.terminate(app_id)


def activate_app(handset: Handset, app_id: str, arguments: dict[str, str] | None = None) -> None:
    with installed(handset, app_id):
        handset.phone.activate(app_id, arguments)


def open_link(handset: Handset, url: str, app_id: str | None) -> None:
    """By the named app, or by whichever takes such links."""
    if app_id is not None:
        with installed(handset, app_id):
            handset.phone.open_link(url, app_id)
        return
    try:
        handset.phone.open_link(url, None)
    except AppNotInstalledError:
        raise unknown_error(f"No app on this phone opens {url}") from None
