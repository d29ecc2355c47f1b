"""Releases of analytics-swift that are modelled, and what differs between them."""

from __future__ import annotations

from dataclasses import dataclass

from harness.errors import ConfigurationError
from harness.virtual.facts import rests_on


@dataclass(frozen=True)
class Release:
    """``library_version`` is what it says of itself, which lags (segment.md 1.1)."""

    library_version: str
    pauses_for_any_retry_after: bool = False
    """A Retry-After pauses on every status that is tried again, not on 429 alone; from 1.10.0 (segment.md 1.1)."""
    retries_smartly: bool = True
    """Knows httpConfig; from 1.9.4 (segment.md 1.1)."""
    foregrounds_when_active: bool = False
    """1.3.4 to 1.9.0 say Application Foregrounded whenever the app becomes active (analytics-swift #409)."""
    links_carry_url: bool = True
    """Up to 1.5.11 Deep Link Opened lacks it (analytics-swift #358)."""
    sends_telemetry: bool = True
    """Not in 1.5.11 (inferred: it came to Android in the same year)."""


RELEASES = {
    "1.10.0": Release("1.9.4", pauses_for_any_retry_after=True),
    "1.9.4": Release("1.9.4"),
    "1.8.0": Release("1.8.0", retries_smartly=False, foregrounds_when_active=True),
    "1.5.11": Release(
        "1.5.11", retries_smartly=False, foregrounds_when_active=True, links_carry_url=False, sends_telemetry=False
    ),
}


@rests_on("segment.md 1.1")
def find_release(version: str) -> Release:
    if version not in RELEASES:
        raise ConfigurationError(
            f"analytics-swift {version} is not modelled", next_step=f"choose one of {', '.join(RELEASES)}"
        )
    return RELEASES[version]
