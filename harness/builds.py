"""The builds of the sample apps, and the SDK versions inside them (apps/builds.toml)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from harness.errors import ConfigurationError

PACKAGED = Path(__file__).parent / "builds.toml"
IN_REPOSITORY = Path(__file__).parent.parent / "apps" / "builds.toml"

ANY_TEXT = (re.compile(r".*"), "a text in quotes")
RELEASE = (re.compile(r"\d+(\.\d+)+"), 'a release such as "4.2.0"')
FORMS = {
    "platform": (re.compile("android|ios"), '"android" or "ios"'),
    "version": (re.compile(r".+"), 'the version of the app, such as "2.0"'),
    "build": (re.compile(r"\d+"), 'the build number of the app, such as "200"'),
    "analytics": (re.compile(r".+ \d+(\.\d+)+"), 'a library and its release, such as "analytics-kotlin 1.27.0"'),
    "destination": RELEASE,
    "moengage": RELEASE,
    "serialization": (re.compile(r"|\d+(\.\d+)+"), 'a release such as "1.5.1", or leave it out'),
    "backup": (re.compile("|everything"), '"everything", or leave it out'),
    "variant": (re.compile("|release"), '"release", or leave it out'),
    "modules": (re.compile("|core"), '"core", or leave it out'),
    "display_name": (re.compile("|none"), '"none", or leave it out'),
}


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
    backup: str = ""
    """"everything": the system's backup takes what MoEngage keeps with it, which its documentation asks to exclude."""
    variant: str = ""
    """"release": as it is in the store: minified, not to be debugged, telemetry as it comes."""
    modules: str = ""
    """"core": without MoEngage's modules for in-app messages, cards and push."""
    display_name: str = ""
    """"none": the app says nothing of what it is called."""

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
        builds = {name: Build(name=name, **table) for name, table in tables.items()}
    except (tomllib.TOMLDecodeError, TypeError) as problem:
        raise ConfigurationError(
            f"{origin} cannot be read: {problem}",
            next_step="a build is a table with platform, version, build, analytics, destination, moengage",
        ) from problem
    for build in builds.values():
        check_build(build, origin)
    return builds


def check_build(build: Build, origin: str = "builds.toml") -> None:
    """Every value is text of a form; which releases are modelled is for the phone to say."""
    for field in fields(build):
        value = getattr(build, field.name)
        form, what = FORMS.get(field.name, ANY_TEXT)
        if not isinstance(value, str) or not form.fullmatch(value):
            raise ConfigurationError(
                f"{origin}: build {build.name!r}: {field.name} is {value!r}", next_step=f"make it {what}"
            )


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
