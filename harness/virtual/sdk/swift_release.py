"""Releases of analytics-swift that are modelled, and what differs between them."""

from __future__ import annotations

from dataclasses import dataclass

from harness.errors import ConfigurationError
from harness.virtual.facts import rests_on


@dataclass(frozen=True)
class Release:
    """``library_version`` is what it says of itself, which lags (segment.md 1.1)."""

    library_version: str
    pauses_for_any_retry_after: bool


RELEASES = {"1.10.0": Release("1.9.4", True), "1.9.4": Release("1.9.4", False)}


@rests_on("segment.md 1.1")
def find_release(version: str) -> Release:
    if version not in RELEASES:
        raise ConfigurationError(
            f"analytics-swift {version} is not modelled", next_step=f"choose one of {', '.join(RELEASES)}"
        )
    return RELEASES[version]
