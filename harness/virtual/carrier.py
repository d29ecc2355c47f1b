"""Real HTTPS through the phone's proxy: one thread that speaks for one phone."""

from __future__ import annotations

import asyncio
import ssl
import threading
from collections.abc import Callable, Coroutine, Iterable
from pathlib import Path

import httpx

from harness.errors import ConfigurationError
from harness.virtual.sdk.seams import Answer, NoAnswer, Request, Response

LIMITS = httpx.Limits(max_connections=None, max_keepalive_connections=32, keepalive_expiry=600.0)
NO_LIMIT = httpx.Timeout(None)
"""Time limits are the phone's business: they count on its clock."""


class Line:
    """Connections of one protocol version. A line on which a request was given up is not used for new ones, and closes
    when the last of its other requests has ended: the far side must see that nobody waits any more."""

    def __init__(self, proxy: str, trust: ssl.SSLContext, speaks_http2: bool) -> None:
        self._client = httpx.AsyncClient(
            http1=True, http2=speaks_http2, proxy=proxy, verify=trust, limits=LIMITS, timeout=NO_LIMIT, trust_env=False
        )
        self._open = 0
        self.is_retired = False

    async def fetch(self, request: Request) -> Answer:
        self._open += 1
        try:
            return await self._fetch(request)
        except asyncio.CancelledError:
            self.is_retired = True
            raise
        except Exception as problem:  # httpx, anyio, h2 and ssl each have a family of their own
            return NoAnswer(reason_of(problem))
        finally:
            self._open -= 1
            if self.is_retired and not self._open:
                await self._client.aclose()

    async def _fetch(self, request: Request) -> Response:
        # send() adds nothing; build_request() would add the client's own accept, user-agent and so on
        answer = await self._client.send(outgoing(request), follow_redirects=False)
        return Response(answer.status_code, dict(answer.headers), answer.content)

    async def close(self) -> None:
        await self._client.aclose()


class Carrier:
    """Carries requests for a phone; each runs until it is answered, fails or is given up."""

    def __init__(self, proxy: str, ca_file: Path, name: str = "carrier") -> None:
        self._proxy = proxy
        self._trusts = {version: trust_only(ca_file) for version in (False, True)}  # ALPN is set on each of them
        self._lines: dict[bool, Line] = {}
        self._loop = asyncio.new_event_loop()
        self._tasks: set[asyncio.Task[None]] = set()
        self._thread = threading.Thread(target=self._loop.run_forever, name=name, daemon=True)
        self._thread.start()

    def send(self, request: Request, then: Callable[[Answer], None]) -> Callable[[], None]:
        """``then`` is called on the carrier's thread; the returned function gives the request up, for ever."""
        task: list[asyncio.Task[None]] = []
        self._loop.call_soon_threadsafe(lambda: task.append(self._start(self._carry(request, then))))
        return lambda: self._call(lambda: task[0].cancel())

    def close(self) -> None:
        self._call(lambda: self._start(self._hang_up()))
        self._thread.join(1.0)
        if not self._thread.is_alive():
            self._loop.close()

    def _call(self, act: Callable[[], object]) -> None:
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(act)

    # the carrier's thread

    def _start(self, errand: Coroutine[None, None, None]) -> asyncio.Task[None]:
        task = self._loop.create_task(errand)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def _carry(self, request: Request, then: Callable[[Answer], None]) -> None:
        then(await self._line(request.speaks_http2).fetch(request))

    def _line(self, speaks_http2: bool) -> Line:
        line = self._lines.get(speaks_http2)
        if line is None or line.is_retired:
            line = self._lines[speaks_http2] = Line(self._proxy, self._trusts[speaks_http2], speaks_http2)
        return line

    async def _hang_up(self) -> None:
        others = [task for task in self._tasks if task is not asyncio.current_task()]
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        for line in self._lines.values():
            await line.close()
        self._loop.stop()


def reason_of(problem: Exception) -> str:
    """In the words of what happened to the phone, then those of the library."""
    said = f"{type(problem).__name__}: {problem}".rstrip(": ")
    if "CERTIFICATE_VERIFY_FAILED" in said:
        return f"the certificate is not trusted ({said})"
    if isinstance(problem, httpx.ProxyError):
        return f"the proxy refused the connection ({said})"
    if isinstance(problem, httpx.ConnectError):
        return f"the connection was refused ({said})"
    return f"the connection was lost ({said})"


def outgoing(request: Request) -> httpx.Request:
    headers = [(name.encode(), value.encode()) for name, value in request.headers]
    return httpx.Request(request.method, request.url, headers=headers, content=request.body)


class PhoneTls(ssl.SSLContext):
    """Offers HTTP/2 first, as OkHttp and URLSession do; httpcore would offer it last, and a proxy that respects the
    client's preference would then never speak it."""

    def set_alpn_protocols(self, alpn_protocols: Iterable[str]) -> None:
        super().set_alpn_protocols(sorted(alpn_protocols, key=lambda name: name != "h2"))


def trust_only(ca_file: Path) -> PhoneTls:
    tls = PhoneTls(ssl.PROTOCOL_TLS_CLIENT)
    try:
        tls.load_verify_locations(cafile=str(ca_file))
    except (OSError, ssl.SSLError) as problem:
        raise ConfigurationError(
            f"{ca_file} is no file of certificates that can be trusted: {problem}",
            next_step="name the PEM file of the proxy's authority",
        ) from problem
    return tls
