"""Requests of analytics-kotlin as OkHttp sends them, or in older releases the system's HttpURLConnection."""

from __future__ import annotations

from collections.abc import Callable

from harness.virtual.facts import rests_on
from harness.virtual.sdk.kotlin_release import Release
from harness.virtual.sdk.plugins import SegmentConfiguration
from harness.virtual.sdk.seams import Answer, Headers, Network, NoAnswer, Request

READ_TIMEOUT_S = 20.0
ACCEPTS: Headers = (("Accept-Encoding", "gzip"),)
KEEPS_ALIVE: Headers = (("Connection", "Keep-Alive"), *ACCEPTS)
NOT_SENT_AGAIN = ("timed out", "timeout", "trusted", "certificate", "refused", "offline")
"""Words of reasons after which OkHttp gives up at once: time limits, certificates, nobody there, no network."""

Then = Callable[[Answer], None]


@rests_on("segment.md 1.2")
def settings_request(configuration: SegmentConfiguration, release: Release, is_second: bool = False) -> Request:
    """The second one, after a status other than 200, carries its headers twice (segment.md 1.4)."""
    own = (_user_agent(release), ("Content-Type", "application/json; charset=utf-8"))
    url = f"https://{configuration.cdn_host}/projects/{configuration.write_key}/settings"
    return _request(release, "GET", url, own * (2 if is_second else 1))


@rests_on("segment.md 1.2")
def upload_request(api_host: str, release: Release, body: bytes, retry_count: int) -> Request:
    """``body`` is gzip; X-Retry-Count is absent on a first try."""
    retry = (("X-Retry-Count", str(retry_count)),) if retry_count else ()
    own = (_user_agent(release), ("Content-Encoding", "gzip"), *retry, ("Content-Type", "text/plain"))
    if not release.speaks_okhttp:
        own = (own[0], own[-1], *own[1:-1])
    return _request(release, "POST", f"https://{api_host}/b", own, body)


@rests_on("segment.md 1.5")
def telemetry_request(release: Release, body: bytes) -> Request:
    """Its host is not taken from the configuration."""
    own = (_user_agent(release), ("Content-Type", "text/plain"))
    return _request(release, "POST", "https://api.segment.io/v1/m", own, body)


def _user_agent(release: Release) -> tuple[str, str]:
    return ("User-Agent", f"analytics-kotlin/{release.library_version}")


@rests_on("jvm.md 6", "inferred")
def _request(release: Release, method: str, url: str, own: Headers, body: bytes = b"") -> Request:
    """What HttpURLConnection adds on a phone has not been seen, only what a JVM's does; that it sends a body in chunks
    is the transport's business."""
    added = ACCEPTS if release.speaks_okhttp else KEEPS_ALIVE
    return Request(method, url, (*own, *added), body, READ_TIMEOUT_S, speaks_http2=release.speaks_okhttp)


class Http:
    """OkHttp's silent retry: one more try at once, unseen by the SDK."""

    def __init__(self, network: Network, release: Release) -> None:
        self._network = network
        self._release = release

    @rests_on("segment.md 4.4")
    def send(self, request: Request, then: Then) -> None:
        def finish(answer: Answer) -> None:
            if self.is_sent_again(answer):
                self._network.send(request, then)
            else:
                then(answer)

        self._network.send(request, finish)

    def is_sent_again(self, answer: Answer) -> bool:
        """On 408 and when the connection was dropped; HttpURLConnection does neither with a body in chunks."""
        if not self._release.speaks_okhttp:
            return False
        if isinstance(answer, NoAnswer):
            return not any(word in answer.reason.lower() for word in NOT_SENT_AGAIN)
        return answer.status == 408
