"""What must be known before anything is said about an SDK: that capture lives, that settings came, that all arrived."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from harness.calls import FENCE, MOENGAGE, SEGMENT, Call, Entry, Note
from harness.clock import Deadline, pause
from harness.errors import AppError, CaptureError
from harness.expectations.inbox import Settled
from harness.host import Host

CANARY_URL = "https://canary.harness.test/"
"""Tokens of canaries and fences start with a letter: Android's destination turns text like ``12e5`` into numbers
(facts: moedest.md 3)."""
READY_S = 10.0
"""The least that a launch and a canary get, however short the patience with calls: a busy machine is no finding."""
GATE = "gate"
GATE_TEXT = "settings answered, nothing uploaded afterwards, the next refresh releases: the event gate had stayed shut"
"""A note's kind, which a known gap may name, and its text."""
QUIET_S = 1.0
"""How long queues may take to run empty once both fences have arrived."""
TRAFFIC_S = 2.0
"""How long the phone's clock may be kept from being moved, for requests that are under way."""
ASKING_S = 5.0
"""How long a launch that shall not get ready may take to ask for its settings."""


class Backend(Protocol):
    """The vendors' side of a rig, as far as verbs and proofs need it."""

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
    def let_time_run(self) -> None:
        """What is held back comes nearer to its end from now on, until a verb is told."""
        ...


