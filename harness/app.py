"""The verbs: what a test tells the app and the phone. Each returns the ledger's entry of its action."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Protocol

from harness.builds import Build
from harness.calls import FENCE, MOENGAGE, SEGMENT, Action, Entry, Note
from harness.clock import Deadline, pause
from harness.devices.device import Device, Outcome
from harness.errors import AppError, CaptureError, ConfigurationError
from harness.expectations.inbox import Settled
from harness.ledger import Ledger
from harness.people import User

CANARY_URL = "https://canary.harness.test/"
"""Tokens of canaries and fences start with a letter: Android's destination turns text like ``12e5`` into numbers
(facts: moedest.md 3)."""
QUIET_S = 1.0
"""How long queues may take to run empty once both fences have arrived."""
ASKING_S = 1.0
"""How long a launch that shall not get ready may take to ask for its settings."""


class Backend(Protocol):
    """The vendors' side of a rig, as far as the verbs need it."""

    @property
    def is_device_mode(self) -> bool:
        """Whether the settings that the app has enable MoEngage."""
        ...

    def lift_conditions(self) -> Sequence[str]:
        """Undoes the test's conditions; names those that were undone."""
        ...

    def has_seen_canary(self, token: str) -> bool: ...
    def open_requests(self) -> int: ...
    def advance(self, seconds: float) -> None: ...


