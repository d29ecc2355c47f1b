"""The app under test at the beginning and the end of a session, as the drivers treat it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from harness.w3c.apps import clear_app, install_app, remove_app, terminate_app
from harness.w3c.arguments import Arguments
from harness.w3c.errors import invalid_argument, session_not_created
from harness.w3c.handset import Handset
from harness.w3c.launch import read_environment, read_intent_arguments
from harness.w3c.phone import Platform


@dataclass(frozen=True)
class AppSetup:
    """Read from capabilities; names and defaults are those of Appium's documentation."""

    app_id: str | None = None
    path: str | None = None
    keeps_data: bool = False
    is_full_reset: bool = False
    is_launched: bool = True
    is_launched_anew: bool = False
    is_ended: bool = True
    """With the session."""
    arguments: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, platform: Platform, wanted: Arguments) -> AppSetup:
        keeps_data, is_full_reset = wanted.flag("noReset"), wanted.flag("fullReset")
        if keeps_data and is_full_reset:
            raise invalid_argument("The 'noReset' and 'fullReset' capabilities are mutually exclusive")
        return cls(
            app_id=wanted.text("appPackage" if platform == "android" else "bundleId", "") or None,
            path=wanted.text("app", "") or None,
            keeps_data=keeps_data,
            is_full_reset=is_full_reset,
            is_launched=wanted.flag("autoLaunch", True),
            is_launched_anew=wanted.flag("forceAppLaunch"),
            is_ended=_is_ended(wanted, keeps_data),
            arguments=_launch_arguments(platform, wanted),
        )

    def prepare(self, handset: Handset) -> None:
        phone, app_id = handset.phone, self.app_id
        if app_id is not None and self.is_full_reset:
            remove_app(handset, app_id)
        if self.path is not None:
            install_app(handset, self.path)
        if app_id is None:
            return
        if not phone.is_installed(app_id):
            raise session_not_created(
                f"Either provide 'app' option to install '{app_id}' or consider setting 'noReset' to 'true' if "
                f"'{app_id}' is supposed to be preinstalled"
            )
        if not self.keeps_data and not self.is_full_reset:
            clear_app(handset, app_id)
        if self.is_launched:
            if self.is_launched_anew:
                terminate_app(handset, app_id)
            phone.activate(app_id, self.arguments)

    def take_down(self, handset: Handset) -> None:
        if self.app_id is not None and self.is_ended:
            terminate_app(handset, self.app_id)


def _is_ended(wanted: Arguments, keeps_data: bool) -> bool:
    """Both drivers end the app with the session, unless its data were to be kept or it was said otherwise."""
    return wanted.flag("shouldTerminateApp", not keeps_data and not wanted.flag("dontStopAppOnReset"))


def _launch_arguments(platform: Platform, wanted: Arguments) -> dict[str, str]:
    if platform == "android":
        return read_intent_arguments(wanted.text("optionalIntentArguments", ""))
    return read_environment(Arguments(wanted.mapping("processArguments", {})).mapping("env", {}))
