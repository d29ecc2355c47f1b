"""The life of one healthy installation on each platform; tests spoil one thing in it and ask which rule says so."""

from __future__ import annotations

import copy
import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from harness import rules
from harness.builds import Build
from harness.calls import Action, Entry, Exchange, Note, What
from harness.findings import Finding
from harness.traffic import Traffic
from harness.wire.decode import decode

BUILDS = {
    "android": Build("a", "android", "2.0", "200", "analytics-kotlin 1.27.0", "4.2.0", "15.02.00", "1.5.1"),
    "ios": Build("i", "ios", "2.0", "200", "analytics-swift 1.10.0", "2.13.0", "10.14.0"),
}
SAYS = {"android": ("analytics-kotlin", "1.27.0"), "ios": ("analytics-swift", "1.9.4")}
AGENTS = {"android": "analytics-kotlin/1.27.0", "ios": "analytics-ios/1.9.4"}
SETTINGS = "https://cdn-settings.segment.com/v1/projects/WRITE-KEY/settings"
UPLOAD = "https://api.segment.io/v1/b"
MOENGAGE = "https://sdk-01.moengage.com"
ON = {"integrations": {"Segment.io": {"apiKey": "WRITE-KEY"}, "MoEngage": {"apiKey": "WORKSPACE"}}}
START = 1_767_323_045.0
"""2026-01-02T03:04:05Z, on every clock."""
GONE = object()


def changed(holder: Mapping[str, Any], path: str, value: Any) -> dict[str, Any]:
    """A copy with another value at ``context.app.name``, or without it (GONE)."""
    spoiled: dict[str, Any] = copy.deepcopy(dict(holder))
    *way, last = path.split(".")
    inner = spoiled
    for key in way:
        inner = inner[key]
    if value is GONE:
        del inner[last]
    else:
        inner[last] = value
    return spoiled


