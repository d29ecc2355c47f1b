"""What differs between releases of MoEngage's destination for analytics-swift.

2.04.0 also added a fallback for a lifecycle callback that had been missed; which one is not known, nor modelled.
"""

from __future__ import annotations

from harness.errors import ConfigurationError
from harness.virtual.facts import rests_on

ACTS_ON_REFRESH_SINCE = (2, 1, 0)


@rests_on("moengage.md 5.3")
def acts_on_refresh(version: str) -> bool:
    """Before 2.01.0 only the first settings that a process delivered counted."""
    return parse_release(version) >= ACTS_ON_REFRESH_SINCE


def parse_release(version: str) -> tuple[int, ...]:
    """``2.02.1`` is 2.2.1."""
    try:
        return tuple(int(part) for part in version.split("."))
    except ValueError:
        raise ConfigurationError(
            f"{version!r} is no release of the MoEngage destination", next_step='name one such as "2.13.0"'
        ) from None
