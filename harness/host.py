"""The host app's process as the harness drives it: started, in front or not, told what to do by commands."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from harness.calls import Action, Entry, Note
from harness.devices.device import Device, Outcome
from harness.errors import AppError
from harness.ledger import Ledger

AT_START = "atStart"
"""The launch argument with commands for the turn in which the app makes its SDKs."""


class Host:
    """One installation's process on one device. ``arguments`` are those that it is launched with."""

    def __init__(self, device: Device, ledger: Ledger, *, owner: str, arguments: Mapping[str, str]) -> None:
        self.device = device
        self.ledger = ledger
        self.owner = owner
        self.arguments = dict(arguments)
        self.is_running = False
        self.is_in_front = False

    def note(self, verb: str, **arguments: Any) -> Entry:
        """An action, on the ledger before anything comes of it."""
        return self.ledger.append(Action(verb, self.device.name, arguments))

    def start(self, commands: Sequence[Mapping[str, Any]] = ()) -> None:
        """Anew: a process that runs is ended. ``commands`` are made in the turn in which the app makes its SDKs."""
        said = {AT_START: json.dumps(commands)} if commands else {}
        outcome = self.device.launch({**self.arguments, **said})
        self.claim(outcome)
        self.note_front()
        if commands:
            self._check(outcome, commands)

    def note_front(self) -> None:
        """Something brought the app to the front, and started it if it did not run."""
        self.is_in_front = self.is_running = True

    def note_background(self) -> None:
        self.is_in_front = False

    def note_end(self) -> None:
        self.is_in_front = self.is_running = False

    def bring_to_front(self) -> None:
        """For what the harness itself needs of the app; the ledger says so, for the SDKs notice it."""
        if self.is_in_front:
            return
        self.ledger.append(Note("harness", self.device.name, "the app was brought to the front"))
        if self.is_running:
            self.device.foreground()
            self.note_front()
        else:
            self.start()

    def perform(self, commands: Sequence[Mapping[str, Any]]) -> Outcome:
        """Made back to back in one turn of the app's main thread."""
        outcome = self.device.run(json.dumps(commands[0] if len(commands) == 1 else commands))
        self.claim(outcome)
        self._check(outcome, commands)
        return outcome

    def _check(self, outcome: Outcome, commands: Sequence[Mapping[str, Any]]) -> None:
        self.ledger.append(Note("outcome", self.device.name, outcome.text, {"run": outcome.run}))
        if not outcome.is_ok:
            verbs = ", ".join(str(command["verb"]) for command in commands)
            raise AppError(f"the app refused {verbs}: {outcome.text}", next_step="see the app's log in the report")

    def order(self, verb: str, **arguments: Any) -> None:
        """A command that is none of the test's actions, such as a canary."""
        self.device.run(json.dumps(command(verb, arguments)))

    def send(self, verb: str) -> None:
        """A command whose outcome a dialog will cover."""
        self.device.send(json.dumps(command(verb, {})))

    def has_settings(self) -> bool:
        return self.device.outcome().settings > 0

    def claim(self, outcome: Outcome) -> None:
        self.ledger.claim(self.owner, outcome.ids)


def command(verb: str, arguments: Mapping[str, Any]) -> dict[str, Any]:
    return {"verb": verb, "arguments": dict(arguments)}
