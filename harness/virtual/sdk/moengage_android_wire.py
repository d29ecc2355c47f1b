"""Wire forms of MoEngage's Android SDK (moengage.md 1.3 to 1.5)."""

from __future__ import annotations

from collections.abc import Mapping

from harness.virtual.facts import rests_on
from harness.virtual.sdk.moengage_points import Point, local_moment
from harness.virtual.sdk.moengage_queue import Batch
from harness.virtual.sdk.moengage_release import android_release, version_of
from harness.virtual.sdk.moengage_wire import Body, Sender, identifiers_of, milliseconds
from harness.virtual.sdk.org_json import printed
from harness.virtual.sdk.seams import Headers


class AndroidWire:
    platform = "android"
    speaks_http2 = False
    timeout_s = 10.0
    """A guess: one time limit for connecting and reading is known, its value is not (moengage.md 1.8)."""

    cards_path = "v1/cards/get"
    """A guess after the name of the request, cards_get (moengage.md 1.2)."""

    def __init__(self, sender: Sender) -> None:
        self.sender = sender
        self.release = android_release(sender.release)
        self.accepts = self.release.accepts
        self.gives_up = self.release.gives_up

    @rests_on("moengage.md 1.5")
    def encode_point(self, point: Point) -> Body:
        """Attributes are JSON inside a string, the local time is not padded."""
        body: Body = {"EVENT_ACTION": point.action, "EVENT_ATTRS": printed(point.plain)}
        if customs := point.customs():
            body["EVENT_ATTRS_CUST"] = printed(customs)
        body["EVENT_G_TIME"] = str(point.at_ms)
        body["EVENT_L_TIME"] = self.local_time(point.at)
        if not point.is_interactive:
            body["N_I_E"] = 1
        return body

    @rests_on("moengage.md 0.5")
    def local_time(self, at: float) -> str:
        moment = local_moment(at, self.sender.process.device.timezone_offset_s)
        return f"{moment.day}:{moment.month}:{moment.year}:{moment.hour}:{moment.minute}:{moment.second}"

    @rests_on("moengage.md 1.4", "likely")
    def basic_query(self, unique_id: str) -> Body:
        """All values are text."""
        process = self.sender.process
        return {
            "os": "ANDROID",
            "app_id": self.sender.app_key,
            "sdk_ver": str(sdk_version(self.sender.release)),
            "unique_id": unique_id,
            "device_ts": str(milliseconds(process.clock.wall())),
            "device_tz_offset": str(process.device.timezone_offset_s * 1000),
            "app_ver": process.app.build,
            "app_version_name": process.app.version,
            "moe_push_ser": "FCM",
        }

    @rests_on("moengage.md 1.4", "likely")
    def full_query(self, unique_id: str) -> Body:
        """Of device add and reports; a push token that is not there is left out."""
        device = self.sender.process.device
        push = {"push_id": self.sender.push_id} if self.sender.push_id else {}
        own = {"device_unique_id": self.sender.identity.device_id} if self.release.has_device_unique_id else {}
        return {
            **self.basic_query(unique_id),
            "device_tz": device.timezone,
            **push,
            "os_ver": str(device.api_level),
            "model": device.model,
            "networkType": self.network_type(),
            "manufacturer": device.manufacturer,
            **own,
        }

    @rests_on("moengage.md 1.4", "guess")
    def network_type(self) -> str:
        device = self.sender.process.device
        return "wifi" if device.has_wifi else "4G" if device.has_cellular else "noNetwork"

    @rests_on("moengage.md 1.5")
    def config_body(self) -> Body:
        query = self.basic_query(self.sender.identity.unique_id)
        return {"query_params": query, "meta": {"integrations": list(self.sender.integrations)}}

    @rests_on("moengage.md 1.4", "likely")
    def ask_body(self) -> Body:
        return {"query_params": self.basic_query(self.sender.identity.unique_id)}

    @rests_on("moengage.md 1.2", "likely")
    def in_app_query(self) -> Mapping[str, str]:
        """As it was read in release 12; ``inapp_ver`` is left out, as its value is not known."""
        return {
            "unique_id": self.sender.identity.unique_id,
            "sdk_ver": str(sdk_version(self.sender.release)),
            "os": "ANDROID",
            "device_type": "MOBILE",
            "push_opt_in_status": "true" if self.sender.is_push_allowed else "false",
        }

    @rests_on("moengage.md 1.5", "likely")
    def device_body(self, bid: str, request_time: str) -> Body:
        device = self.sender.process.device
        return {
            "OS_VERSION": device.os_version,
            "OS_API_LEVEL": device.api_level,
            "DEVICE": device.name,
            "MODEL": device.model,
            "PRODUCT": device.model,
            "MANUFACTURER": device.manufacturer,
            "DENSITYDPI": round(device.density * 160),
            "WIDTH": round(device.screen[0]),
            "HEIGHT": round(device.screen[1]),
            "MOE_ISLAT": 0,
            "meta": {**self._basic_meta(bid, request_time), "integrations": list(self.sender.integrations)},
            "query_params": self.full_query(self.sender.identity.unique_id),
        }

    @rests_on("moengage.md 1.5", "likely")
    def report_body(self, batch: Batch, trigger: str) -> Body:
        """Who sends it is the batch's business, not that of the user of now."""
        return {
            "viewsCount": len(batch.points),
            "viewsInfo": batch.points,
            "identifiers": identifiers_of(batch, self.release.has_identities),
            "meta": self.report_meta(batch, trigger),
            "query_params": self.full_query(batch.unique_id),
        }

    @rests_on("moengage.md 1.5", "likely")
    def report_meta(self, batch: Batch, trigger: str) -> Body:
        sender = self.sender
        failure = {} if sender.is_registered else {"dev_add_res": "failure"}
        return {
            **self._basic_meta(batch.bid, batch.request_time),
            "source": [],
            **({"session": batch.session} if batch.session else {}),
            "integrations": list(sender.integrations),
            **failure,
            **(self.delivery_meta(batch, trigger) if self.release.tells_delivery else {}),
        }

    @rests_on("moengage.md 1.5", "likely")
    def delivery_meta(self, batch: Batch, trigger: str) -> Body:
        sender = self.sender
        tried = {"r_r": batch.statuses[-5:]} if batch.statuses else {}
        lost = {"l_b": sender.lost_batches} if sender.lost_batches else {}
        return {
            "b_num": batch.number,
            "integratedModules": {"core": sender.release},
            "featuresUsage": {},
            "appState": "foreground" if sender.is_in_foreground else "background",
            "t_p": trigger,
            "r_c": len(batch.statuses),
            **tried,
            **lost,
        }

    def _basic_meta(self, bid: str, request_time: str) -> Body:
        return {"bid": bid, "request_time": request_time, "dev_pref": dict(self.sender.preferences)}

    @rests_on("moengage.md 1.3")
    def headers(self) -> Headers:
        return (("Accept-Charset", "UTF-8"), ("Content-type", "application/json"), ("Accept-Encoding", "gzip"))

    def encode(self, body: Body) -> bytes:
        return printed(body).encode()


@rests_on("moengage.md 1.4", "guess")
def sdk_version(release: str) -> int:
    """``12.02.02`` -> 12202, as seen up to 12; the form for a two-digit middle part is not known."""
    major, minor, patch = (*version_of(release), 0, 0)[:3]
    return int(f"{major}{minor}{patch:02d}")