class App:
    """The host app on one device, during one test."""

    def __init__(
        self,
        device: Device,
        ledger: Ledger,
        backend: Backend,
        *,
        owner: str,
        build: Build,
        patience_s: float,
        arguments: Mapping[str, str],
        tokens: Iterator[str],
    ) -> None:
        self._device = device
        self._ledger = ledger
        self._backend = backend
        self._owner = owner
        self._patience_s = patience_s
        self._arguments = dict(arguments)
        self._tokens = tokens
        self._burst: list[dict[str, Any]] | None = None
        self._is_in_front = False
        self._is_running = False
        self.build = build

    def __repr__(self) -> str:
        return f"<App {self.build.name} on {self._device.name}>"

    @property
    def platform(self) -> str:
        return self._device.platform

    # what the SDKs are told

    def identify(
        self, user: User | str | None = None, traits: Mapping[str, Any] | None = None, /, **more: Any
    ) -> Entry:
        """``app.identify(ada, email=ada.email)``; traits only: ``app.identify(plan="pro")``; neither: the id alone."""
        return self._tell("identify", user_id=_id(user), traits=_merged(traits, more))

    def track(self, name: str, properties: Mapping[str, Any] | None = None, /, **more: Any) -> Entry:
        """Without any property the argument is left out (iOS's destination drops such a call: moengage.md 0.8)."""
        return self._tell("track", name=name, properties=_merged(properties, more))

    def track_without_moengage(self, name: str, /, **properties: Any) -> Entry:
        """As an app does that sets ``integrations.MoEngage`` to false by an enrichment (segment.md 3.2)."""
        off = {"MoEngage": False}
        return self._tell("track", name=name, properties=_merged(None, properties), integrations=off)

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
            self._perform(commands)
        finally:
            self._burst = None

    # what the phone is told

    def launch(self, *, until_ready: bool = True) -> Entry:
        """Starts the app's process anew, and waits for its settings; told not to, until it has asked for them."""
        entry = self._note_action("launch", build=self.build.name)
        self._start()
        if until_ready:
            self.wait_until_ready()
        else:
            self._wait(lambda: self._has_settings() or self._backend.open_requests() > 0, ASKING_S)
        return entry

    relaunch = launch

    def kill(self) -> Entry:
        """Process death at once, as the system deals it."""
        entry = self._note_action("kill")
        self._device.terminate()
        self._is_in_front = False
        self._is_running = False
        return entry

    def background(self) -> Entry:
        entry = self._note_action("background")
        self._device.background()
        self._is_in_front = False
        return entry

    def foreground(self) -> Entry:
        entry = self._note_action("foreground")
        self._device.foreground()
        self._is_in_front = True
        return entry

    def open_link(self, url: str) -> Entry:
        entry = self._note_action("open_link", url=url)
        self._device.open_link(url)
        return entry

    def upgrade_to(self, build: Build) -> Entry:
        """Installs another build over this one, data kept, and launches it."""
        entry = self._note_action("upgrade_to", build=build.name)
        self._device.install(build)
        self.build = build
        self._start()
        self.wait_until_ready()
        return entry

    def let_pass(self, seconds: float) -> Entry:
        """Time goes by for the phone and for answers that are held back."""
        if "time_travel" not in self._device.capabilities:
            raise ConfigurationError(
                f"{self._device.name} cannot move its clock", next_step="mark the test needs('time_travel')"
            )
        entry = self._note_action("let_pass", seconds=seconds)
        left = seconds
        while left > 0:
            step = min(left, 1.0) if self._backend.open_requests() else left
            self._backend.advance(step)
            self._device.advance(step)
            left -= step
        return entry

    # proofs

    def prove_alive(self) -> None:
        """A canary through the app's own network path; without its arrival nothing may be said about an SDK."""
        self._bring_to_front()
        token = next(self._tokens)
        self._device.run(_command("canary", {"url": CANARY_URL + token}))
        if not self._ledger.wait(lambda: self._backend.has_seen_canary(token) or None, self._patience_s):
            raise CaptureError(
                f"a request of the app on {self._device.name} did not reach the proxy within {self._patience_s:g} s",
                next_step="nothing can be said about the SDKs; check proxy and trust with `harness doctor`",
            )

    def wait_until_ready(self) -> None:
        """The SDK has told its plugins the outcome of its settings check: the app's label says so."""
        if not self._wait(self._has_settings, self._patience_s):
            self.prove_alive()
            raise AppError(
                f"the app did not get ready: no settings within {self._patience_s:g} s of its launch",
                next_step="if a condition is meant to hold them back, launch with until_ready=False",
            )

    def settle(self, *, moengage: bool | None = None) -> Settled:
        """Two fences through every SDK that should deliver; then what came before has arrived, or is held."""
        lifted = self._backend.lift_conditions()
        if self._is_running:  # an SDK without settings would keep the fences too
            self._wait(self._has_settings, self._patience_s)
        reaches = self._backend.is_device_mode if moengage is None else moengage
        vendors = (SEGMENT, MOENGAGE) if reaches else (SEGMENT,)
        lost = self._send_fence(vendors) or self._send_fence(vendors)
        held = () if lost else self._await_quiet(vendors)
        return Settled(held, not lost, _settled_text(lost, held, lifted))

    def nudge(self) -> None:
        """Asks both SDKs once to send what they hold: Segment by its flush, which iOS's destination hands on."""
        self._device.run(_command("flush", {}))

    # inside

    def _start(self) -> None:
        self._settle_ids(self._device.launch(self._arguments))
        self._is_in_front = self._is_running = True

    def _has_settings(self) -> bool:
        return self._device.outcome().settings > 0

    @staticmethod
    def _wait(is_so: Callable[[], bool], within_s: float) -> bool:
        """Asks again and again: the label is the phone's, and tells nobody when it changes."""
        deadline = Deadline.after(within_s)
        while not is_so():
            if deadline.is_over:
                return False
            pause(0.005)
        return True

    def _bring_to_front(self) -> None:
        if not self._is_running:
            self._start()
        elif not self._is_in_front:
            self._device.foreground()
            self._is_in_front = True

    def _tell(self, verb: str, **arguments: Any) -> Entry:
        given = {key: value for key, value in arguments.items() if value is not None}
        entry = self._note_action(verb, **given)
        command = {"verb": verb, "arguments": given}
        if self._burst is not None:
            self._burst.append(command)
        else:
            self._perform([command])
        return entry

    def _perform(self, commands: list[dict[str, Any]]) -> None:
        outcome = self._device.run(json.dumps(commands[0] if len(commands) == 1 else commands))
        self._ledger.append(Note("outcome", self._device.name, outcome.text, {"run": outcome.run}))
        self._settle_ids(outcome)
        if not outcome.is_ok:
            verbs = ", ".join(str(command["verb"]) for command in commands)
            raise AppError(f"the app refused {verbs}: {outcome.text}", next_step="see the app's log in the report")

    def _note_action(self, verb: str, **arguments: Any) -> Entry:
        return self._ledger.append(Action(verb, self._device.name, arguments))

    def _settle_ids(self, outcome: Outcome) -> None:
        self._ledger.claim(self._owner, outcome.ids)

    def _send_fence(self, vendors: Sequence[str]) -> tuple[str, ...]:
        token = next(self._tokens)
        self._ledger.append(Note("fence", self._device.name, token))
        self._device.run(_command("track", {"name": FENCE, "properties": {"fence": token}}))
        self.nudge()
        return tuple(one for one in vendors if not self._ledger.wait(self._fence_at(one, token), self._patience_s))

    def _fence_at(self, vendor: str, token: str) -> Callable[[], Entry | None]:
        kind = "track" if vendor == SEGMENT else "event_tracked"

        def arrived() -> Entry | None:
            calls = self._ledger.calls(self._owner, vendor, kind=kind, name=FENCE)
            return next((one for one in reversed(calls) if one.what.data.get("fence") == token), None)  # type: ignore[union-attr]

        return arrived

    def _await_quiet(self, vendors: Sequence[str]) -> tuple[str, ...]:
        """These vendors' queues empty and no request open; what stays is held by an SDK, not lost."""
        if "queues" not in self._device.capabilities:
            return ()
        deadline = Deadline.after(QUIET_S)
        while (queued := self._still_queued(vendors)) and not deadline.is_over:
            pause(0.01)
        return tuple(f"{vendor} holds {count}" for vendor, count in queued.items())

    def _still_queued(self, vendors: Sequence[str]) -> dict[str, int]:
        queued = {vendor: count for vendor, count in self._device.queued().items() if count and vendor in vendors}
        if self._backend.open_requests():
            queued["the proxy"] = self._backend.open_requests()
        return queued


def _command(verb: str, arguments: Mapping[str, Any]) -> str:
    return json.dumps({"verb": verb, "arguments": arguments})


def _id(user: User | str | None) -> str | None:
    return user.id if isinstance(user, User) else user


def _merged(given: Mapping[str, Any] | None, more: Mapping[str, Any]) -> dict[str, Any] | None:
    """None where nothing was given: the SDKs tell that from an empty object (segment.md 2.3)."""
    return None if given is None and not more else {**(given or {}), **more}


def _settled_text(lost: Sequence[str], held: Sequence[str], lifted: Sequence[str]) -> str:
    said = [f"the fence did not reach {', '.join(lost)}"] if lost else ["two fences arrived"]
    said += [f"held: {', '.join(held)}"] if held else []
    said += [f"conditions lifted first: {', '.join(lifted)}"] if lifted else []
    return "; ".join(said)
