"""Requests of MoEngage's SDKs: where they go, which headers they carry, how they are compressed."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Mapping
from urllib.parse import quote, urlencode

from harness.virtual.facts import rests_on
from harness.virtual.sdk.moengage_config import RemoteConfig
from harness.virtual.sdk.moengage_wire import Body, Wire, host_of
from harness.virtual.sdk.plugins import MoEngageConfiguration
from harness.virtual.sdk.seams import Answer, Headers, Request

Then = Callable[[Answer], None]


class Endpoints:
    def __init__(self, wire: Wire, configuration: MoEngageConfiguration, config: RemoteConfig) -> None:
        self._wire = wire
        self._host = host_of(configuration.data_center, configuration.base_domain)
        self._config = config

    @rests_on("moengage.md 1.2")
    def fetch_config(self, body: Body, then: Then) -> None:
        self._post(self._of_app(f"v3/sdkconfig/{self._wire.platform}"), body, "", then)

    @rests_on("moengage.md 1.2", "likely")
    def add_device(self, body: Body, request_id: str, then: Then) -> None:
        self._post(self._of_app("v2/sdk/device"), body, request_id, then)

    @rests_on("moengage.md 1.2")
    def report(self, body: Body, request_id: str, then: Then) -> None:
        self._post(self._of_app("v2/sdk/report"), body, request_id, then)

    @rests_on("moengage.md 1.2", "likely")
    def fetch_in_app(self, body: Body, query: Mapping[str, str], then: Then) -> None:
        """Unlike the others it has parameters in its URL, and names no workspace there."""
        self._post(f"v3/campaigns/inapp/live?{urlencode(query)}", body, "", then)

    @rests_on("moengage.md 1.2", "guess")
    def fetch_cards(self, body: Body, then: Then) -> None:
        self._post(self._wire.cards_path, body, "", then)

    @rests_on("moengage.md 1.2", "guess")
    def delete_user(self, body: Body, request_id: str, then: Then) -> None:
        """The path is not known: it is made after the others."""
        self._post(self._of_app("v2/sdk/user/delete"), body, request_id, then)

    def _of_app(self, path: str) -> str:
        return f"{path}/{quote(self._wire.sender.app_key, safe='')}"

    def _post(self, path: str, body: Body, request_id: str, then: Then) -> None:
        content = self._wire.encode(body)
        packed = self.compress(content)
        headers = self.headers(request_id, is_packed=packed is not content)
        url = f"https://{self._host}/{path}"
        request = Request("POST", url, headers, packed, self._wire.timeout_s, self._wire.speaks_http2)
        self._wire.sender.process.network.send(request, lambda answer: self._take(answer, then))

    def _take(self, answer: Answer, then: Then) -> None:
        """What is thrown over an answer, a full disk say, stays inside the SDK."""
        try:
            then(answer)
        except Exception as problem:
            self._wire.sender.process.log(f"MoEngage: caught {problem!r}")

    @rests_on("moengage.md 1.3")
    def compress(self, content: bytes) -> bytes:
        return gzip.compress(content, mtime=0) if self._config.compresses else content

    @rests_on("moengage.md 1.3")
    def headers(self, request_id: str, is_packed: bool) -> Headers:
        """The SDK's own; what the system's HTTP client may add is not known and not modelled."""
        own = [("MOE-APPKEY", self._wire.sender.app_key)]
        own += [("MOE-REQUEST-ID", request_id)] if request_id else []
        own += [("Content-Encoding", "gzip")] if is_packed else []
        return (*self._wire.headers(), *own)
