"""What differs between the modelled releases of analytics-kotlin."""

from __future__ import annotations

from dataclasses import dataclass

from harness.errors import ConfigurationError
from harness.virtual.facts import rests_on

OLD_SECTIONS = ("integrations", "plan", "edgeFunction", "middlewareSettings", "metrics")
SECTIONS = (*OLD_SECTIONS, "consentSettings", "autoInstrumentation")


@dataclass(frozen=True)
class Release:
    """``library_version`` is the constant that goes out; it lags behind in some releases (segment.md 1.1)."""

    version: str
    library_version: str
    sections: tuple[str, ...] = SECTIONS
    """The keys of a settings document that it knows; the newest two came after 1.19.2 (inferred)."""
    speaks_okhttp: bool = True
    """OkHttp with HTTP/2 and its silent retry; up to 1.19.2 the system's HttpURLConnection, HTTP/1.1 (jvm.md 6)."""
    sends_telemetry: bool = True
    """Not in 1.16.3 (inferred)."""
    opens_after_failed_settings: bool = True
    """1.16.3 uploads nothing in a process whose first settings fetch failed (moedest.md 1)."""
    updates_after_failed_settings: bool = True
    """Up to 1.19.2 plugins hear of fetched settings alone: a destination stays as it was made (moedest.md 1)."""
    refreshes_settings: bool = True
    """On a return to the foreground after more than ten seconds; not up to 1.19.2 (moedest.md 1)."""
    caps_waiting: bool = True
    """Events wait for settings thirty seconds at the most; before, as long as the request does (inferred)."""
    closes_left_files: bool = False
    """1.16.3 closes and sends the file that an ended process left open, without a new event (inferred: jvm.md 4)."""
    retries_smartly: bool = True
    """Knows httpConfig, and asks a second time for settings that were refused; from 1.25.0 (segment.md 1.1, 1.4)."""
    pauses_for_any_retry_after: bool = True
    """A Retry-After pauses the pipeline on every retryable status, not on 429 alone (segment.md 11, row 25)."""
    reads_retry_after_dates: bool = True
    """segment.md 4.5: whole seconds only; 1.27.0 reads HTTP dates too."""
    keeps_5xx_under_rate_limit_alone: bool = True
    """With only rateLimitConfig on, a 5xx deleted the batch in 1.25.0 (segment.md 4.5); later releases keep it
    (inferred from the newer source, not seen in a capture)."""


def _before_smart_retry(version: str, **own: bool) -> Release:
    return Release(
        version,
        version,
        sections=OLD_SECTIONS,
        speaks_okhttp=False,
        updates_after_failed_settings=False,
        refreshes_settings=False,
        caps_waiting=False,
        retries_smartly=False,
        pauses_for_any_retry_after=False,
        reads_retry_after_dates=False,
        keeps_5xx_under_rate_limit_alone=False,
        **own,
    )


RELEASES = {
    release.version: release
    for release in (
        _before_smart_retry("1.16.3", sends_telemetry=False, opens_after_failed_settings=False, closes_left_files=True),
        _before_smart_retry("1.19.2"),
        Release(
            "1.25.0",
            "1.24.1",
            pauses_for_any_retry_after=False,
            reads_retry_after_dates=False,
            keeps_5xx_under_rate_limit_alone=False,
        ),
        Release("1.26.0", "1.24.1", reads_retry_after_dates=False),
        Release("1.27.0", "1.27.0"),
    )
}


@rests_on("segment.md 1.1")
def find_release(version: str) -> Release:
    if version not in RELEASES:
        raise ConfigurationError(
            f"analytics-kotlin {version} is not modelled", next_step=f"choose one of {', '.join(sorted(RELEASES))}"
        )
    return RELEASES[version]
