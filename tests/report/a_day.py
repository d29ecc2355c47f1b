"""A day of one installation on each platform, as its ledger would hold it: push, install and update, settings."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from harness.calls import Action, Entry, Exchange, Note, What
from harness.wire.decode import decode
from tests.wire.bodies import ANONYMOUS, a_batch, a_message, a_point, a_report

SETTINGS = "https://cdn-settings.segment.com/v1/projects/WRITE-KEY/settings"
UPLOAD = "https://api.segment.io/v1/b"
HOST = "https://sdk-01.moengage.com"
ON = {"integrations": {"Segment.io": {"apiKey": "WRITE-KEY"}, "MoEngage": {"apiKey": "WORKSPACE"}}}
OFF = {"integrations": {"Segment.io": {"apiKey": "WRITE-KEY"}}}
PUSHES = {
    "android": {"push_from": "moengage", "gcm_campaign_id": "c-1", "gcm_title": "Sale", "gcm_alert": "Now"},
    "ios": {"aps": {"alert": {"title": "Sale", "body": "Now"}}, "moengage": {"cid": "c-1", "app_id": "WORKSPACE"}},
}
CAMPAIGN_KEY = {"android": "gcm_campaign_id", "ios": "moe_campaign_id"}
ENDED = {"android": "NOTIFICATION_{}_MOE", "ios": "NOTIFICATION_{}_IOS_MOE"}


class Day:
    """Entries, a tenth of a second apart."""

    def __init__(self, platform: str) -> None:
        self.platform = platform
        self.device = f"virtual:{platform}"
        self.entries: list[Entry] = []
        self._exchanges = 0

    def told(self, verb: str, **arguments: Any) -> None:
        self._add(Action(verb, self.device, arguments))

    def noted(self, kind: str, text: str) -> None:
        self._add(Note(kind, self.device, text))

    def asked(
        self, url: str, body: Any = b"", answer: Any = None, *, status: int | None = 200, condition: str = ""
    ) -> None:
        """One exchange and what is in it."""
        self._exchanges += 1
        exchange = Exchange(
            id=f"{self._exchanges:04x}",
            device=self.device,
            wall=0.0,
            method="GET" if url == SETTINGS else "POST",
            url=url,
            request_body=body if isinstance(body, bytes) else json.dumps(body).encode(),
            status=status,
            response_body=json.dumps(answer).encode() if answer is not None else b"",
            condition=condition,
        )
        self._add(exchange, *decode(exchange))

    def sent(self, *messages: Mapping[str, Any], **more: Any) -> None:
        """To Segment."""
        common = {"messageId": f"m-{self._exchanges}"}
        self.asked(UPLOAD, a_batch(*(a_message(**{**common, **one}) for one in messages)), **more)

    def reported(self, action: str, attributes: Mapping[str, Any] | None = None, **more: Any) -> None:
        """To MoEngage."""
        point = a_point(action, dict(attributes or {}), platform=self.platform, **more)
        report = a_report(point, platform=self.platform, identifiers={"segment_id": ANONYMOUS})
        self.asked(f"{HOST}/v2/sdk/report/WORKSPACE_DEBUG", report)

    def registered(self, token: str | None) -> None:
        query = {"os": self.platform, **({"push_id": token} if token else {})}
        self.asked(f"{HOST}/v2/sdk/device/WORKSPACE_DEBUG", {"meta": {"bid": "b"}, "query_params": query})

    def notified(self, what: str) -> None:
        if what == "CLEARED" and self.platform == "ios":
            what = "DISMISSED"
        self.reported(ENDED[self.platform].format(what), {CAMPAIGN_KEY[self.platform]: "c-1"})

    def _add(self, *things: What) -> None:
        at_s = len({entry.at_s for entry in self.entries}) / 10
        start = len(self.entries)
        self.entries += [Entry(start + index, at_s, "a day", what) for index, what in enumerate(things)]


def a_day(platform: str) -> list[Entry]:
    day = Day(platform)
    _starts(day)
    _settings_change(day)
    _pushes(day)
    _updates(day)
    _odd_ones(day)
    return day.entries


def _starts(day: Day) -> None:
    day.told("launch", build=f"virtual-{day.platform}-previous")
    day.asked(SETTINGS, answer=ON)
    day.asked(f"{HOST}/v3/sdkconfig/{day.platform}/WORKSPACE_DEBUG", {}, {"a_s": "allowed", "e_b_c": 1})
    day.registered(None)
    day.asked(f"{HOST}/v3/campaigns/inapp/live", {}, {"campaigns": []})
    day.told("app_status", status="INSTALL")
    day.reported("INSTALL", {"VERSION": 1})
    installed = {"event": "Application Installed", "properties": {"version": "1.0", "build": "1"}}
    day.sent(installed)
    day.reported("Application Installed", {"version": "1.0", "build": "1"})


def _settings_change(day: Day) -> None:
    day.noted("settings", "MoEngage off")
    day.noted("condition", "segment settings: 5 s late, once")
    day.told("background")
    day.told("foreground")
    day.asked(SETTINGS, answer=OFF, condition="segment settings: 5 s late, once")
    day.asked(SETTINGS, answer={"error": "on purpose"}, status=503, condition="segment settings: status 503")
    day.asked(SETTINGS, status=None, condition="segment settings: connection dropped before the request was read")
    day.asked(SETTINGS, answer=ON)


def _pushes(day: Day) -> None:
    day.told("register_push_token", token="first-push-token")
    day.registered("first-push-token")
    day.told("answer_permission", accept=True)
    day.reported("EVENT_ACTION_DEVICE_ATTRIBUTE", {"moe_push_opted": True})
    day.told("rotate_push_token")
    day.registered("token-2")
    day.told("receive_push", payload=PUSHES[day.platform])
    day.notified("RECEIVED")
    day.told("tap_notification")
    day.notified("CLICKED")
    day.told("clear_notification")
    day.notified("CLEARED")
    day.told("receive_push", payload={"from": "somebody else"})


def _updates(day: Day) -> None:
    day.told("upgrade_to", build=f"virtual-{day.platform}-current")
    day.told("app_status", status="UPDATE")
    dates = {"EVENT_ATTRS_CUST": {"timestamp": [{"UPDATED_ON": 1753362161000}]}}
    day.reported("UPDATE", {"VERSION_FROM": 1, "VERSION_TO": 2}, **dates)
    opened = "EVENT_ACTION_ACTIVITY_START" if day.platform == "android" else "EVENT_ACTION_IOS_SESSION_START"
    day.reported(opened)
    day.told("open_link", url="sample://offer")
    day.sent({"event": "Deep Link Opened", "properties": {"url": "sample://offer"}})
    day.told("fetch_cards")
    day.asked(f"{HOST}/v1/cards/user", {}, {})
    day.told("delete_user")
    day.asked(f"{HOST}/v2/sdk/user/delete/WORKSPACE_DEBUG", {}, {})


def _odd_ones(day: Day) -> None:
    day.told("track", name="Odd")
    day.sent({"event": "Odd", "context": {"foo": 1}})
    day.reported("MOE_NEW_THING")
    day.asked(f"{HOST}/v9/news", {}, {}, status=404)
