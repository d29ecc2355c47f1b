"""A model of MoEngage's Android SDK under a Segment app (moengage.md; what the destination calls: moedest.md 2)."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from harness.virtual.facts import rests_on
from harness.virtual.sdk.moengage_android_wire import AndroidWire, sdk_version
from harness.virtual.sdk.moengage_app_status import AppStatus
from harness.virtual.sdk.moengage_calls import Act, AppCalls
from harness.virtual.sdk.moengage_campaigns import AndroidCampaigns
from harness.virtual.sdk.moengage_core import Core
from harness.virtual.sdk.moengage_engine import Platform
from harness.virtual.sdk.moengage_executor import Schedule
from harness.virtual.sdk.moengage_keys import ACTIVITY_START, APP_EXIT, SEGMENT_ID, USER, GeoLocation
from harness.virtual.sdk.moengage_points import Point, alias_point
from harness.virtual.sdk.moengage_push import BY_SDK, Push, read_fcm_token
from harness.virtual.sdk.moengage_release import android_release
from harness.virtual.sdk.moengage_store import Store
from harness.virtual.sdk.moengage_triggers import APP_BACKGROUND, APP_OPEN, BACKGROUND_PERIODIC, MANUAL
from harness.virtual.sdk.org_json import printed
from harness.virtual.sdk.plugins import MoEngageConfiguration
from harness.virtual.sdk.seams import Process

EXIT_DELAY_S = 3.0
MOST_ATTRIBUTE_BYTES = 199_680
NON_INTERACTIVE = "moe_non_interactive"
SCREEN = "MainActivity"
SENT_SCREENS = "sent_activity_list"


class NotInitialisedError(RuntimeError):
    """Java's IllegalStateException for a workspace that nobody initialised."""


