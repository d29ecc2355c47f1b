"""Host apps around the models of MoEngage's SDKs, on fakes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from harness.virtual.sdk import moengage_android, moengage_ios
from harness.virtual.sdk.moengage_keys import DEVICE_ATTRIBUTE
from harness.virtual.sdk.plugins import MoEngageConfiguration
from harness.virtual.sdk.seams import Answer, Request
from tests.virtual.sdk.fake_network import an_answer, decoded_body
from tests.virtual.sdk.fakes import FakeProcess

META = {"type": "segment", "version": "4.2.0"}
WORKSPACE = "WORKSPACE"
CONFIG, DEVICE, REPORT = "/v3/sdkconfig/", "/v2/sdk/device/", "/v2/sdk/report/"

Body = dict[str, Any]


class App:
    """What both platforms' apps share: looking at the wire."""

    sdk: Any

    def __init__(self, process: FakeProcess) -> None:
        self.process = process

    def do(self, verb: str, *arguments: Any, **named: Any) -> None:
        """One call as a moment of its own."""
        getattr(self.sdk, verb)(*arguments, **named)
        self.process.run()

    def answers(self, part: str, *answers: Answer) -> None:
        self.process.network.answers(part, *answers)

    def configure(self, **settings: Any) -> None:
        """What the server answers to the SDK's configuration requests."""
        self.answers(CONFIG, an_answer(200, settings))

    def requests(self, part: str = "moengage.com") -> list[Request]:
        return self.process.network.sent(part)

    def bodies(self, part: str) -> list[Body]:
        return [decoded_body(request) for request in self.requests(part)]

    def reports(self) -> list[Body]:
        return self.bodies(REPORT)

    def all_points(self) -> list[Body]:
        """Every data point sent, in order, retries included."""
        return [point for report in self.reports() for point in report["viewsInfo"]]

    def points(self) -> list[Body]:
        """All but the device's attributes, which the SDK sends by itself."""
        return [point for point in self.all_points() if point["EVENT_ACTION"] != DEVICE_ATTRIBUTE]

    def device_attributes(self) -> list[Mapping[str, Any]]:
        return [self.plain(point) for point in self.all_points() if point["EVENT_ACTION"] == DEVICE_ATTRIBUTE]

    def actions(self) -> list[str]:
        return [point["EVENT_ACTION"] for point in self.points()]

    def attributes(self) -> list[Mapping[str, Any]]:
        """The plain attributes of user attribute points, in order."""
        return [self.plain(point) for point in self.points() if point["EVENT_ACTION"] == "EVENT_ACTION_USER_ATTRIBUTE"]

    def point(self, action: str) -> Body:
        return next(point for point in self.points() if point["EVENT_ACTION"] == action)

    def plain(self, point: Body) -> Mapping[str, Any]:
        attributes = point["EVENT_ATTRS"]
        decoded: Mapping[str, Any] = json.loads(attributes) if isinstance(attributes, str) else attributes
        return decoded

    def trouble(self) -> list[str]:
        return [line for line in self.process.lines if "caught" in line]


class AndroidApp(App):
    def __init__(self, process: FakeProcess, release: str = "15.02.00", **configuration: Any) -> None:
        super().__init__(process)
        self.release, self.configuration = release, configuration
        self.sdk = moengage_android.MoEngage(process, MoEngageConfiguration(WORKSPACE, **configuration), release)

    def open(self) -> None:
        self.sdk.launched()
        self.do("entered_foreground")

    def enable(self) -> None:
        self.do("initialize", WORKSPACE, META)

    def start(self) -> AndroidApp:
        """In front, with settings."""
        self.open()
        self.enable()
        return self

    def relaunch(self, **changes: Any) -> AndroidApp:
        return AndroidApp(self.process.relaunched(**changes), self.release, **self.configuration)


def started(process: FakeProcess, release: str = "15.02.00", **settings: Any) -> AndroidApp:
    """An Android app in front, with settings, whose server answers with this configuration."""
    app = AndroidApp(process, release)
    app.configure(**settings)
    return app.start()


class IosApp(App):
    def __init__(self, process: FakeProcess, release: str = "10.14.0", **configuration: Any) -> None:
        super().__init__(process)
        self.release, self.configuration = release, configuration
        self.sdk = moengage_ios.MoEngage(process, MoEngageConfiguration(WORKSPACE, **configuration), release)

    def open(self) -> None:
        self.sdk.launched()
        self.do("entered_foreground")

    def enable(self) -> None:
        self.do("enable_sdk", WORKSPACE, {"type": "segment", "version": "2.13.0"})

    def start(self) -> IosApp:
        self.open()
        self.enable()
        return self

    def relaunch(self, **changes: Any) -> IosApp:
        return IosApp(self.process.relaunched(**changes), self.release, **self.configuration)


def ios_started(process: FakeProcess, release: str = "10.14.0", **settings: Any) -> IosApp:
    """The same on iOS."""
    app = IosApp(process, release)
    app.configure(**settings)
    return app.start()
