"""What a request says of the build that sent it is what is in that build."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from harness.builds import Build
from harness.calls import Action, Call, Entry
from harness.findings import Flaw, Severity
from harness.traffic import Traffic

SEVERITY = "error"

SAYS = {"analytics-kotlin": {"1.25.0": "1.24.1", "1.26.0": "1.24.1"}, "analytics-swift": {"1.10.0": "1.9.4"}}
"""Releases whose own constant lags behind (facts: segment.md 1.1)."""
AGENTS = {"analytics-kotlin": "analytics-kotlin", "analytics-swift": "analytics-ios"}
"""The User-Agent's name of each library (facts: segment.md 0)."""


def judge(traffic: Traffic) -> Iterator[Flaw]:
    """Without a build in hand, as in a capture file: User-Agent and library agree, and the library stays the same."""
    yield from _agents(traffic)
    if traffic.build is None:
        return
    possible: list[Build] = [traffic.build]
    for entry in traffic.entries:
        if (build := _installed(entry, traffic.builds)) is not None:
            possible.append(build)
        if isinstance(entry.what, Call) and not traffic.is_inherited(entry.what):
            yield from _flaws_of(entry.what, possible)


def _installed(entry: Entry, builds: Mapping[str, Build]) -> Build | None:
    what = entry.what
    return builds.get(str(what.arguments.get("build"))) if isinstance(what, Action) else None


def _flaws_of(call: Call, possible: list[Build]) -> Iterator[Flaw]:
    """What an earlier build stored is sent by a later one: any build that was installed until now may have said it."""
    said = _said_by(call)
    for what, value in said.items():
        allowed = [expected for build in possible if (expected := _expected(build, what)) is not None]
        if allowed and value not in allowed:
            yield Flaw(
                call.source, f"{what} is {value!r}; the build says {' or '.join(map(repr, dict.fromkeys(allowed)))}"
            )


def _said_by(call: Call) -> dict[str, str]:
    context = call.context
    if call.vendor == "segment":
        app, library = _part(context, "app"), _part(context, "library")
        found = {"context.app.version": app.get("version"), "context.app.build": app.get("build")}
        found |= {"context.library.name": library.get("name"), "context.library.version": library.get("version")}
    else:
        found = {"app_version_name": context.get("app_version_name"), "sdk_ver": context.get("sdk_ver")}
        found["meta.integrations.version"] = _integration(_part(context, "meta"))
    return {what: str(value) for what, value in found.items() if value is not None}


def _expected(build: Build, what: str) -> str | None:
    name, release = build.analytics.rsplit(" ", 1)
    return {
        "context.app.version": build.version,
        "context.app.build": build.build,
        "context.library.name": name,
        "context.library.version": SAYS.get(name, {}).get(release, release),
        "app_version_name": build.version,
        "sdk_ver": _sdk_version(build),
        "meta.integrations.version": build.destination,
    }[what]


def _sdk_version(build: Build) -> str:
    """Android's is a number, iOS's dotted text (facts: moengage.md 1.4, 1.6; of two-digit parts a guess)."""
    if build.platform == "ios":
        return build.moengage
    major, minor, patch = build.moengage.split(".")
    return f"{major}{int(minor)}{patch}"


def _part(holder: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = holder.get(key)
    return value if isinstance(value, Mapping) else {}


def _integration(meta: Mapping[str, Any]) -> object:
    listed = meta.get("integrations")
    first = listed[0] if isinstance(listed, list) and listed else None
    return first.get("version") if isinstance(first, Mapping) else None


def _agents(traffic: Traffic) -> Iterator[Flaw]:
    """What an older build stored a newer one sends, under its own name."""
    if traffic.count("upgrade_to", "reinstall", "write_stored"):
        return
    severity: Severity = "error" if traffic.is_told else "warning"
    for exchange in traffic.to_vendors:
        calls = traffic.in_exchange.get(exchange.id, [])
        agent = exchange.header("user-agent")
        library = _part(calls[0].context, "library") if calls else {}
        name = AGENTS.get(str(library.get("name")))
        if name and agent is not None and exchange.path.endswith("/v1/b"):
            wanted = {f"{name}/{_part(call.context, 'library').get('version')}" for call in calls}
            if agent not in wanted:
                yield Flaw(
                    f"{exchange.id} /",
                    f"User-Agent {agent!r} differs from context.library, {' '.join(sorted(wanted))}",
                    severity,
                )
