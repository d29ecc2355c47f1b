"""The vendors' endpoints by the words that conditions use: ``uploads``, ``reports``, ``settings`` and so on."""

from __future__ import annotations

import re
from dataclasses import dataclass

from harness.calls import MOENGAGE, SEGMENT

EVERYTHING = "everything"
OTHERS = "others"


@dataclass(frozen=True)
class Endpoint:
    vendor: str
    name: str


PATHS = {
    Endpoint(SEGMENT, "settings"): r"/v1/projects/[^/]+/settings",
    Endpoint(SEGMENT, "uploads"): r"/v1/(b|batch|import)",
    Endpoint(SEGMENT, "telemetry"): r"/v1/m",
    Endpoint(MOENGAGE, "config"): r"/v\d+/sdkconfig/.*",
    Endpoint(MOENGAGE, "devices"): r"/v2/sdk/device/.*",
    Endpoint(MOENGAGE, "reports"): r"/v2/sdk/report/.*|/integration/send_report_add_call",
    Endpoint(MOENGAGE, "in_app"): r"/v3/campaigns/inapp/.*",
    Endpoint(MOENGAGE, "logs"): r"/v1/sdk_logging/.*",
}
"""Facts: segment.md 1.2 and 1.5, moengage.md 1.2. A path says its vendor on every host, custom domains too."""

COMPILED = [(endpoint, re.compile(path)) for endpoint, path in PATHS.items()]


def find_endpoint(host: str, path: str) -> Endpoint:
    """The endpoint of a request to an answered host; what has no name of its own is among ``others``."""
    plain = path.partition("?")[0].rstrip("/") or "/"
    for endpoint, pattern in COMPILED:
        if pattern.fullmatch(plain):
            return endpoint
    return Endpoint(MOENGAGE if "moengage" in host.lower() else SEGMENT, OTHERS)


def names_of(vendor: str) -> list[str]:
    """The words that a condition on this vendor may use; none for an unknown vendor."""
    own = [endpoint.name for endpoint in PATHS if endpoint.vendor == vendor]
    return [*own, OTHERS, EVERYTHING] if own else []
