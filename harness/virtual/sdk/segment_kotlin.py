"""A model of analytics-kotlin on Android, resting on segment.md (Kotlin's columns), jvm.md and moedest.md."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from harness.virtual.facts import rests_on
from harness.virtual.sdk import kotlin_events as events
from harness.virtual.sdk.kotlin_context import Context
from harness.virtual.sdk.kotlin_events import Event, Message
from harness.virtual.sdk.kotlin_http import Http
from harness.virtual.sdk.kotlin_lifecycle import ActivityCallbacks, LifecyclePlugin, ProcessObserver, SettingsRefresh
from harness.virtual.sdk.kotlin_pipeline import SegmentDestination
from harness.virtual.sdk.kotlin_release import find_release
from harness.virtual.sdk.kotlin_settings import Document, RejectedError, Settings, SettingsFetch
from harness.virtual.sdk.kotlin_startup import StartupQueue
from harness.virtual.sdk.kotlin_state import Identity, preferences_file
from harness.virtual.sdk.kotlin_telemetry import INVOKE_ERROR, PLUGINS, Telemetry
from harness.virtual.sdk.kotlin_timeline import Timeline
from harness.virtual.sdk.kotlin_upload import Uploads
from harness.virtual.sdk.plugin_chain import OwnPlugins
from harness.virtual.sdk.plugins import Destination, SegmentConfiguration
from harness.virtual.sdk.seams import Process, Task
from harness.virtual.sdk.segment_preferences import open_preferences


class Analytics(OwnPlugins):
    """The public face (plugins.Analytics). Verbs return at once; their work is done in coroutines."""

    def __init__(self, process: Process, configuration: SegmentConfiguration, release: str) -> None:
        self._process = process
        self._configuration = configuration
        self.is_enabled = True
        self._release = modelled = find_release(release)
        preferences = open_preferences(process, preferences_file(configuration.write_key))
        http = Http(process.network, modelled)
        self._identity = Identity(preferences, process.draws)
        self._settings = Settings(preferences, configuration.write_key, modelled.sections)
        self._fetch = SettingsFetch(http, configuration, modelled)
        self._telemetry = Telemetry(process, http, modelled)
        self._context = Context(process, modelled, preferences)
        self._startup = StartupQueue(process.clock, self.process, modelled.caps_waiting)
        subs = self._take_plugins(self._guard_plugin)
        self._timeline = Timeline(process, self._settings, self._telemetry, configuration.write_key, subs)
        self._segment = SegmentDestination(
            process, configuration, Uploads(process, http, modelled, preferences, configuration), self._timeline.bundled
        )
        self._links = LifecyclePlugin(process, configuration, preferences, self.track)
        observes = configuration.uses_lifecycle_observer
        self._lifecycle = ProcessObserver(process, self._links) if observes else ActivityCallbacks(self._links)
        self._refresh = SettingsRefresh(process.clock, self.refresh_settings)
        self._telemetry.count_start(configuration)
        process.dispatcher.launch(self._build)

    @rests_on("segment.md 3.3")
    def _build(self) -> None:
        self._identity.persist()
        self._settings.persist()
        self._telemetry.apply(self._settings.document["metrics"])
        self._process.dispatcher.launch(self._context.load_device_id)
        self._timeline.add(self._segment)
        self._process.dispatcher.launch(lambda: self._segment.start(self.flush))
        self.check_settings()

    def add(self, destination: Destination) -> None:
        self._timeline.add(destination)

    # settings

    @rests_on("moedest.md 1")
    def refresh_settings(self) -> None:
        """On a return to the foreground; releases up to 1.19.2 never ask again."""
        if self._release.refreshes_settings:
            self.check_settings()

    @rests_on("segment.md 3.4")
    def check_settings(self) -> None:
        self._startup.close()
        self._fetch.start(self._settings_checked)

    @rests_on("segment.md 3.5")
    def _settings_checked(self, found: Document | RejectedError) -> None:
        """A failed fetch keeps what is in force."""
        if isinstance(found, RejectedError):
            self._report_settings_failure(found)
            self.go_on_without_settings()
        else:
            self._settings.replace(found)
            self._telemetry.apply(found["metrics"])
            self._timeline.update()
            self._startup.open()

    @rests_on("moedest.md 1")
    def go_on_without_settings(self) -> None:
        """The plugins are told what is in force and the queue opens; older releases leave out the one or both."""
        if self._release.updates_after_failed_settings:
            self._timeline.update()
        if self._release.opens_after_failed_settings:
            self._startup.open()

    def _report_settings_failure(self, problem: RejectedError) -> None:
        self._process.log(f"Segment: failed to fetch settings: {problem}")
        tags = {"error": str(problem), "writekey": self._configuration.write_key}
        self._telemetry.report_error(INVOKE_ERROR, {**tags, "message": "Error retrieving settings"})

    # verbs

    @rests_on("segment.md 5")
    def identify(
        self,
        user_id: str | None,
        traits: Mapping[str, Any] | None = None,
        integrations: Mapping[str, Any] | None = None,
        context: Mapping[str, Any] | None = None,
    ) -> None:
        """The store and the event go through two coroutines, in any order."""
        event = events.identify_event(user_id or "", traits)
        if user_id is None:
            self._launch(lambda: self._identity.replace_traits(event["traits"]))
        else:
            self._launch(lambda: self._identity.sign_in(user_id, event["traits"]))
        self.process(Message(event, integrations, context))

    def track(
        self,
        name: str,
        properties: Mapping[str, Any] | None = None,
        integrations: Mapping[str, Any] | None = None,
        context: Mapping[str, Any] | None = None,
    ) -> None:
        self.process(Message(events.track_event(name, properties), integrations, context))

    def screen(
        self,
        name: str,
        category: str | None = None,
        properties: Mapping[str, Any] | None = None,
        context: Mapping[str, Any] | None = None,
    ) -> None:
        self.process(Message(events.screen_event(name, category, properties), context=context))

    def group(
        self, group_id: str, traits: Mapping[str, Any] | None = None, context: Mapping[str, Any] | None = None
    ) -> None:
        self.process(Message(events.group_event(group_id, traits), context=context))

    @rests_on("segment.md 5")
    def alias(
        self, new_id: str, integrations: Mapping[str, Any] | None = None, context: Mapping[str, Any] | None = None
    ) -> None:
        def alias() -> None:
            event = events.alias_event(new_id, self._identity.previous_id())
            self._launch(lambda: self._identity.become(new_id))
            self.process(Message(event, integrations, context))

        self._launch(alias)

    @rests_on("segment.md 5")
    def reset(self) -> None:
        """The new anonymous id is seen at once; store and plugins follow. No event, no flush."""
        new_anonymous_id = self._identity.new_anonymous_id()
        self._identity.reset(self._identity.remembered, new_anonymous_id)
        self._launch(lambda: self._reset_store_and_plugins(new_anonymous_id))

    @rests_on("segment.md 5", "inferred")
    def _reset_store_and_plugins(self, new_anonymous_id: str) -> None:
        self._identity.reset(self._identity.stored, new_anonymous_id)
        self._identity.persist()
        self._timeline.reset()

    @rests_on("segment.md 4.1")
    def flush(self) -> None:
        self._timeline.flush()

    def anonymous_id(self) -> str:
        return self._identity.remembered.anonymous_id

    def user_id(self) -> str | None:
        return self._identity.remembered.user_id

    def set_device_token(self, token: str) -> None:
        self._context.set_device_token(token)

    def queued(self) -> int:
        return len(self._startup) + self._segment.queued()

    # an event's way

    @rests_on("segment.md 3.4")
    def process(self, message: Message) -> None:
        """Stamped by the caller, then a coroutine of its own; a held event comes here again. Switched off, nothing
        comes through, though identify and alias have changed the store (segment.md 5)."""
        if not self.is_enabled:
            return
        self.stamp(message.event)
        self._launch(lambda: self._run_plugins(message))

    def stamp(self, event: Event) -> None:
        events.stamp(event, self._process)

    @rests_on("segment.md 3.3")
    def _run_plugins(self, message: Message) -> None:
        self._identity.attach_stored(message.event)
        self._telemetry.count_event(message.event["type"], PLUGINS["StartupQueue"])
        if not self._startup.holds(message):
            self._run_before(message.event)
            if self.pass_plugins(message):
                self.enrich(message)
                self._timeline.deliver(message.event)

    def _run_before(self, event: Event) -> None:
        for plugin in ("ContextPlugin", "UserInfoPlugin", "AndroidContextPlugin"):
            self._telemetry.count_event(event["type"], PLUGINS[plugin])
        self._identity.attach_remembered(event)
        self._context.describe(event)

    @rests_on("segment.md 3.3")
    def _guard_plugin(self, act: Task) -> None:
        try:
            act()
        except Exception as problem:
            self._process.log(f"Segment: caught exception in a plugin of the app: {problem!r}")

    @rests_on("segment.md 3.2")
    def enrich(self, message: Message) -> None:
        message.event["integrations"] |= message.enrichment or {}
        message.event["context"] |= message.context or {}

    def _launch(self, task: Task) -> None:
        self._process.dispatcher.launch(task)

    # the app's lifecycle

    def launched(self) -> None:
        self._lifecycle.launched()

    def entered_foreground(self) -> None:
        self._refresh.entered_foreground()
        self._lifecycle.entered_foreground()

    def entered_background(self) -> None:
        self._refresh.entered_background()
        self._lifecycle.entered_background()

    def opened_link(self, url: str) -> None:
        self._links.link_opened(url)

    def interrupted(self) -> None:
        """A pause alone moves no counter (segment.md 6)."""

    def rotated(self) -> None:
        self._lifecycle.rotated()

    def screen_opened(self, name: str) -> None:
        del name
        self._lifecycle.screen_changed()

    def screen_closed(self) -> None:
        self._lifecycle.screen_changed()

    def resumed(self) -> None:
        self._lifecycle.resumed()
