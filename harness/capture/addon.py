"""Inside mitmproxy's process: answers as the vendors do, tells the harness before it answers, refuses the rest."""

from __future__ import annotations

import itertools
import socket
from collections import Counter
from copy import copy
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from mitmproxy import connection, http, tls
from mitmproxy.net.http import status_codes
from mitmproxy.proxy import server_hooks

from harness.calls import Exchange, Headers
from harness.capture.backend import Backend, Plan
from harness.capture.bodies import Body, decode_body
from harness.capture.conditions import from_json
from harness.capture.frames import Frame, pack, pack_exchange
from harness.capture.holds import Holds
from harness.capture.hosts import Hosts
from harness.capture.replies import CANARY, Answers, Reply
from harness.clock import SYSTEM

EMPTY = Body(b"")
NO_REPLY = Reply(0, b"")
REFUSED = b"harness: this host is neither a vendor's nor passed"


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known of a request besides itself."""

    device: str
    host: str
    kind: Literal["vendor", "canary"]
    body: Body = EMPTY


class Capture:
    """``devices`` are names by port. Every line is written with one blocking call, so none can be lost or reordered."""

    def __init__(self, lines: socket.socket, devices: dict[int, str], hosts: Hosts) -> None:
        self._lines = lines
        self._devices = devices
        self._hosts = hosts
        self._backends = {device: Backend() for device in devices.values()}
        self._holds = Holds()
        self._open: Counter[str] = Counter()
        self._waiting: Counter[tuple[str, str]] = Counter()
        self._numbers = itertools.count(1)
        self._requests: dict[str, int] = {}

    # to the harness

    def say(self, frame: str, **head: Any) -> None:
        self._lines.sendall(pack({"frame": frame, **head}))

    def note(self, kind: str, device: str, text: str, **data: Any) -> None:
        self.say("note", kind=kind, device=device, text=text, data=data)

    # from the harness

    def obey(self, frame: Frame) -> None:
        said = frame.head
        match said["frame"]:
            case "mark":
                self.say("mark", number=said["number"])
            case "serve":
                self._backends[said["device"]].serve(Answers(said["settings"], said["sdkconfig"]))
            case "apply":
                self._backends[said["device"]].apply(from_json(said["condition"]))
            case "lift":
                self._backends[said["device"]].lift()
                self._holds.release(said["device"])
            case "advance":
                self._holds.advance(said["seconds"])
            case "stand_still":
                self._holds.stand_still(said["device"])
            case "go_on":
                self._holds.go_on(said["device"])

    # mitmproxy's hooks

    def running(self) -> None:
        self.say("ready")

    def http_connect(self, flow: http.HTTPFlow) -> None:
        if self._hosts.classify(flow.request.host) == "refused":
            self._refuse(flow)

    def tls_clienthello(self, data: tls.ClientHelloData) -> None:
        name = _host(data.context.client, data.context.server)
        if self._hosts.classify(name) == "passed":
            self.note("passed", self._device(data.context.client), name, host=name)
            data.ignore_connection = True

    def tls_failed_client(self, data: tls.TlsData) -> None:
        host = _host(data.conn, data.context.server)
        self.note("tls_failed", self._device(data.conn), f"{host}: {data.conn.error}", host=host)

    def server_connect_error(self, data: server_hooks.ServerConnectionHookData) -> None:
        """Not reached, if it is passed; else something that is neither TLS nor HTTP, stopped at the gate."""
        host, port = (data.server.address or ("", 0))[:2]
        kind = "unreachable" if self._hosts.classify(host) == "passed" else "refused"
        self.note(kind, self._device(data.client), f"{host}:{port}: {data.server.error}", host=host, port=port)

    def tls_established_client(self, data: tls.TlsData) -> None:
        self._requests[data.conn.id] = 0

    def client_disconnected(self, client: connection.Client) -> None:
        """A pin that is checked after the handshake looks so, but so does a connection kept in store."""
        if self._requests.pop(client.id, 1) == 0 and client.sni:
            self.note("unused", self._device(client), client.sni)

    async def request(self, flow: http.HTTPFlow) -> None:
        device, host = self._device(flow.client_conn), flow.request.pretty_host
        self._requests.pop(flow.client_conn.id, None)
        kind = self._hosts.classify(host)
        if kind == "canary":
            self._tell(flow, Seen(device, host, kind), Plan(CANARY))
            flow.response = _response(Plan(CANARY))
        elif kind == "vendor":
            await self._answer(flow, device, host)
        elif kind == "passed" and flow.request.scheme == "http":
            self.note("passed", device, flow.request.pretty_url, host=host)
        else:
            self._refuse(flow)

    def error(self, flow: http.HTTPFlow) -> None:
        """Requests that ended before they were whole; the others have been told, whatever became of them since."""
        request, kind = flow.request, self._hosts.classify(flow.request.pretty_host)
        if request.timestamp_end is None and (kind == "vendor" or kind == "canary"):
            why = flow.error.msg if flow.error else "for no reason known"
            body = Body(b"", f"the request ended before it was whole: {why}")
            seen = Seen(self._device(flow.client_conn), request.pretty_host, kind, body)
            self._tell(flow, seen, Plan(NO_REPLY, drop="before"))

    async def _answer(self, flow: http.HTTPFlow, device: str, host: str) -> None:
        request = flow.request
        body = decode_body(request.raw_content or b"", request.headers.get("content-encoding"))
        plan = self._backends[device].plan(host, request.path, body.data)
        if plan.is_unread:
            said = f"{request.method} {request.pretty_url}: {plan.condition}"
            self.note("dropped", device, said, vendor=plan.endpoint.vendor, endpoint=plan.endpoint.name)
        else:
            self._tell(flow, Seen(device, host, "vendor", body), plan)
        if plan.delay_s:
            await self._hold(device, request.path, plan.delay_s)
        _deliver(flow, plan)

    async def _hold(self, device: str, path: str, seconds: float) -> None:
        self._count_open(device, 1)
        self._waiting[device, path] += 1
        try:
            await self._holds.hold(device, seconds)
        finally:
            self._waiting[device, path] -= 1
            self._count_open(device, -1)

    def _count_open(self, device: str, more: int) -> None:
        self._open[device] += more
        self.say("open", device=device, count=self._open[device])

    def _tell(self, flow: http.HTTPFlow, seen: Seen, plan: Plan) -> None:
        request, is_answered = flow.request, plan.drop is None
        exchange = Exchange(
            id=f"{next(self._numbers):04x}",
            device=seen.device,
            wall=SYSTEM.wall(),
            method=request.method,
            url=_url(request, seen.host),
            http_version=request.http_version,
            request_headers=_headers(request),
            request_body=seen.body.data,
            wire_size=len(request.raw_content or b""),
            status=plan.reply.status if is_answered else None,
            response_headers=plan.reply.headers if is_answered else (),
            response_body=plan.reply.body if is_answered else b"",
            condition=plan.condition,
            problem=seen.body.problem,
            kind=seen.kind,
            beside=self._waiting[seen.device, request.path],
        )
        self._lines.sendall(pack_exchange(exchange))

    def _refuse(self, flow: http.HTTPFlow) -> None:
        request = flow.request
        device = self._device(flow.client_conn)
        self.note("refused", device, f"{request.host}:{request.port}", host=request.host, port=request.port)
        flow.response = http.Response.make(502, REFUSED)

    def _device(self, client: connection.Connection) -> str:
        assert client.sockname is not None
        return self._devices[client.sockname[1]]


def _url(request: http.Request, host: str) -> str:
    """As ``pretty_url``, which is slow, where the port goes without saying."""
    is_plain = request.scheme == "https" and request.port == 443
    return f"https://{host}{request.path}" if is_plain else request.pretty_url


def _headers(request: http.Request) -> Headers:
    return tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in request.headers.fields)


def _host(client: connection.Connection, server: connection.Server) -> str:
    """The name that the client wants to see proven; without one, the name it asked to be connected to."""
    return client.sni or (server.address[0] if server.address else "")


def _response(plan: Plan) -> http.Response:
    """A copy of its own: making one costs mitmproxy a check of every field's type."""
    made = copy(_template(plan.reply))
    made.data = copy(made.data)
    made.data.headers = made.data.headers.copy()
    return made


@lru_cache(maxsize=32)
def _template(reply: Reply) -> http.Response:
    headers = [(name.encode(), value.encode()) for name, value in reply.headers]
    headers.append((b"content-length", str(len(reply.body)).encode()))
    reason, now = status_codes.RESPONSES.get(reply.status, "").encode(), SYSTEM.wall()
    return http.Response(b"HTTP/1.1", reply.status, reason, http.Headers(headers), reply.body, None, now, now)


def _deliver(flow: http.HTTPFlow, plan: Plan) -> None:
    if plan.drop in ("before", "after"):
        flow.kill()
        return
    flow.response = _response(plan)
    if plan.drop == "truncated":
        flow.response.headers["content-length"] = str(2 * len(plan.reply.body) + 1)
        if not flow.request.is_http2:  # which knows no such header: its stream just ends
            flow.response.headers["connection"] = "close"
