"""Keys that Segment's SDKs are known to send, mobile and web, with their facts."""

from __future__ import annotations

from harness.wire.known import Known, known

ENVELOPE = known("batch", "sentAt", "writeKey")
"""Facts: segment.md 2.1; web.md 4."""

METADATA = known("bundled", "unbundled", "bundledIds", "retryCount", "failedInitializations")
"""Facts: segment.md 3.6; the last two are the web SDK's (web.md 3, 4)."""

CONTEXT = known(
    "instanceId",
    "locale",
    "timezone",
    "userAgent",
    "campaign",
    "__eventOrigin",
    library=known("name", "version"),
    app=known("name", "version", "build", "namespace"),
    device=known(
        "id",
        "manufacturer",
        "model",
        "name",
        "type",
        "token",
        "advertisingId",
        "adTrackingEnabled",
        "trackingStatus",
    ),
    os=known("name", "version"),
    screen=known("width", "height", "density"),
    network=known("wifi", "cellular", "bluetooth"),
    referrer=known("url"),
    page=known("path", "referrer", "search", "title", "url"),
    userAgentData=known("brands", "mobile", "platform"),
)
"""Facts: segment.md 2.4, 2.5; of the web SDK campaign, page and userAgentData (web.md 4), and the campaign's own keys
are whatever a link says. What an app's plugins add is unknown here, and said by its name."""

COMMON = (
    "type",
    "messageId",
    "timestamp",
    "anonymousId",
    "userId",
    "integrations",
    "metrics",
    "writeKey",
    "sentAt",
)
"""Facts: segment.md 2.2; the last two are the web SDK's, which sends messages one by one (web.md 4)."""

OWN = {
    "track": ("event", "properties"),
    "identify": ("traits",),
    "screen": ("name", "category", "properties"),
    "page": ("name", "category", "properties"),
    "group": ("groupId", "traits"),
    "alias": ("previousId",),
}
"""Facts: segment.md 2.3; web.md 4."""

MESSAGES: dict[str, Known] = {kind: known(*COMMON, *own, "context", _metadata=METADATA) for kind, own in OWN.items()}
"""``context`` has a path of its own."""

TELEMETRY = known(series=known("type", "metric", "value", "tags", log=known("timestamp", "trace")))
"""Facts: segment.md 1.5."""
