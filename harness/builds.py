"""The builds of the sample apps, and the SDK versions inside them (apps/builds.toml)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from harness.errors import ConfigurationError

PACKAGED = Path(__file__).parent / "builds.toml"
IN_REPOSITORY = Path(__file__).parent.parent / "apps" / "builds.toml"


@dataclass(frozen=True)
class Build:
    """An installable app. ``analytics`` is a library and its release; ``version`` and ``build`` are the app's own."""

    name: str
    platform: str
    version: str
    build: str
    analytics: str
    destination: str
    moengage: str
    serialization: str = ""

    @property
    def analytics_version(self) -> str:
        return self.analytics.rsplit(" ", 1)[-1]

    def sdks(self) -> tuple[str, ...]:
        """``("analytics-kotlin 1.27.0", "MoEngage destination 4.2.0", "MoEngage SDK 15.02.00", ...)``."""
        last = (f"kotlinx-serialization-json {self.serialization}",) if self.serialization else ()
        return (self.analytics, f"MoEngage destination {self.destination}", f"MoEngage SDK {self.moengage}", *last)


def parse_builds(text: str, origin: str = "builds.toml") -> dict[str, Build]:
    try:
        tables = tomllib.loads(text)
        return {name: Build(name=name, **fields) for name, fields in tables.items()}
    except (tomllib.TOMLDecodeError, TypeError) as problem:
        raise ConfigurationError(
            f"{origin} cannot be read: {problem}",
            next_step="a build is a table with platform, version, build, analytics, destination, moengage",
        ) from problem


def load_builds(file: Path | None = None) -> dict[str, Build]:
    """The builds of ``file``, or those that came with the harness."""
    chosen = file or (IN_REPOSITORY if IN_REPOSITORY.exists() else PACKAGED)
    try:
        return parse_builds(chosen.read_text(encoding="utf-8"), str(chosen))
    except OSError as problem:
        raise ConfigurationError(
            f"{chosen} cannot be read: {problem}", next_step="name a readable builds file"
        ) from problem


def find_build(name: str, builds: Mapping[str, Build]) -> Build:
    if name not in builds:
        raise ConfigurationError(f"no build is named {name!r}", next_step=f"choose one of {', '.join(sorted(builds))}")
    return builds[name]


@dataclass(frozen=True)
class Builds:
    """Those of one kind of device, such as ``virtual-android``: ``builds.current``, ``builds["version-only"]``."""

    prefix: str
    all: Mapping[str, Build]

    def __getitem__(self, name: str) -> Build:
        return find_build(f"{self.prefix}-{name}", self.all)

    @property
    def current(self) -> Build:
        return self["current"]

    @property
    def previous(self) -> Build:
        return self["previous"]
