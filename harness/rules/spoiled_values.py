"""No value is one that released SDKs are known to spoil, or to lose, on its way to MoEngage."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from harness.calls import Call
from harness.findings import Flaw
from harness.rules.timestamps import parse
from harness.traffic import Traffic

SEVERITY = "warning"

NUMERIC = re.compile(r"\s*[-+]?\.?\d")
DATE = re.compile(r"\d{4}-\d\d-\d\dT")
ENDLESS = {"nan", "infinity", "-infinity", "+infinity"}
NEAR_RESET_S = 0.3
"""Android's calls made closer together reach MoEngage in any order (facts: moedest.md 4)."""


def judge(traffic: Traffic) -> Iterator[Flaw]:
    """Facts: moedest.md 3, 5 and 8."""
    for call in traffic.segment:
        if traffic.platform_of(call) == "android" and call.kind in ("identify", "track") and not _is_lifecycle(call):
            yield from (Flaw(call.source, f"{call.kind}: {said}") for said in _texts(call.data, ""))
        if call.kind == "identify":
            yield from (Flaw(call.source, f"identify: {said}") for said in _traits(call))
    yield from _near_resets(traffic)
    for _, call in traffic.calls:
        if call.kind == "settings_fetched" and "MoEngage" in call.data.get("integrations", ()):
            workspace = call.data.get("workspace_id")
            if not isinstance(workspace, str) or not workspace.strip():
                yield Flaw(call.source, f"the settings name MoEngage without a usable apiKey: {workspace!r}")


def _is_lifecycle(call: Call) -> bool:
    """Their versions are numbers at MoEngage, always: that is no surprise of the app's."""
    return call.kind == "track" and str(call.name).startswith("Application ")


def _texts(values: Any, path: str) -> Iterator[str]:
    """Android's destination makes numbers of text that looks like them (facts: moengage.md 3.5)."""
    if isinstance(values, Mapping):
        for key, value in values.items():
            yield from _texts(value, f"{path}.{key}" if path else str(key))
    elif isinstance(values, list):
        for value in values:
            yield from _texts(value, f"{path}[]")
    elif isinstance(values, str):
        if values.strip().lower() in ENDLESS:
            yield f"{path} is the text {values!r}: Android's destination loses the whole call"
        elif NUMERIC.match(values) and not DATE.match(values):
            yield f"{path} is text that begins as a number does: Android's destination may send a number"


def _traits(call: Call) -> Iterator[str]:
    for name in ("address", "location"):
        if name in call.data and not isinstance(call.data[name], Mapping):
            yield f"{name} is no object: Android's destination skips what follows it"
    location = call.data.get("location")
    if isinstance(location, Mapping) and not {"latitude", "longitude"} <= location.keys():
        yield "location lacks latitude or longitude: Android's destination sends 0.0 for it"
    user = call.data.get("userId")
    if "userId" in call.data and not isinstance(user, str):
        yield "traits.userId is no text: Android's destination loses it"


def _near_resets(traffic: Traffic) -> Iterator[Flaw]:
    """A reset is seen where the anonymous id changes, in one process of one installation."""
    before: dict[object, tuple[float, str]] = {}
    for call in sorted(traffic.segment, key=lambda one: str(one.raw.get("timestamp"))):
        at, process = parse(str(call.raw.get("timestamp"))), call.context.get("instanceId")
        if at is None or call.anonymous_id is None or not isinstance(process, str):
            continue
        last = before.get(process)
        if last is not None and last[1] != call.anonymous_id and at - last[0] < NEAR_RESET_S:
            yield Flaw(
                call.source, f"{call.kind} was made within {NEAR_RESET_S} s of a reset: MoEngage may get it first"
            )
        before[process] = (at, call.anonymous_id)
