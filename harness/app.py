"""The verbs: what a test tells the app. Each returns the ledger's entry of its action."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from copy import copy
from typing import Any, Literal

from harness import pushes
from harness.builds import Build
from harness.calls import FENCE, Entry
from harness.clock import pause
from harness.errors import CapabilityMissingError
from harness.expectations.inbox import Settled
from harness.host import Host, command
from harness.people import User
from harness.proofs import Backend, Proofs

Given = Mapping[str, Any]
LONGEST_WAIT_S = 60.0
Opted = Literal["data_tracking", "moengage_sdk"]


class App:
    """The host app on one device, during one test."""

    def __init__(self, host: Host, proofs: Proofs, backend: Backend, *, build: Build, draws: random.Random) -> None:
        self._host = host
        self._device = host.device
        self._proofs = proofs
        self._backend = backend
        self._draws = draws
        self._waited_s = 0.0
        self._burst: list[dict[str, Any]] | None = None
        self._context: Given | None = None
        self.build = build

    def __repr__(self) -> str:
        return f"<App {self.build.name} on {self._device.name}>"

    @property
    def platform(self) -> str:
        return self._device.platform

    # what Segment's SDK is told

    def with_context(self, **context: Any) -> App:
        """The same app, whose next calls of Segment carry these keys of context, as an app does that gives each call an
        enrichment (segment.md 3.2): ``app.with_context(campaign={...}).track("Clicked", n=1)``."""
        speaking = copy(self)
        speaking._context = context
        return speaking

    def identify(self, user: User | str | None = None, traits: Given | None = None, /, **more: Any) -> Entry:
        """``app.identify(ada, email=ada.email)``; traits only: ``app.identify(plan="pro")``; neither: the id alone."""
        return self._tell("identify", user_id=_id(user), traits=_merged(traits, more))

    def identify_without_moengage(self, user: User | str, /, **traits: Any) -> Entry:
        """As ``track_without_moengage``."""
        return self._tell("identify", user_id=_id(user), traits=_merged(None, traits), integrations=MOENGAGE_OFF)

    def track(self, name: str, properties: Given | None = None, /, **more: Any) -> Entry:
        """Without any property the argument is left out (iOS's destination drops such a call: moengage.md 0.8)."""
        return self._tell("track", name=name, properties=_merged(properties, more))

    def track_without_moengage(self, name: str, /, **properties: Any) -> Entry:
        """As an app does that sets ``integrations.MoEngage`` to false by an enrichment (segment.md 3.2)."""
        return self._tell("track", name=name, properties=_merged(None, properties), integrations=MOENGAGE_OFF)

    def screen(self, name: str, category: str | None = None, /, **properties: Any) -> Entry:
        return self._tell("screen", name=name, category=category, properties=_merged(None, properties))

    def group(self, group_id: str, /, **traits: Any) -> Entry:
        return self._tell("group", group_id=group_id, traits=_merged(None, traits))

    def alias(self, user: User | str, /) -> Entry:
        return self._tell("alias", user_id=_id(user))

    def reset(self) -> Entry:
        return self._tell("reset")

    def flush(self) -> Entry:
        return self._tell("flush")

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """Verbs inside are made back to back in one turn of the app's main thread: a burst on purpose."""
        self._burst = []
        try:
            yield
            commands, self._burst = self._burst, None
            self._host.perform(commands)
        finally:
            self._burst = None

    # what MoEngage's SDK is told by the app itself

    def app_status(self, status: Literal["install", "update"]) -> Entry:
        """Whether this is a new user of the app or one who updated it: only the app can say (the page: "Install or
        update differentiation")."""
        return self._tell("app_status", status=status)

    def opt_out(self, of: Opted) -> Entry:
        """``data_tracking``: no custom data; ``moengage_sdk``: nothing at all (moengage.md 4.3)."""
        return self._order(self._host.note("opt_out", what=of), of, state="off")

    def opt_in(self, to: Opted) -> Entry:
        return self._order(self._host.note("opt_in", what=to), to, state="on")

    def delete_user(self) -> Entry:
        return self._tell("delete_user")

    def show_in_app(self) -> Entry:
        return self._tell("show_in_app")

    def fetch_cards(self) -> Entry:
        return self._tell("fetch_cards")

    # its screens and plugins

    def open_screen(self, name: str) -> Entry:
        """Another screen of the app over the one before (on Android an activity of its own)."""
        return self._tell("open_screen", name=name)

    def close_screen(self) -> Entry:
        return self._tell("close_screen")

    def add_plugin(self, name: str) -> Entry:
        """Late: ``moengage``, ``other``, ``throwing``, ``marking``, ``swallowing``; ``throwing-inside`` and
        ``marking-inside`` go into MoEngage's destination. The launch argument ``plugins`` adds them at the start."""
        return self._tell("add_plugin", name=name)

    def pause_events(self) -> Entry:
        """A plugin of the app asks Segment to wait for it."""
        return self._tell("pause_events")

    def resume_events(self) -> Entry:
        return self._tell("resume_events")

    def check_settings(self) -> Entry:
        """The app asks Segment's SDK for its settings, as analytics-kotlin lets it; events wait for the answer."""
        return self._tell("check_settings")

    def other_destination(self) -> tuple[str, ...]:
        """What the app's other device-mode destination was given, of the running process: ``track Bought``."""
        return tuple(one for one in self._device.outcome().other if one != f"track {FENCE}")

    # push

    def new_push_token(self) -> str:
        """One that no vendor has seen, in the platform's form: FCM's text or APNs' hex."""
        return pushes.draw_token(self.platform, self._draws)

    def register_push_token(self, token: str) -> Entry:
        """The app hands this token on as it does when the system gives it one, at first and on refresh."""
        return self._order(self._host.note("register_push_token", token=token), "push_token", token=token)

    def register_for_push(self) -> Entry:
        """The app asks the system for a token, and hands on what it gets."""
        return self._tell("register_for_push")

    def moengage_push(self, campaign: str = "", *, page: str = "") -> dict[str, Any]:
        """A push as MoEngage sends it on this platform, of a campaign that is drawn if it is not named; ``page``: the
        web page to which it leads (rich landing)."""
        return pushes.moengage_push(self.platform, campaign or pushes.draw_campaign(self._draws), page)

    def foreign_push(self, title: str, *, wakes: bool = False) -> dict[str, Any]:
        """A push of somebody else's server; ``wakes``: for the code of an app that is not in front too."""
        return pushes.foreign_push(self.platform, title, wakes)

    def receive_push(self, payload: Given) -> Entry:
        """The push service delivers it to the phone, whatever state the app is in."""
        entry = self._host.note("receive_push", payload=dict(payload))
        self._device.receive_push(payload)
        return entry

    def tap_notification(self) -> Entry:
        """The newest one of the tray: the app comes to the front, started if it does not run."""
        entry = self._host.note("tap_notification")
        self._device.tap_notification()
        self._host.note_front()
        return entry

    def clear_notification(self) -> Entry:
        entry = self._host.note("clear_notification")
        self._device.clear_notification()
        return entry

    def own_pushes(self) -> tuple[str, ...]:
        """Titles of the pushes that the app itself was given, as they were not MoEngage's; of the running process."""
        return self._device.outcome().pushes

    def opened_pages(self) -> tuple[str, ...]:
        """URLs of the web pages that MoEngage's SDK opened inside the app; of the running process."""
        return self._device.outcome().pages

    # its life

    def launch(self, *, until_ready: bool = True, **arguments: str) -> Entry:
        """Starts the app's process anew, and waits for its settings; told not to, until it has asked for them.

        ``arguments``: launch arguments that this and later launches have besides their own, such as ``pushBy``.
        """
        self._host.arguments.update(arguments)
        entry = self._host.note("launch", build=self.build.name, **arguments)
        self._host.start()
        self._wait_for_launch(until_ready)
        return entry

    relaunch = launch

    @contextmanager
    def at_launch(self, *, until_ready: bool = True) -> Iterator[None]:
        """As ``at_once``, but in the turn in which the app starts and makes its SDKs; the launch follows the block."""
        self._burst = []
        try:
            yield
            commands, self._burst = self._burst, None
            self._host.note("launch", build=self.build.name)
            self._host.start(commands)
        finally:
            self._burst = None
        self._wait_for_launch(until_ready)

    def _wait_for_launch(self, until_ready: bool) -> None:
        if until_ready:
            self.wait_until_ready()
        else:
            self._proofs.wait_until_asked()

    def kill(self) -> Entry:
        """Process death at once, as the system deals it."""
        entry = self._host.note("kill")
        self._device.terminate()
        self._host.note_end()
        return entry

    def background(self) -> Entry:
        entry = self._host.note("background")
        self._device.background()
        self._host.note_background()
        return entry

    def foreground(self) -> Entry:
        entry = self._host.note("foreground")
        self._device.foreground()
        self._host.note_front()
        return entry

    def open_link(self, url: str) -> Entry:
        entry = self._host.note("open_link", url=url)
        self._device.open_link(url)
        self._host.note_front()
        return entry

    # its installation

    def upgrade_to(self, build: Build, **arguments: str) -> Entry:
        """Installs another build over this one, data kept, and launches it (with these further arguments)."""
        self._host.arguments.update(arguments)
        return self._install(build, "upgrade_to")

    def delete(self) -> Entry:
        """Off the phone, with all its data; on iOS what it keeps in the keychain stays."""
        entry = self._host.note("delete")
        self._device.remove()
        self._host.note_end()
        return entry

    def reinstall(self, build: Build | None = None) -> Entry:
        """After ``delete``: from the store, with nothing."""
        return self._install(build or self.build, "reinstall")

    def reinstall_from_backup(self) -> Entry:
        """After ``delete``: from the store, with what the phone's backup has of it (capability ``system``)."""
        self._device.restore_backup()
        return self._install(self.build, "reinstall")

    def _install(self, build: Build, verb: str) -> Entry:
        entry = self._host.note(verb, build=build.name)
        self._device.install(build)
        self.build = build
        self._host.start()
        self.wait_until_ready()
        return entry

    # time and proofs

    def let_pass(self, seconds: float) -> Entry:
        """Time goes by for the phone and for answers that are held back."""
        if "time_travel" not in self._device.capabilities:
            return self._wait(seconds)
        entry = self._host.note("let_pass", seconds=seconds)
        self._proofs.wait_for_traffic()
        left = seconds
        while left > 0:
            step = min(left, 1.0) if self._backend.open_requests() else left
            self._backend.advance(step)
            self._device.advance(step)
            left -= step
        return entry

    def _wait(self, seconds: float) -> Entry:
        """Where nobody can move the clock, up to a minute of it in all passes for real."""
        self._waited_s += seconds
        if self._waited_s > LONGEST_WAIT_S:
            raise CapabilityMissingError(self._device.name, "time_travel")
        entry = self._host.note("let_pass", seconds=seconds)
        self._backend.let_time_run()
        pause(seconds)
        return entry

    def prove_alive(self) -> None:
        """A canary through the app's own network path; without its arrival nothing may be said about an SDK."""
        self._proofs.prove_alive()

    def wait_until_ready(self) -> None:
        """The SDK has told its plugins the outcome of its settings check: the app's label says so."""
        self._proofs.wait_until_ready()

    def let_finish(self) -> None:
        """Asks an app in front to flush; then both SDKs have the answer to everything that they held."""
        self._proofs.wait_until_sent()

    def settle(self, *, moengage: bool | None = None) -> Settled:
        """Two fences through every SDK that should deliver; then what came before has arrived, or is held."""
        return self._proofs.settle(moengage=moengage)

    def nudge(self) -> None:
        """Asks both SDKs once to send what they hold."""
        self._proofs.nudge()

    def _tell(self, verb: str, **arguments: Any) -> Entry:
        said = arguments if self._context is None else {**arguments, "context": self._context}
        given = {key: value for key, value in said.items() if value is not None}
        return self._order(self._host.note(verb, **given), verb, **given)

    def _order(self, entry: Entry, verb: str, **given: Any) -> Entry:
        """The command of an action, now or with the others of a burst."""
        if self._burst is not None:
            self._burst.append(command(verb, given))
        else:
            self._host.perform([command(verb, given)])
        return entry


MOENGAGE_OFF = {"MoEngage": False}


def _id(user: User | str | None) -> str | None:
    return user.id if isinstance(user, User) else user


def _merged(given: Given | None, more: Given) -> dict[str, Any] | None:
    """None where nothing was given: the SDKs tell that from an empty object (segment.md 2.3)."""
    return None if given is None and not more else {**(given or {}), **more}
