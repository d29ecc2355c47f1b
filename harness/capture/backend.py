"""One device's back end: the documents it serves, the conditions in force, and so its plan for each request."""

from __future__ import annotations

from dataclasses import dataclass, replace

from harness.capture.conditions import Condition, Drop, is_about
from harness.capture.endpoints import OTHERS, Endpoint, find_endpoint
from harness.capture.replies import Answers, Reply, failure, json_reply, reply_to

NO_ENDPOINT = Endpoint("", OTHERS)


@dataclass(frozen=True)
class Plan:
    """The answer to one request, and what is done to it on the way; ``condition`` says why, or is empty."""

    reply: Reply
    delay_s: float = 0.0
    drop: Drop | None = None
    condition: str = ""
    endpoint: Endpoint = NO_ENDPOINT

    @property
    def is_unread(self) -> bool:
        """The vendor never gets this request."""
        return self.drop == "before"


@dataclass
class Standing:
    """A condition in force and the number of requests that it still waits for."""

    condition: Condition
    left: int | None


class Backend:
    def __init__(self) -> None:
        self._answers = Answers()
        self._standing: list[Standing] = []

    def serve(self, answers: Answers) -> None:
        self._answers = answers

    def apply(self, condition: Condition) -> None:
        self._standing.append(Standing(condition, condition.times))

    def lift(self) -> None:
        self._standing.clear()

    def plan(self, host: str, target: str, body: bytes) -> Plan:
        """``target`` is the path with its query. Uses up one time of the condition that it meets, if any."""
        endpoint = find_endpoint(host, target)
        reply = reply_to(endpoint, self._answers)
        condition = self._meet(endpoint, target, body) if self._standing else None
        return Plan(reply) if condition is None else planned(condition, endpoint, reply)

    def _meet(self, endpoint: Endpoint, target: str, body: bytes) -> Condition | None:
        """Those with a number of times go first, in the order they were said; then the newest of the others."""
        met = [one for one in self._standing if _is_met(one.condition, endpoint, target, body)]
        counted = next((one for one in met if one.left is not None), None)
        standing = counted or (met[-1] if met else None)
        if standing is None:
            return None
        if standing.left is not None:
            standing.left -= 1
            if standing.left == 0:
                self._standing.remove(standing)
        return standing.condition


def _is_met(condition: Condition, endpoint: Endpoint, target: str, body: bytes) -> bool:
    if not is_about(condition, endpoint):
        return False
    return condition.match is None or condition.match in target or condition.match.encode() in body


def planned(condition: Condition, endpoint: Endpoint, reply: Reply) -> Plan:
    """The healthy reply, changed as the condition says."""
    if condition.status is not None:
        is_well = 200 <= condition.status < 300
        reply = replace(reply, status=condition.status) if is_well else failure(endpoint, condition.status)
    if condition.body is not None:
        reply = replace(reply, body=_body(condition.body))
    if condition.retry_after_s is not None:
        reply = replace(reply, headers=(*reply.headers, ("retry-after", f"{condition.retry_after_s:g}")))
    return Plan(reply, condition.delay_s, condition.drop, str(condition), endpoint)


def _body(body: object) -> bytes:
    return body.encode() if isinstance(body, str) else json_reply(dict(body)).body  # type: ignore[call-overload]