class Proofs:
    def __init__(self, host: Host, backend: Backend, tokens: Iterator[str], patience_s: float) -> None:
        self._host = host
        self._backend = backend
        self._tokens = tokens
        self._patience_s = patience_s
        self._ready_s = max(patience_s, READY_S)
        self._calm: tuple[tuple[tuple[str, ...], int], Settled] | None = None
        """What was last established, while nothing was held and since then nothing was told or seen."""

    def prove_alive(self) -> None:
        """A canary through the app's own network path; without its arrival nothing may be said about an SDK."""
        self._backend.let_time_run()
        self._host.bring_to_front()
        token = next(self._tokens)
        self._host.order("canary", url=CANARY_URL + token)
        if not self._host.ledger.wait(lambda: self._backend.has_seen_canary(token) or None, self._ready_s):
            raise CaptureError(
                f"a request of the app on {self._host.device.name} did not reach the proxy within {self._ready_s:g} s",
                next_step="nothing can be said about the SDKs; check proxy and trust with `harness doctor`",
            )

    def explain_absence(self) -> None:
        """An expected call is not there: capture must be alive, and an event gate that stayed shut is noted."""
        self.prove_alive()
        self._look_at_gate()

    def _look_at_gate(self) -> None:
        """analytics-kotlin may forget to let events through after a settings check, until the next (jvm.md 3.1)."""
        host = self._host
        if "races" not in host.device.capabilities or not self._send_fence((SEGMENT,)):
            return
        host.order("check_settings")
        if not self._send_fence((SEGMENT,)):
            host.ledger.append(Note(GATE, host.device.name, GATE_TEXT))

    def wait_until_ready(self) -> None:
        """The SDK has told its plugins the outcome of its settings check: the app's label says so."""
        self._backend.let_time_run()
        if not holds(self._host.has_settings, self._ready_s):
            self.prove_alive()
            raise AppError(
                f"the app did not get ready: no settings within {self._ready_s:g} s of its launch",
                next_step="if a condition is meant to hold them back, launch with until_ready=False",
            )

    def wait_until_asked(self) -> None:
        """It has asked for its settings, or has them."""
        holds(lambda: self._host.has_settings() or self._backend.open_requests() > 0, ASKING_S)

    def wait_for_traffic(self) -> None:
        """What is under way has its answer, unless the proxy holds it back: on a busy machine that takes real time,
        which must not become the phone's."""
        holds(lambda: self._host.device.under_way() <= self._backend.open_requests(), TRAFFIC_S)

    def wait_until_sent(self) -> None:
        """Asked to send, if the app is in front, the SDKs hold nothing any more: all has its answer."""
        self.nudge()
        if not holds(lambda: not any(self._host.device.queued().values()), self._ready_s):
            held = ", ".join(f"{vendor} {count}" for vendor, count in self._host.device.queued().items() if count)
            raise AppError(
                f"the app's SDKs still hold calls after {self._ready_s:g} s: {held}",
                next_step="a condition may still refuse them, or nothing has asked them to send",
            )

    def settle(self, *, moengage: bool | None = None) -> Settled:
        """Two fences through every SDK that should deliver; then what came before has arrived, or is held."""
        lifted = self._backend.lift_conditions()
        self._host.bring_to_front()
        holds(self._host.has_settings, self._patience_s)  # an SDK without settings would keep the fences too
        reaches = self._backend.is_device_mode if moengage is None else moengage
        vendors = (SEGMENT, MOENGAGE) if reaches else (SEGMENT,)
        state = (vendors, self._host.ledger.length)
        if self._calm is None or self._calm[0] != state:
            settled = self._settle(vendors, lifted)
            self._calm = (
                ((vendors, self._host.ledger.length), settled) if settled.is_proven and not settled.held else None
            )
            return settled
        return self._calm[1]

    def _settle(self, vendors: Sequence[str], lifted: Sequence[str]) -> Settled:
        lost = self._send_fence(vendors) or self._send_fence(vendors)
        if SEGMENT in lost:
            self._look_at_gate()
        held = () if lost else self._await_quiet(vendors)
        text = _settled_text(lost, held, lifted)
        note = Note("settled", self._host.device.name, text, {"held": list(held), "proven": not lost})
        self._host.ledger.append(note)
        return Settled(held, not lost, text)

    def nudge(self) -> None:
        """Asks both SDKs once to send what they hold: Segment by its flush, which iOS's destination hands on.

        An app that is not in front is left there: its SDKs send by their own triggers only.
        """
        self._backend.let_time_run()
        if self._host.is_in_front:
            self._host.ledger.append(Note("nudge", self._host.device.name, "both SDKs were asked to flush"))
            self._flush()

    def _flush(self) -> None:
        if self._host.is_in_front:
            self._host.order("flush")

    def _send_fence(self, vendors: Sequence[str]) -> tuple[str, ...]:
        token = next(self._tokens)
        host = self._host
        host.ledger.append(Note("fence", host.device.name, token))
        host.order("track", name=FENCE, properties={"fence": token})
        self._flush()
        missing = self._missing(vendors, token, min(QUIET_S, self._patience_s))
        if missing:  # the flush may have come before the settings of a return, which hold the fence back
            self._flush()
        return self._missing(missing, token, self._patience_s)

    def _missing(self, vendors: Sequence[str], token: str, within_s: float) -> tuple[str, ...]:
        return tuple(one for one in vendors if not self._host.ledger.wait(self._fence_at(one, token), within_s))

    def _fence_at(self, vendor: str, token: str) -> Callable[[], Entry | None]:
        kind = "track" if vendor == SEGMENT else "event_tracked"

        def arrived() -> Entry | None:
            calls = self._host.ledger.calls(self._host.owner, vendor, kind=kind, name=FENCE)
            return next((one for one in reversed(calls) if _says(one, token)), None)

        return arrived

    def _await_quiet(self, vendors: Sequence[str]) -> tuple[str, ...]:
        """These vendors' queues empty and no request open; what stays is held by an SDK, not lost."""
        if "queues" not in self._host.device.capabilities:
            return ()
        queued: dict[str, int] = {}

        def is_quiet() -> bool:
            nonlocal queued
            queued = self._still_queued(vendors)
            return not queued

        holds(is_quiet, QUIET_S)
        return tuple(f"{vendor} holds {count}" for vendor, count in queued.items())

    def _still_queued(self, vendors: Sequence[str]) -> dict[str, int]:
        found = self._host.device.queued().items()
        queued = {vendor: count for vendor, count in found if count and vendor in vendors}
        if count := self._backend.open_requests():
            queued["the proxy"] = count
        return queued


def holds(is_so: Callable[[], bool], within_s: float) -> bool:
    """Asks again and again: labels and queues are the phone's, and tell nobody when they change."""
    deadline = Deadline.after(within_s)
    while not is_so():
        if deadline.is_over:
            return False
        pause(0.005)
    return True


def _says(entry: Entry, token: str) -> bool:
    return isinstance(entry.what, Call) and entry.what.data.get("fence") == token


def _settled_text(lost: Sequence[str], held: Sequence[str], lifted: Sequence[str]) -> str:
    said = [f"the fence did not reach {', '.join(lost)}"] if lost else ["two fences arrived"]
    said += [f"held: {', '.join(held)}"] if held else []
    said += [f"conditions lifted first: {', '.join(lifted)}"] if lifted else []
    return "; ".join(said)
