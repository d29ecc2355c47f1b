"""Repeats the recordings' steps: the model of analytics-kotlin with the model of the destination, on fakes."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field, replace
from typing import Any

from harness.virtual.sdk.destination_kotlin import MoEngageDestination
from harness.virtual.sdk.plugins import SegmentConfiguration
from harness.virtual.sdk.seams import Answer, AppInfo
from harness.virtual.sdk.segment_kotlin import Analytics
from tests.virtual.sdk.destination_recordings import APIS, RecordingHelper, SpokenCall, Step
from tests.virtual.sdk.fake_network import an_answer, settings_answer
from tests.virtual.sdk.fakes import FakeProcess, an_android_process

ABSENT = object()
REFRESHES: dict[str, object] = {
    "same WS1": {"apiKey": "WS1"},
    "WS2": {"apiKey": "WS2"},
    "removed": ABSENT,
    "WS2 back": {"apiKey": "WS2"},
    "WS1 back": {"apiKey": "WS1"},
    "apiKey missing": {"other": 1},
    "apiKey empty": {"apiKey": ""},
    "apiKey number": {"apiKey": 77},
    "apiKey object": {"apiKey": {"x": 1}},
    "apiKey null": {"apiKey": None},
    "MoEngage true": True,
    "WS1 again": {"apiKey": "WS1"},
}
"""``settings refresh: <name>`` -> the MoEngage entry that the settings had then."""
IN_FOREGROUND = {"same settings": {"apiKey": "WS1"}, "apiKey now WS2": {"apiKey": "WS2"}, "MoEngage removed": ABSENT}
FAILING = {"settings refresh: HTTP 500": an_answer(500), "settings refresh: not an object": an_answer(200, [1])}


class UnplayableError(Exception):
    """The step needs something that the model does not have."""


@dataclass
class Player:
    """One run of the recordings: steps of one file in order, each on the state that the ones before have left."""

    process: FakeProcess = field(default_factory=an_android_process)
    helper: RecordingHelper = field(default_factory=RecordingHelper)
    analytics: Analytics | None = None
    phase: str = ""

    def play(self, step: Step) -> list[SpokenCall]:
        """The calls that the destination makes in this step."""
        self.helper.taken()
        if step.phase != self.phase or "launch" in step.name:
            self._begin(step)
        self.helper.throwing = throwing_in(step, self.helper.throwing)
        self._prepare_settings(step)
        if step.name == "settings arrived":
            self.process.network.release("/settings")
        if step.name.startswith("foreground after 11 s"):
            self.live.entered_background()
            self.process.advance(11)
        for one in step.inputs:
            self._perform(one, step)
            self.process.run()
        self.process.run()
        return self.helper.taken()

    @property
    def live(self) -> Analytics:
        if self.analytics is None:
            raise UnplayableError("no app is running")
        return self.analytics

    def _begin(self, step: Step) -> None:
        """``relaunch`` keeps the data; a phase begins on a fresh installation."""
        if "relaunch" in step.name:
            self.process = self.process.relaunched()
        else:
            fresh = an_android_process(step.phase)
            self.process = replace(fresh, app=AppInfo("Sample", "com.example.sample", "1.0", "1"))
            self.process.network.answers("/settings", entry_answer({"apiKey": "WS1"}))
        self.phase = step.phase
        self.helper.throwing = throwing_in(step, frozenset())
        self._prepare_settings(step)
        if step.phase == "late":
            self.process.network.hold("/settings")
        self._start(step, "wk", has_plugin=step.name != "launch without the plugin")

    def _start(self, step: Step, write_key: str, has_plugin: bool = True) -> None:
        tracks = step.phase in ("start", "late", "faults", "plugin") and step.name != "launch"
        configuration = SegmentConfiguration(write_key, tracks_lifecycle=tracks, tracks_deep_links=tracks)
        self.analytics = Analytics(self.process, configuration, step.about.analytics)
        if has_plugin:
            self._add_plugin(step)
        self.analytics.launched()
        self.analytics.entered_foreground()
        self.process.run()

    def _add_plugin(self, step: Step) -> None:
        about = step.about
        versions = (about.destination, about.serialization)
        self.live.add(MoEngageDestination(self.process, self.helper, self.live, *versions))

    def _prepare_settings(self, step: Step) -> None:
        answer = settings_in(step)
        if answer is not None:
            self.process.network.answers("/settings", answer)

    def _perform(self, one: dict[str, Any], step: Step) -> None:
        if "m" in one:
            self._call(one)
            return
        match one["op"]:
            case "check":
                self.live.check_settings()
            case "background":
                self.live.entered_background()
            case "foreground":
                self.live.entered_foreground()
            case "deeplink":
                self.live.opened_link(one["url"])
            case "new":
                self._start(step, one["writeKey"])
            case "addplugin":
                self._add_plugin(step)
            case other:
                raise UnplayableError(f"the model has no {other}")

    def _call(self, one: dict[str, Any]) -> None:
        data = json.loads(one["data"]) if "data" in one else None
        chosen = {"integrations": json.loads(one["integrations"])} if "integrations" in one else {}
        match one["m"]:
            case "identify":
                self.live.identify(one["name"], data, **chosen)
            case "traits":
                self.live.identify(None, data, **chosen)
            case "track":
                self.live.track(one["name"], data, **chosen)
            case "alias":
                self.live.alias(one["name"], **chosen)
            case "screen":
                self.live.screen(one["name"], None, data)
            case "group":
                self.live.group(one["name"], data)
            case verb:
                getattr(self.live, verb)()


def settings_in(step: Step) -> Answer | None:
    """The answer to settings requests from this step on, where its name says one."""
    if step.name in FAILING:
        return FAILING[step.name]
    if "settings 500" in step.name:
        return an_answer(500)
    if found := re.match(r"new Analytics, settings [^:]+: (.*)", step.name):
        entry = json.loads(found[1])
        return entry_answer(ABSENT if entry == "__absent__" else entry)
    name = step.name.removeprefix("settings refresh: ").removeprefix("foreground after 11 s, ")
    if name in REFRESHES or name in IN_FOREGROUND:
        return entry_answer({**REFRESHES, **IN_FOREGROUND}[name])
    return entry_answer({"apiKey": "WS1"}) if "settings 200" in step.name or "now 200" in step.name else None


def entry_answer(entry: object) -> Answer:
    if entry is ABSENT:
        return settings_answer(MoEngage=None)
    answer = settings_answer(MoEngage="replaced")
    return replace(answer, body=answer.body.replace(b'"replaced"', json.dumps(entry).encode()))


def throwing_in(step: Step, before: frozenset[str]) -> frozenset[str]:
    """Which entry points throw from this step on."""
    if step.name.startswith("every API throws"):
        return frozenset(APIS.values())
    if found := re.match(r"only (\w+) throws", step.name):
        return frozenset({found[1]})
    return frozenset() if step.name.startswith(("faults off", "fault gone")) else before