class Life:
    """``message`` and ``point`` are healthy ones, ``sent`` and ``reported`` are requests that carry them."""

    def __init__(self, platform: str = "android", settings: Mapping[str, Any] = ON) -> None:
        self.platform = platform
        self.entries: list[Entry] = []
        self._ids = 0
        self._seconds = 0.0
        self._add(Note("clock", "phone", "+0 s", {"ahead_s": 0.0}))
        self.told("launch", build=BUILDS[platform].name)
        self.asked(SETTINGS, answer=settings, method="GET")

    def told(self, verb: str, **arguments: Any) -> Life:
        return self._add(Action(verb, "phone", arguments))

    def noted(self, kind: str, text: str = "", **data: Any) -> Life:
        return self._add(Note(kind, "phone", text, data))

    def asked(self, url: str, body: Any = b"", *, answer: Any = None, method: str = "POST", **more: Any) -> Life:
        self._ids += 1
        self._seconds += 1.0
        sent = body if isinstance(body, bytes) else json.dumps(body).encode()
        known = {"request_headers": (("user-agent", AGENTS[self.platform]),), "status": 200, **more}
        exchange = Exchange(
            id=f"{self._ids:04x}",
            device="phone",
            wall=START + self._seconds,
            method=method,
            url=url,
            request_body=sent,
            response_body=json.dumps(answer).encode() if answer is not None else b"",
            **known,
        )
        return self._add(exchange, *decode(exchange))

    def sent(self, *messages: Mapping[str, Any], sent_at: str | None = None, **more: Any) -> Life:
        envelope = {"batch": list(messages), "sentAt": sent_at or self.now(0.5), "writeKey": "WRITE-KEY"}
        return self.asked(UPLOAD, envelope, **more)

    def reported(self, *points: Mapping[str, Any], **more: Any) -> Life:
        return self.asked(f"{MOENGAGE}/v2/sdk/report/WORKSPACE_DEBUG", self.report(*points), **self.app_key(), **more)

    def app_key(self) -> dict[str, Any]:
        return {"request_headers": (("MOE-APPKEY", "WORKSPACE_DEBUG"),)}

    def report(self, *points: Mapping[str, Any]) -> dict[str, Any]:
        self._ids += 1
        is_android = self.platform == "android"
        query = {"os": "ANDROID" if is_android else "iOS", "app_id": "WORKSPACE_DEBUG"}
        query |= {"sdk_ver": "15200" if is_android else "10.14.0", "unique_id": "device-1", "app_ver": "200"}
        meta = {"bid": f"bid-{self._ids}", "request_time": self.now(), "integrations": [self._integration()]}
        return {
            "viewsCount": len(points),
            "viewsInfo": list(points),
            "identifiers": {"segment_id": self.uuid(1)},
            "meta": meta,
            "query_params": {**query, "device_ts": "1767323046000", "device_tz_offset": "0"},
        }

    def _integration(self) -> dict[str, str]:
        return {"type": "segment", "version": BUILDS[self.platform].destination}

    def point(self, action: str = "Bought", attributes: Mapping[str, Any] | None = None, **more: Any) -> dict[str, Any]:
        attributes = attributes or {"n": 1}
        at = START + self._seconds
        local = "2:1:2026:3:4:{}" if self.platform == "android" else "02:01:2026:03:04:{:02}"
        return {
            "EVENT_ACTION": action,
            "EVENT_ATTRS": json.dumps(attributes) if self.platform == "android" else attributes,
            "EVENT_G_TIME": str(int(at * 1000)),
            "EVENT_L_TIME": local.format(int(5 + self._seconds)),
            **more,
        }

    def message(self, kind: str = "track", **fields: Any) -> dict[str, Any]:
        """Of its platform (segment.md 2.2 to 2.5), with these fields."""
        self._ids += 1
        own: dict[str, Any] = {"event": "Bought", "properties": {"n": 1}} if kind == "track" else {}
        name, version = SAYS[self.platform]
        return {
            "type": kind,
            **own,
            "messageId": self.uuid(1000 + self._ids),
            "anonymousId": self.uuid(1),
            "integrations": {},
            "timestamp": self.now(),
            "_metadata": {"bundled": ["MoEngage"], "unbundled": [], "bundledIds": []},
            "context": self._context(name, version),
            **fields,
        }

    def _context(self, name: str, version: str) -> dict[str, Any]:
        density = {"density": 2.5} if self.platform == "android" else {}
        made = {"manufacturer": "Maker", "model": "Model", "name": "Name", "type": self.platform}
        return {
            "library": {"name": name, "version": version},
            "instanceId": self.uuid(2),
            "app": {"name": "Sample", "version": "2.0", "build": "200", "namespace": "com.example.sample"},
            "device": {"id": self.uuid(1), **made},
            "os": {"name": "OS", "version": "15"},
            "screen": {"width": 1080, "height": 2274, **density},
            "network": {"wifi": True, "cellular": False, "bluetooth": False},
            "locale": "en-US",
            "timezone": "Europe/Berlin",
            "userAgent": "Agent/1.0",
        }

    def uuid(self, number: int) -> str:
        made = str(UUID(int=number << 64 | number << 4, version=4))
        return made.upper() if self.platform == "ios" else made

    def now(self, later_s: float = 0.0) -> str:
        seconds = 5 + self._seconds + later_s
        return f"2026-01-02T03:04:{int(seconds):02d}.{int(seconds * 1000) % 1000:03d}Z"

    def _add(self, *things: What) -> Life:
        self.entries += [
            Entry(len(self.entries) + index, self._seconds, "test", one) for index, one in enumerate(things)
        ]
        return self

    def traffic(self, **more: Any) -> Traffic:
        known = {"platform": self.platform, "build": BUILDS[self.platform], "is_settled": True, "is_told": True}
        return Traffic(self.entries, **{**known, **more})

    def judged(self, **more: Any) -> list[Finding]:
        return rules.judge(self.traffic(**more))

    def said(self, **more: Any) -> list[str]:
        """``rule: message`` of each finding."""
        return [f"{one.rule}: {one.message}" for one in self.judged(**more)]


def a_life(platform: str = "android") -> Life:
    """With one event that reached both vendors."""
    life = Life(platform)
    life.told("track", name="Bought", properties={"n": 1})
    return life.sent(life.message()).reported(life.point())
