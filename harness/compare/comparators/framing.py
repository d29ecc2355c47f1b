"""Requests look the same: version of HTTP, and the headers that decide how a body is read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from harness.compare.pairing import Both
from harness.compare.sameness import USER_AGENT_VERSION, Masks, form_of
from harness.compare.sides import Request
from harness.findings import Difference

SEVERITY = "error"

HEADERS = (
    *("content-type", "content-encoding", "accept-encoding", "authorization", "user-agent", "x-retry-count"),
    *("moe-appkey", "moe-request-id"),
)
Reading = Callable[[Request, Masks], str]


def compare(both: Both) -> Iterator[Difference]:
    endpoints = [_by_endpoint(side.requests) for side in (both.left, both.right)]
    for endpoint in endpoints[0]:
        if endpoint not in endpoints[1]:
            continue
        for aspect, read in ASPECTS.items():
            left = _values(endpoints[0][endpoint], read, both.same.left)
            right = _values(endpoints[1][endpoint], read, both.same.right)
            if set(left) != set(right):
                yield Difference(f"{endpoint} {aspect}", *_told(left, right))


def _told(left: Mapping[str, Request], right: Mapping[str, Request]) -> tuple[str, str, str, str]:
    """All values of both; the places are those of a value that the other has not."""
    mine = next((one for value, one in left.items() if value not in right), next(iter(left.values())))
    its = next((one for value, one in right.items() if value not in left), next(iter(right.values())))
    return " or ".join(sorted(left)), " or ".join(sorted(right)), mine.where, its.where


def _by_endpoint(requests: Sequence[Request]) -> Mapping[str, list[Request]]:
    found: dict[str, list[Request]] = {}
    for one in requests:
        found.setdefault(one.endpoint, []).append(one)
    return found


def _values(requests: Sequence[Request], read: Reading, masks: Masks) -> Mapping[str, Request]:
    """Value -> the first request that has it."""
    found: dict[str, Request] = {}
    for request in requests:
        found.setdefault(read(request, masks), request)
    return found


def _header(name: str) -> Reading:
    def read(request: Request, masks: Masks) -> str:
        """Each time that it is said: some releases say a header twice."""
        said = [value for key, value in request.exchange.request_headers if key.lower() == name]
        return ", ".join(_covered(name, value, masks) for value in said) or "none"

    return read


def _covered(name: str, value: str, masks: Masks) -> str:
    if name == "user-agent":
        return USER_AGENT_VERSION.sub("<version>", value)
    return "<id>" if form_of(value).kind == "id" else masks.cover(value)


def _length(request: Request, _: Masks) -> str:
    """How the far side knows where the body ends."""
    names = {key.lower() for key, _ in request.exchange.request_headers}
    return "chunked" if "transfer-encoding" in names else "content-length" if "content-length" in names else "none"


ASPECTS: Mapping[str, Reading] = {
    "http": lambda request, _: request.exchange.http_version,
    "length": _length,
    **{name: _header(name) for name in HEADERS},
}
