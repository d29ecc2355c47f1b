"""Wire forms of MoEngage's iOS SDK (moengage.md 1.3 and 1.6)."""

from __future__ import annotations

import json
from collections.abc import Mapping

from harness.virtual.facts import rests_on
from harness.virtual.sdk.moengage_keys import PUSH_OPTED
from harness.virtual.sdk.moengage_points import Point, local_moment
from harness.virtual.sdk.moengage_queue import Batch
from harness.virtual.sdk.moengage_release import ios_release
from harness.virtual.sdk.moengage_wire import Body, Sender, identifiers_of, milliseconds
from harness.virtual.sdk.seams import Headers


class IosWire:
    platform = "ios"
    speaks_http2 = True
    timeout_s = 60.0
    """A guess: URLSession's own default; the SDK's values are not known (moengage.md 1.8)."""

    cards_path = "v1/cards/user"

    def __init__(self, sender: Sender) -> None:
        self.sender = sender
        self.release = ios_release(sender.release)
        self.accepts = self.release.accepts
        self.gives_up = self.release.gives_up

    @rests_on("moengage.md 1.6")
    def encode_point(self, point: Point) -> Body:
        """Attributes are an object, the local time is padded."""
        body: Body = {
            "EVENT_ACTION": point.action,
            "EVENT_G_TIME": self.moment_text(point),
            "EVENT_L_TIME": self.local_time(point.at),
            "EVENT_ATTRS": dict(point.plain),
        }
        customs = point.customs()
        if "timestamp" in customs:
            customs["timestamp"] = [{name: float(ms) for name, ms in one.items()} for one in customs["timestamp"]]
        if customs:
            body["EVENT_ATTRS_CUST"] = customs
        body["N_I_E"] = not point.is_interactive
        return body

    @rests_on("moengage.md 6.2", "likely")
    def moment_text(self, point: Point) -> str:
        """Milliseconds; in older releases seconds, whose form is a guess."""
        return str(point.at_ms if self.release.counts_milliseconds else point.at_ms // 1000)

    @rests_on("moengage.md 0.5")
    def local_time(self, at: float) -> str:
        return f"{local_moment(at, self.sender.process.device.timezone_offset_s):%d:%m:%Y:%H:%M:%S}"

    @rests_on("moengage.md 1.6", "likely")
    def query(self, unique_id: str) -> Body:
        """Where it stands in a body, and the value of ``os``, are likely only."""
        device, app = self.sender.process.device, self.sender.process.app
        push = {"push_id": self.sender.push_id} if self.sender.push_id else {}
        return {
            "app_id": self.sender.app_key,
            "sdk_ver": self.sender.release,
            "app_ver": app.version,
            "os": "iOS",
            "os_ver": device.os_version,
            "model": "iPhone",
            "model_name": device.model,
            "unique_id": unique_id,
            "device_unique_id": self.sender.identity.device_id,
            **push,
            "device_ts": str(milliseconds(self.sender.process.clock.wall())),
            "device_tz": device.timezone,
            "device_tz_offset": str(device.timezone_offset_s * 1000),
        }

    @rests_on("moengage.md 1.5", "guess")
    def config_body(self) -> Body:
        """As on Android: the contract was changed in Core 10.07.0 and is not known."""
        query = self.query(self.sender.identity.unique_id)
        return {"query_params": query, "meta": {"integrations": list(self.sender.integrations)}}

    @rests_on("moengage.md 1.2", "guess")
    def ask_body(self) -> Body:
        return {"query_params": self.query(self.sender.identity.unique_id)}

    @rests_on("moengage.md 1.2", "guess")
    def in_app_query(self) -> Mapping[str, str]:
        """As on Android."""
        return {
            "unique_id": self.sender.identity.unique_id,
            "sdk_ver": self.sender.release,
            "os": "iOS",
            "device_type": "MOBILE",
            "push_opt_in_status": "true" if self.sender.is_push_allowed else "false",
        }

    @rests_on("moengage.md 1.5", "guess")
    def device_body(self, bid: str, request_time: str) -> Body:
        """Meta and query as in a report."""
        meta = {"bid": bid, "request_time": request_time, "dev_pref": dict(self.sender.preferences)}
        return {
            "meta": {**meta, "integrations": list(self.sender.integrations)},
            "query_params": self.query(self.sender.identity.unique_id),
        }

    @rests_on("moengage.md 1.6", "likely")
    def report_body(self, batch: Batch, trigger: str) -> Body:
        """Who sends it is the batch's business, not that of the user of now; the trigger is not told."""
        del trigger
        return {
            "meta": self.report_meta(batch),
            "viewsCount": len(batch.points),
            "timeStamp": self.sender.process.clock.wall(),
            "identifiers": identifiers_of(batch, self.release.has_identities),
            "viewsInfo": batch.points,
            **self.device_attributes(),
            "query_params": self.query(batch.unique_id),
        }

    @rests_on("moengage.md 6.2", "guess")
    def device_attributes(self) -> Body:
        """That reports carry the push state is known, not where: in their optional ``device``."""
        if not self.release.tells_push_state or self.sender.is_push_allowed is None:
            return {}
        return {"device": {PUSH_OPTED: self.sender.is_push_allowed}}

    @rests_on("moengage.md 1.6", "likely")
    def report_meta(self, batch: Batch) -> Body:
        sender = self.sender
        session = {"session": {"session_id": batch.session["session_id"]}} if batch.session else {}
        failure = {} if sender.is_registered else {"dev_add_res": "failure"}
        return {
            "bid": batch.bid,
            "request_time": batch.request_time,
            **session,
            "source": [],
            "integrations": list(sender.integrations),
            "integratedModules": {},
            "dev_pref": dict(sender.preferences),
            **failure,
            "appState": "foreground" if sender.is_in_foreground else "background",
        }

    @rests_on("moengage.md 1.3", "likely")
    def headers(self) -> Headers:
        return (("Content-Type", "application/json"), ("Accept-Encoding", "gzip, deflate, br"))

    def encode(self, body: Body) -> bytes:
        return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
