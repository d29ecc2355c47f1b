"""What an app tells ``MoEngage.Builder``, before there is an instance: it outranks the launch arguments."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from harness.virtual.sdk.plugins import MoEngageConfiguration
from harness.virtual.stand_in_apis import class_and_method
from harness.virtual.stand_in_values import ArgumentError

BUILDER = "MoEngage.Builder."


class Building:
    """Methods of the builder that say nothing that the model has are taken, and make no difference."""

    def __init__(self, configuration: MoEngageConfiguration) -> None:
        self.configuration = replace(configuration, starts_late=True, has_notification_metadata=False)
        self._first = configuration
        self._was_used = False

    def finished(self) -> MoEngageConfiguration:
        """Nobody is initialised before the app says so. Without a builder's word the launch arguments stand."""
        return self.configuration if self._was_used else replace(self._first, starts_late=True)

    def takes(self, api: str) -> bool:
        return class_and_method(api).startswith(BUILDER)

    def take(self, api: str, given: list[Any]) -> None:
        self._was_used = True
        method = class_and_method(api).removeprefix(BUILDER)
        if method in SETTINGS:
            self.configuration = replace(self.configuration, **SETTINGS[method](given))

    def take_whole(self, given: list[Any]) -> None:
        """What was built, as one object with all that its builder was told: ``{"workspaceId": ..., "fcm": {...}}``."""
        built = given[0] if given and isinstance(given[0], Mapping) else {}
        for member, method in MEMBERS.items():
            if built.get(member) is not None:
                self.take(f"{BUILDER}{method}", [built[member]])


def read_workspace(given: list[Any]) -> dict[str, Any]:
    """``Builder(application, workspaceId)``; newer ones take the data center too."""
    if not given or not isinstance(given[0], str):
        raise ArgumentError("MoEngage.Builder is made with an application and a workspace id")
    return {"workspace_id": given[0], **(read_center(given[1:]) if len(given) > 1 else {})}


def read_center(given: list[Any]) -> dict[str, Any]:
    """``DataCenter.DATA_CENTER_2``."""
    found = re.fullmatch(r"(?:.*\D)?(\d+)", str(given[0])) if given else None
    if found is None:
        raise ArgumentError(f"{given!r:.80} names no data center")
    return {"data_center": int(found[1])}


def read_fcm(given: list[Any]) -> dict[str, Any]:
    """``FcmConfig(isRegistrationEnabled)``."""
    said = given[0] if given else None
    is_on = said.get("isRegistrationEnabled") if isinstance(said, Mapping) else said
    if not isinstance(is_on, bool):
        raise ArgumentError(f"{given!r:.80} is no FcmConfig")
    return {"registers_for_push": is_on}


def read_metadata(given: list[Any]) -> dict[str, Any]:
    """``NotificationConfig``: it is there, that is all the model wants to know."""
    del given
    return {"has_notification_metadata": True}


MEMBERS = {
    "workspaceId": "<init>",
    "dataCenter": "setDataCenter",
    "fcm": "configureFcm",
    "notification": "configureNotificationMetaData",
}
"""Members of what was built -> the builder's methods that set them."""
SETTINGS: Mapping[str, Callable[[list[Any]], dict[str, Any]]] = {
    "<init>": read_workspace,
    "setDataCenter": read_center,
    "configureFcm": read_fcm,
    "configureNotificationMetaData": read_metadata,
}
