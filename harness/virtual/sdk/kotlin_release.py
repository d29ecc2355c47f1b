"""What differs between the modelled releases of analytics-kotlin."""

from __future__ import annotations

from dataclasses import dataclass

from harness.errors import ConfigurationError
from harness.virtual.facts import rests_on


@dataclass(frozen=True)
class Release:
    """``library_version`` is the constant that goes out; it lags behind in some releases (segment.md 1.1)."""

    version: str
    library_version: str
    pauses_for_any_retry_after: bool
    """A Retry-After pauses the pipeline on every retryable status, not on 429 alone (segment.md 11, row 25)."""
    reads_retry_after_dates: bool
    """segment.md 4.5: whole seconds only; 1.27.0 reads HTTP dates too."""
    keeps_5xx_under_rate_limit_alone: bool
    """With only rateLimitConfig on, a 5xx deleted the batch in 1.25.0 (segment.md 4.5); later releases keep it
    (inferred from the newer source, not seen in a capture)."""


RELEASES = {
    release.version: release
    for release in (
        Release("1.25.0", "1.24.1", False, False, False),
        Release("1.27.0", "1.27.0", True, True, True),
    )
}


@rests_on("segment.md 1.1")
def find_release(version: str) -> Release:
    if version not in RELEASES:
        raise ConfigurationError(
            f"analytics-kotlin {version} is not modelled", next_step=f"choose one of {', '.join(sorted(RELEASES))}"
        )
    return RELEASES[version]
