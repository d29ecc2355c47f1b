"""The host app's only screen, by accessibility ids: a command field with Run, a form per verb, an outcome label."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from harness.virtual.verbs import VERBS
from harness.w3c.phone import Widget

COMMAND, RUN, OUTCOME = "command", "run", "outcome"


class NoSuchWidgetError(LookupError):
    """Nothing of that accessibility id is on the screen, or it cannot be used so."""


class Screen:
    def __init__(self) -> None:
        fields = (f"{verb}.{argument.name}" for verb, one in VERBS.items() for argument in one.arguments)
        self._typed = dict.fromkeys((COMMAND, *fields), "")
        self.outcome = ""

    def widgets(self) -> Sequence[Widget]:
        head = (Widget(COMMAND, "field", self._typed[COMMAND]), Widget(RUN, "button", "Run"))
        return (*head, Widget(OUTCOME, "text", self.outcome), *self._forms())

    def type(self, widget_id: str, text: str) -> None:
        if widget_id not in self._typed:
            raise NoSuchWidgetError(f"{widget_id!r} is no field of the screen")
        self._typed[widget_id] = text

    def command(self) -> str:
        return self._typed[COMMAND]

    def form(self, verb: str) -> Mapping[str, str]:
        """What is typed into a verb's form, by argument."""
        return {one.name: self._typed[f"{verb}.{one.name}"] for one in VERBS[verb].arguments}

    def _forms(self) -> Sequence[Widget]:
        forms: list[Widget] = []
        for verb, one in VERBS.items():
            fields = (f"{verb}.{argument.name}" for argument in one.arguments)
            forms += [Widget(name, "field", self._typed[name]) for name in fields]
            forms.append(Widget(verb, "button", verb))
        return forms
