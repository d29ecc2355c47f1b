"""Which hosts are answered, which are let through undecrypted; every other one is refused."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from harness.errors import ConfigurationError
from harness.hostnames import OWN_DOMAIN, is_among

VENDOR_HOSTS = ("*.segment.io", "*.segment.com", "*.moengage.com")
"""Both Segment hosts and every data center of MoEngage (facts: segment.md 1.2, moengage.md 1.1)."""

CANARY_HOST = "canary.harness.test"
"""Names below it stand for hosts of an app's own, which it configures in the vendors' stead: Segment's ``apiHost`` and
``cdnHost`` (facts: segment.md 1.2)."""

Class = Literal["vendor", "passed", "canary", "refused"]

NAME = r"[a-z0-9_-]+(\.[a-z0-9_-]+)*"
PATTERN = re.compile(rf"{NAME}|\*\.[a-z0-9_-]+(\.[a-z0-9_-]+)+")


@dataclass(frozen=True)
class Hosts:
    """Patterns are ``name`` or ``*.domain``: anything below that domain, which has two labels at least."""

    vendor: tuple[str, ...] = VENDOR_HOSTS
    passed: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        bad = [pattern for pattern in (*self.vendor, *self.passed) if not PATTERN.fullmatch(pattern.lower())]
        if bad:
            raise ConfigurationError(
                f"not a host pattern: {', '.join(map(repr, bad))}",
                next_step="write 'name.example.com' or '*.example.com', without scheme, port or path",
            )

    @classmethod
    def default(cls, *, extra: Iterable[str] = (), passed: Iterable[str] = ()) -> Hosts:
        """The vendors' own hosts and ``extra`` ones that speak as they do (facts: moengage.md 1.1, custom domains)."""
        return cls(VENDOR_HOSTS + tuple(extra), tuple(passed))

    def classify(self, host: str) -> Class:
        """A host that is both answered and passed is answered: what could be captured is."""
        name = host.lower().rstrip(".")
        if name == CANARY_HOST:
            return "canary"
        if is_among(name, (*self.vendor, f"*.{OWN_DOMAIN}")):
            return "vendor"
        return "passed" if is_among(name, self.passed) else "refused"

    @property
    def domains(self) -> tuple[str, ...]:
        """What the run's authority may vouch for: the domains of the answered hosts, and the harness's own."""
        names = (pattern.lower().removeprefix("*.") for pattern in self.vendor)
        return tuple(dict.fromkeys((*names, OWN_DOMAIN)))
