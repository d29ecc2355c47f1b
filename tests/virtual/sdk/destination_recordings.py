"""The recorded calls of the real destination (captures/moedest), and the model's calls in the same words."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from harness.virtual.sdk.moengage_keys import GeoLocation
from harness.virtual.sdk.org_json import JsonError, printed

FOLDER = Path(__file__).parent / "captures" / "moedest"
FILES = ("calls-3.8.0.ndjson", "calls-4.2.0.ndjson", "calls-4.2.0-serialization.ndjson")
APIS = {
    "initialize": "initialize",
    "track_anonymous_id": "trackAnonymousId",
    "identify_user": "identifyUser",
    "set_unique_id": "setUniqueId",
    "track_user_attributes": "trackUserAttributes",
    "track_user_attribute": "trackUserAttribute",
    "track_event": "trackEvent",
    "set_alias": "setAlias",
    "logout": "logout",
}

SpokenCall = list[Any]
"""``["trackEvent", ["String", "Bought"], ...]``"""


@dataclass(frozen=True)
class Versions:
    """What the recorded run was made of."""

    destination: str
    analytics: str
    serialization: str


@dataclass(frozen=True)
class Step:
    """One line of a file; ``place`` is how not_expressible.toml calls it."""

    file: str
    line: int
    phase: str
    name: str
    about: Versions
    inputs: list[dict[str, Any]]
    calls: list[SpokenCall]

    @property
    def place(self) -> str:
        return f"{self.file}:{self.line}"


def read_steps(file: str) -> Iterator[Step]:
    """Lines with an input, in order; what was only observed (uploads, ids, statistics) is left out."""
    about = Versions("", "", "")
    for number, text in enumerate((FOLDER / file).read_text(encoding="utf-8").splitlines(), 1):
        line = json.loads(text)
        if "about" in line:
            about = read_versions(line)
        elif "input" in line:
            calls = [spoken(call) for call in line.get("calls", []) if not call["api"].endswith("<init>")]
            yield Step(file, number, line["phase"], line["step"], about, line["input"], calls)


def read_versions(line: Mapping[str, Any]) -> Versions:
    return Versions(line["destination"], line["run_on"], line.get("kotlinx-serialization-json", "1.5.1"))


def spoken(call: Mapping[str, Any]) -> SpokenCall:
    """Without the application, which the model has no need of, and with ids that differ in every run covered."""
    name = call["api"].removeprefix("SegmentIntegrationHelper.")
    arguments = [argument for argument in call["args"] if argument != ["Application"]]
    return _covered([name, *arguments])


def _covered(call: SpokenCall) -> SpokenCall:
    if call[0] == "trackAnonymousId":
        assert len(call[1][1]) == 36
        return [call[0], ["String", "an anonymous id"], *call[2:]]
    return call


@dataclass
class RecordingHelper:
    """MoEngage's entry points: remembers each call, then throws if told to."""

    calls: list[SpokenCall] = field(default_factory=list)
    throwing: frozenset[str] = frozenset()

    def __getattr__(self, name: str) -> Callable[..., None]:
        api = APIS[name]

        def call(*arguments: Any) -> None:
            self.calls.append(_covered([api, *[self._argument(api, one) for one in arguments]]))
            if api in self.throwing:
                raise RuntimeError(f"stand-in fault in {api}")

        return call

    def _argument(self, api: str, value: Any) -> Any:
        if api == "initialize" and isinstance(value, Mapping):
            return ["IntegrationMeta", dict(value)]
        if api == "trackUserAttributes" and isinstance(value, Mapping):
            return ["LinkedHashMap", {name: typed(one) for name, one in value.items()}]
        return typed(value)

    def taken(self) -> list[SpokenCall]:
        calls, self.calls = self.calls, []
        return calls


def typed(value: Any) -> Any:
    """``["Int", 7]``, ``["JSONObject", {...}, text]``: the recordings' way to write an argument."""
    if value is None:
        return ["null"]
    if isinstance(value, GeoLocation):
        return ["GeoLocation", {"latitude": typed(value.latitude), "longitude": typed(value.longitude)}]
    if isinstance(value, Mapping):
        return ["JSONObject", {name: typed(one) for name, one in value.items()}, _printed_or_null(value)]
    if isinstance(value, list):
        return ["JSONArray", [typed(one) for one in value], _printed_or_null(value)]
    return _literal(value)


def _literal(value: Any) -> list[Any]:
    if isinstance(value, bool):
        return ["Boolean", value]
    if isinstance(value, int):
        return ["Int" if -(2**31) <= value < 2**31 else "Long", value]
    if isinstance(value, float):
        word = "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
        return ["Double", value if math.isfinite(value) else word]
    return ["String", value]


def _printed_or_null(value: Any) -> str | None:
    try:
        return printed(value)
    except JsonError:
        return None
