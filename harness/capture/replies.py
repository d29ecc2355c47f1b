"""What the vendors answer when they are well: the least that keeps both SDKs content."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from harness.calls import FENCE, MOENGAGE, SEGMENT, Headers
from harness.capture.endpoints import Endpoint

JSON_TYPE = ("content-type", "application/json")


@dataclass(frozen=True)
class Reply:
    """An answer as it is planned; names of headers are in lower case, as HTTP/2 wants them."""

    status: int
    body: bytes
    headers: Headers = (JSON_TYPE,)


def default_settings(write_key: str = "WRITE-KEY", workspace_id: str = "WORKSPACE") -> dict[str, Any]:
    """Both destinations on, telemetry off. No known key is null or of another type: analytics-kotlin would refuse
    the whole document (facts: segment.md 1.3); ``apiHost`` is always said (1.4)."""
    return {
        "integrations": {
            "Segment.io": {"apiKey": write_key, "apiHost": "api.segment.io/v1"},
            "MoEngage": {"apiKey": workspace_id},
        },
        "plan": {},
        "edgeFunction": {},
        "middlewareSettings": {},
        "metrics": {"sampleRate": 0},
        "consentSettings": {},
        "autoInstrumentation": {},
    }


def describe_settings(document: Mapping[str, Any]) -> str:
    """``MoEngage on (WORKSPACE)``, ``MoEngage off; not as ever: plan``."""
    integrations = document.get("integrations")
    destination = integrations.get("MoEngage") if isinstance(integrations, Mapping) else None
    workspace = f" ({destination.get('apiKey')})" if isinstance(destination, Mapping) else ""
    others = [key for key in document if key != "integrations" and document[key] != default_settings().get(key)]
    changed = f"; not as ever: {', '.join(others)}" if others else ""
    return f"MoEngage {'off' if destination is None else 'on'}{workspace}{changed}"


def default_sdkconfig(batches_at_once: bool = True) -> dict[str, Any]:
    """``{}`` is MoEngage's own batching; else each event and each fence is sent at once (facts: moengage.md 4.2)."""
    return {"a_s": "allowed", "e_b_c": 1, "f_e": [FENCE]} if batches_at_once else {}


@dataclass(frozen=True)
class Answers:
    """The documents that one device is served."""

    settings: Mapping[str, Any] = field(default_factory=default_settings)
    sdkconfig: Mapping[str, Any] = field(default_factory=default_sdkconfig)


def json_reply(document: Mapping[str, Any], status: int = 200) -> Reply:
    return Reply(status, json.dumps(document).encode())


TAKEN = {SEGMENT: json_reply({"success": True}), MOENGAGE: json_reply({"status": "success"})}
CANARY = json_reply({"seen": True})
NO_CAMPAIGNS = json_reply({"campaigns": [], "fc_settings": {}, "min_delay_btw_inapps": 900, "sync_interval": 3600})
NOTHING = json_reply({})
NO_SUCH_ENDPOINT = json_reply({"error": "the harness knows no such endpoint of Segment"}, 404)


def reply_to(endpoint: Endpoint, answers: Answers) -> Reply:
    """Facts: segment.md 8, moengage.md 1.7. Segment has no endpoint but the three; MoEngage's others take ``{}``."""
    match endpoint.name:
        case "settings":
            return json_reply(answers.settings)
        case "config":
            return json_reply(answers.sdkconfig)
        case "uploads" | "telemetry" | "devices" | "reports":
            return TAKEN[endpoint.vendor]
        case "in_app":
            return NO_CAMPAIGNS
    return NOTHING if endpoint.vendor == MOENGAGE else NO_SUCH_ENDPOINT


def failure(endpoint: Endpoint, status: int) -> Reply:
    """An answer that is not 2xx has a body: Android's MoEngage takes an empty one for no answer (moengage.md 1.7)."""
    key = "reason" if endpoint.vendor == MOENGAGE else "error"
    return json_reply({key: f"{status} on purpose, by a condition of the test"}, status)
