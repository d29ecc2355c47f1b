"""The two platforms' ways to the same acts on the host app, over a session."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from harness.builds import Build
from harness.clock import Deadline, pause
from harness.devices.device import APP_ID, Outcome
from harness.devices.session import Session
from harness.errors import AppError

LABEL_S = 10.0
"""How long the outcome label may take to show a verb's end."""


class Phone:
    """What both platforms do alike: a command typed into the app, its outcome read from a label."""

    log_kind = ""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._runs = 0

    def send(self, command: str) -> None:
        self.session.type_text("command", command)
        self.session.press("run")
        self._runs += 1

    def run(self, command: str) -> Outcome:
        self.send(command)
        return self._await_outcome(self._runs)

    def _await_outcome(self, run: int) -> Outcome:
        deadline = Deadline.after(LABEL_S)
        while (outcome := self.outcome()).run < run:
            if deadline.is_over:
                raise AppError(
                    f"the app did not say how the verb ended within {LABEL_S:g} s; its label says {outcome.text!r}",
                    next_step="the app hangs or shows a dialog: look at its screen and log",
                )
            pause(0.02)
        return outcome

    def outcome(self) -> Outcome:
        return parse_outcome(self.session.read("outcome"))

    def launched(self) -> Outcome:
        self.session.forget_screen()
        self._runs = 0
        return self._await_outcome(0)

    def came_to_front(self) -> None:
        """By itself or anew: its label tells which command it had last."""
        self.session.forget_screen()
        self._runs = self._await_outcome(0).run

    def rotate(self) -> None:
        self.session.turn()
        self.came_to_front()

    def wall(self) -> float:
        return datetime.fromisoformat(str(self.session.execute("mobile: getDeviceTime"))).timestamp()

    def log_tail(self, lines: int) -> list[str]:
        return self.session.log(self.log_kind)[-lines:]


class AndroidPhone(Phone):
    """Over the methods of appium-uiautomator2-driver."""

    log_kind = "logcat"
    activity = f"{APP_ID}/.MainActivity"

    def install(self, build: Build) -> None:
        self.session.execute("mobile: installApp", appPath=build.name, replace=True)

    def clear(self) -> None:
        self.session.execute("mobile: clearApp", appId=APP_ID)

    def launch(self, arguments: Mapping[str, str]) -> Outcome:
        extras = [["s", key, value] for key, value in arguments.items()]
        self.session.execute("mobile: startActivity", component=self.activity, stop=True, wait=True, extras=extras)
        return self.launched()

    def remove(self) -> None:
        self.session.execute("mobile: removeApp", appId=APP_ID)

    def terminate(self) -> None:
        self.session.execute("mobile: terminateApp", appId=APP_ID)

    def background(self) -> None:
        self.session.execute("mobile: backgroundApp", seconds=-1)

    def foreground(self) -> None:
        self.session.execute("mobile: activateApp", appId=APP_ID)
        self.came_to_front()

    def open_link(self, url: str) -> None:
        self.session.execute("mobile: deepLink", url=url, package=APP_ID)
        self.came_to_front()

    def answer_dialog(self, accept: bool) -> None:
        self.session.execute("mobile: acceptAlert" if accept else "mobile: dismissAlert")
        self.came_to_front()


class IosPhone(Phone):
    """Over the methods of appium-xcuitest-driver."""

    log_kind = "syslog"

    def install(self, build: Build) -> None:
        self.session.execute("mobile: installApp", app=build.name)

    def clear(self) -> None:
        self.session.execute("mobile: clearApp", bundleId=APP_ID)
        self.session.execute("mobile: clearKeychains")

    def launch(self, arguments: Mapping[str, str]) -> Outcome:
        self.terminate()  # a running app is only brought to the front by launchApp on a real simulator
        self.session.execute("mobile: launchApp", bundleId=APP_ID, environment=dict(arguments))
        return self.launched()

    def remove(self) -> None:
        self.session.execute("mobile: removeApp", bundleId=APP_ID)

    def terminate(self) -> None:
        self.session.execute("mobile: terminateApp", bundleId=APP_ID)

    def background(self) -> None:
        self.session.execute("mobile: backgroundApp", seconds=-1)

    def foreground(self) -> None:
        self.session.execute("mobile: activateApp", bundleId=APP_ID)
        self.came_to_front()

    def open_link(self, url: str) -> None:
        self.session.execute("mobile: deepLink", url=url, bundleId=APP_ID)
        self.came_to_front()

    def answer_dialog(self, accept: bool) -> None:
        self.session.execute("mobile: alert", action="accept" if accept else "dismiss")
        self.came_to_front()


def parse_outcome(label: str) -> Outcome:
    """The label is JSON: run (a count), outcome, settings (a count), and the SDK's public ids."""
    try:
        said: dict[str, Any] = json.loads(label)
        ids = frozenset(str(said[key]) for key in ("anonymous_id", "device_id") if said.get(key))
        pushes = tuple(str(title) for title in said.get("pushes", ()))
        other = tuple(str(one) for one in said.get("other", ()))
        pages = tuple(str(url) for url in said.get("pages", ()))
        run, settings = int(said["run"]), int(said.get("settings", 0))
        return Outcome(run, str(said["outcome"]), ids, settings, pushes, other, pages)
    except (ValueError, KeyError, TypeError, AttributeError) as problem:
        raise AppError(
            f"the app's outcome label cannot be read: {label!r}",
            next_step="the app under test must show the label that apps/ describes",
        ) from problem
