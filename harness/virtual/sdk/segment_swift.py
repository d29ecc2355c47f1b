"""A model of analytics-swift on iOS, resting on segment.md (Swift's columns)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from harness.virtual.facts import rests_on
from harness.virtual.sdk.plugin_chain import OwnPlugins
from harness.virtual.sdk.plugins import Destination, SegmentConfiguration
from harness.virtual.sdk.seams import Process
from harness.virtual.sdk.segment_preferences import open_preferences
from harness.virtual.sdk.swift_context import Context
from harness.virtual.sdk.swift_events import Event, Message, make_event, stamp
from harness.virtual.sdk.swift_http import Http
from harness.virtual.sdk.swift_lifecycle import STANDARD, InsideTheApp, LifecycleEvents, SettingsRefresh
from harness.virtual.sdk.swift_links import DeepLinks
from harness.virtual.sdk.swift_policies import CountPolicy, IntervalPolicy
from harness.virtual.sdk.swift_push import RemoteNotifications
from harness.virtual.sdk.swift_release import Release, find_release
from harness.virtual.sdk.swift_retry import Retries
from harness.virtual.sdk.swift_segment import SegmentDestination
from harness.virtual.sdk.swift_settings import Document, Settings, SettingsFetch
from harness.virtual.sdk.swift_startup import StartupQueue
from harness.virtual.sdk.swift_state import Defaults, State, suite_name
from harness.virtual.sdk.swift_storage import EventFiles
from harness.virtual.sdk.swift_telemetry import BEFORE, STARTUP_QUEUE, Telemetry
from harness.virtual.sdk.swift_timeline import Timeline
from harness.virtual.sdk.swift_uploads import Uploads


class Analytics(OwnPlugins, InsideTheApp):
    """The public face (plugins.Analytics). Verbs are synchronous: what they do is done when they return."""

    def __init__(self, process: Process, configuration: SegmentConfiguration, release: str) -> None:
        self._process = process
        self._configuration = configuration
        self.is_enabled = True
        modelled = find_release(release)
        defaults = open_preferences(process, suite_name(configuration.write_key))
        http = Http(process, configuration, modelled)
        self._state = State(defaults, process.draws)
        self._settings = Settings(defaults)
        self._fetch = SettingsFetch(http)
        self._telemetry = Telemetry(process, http, modelled, configuration)
        self._context = Context(process, modelled, self._state)
        self._timeline = Timeline(self._settings, self._take_plugins(lambda act: act()))
        self._policy = CountPolicy(configuration.flush_at)
        self._interval = IntervalPolicy(process.clock, configuration.flush_interval_s, self.flush)
        self._startup = StartupQueue(process.clock, self.run_plugins, self._interval.restart)
        self._segment = self._make_segment(http, defaults, modelled)
        standard = open_preferences(process, STANDARD)
        is_on = configuration.tracks_lifecycle
        self._lifecycle = LifecycleEvents(process.app, standard, self.track, modelled, is_on)
        self._links = DeepLinks(self._state, self.track, modelled)
        self.push = RemoteNotifications(self._context, self._timeline)
        self._refresh = SettingsRefresh(process.clock, self.check_settings)
        self._start()

    def _make_segment(self, http: Http, defaults: Defaults, release: Release) -> SegmentDestination:
        process = self._process
        files = EventFiles(process, defaults, self._configuration.write_key)
        retries = Retries(defaults, release, process.draws.random)
        uploads = Uploads(process.clock, http, files, retries, self.report_error)
        return SegmentDestination(self._settings, self._timeline, files, uploads, self._policy)

    @rests_on("segment.md 3.3")
    def _start(self) -> None:
        """Segment.io first, then the settings; on the phone's own destinations the app decides."""
        self._telemetry.count_start()
        self._telemetry.apply(self._settings.document.get("metrics"))
        for plugin in BEFORE:
            self._telemetry.count_plugin(plugin)
        self.add(self._segment)
        self.check_settings()

    @rests_on("segment.md 4.1")
    def add(self, destination: Destination) -> None:
        self._timeline.add(destination, is_running=self._startup.is_open)
        self._telemetry.count_plugin(f"destination-{destination.key}")
        self._interval.restart()

    # settings

    @rests_on("segment.md 1.4")
    def check_settings(self) -> None:
        """One check at a time; events wait until it is over."""
        if not self._fetch.is_running:
            self._startup.close()
            self._fetch.start(self._settings_checked)

    @rests_on("segment.md 3.5")
    def _settings_checked(self, found: Document | None) -> None:
        if found is None:
            self.report_error("settingsFail")
        else:
            self._settings.replace(found)
            self._telemetry.apply(found.get("metrics"))
        self._timeline.update()
        self._startup.open()

    def report_error(self, text: str) -> None:
        self._process.log(f"Segment: {text}")
        self._telemetry.report_error(text)

    # verbs

    @rests_on("segment.md 5")
    def identify(
        self,
        user_id: str | None,
        traits: Mapping[str, Any] | None = None,
        integrations: Mapping[str, Any] | None = None,
        context: Mapping[str, Any] | None = None,
    ) -> None:
        self._state.sign_in(user_id, traits)
        self.process(Message(make_event("identify", userId=user_id, traits=traits), integrations, context))

    def track(
        self,
        name: str,
        properties: Mapping[str, Any] | None = None,
        integrations: Mapping[str, Any] | None = None,
        context: Mapping[str, Any] | None = None,
    ) -> None:
        self.process(Message(make_event("track", event=name, properties=properties), integrations, context))

    def screen(
        self,
        name: str,
        category: str | None = None,
        properties: Mapping[str, Any] | None = None,
        context: Mapping[str, Any] | None = None,
    ) -> None:
        event = make_event("screen", name=name, category=category, properties=properties)
        self.process(Message(event, context=context))

    def group(
        self, group_id: str, traits: Mapping[str, Any] | None = None, context: Mapping[str, Any] | None = None
    ) -> None:
        self.process(Message(make_event("group", groupId=group_id, traits=traits), context=context))

    @rests_on("segment.md 5")
    def alias(
        self, new_id: str, integrations: Mapping[str, Any] | None = None, context: Mapping[str, Any] | None = None
    ) -> None:
        event = make_event("alias", userId=new_id, previousId=self._state.user_id)
        self._state.become(new_id)
        self.process(Message(event, integrations, context))

    @rests_on("segment.md 5")
    def reset(self) -> None:
        """No event, no flush."""
        self._state.reset()
        self._timeline.reset()

    @rests_on("segment.md 4.1")
    def flush(self) -> None:
        """Of every plugin, the device-mode ones too; of none while switched off."""
        if self.is_enabled:
            self._timeline.flush()

    def anonymous_id(self) -> str:
        return self._state.anonymous_id

    def user_id(self) -> str | None:
        return self._state.user_id

    def set_device_token(self, token: str) -> None:
        self._context.set_device_token(token)

    def queued(self) -> int:
        return len(self._startup) + self._segment.queued()

    # an event's way

    @rests_on("segment.md 3.4")
    def process(self, message: Message) -> None:
        """Switched off, nothing comes through, though identify and alias have changed the store (segment.md 5)."""
        if not self.is_enabled:
            return
        self.stamp(message.event)
        self._telemetry.count_event(message.event["type"], [STARTUP_QUEUE])
        if not self._startup.holds(message):
            self.run_plugins(message)
        if self._policy.is_reached():
            self.flush()

    def stamp(self, event: Event) -> None:
        stamp(event, self._process, self._state)

    @rests_on("segment.md 3.3")
    def run_plugins(self, message: Message) -> None:
        self._context.describe(message.event)
        if not self.pass_plugins(message):
            return
        self.enrich(message)
        self._timeline.deliver(message.event)
        others = (f"destination-{key}" for key in self._timeline.names())
        self._telemetry.count_event(message.event["type"], [*BEFORE[1:], *others])

    @rests_on("segment.md 3.2")
    def enrich(self, message: Message) -> None:
        message.event["integrations"] |= message.enrichment or {}
        message.event["context"] |= message.context or {}

    # the app's lifecycle

    def launched(self) -> None:
        self._lifecycle.launched()

    @rests_on("segment.md 3.4", "inferred")
    def entered_foreground(self) -> None:
        """Who was registered first is told first: the app is opened under the old settings, and what comes after waits
        for the new ones."""
        self._lifecycle.will_enter_foreground()
        self._refresh.entered_foreground()
        self._lifecycle.became_active()

    @rests_on("segment.md 4.1")
    def entered_background(self) -> None:
        """The event first, then a flush."""
        self._refresh.entered_background()
        self._lifecycle.entered_background()
        self.flush()

    def opened_link(self, url: str) -> None:
        """As an app does that hands its links on: universal ones as an activity, others as a URL."""
        if self._configuration.tracks_deep_links:
            hand_on = self.continue_user_activity if url.startswith(("https:", "http:")) else self.open_url
            hand_on(url)

    def open_url(self, url: str) -> None:
        self._links.open_url(url)

    def continue_user_activity(self, url: str) -> None:
        self._links.continue_user_activity(url)

    def interrupted(self) -> None:
        """Transient interruptions are no background (segment.md 6)."""

    def resumed(self) -> None:
        """Nor is their end a return from it."""
        self._lifecycle.became_active()

    # remote notifications, as the app's delegate hands them on

    def registered_for_remote_notifications(self, token: str) -> None:
        self.push.registered(token)

    def failed_to_register(self, reason: str) -> None:
        self.push.failed(reason)

    def declined_remote_notifications(self) -> None:
        self.push.declined()

    def received_remote_notification(self, payload: Mapping[str, Any]) -> None:
        self.push.received(payload)

    def handle_action(self, identifier: str, payload: Mapping[str, Any]) -> None:
        self.push.acted_on(identifier, payload)