class MoEngage(AppCalls):
    """SegmentIntegrationHelper, the app's own calls, and the lifecycle. ``None`` is the default workspace."""

    def __init__(self, process: Process, configuration: MoEngageConfiguration, release: str) -> None:
        store = Store(process.storage, configuration.workspace_id, process.log)
        platform = Platform(AndroidWire, store.values, "device_unique_id", True, lambda pause_s: pause_s)
        self._core = Core(process, configuration, release, store, platform)
        self._process = process
        self._workspace_id = configuration.workspace_id
        self._release = android_release(release)
        self._values = store.values
        self._status = AppStatus(self._core, store.values, "ANDROID", sdk_version(release))
        self._push = Push(
            self._core, AndroidCampaigns(), store.values, read_fcm_token, tracks_tokens=self._release.tracks_tokens
        )
        self._listen()
        self._background = Schedule(
            self._core.executor, self._core.config.background_sync_s, lambda: self._core.sync(BACKGROUND_PERIODIC)
        )
        self._has_opened = False

    # what the destination calls

    @rests_on("moengage.md 0.1")
    def initialize(self, workspace_id: str, meta: Mapping[str, str]) -> None:
        """In partner mode the lifecycle is listened to, and anything sent, from here on."""
        self._submit(workspace_id, lambda at: self.enable(meta, at))

    @rests_on("moengage.md 1.6", "guess")
    def track_anonymous_id(self, anonymous_id: str, workspace_id: str | None = None) -> None:
        """Whether it is an attribute besides being an identifier is not known."""

        def act(at: float) -> None:
            self._core.remember_segment_id(anonymous_id)
            self._core.set_attribute(SEGMENT_ID, anonymous_id, "plain", at)

        self._submit(workspace_id, act)

    @rests_on("moengage.md 2.3")
    def identify_user(self, identifier: str, workspace_id: str | None = None) -> None:
        self._submit(workspace_id, lambda at: self._core.set_user(identifier, at))

    @rests_on("moengage.md 2.2")
    def track_user_attributes(self, attributes: Mapping[str, Any], workspace_id: str | None = None) -> None:
        for name, value in attributes.items():
            self.track_user_attribute(name, value, workspace_id)

    def track_user_attribute(self, name: str, value: Any, workspace_id: str | None = None) -> None:
        kept = copy.deepcopy(value)
        self._submit(workspace_id, lambda at: self.set_attribute(name, kept, at))

    def track_event(self, name: str, attributes: Mapping[str, Any], workspace_id: str | None = None) -> None:
        kept = copy.deepcopy(dict(attributes))
        self._submit(workspace_id, lambda at: self._core.track(event_point(name, kept, at)))

    def set_alias(self, alias: str, workspace_id: str | None = None) -> None:
        self._submit(workspace_id, lambda at: self.become(alias, at))

    @rests_on("moengage.md 2.3")
    def set_unique_id(self, identifier: Any, workspace_id: str | None = None) -> None:
        """What destinations called before ``identifyUser``; numbers are taken as their text."""
        self._submit(workspace_id, lambda at: self.become_unique(printed_text(identifier), at))

    def logout(self, workspace_id: str | None = None) -> None:
        self._submit(workspace_id, self.end_user)

    # what the app calls, beside what both platforms have

    def sync_interaction_data(self, workspace_id: str | None = None) -> None:
        self._submit(workspace_id, lambda _: self._core.sync(MANUAL))

    @rests_on("moengage.md 4.1", "likely")
    def service_new_token(self, token: str) -> None:
        """MoEFireBaseMessagingService: listeners are told, but the token is kept only where the SDK registers."""
        self._tell_token(token)
        if self._core.configuration.registers_for_push:
            self._act(lambda at: self._push.take_token(token, BY_SDK, at))

    @rests_on("moengage.md 4.1", "likely")
    def delete_user(self) -> None:
        """Since 12.10."""
        if self._release.deletes_users:
            super().delete_user()

    # the app's lifecycle

    def entered_foreground(self) -> None:
        self._submit(None, self.come_forward)

    @rests_on("moengage.md 4.3", "likely")
    def entered_background(self) -> None:
        """Known by ``lifecycle-process`` alone: without it nothing syncs then."""
        if self._core.configuration.has_lifecycle_process:
            self._submit(None, self.go_back)

    def rotated(self) -> None:
        self.screen_opened(SCREEN)

    @rests_on("moengage.md 2.2", "inferred")
    def screen_opened(self, name: str) -> None:
        self._submit(None, lambda at: self.track_screen(at, name) if self._core.is_enabled else None)

    # on the executor

    @rests_on("moengage.md 0.10", "likely")
    def _submit(self, workspace_id: str | None, act: Act) -> None:
        """``act`` gets the moment of the call. A workspace that the app did not initialise is an exception since 15."""
        is_unknown = workspace_id is not None and workspace_id != self._workspace_id
        if is_unknown or (workspace_id is not None and not self.is_initialised()):
            problem = f"no instance for workspace {workspace_id!r}"
            if self._release.refuses_unknown_workspaces:
                raise NotInitialisedError(problem)
            self._process.log(f"MoEngage: {problem}")
            return
        self._act(act)

    def _shows_pushes(self) -> bool:
        """FCM's data messages show nothing by themselves."""
        return True

    @rests_on("moengage.md 0.1")
    def enable(self, meta: Mapping[str, str], at: float) -> None:
        """An app that is in front already counts as having come there now."""
        if self._core.enable(meta) and self._core.sender.is_in_foreground:
            self.open_app(at)

    def come_forward(self, at: float) -> None:
        self._core.sender.is_in_foreground = True
        if self._core.is_enabled:
            self.open_app(at)
            self.track_screen(at)

    @rests_on("moengage.md 4.1")
    def open_app(self, at: float) -> None:
        """Only the first time in a process is everything sent at once."""
        core = self._core
        core.fetch_config()
        core.session.enter(at)
        core.track(Point(ACTIVITY_START, at))
        self._look_at_permission(at)
        core.register_device()
        self.register_if_wanted()
        if not self._has_opened:
            self._has_opened = True
            core.sync(APP_OPEN)
        core.fetch_in_app()
        self._background.stop()
        core.periodic.start()

    @rests_on("moengage.md 4.1", "likely")
    def register_if_wanted(self) -> None:
        """``FcmConfig``: with each opening and after a logout, if the app left it to the SDK."""
        if self._core.configuration.registers_for_push and self._core.may_send():
            self.register_for_push()

    @rests_on("moengage.md 2.2", "inferred")
    def track_screen(self, at: float, name: str = SCREEN) -> None:
        """Once per screen; a screen that was up before the SDK listened is seen when it comes back."""
        sent = self._values.get(SENT_SCREENS, [])
        if name not in sent:
            self._values[SENT_SCREENS] = [*sent, name]
            self._core.track(Point(ACTIVITY_START, at, {"ACTIVITY_NAME": name}))

    @rests_on("moengage.md 4.1")
    def end_user(self, at: float) -> None:
        self._core.log_out(at)
        self.register_if_wanted()

    @rests_on("moengage.md 4.1")
    def go_back(self, at: float) -> None:
        """WorkManager's delay; that the work would survive the process is not modelled."""
        core = self._core
        core.sender.is_in_foreground = False
        if core.is_enabled:
            core.session.leave(at)
            core.track(Point(APP_EXIT, at))
            core.periodic.stop()
            core.executor.after(EXIT_DELAY_S, lambda: core.sync(APP_BACKGROUND))
            self._background.start()

    @rests_on("moengage.md 2.4")
    def set_attribute(self, name: str, value: Any, at: float) -> None:
        """What JSON cannot hold, or what is too big, is refused."""
        if isinstance(value, GeoLocation):
            self._core.set_attribute(name, value.text(), "location", at)
        elif value is not None and len(printed(value).encode("utf-8", "replace")) <= MOST_ATTRIBUTE_BYTES:
            self._core.set_attribute(name, value, "plain", at)

    @rests_on("moengage.md 2.2")
    def become(self, new_id: str, at: float) -> None:
        """Nothing if it is nobody or the same or restricted; plainly signed in if nobody was known."""
        old_id = self._core.identity.user_id
        if old_id is None:
            self._core.set_user(new_id, at)
        elif new_id.strip() and new_id != old_id and not self._core.config.restricts_user(new_id):
            self._core.note_alias(new_id, alias_point(new_id, old_id, at))

    @rests_on("moengage.md 2.2")
    def become_unique(self, unique_id: str, at: float) -> None:
        """Up to 13.05 another id than the known one ends that user's time first."""
        known = self._core.identity.user_id
        is_another = known is not None and bool(self._core.usable({USER: unique_id})) and unique_id != known
        if self._release.forces_logout and is_another and self._core.admits_users():
            self._core.log_out(at, is_forced=True)
        self._core.set_user(unique_id, at)


@rests_on("moengage.md 3.5", "guess")
def event_point(name: str, attributes: Mapping[str, Any], at: float) -> Point:
    """Text that is a date stays text: whether the helper converts it is not known."""
    plain = {key: value for key, value in attributes.items() if key != NON_INTERACTIVE}
    return Point(name, at, plain, is_interactive=attributes.get(NON_INTERACTIVE) != 1)


def printed_text(value: Any) -> str:
    """Text as it is, anything else as org.json prints it."""
    return value if isinstance(value, str) else printed(value)
