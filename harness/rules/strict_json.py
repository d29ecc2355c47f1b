"""Every body is one JSON document: no NaN, no key twice, nothing cut off and nothing after its end."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NoReturn

from harness.calls import Exchange
from harness.findings import Flaw
from harness.traffic import Traffic

SEVERITY = "error"

NESTED = ("EVENT_ATTRS", "EVENT_ATTRS_CUST")
"""JSON in a string, on Android (facts: moengage.md 0.4)."""


class NotStrictError(ValueError):
    """What a lenient reader would have let pass."""


def judge(traffic: Traffic) -> Iterator[Flaw]:
    """A request that ended before it was whole has no body to judge: the app was killed, or the phone went offline."""
    for exchange in traffic.to_vendors:
        if exchange.problem and exchange.request_body:
            yield Flaw(f"{exchange.id} /", exchange.problem)
        elif exchange.request_body:
            yield from _flaws_of(exchange)


def _flaws_of(exchange: Exchange) -> Iterator[Flaw]:
    try:
        body = parse_strictly(exchange.request_body.decode("utf-8"))
    except UnicodeDecodeError as problem:
        yield Flaw(f"{exchange.id} /", f"the body is not UTF-8: {problem.reason}")
    except (ValueError, RecursionError) as problem:
        yield Flaw(f"{exchange.id} /", f"the body is no strict JSON: {_said(problem)}")
    else:
        yield from _nested_flaws(exchange, body)


def _nested_flaws(exchange: Exchange, body: Any) -> Iterator[Flaw]:
    views = body.get("viewsInfo") if isinstance(body, dict) else None
    for index, view in enumerate(views if isinstance(views, list) else ()):
        for key in NESTED:
            text = view.get(key) if isinstance(view, dict) else None
            if isinstance(text, str):
                try:
                    parse_strictly(text)
                except (ValueError, RecursionError) as problem:
                    yield Flaw(f"{exchange.id} /viewsInfo/{index}", f"{key} is no strict JSON: {_said(problem)}")


def parse_strictly(text: str) -> Any:
    """ValueError where a lenient reader would read on."""
    return json.loads(text, object_pairs_hook=_object, parse_constant=_no_number)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise NotStrictError(f"the key {twice!r} stands twice in one object")
    return found


def _no_number(name: str) -> NoReturn:
    raise NotStrictError(f"{name} is no JSON number")


def _said(problem: Exception) -> str:
    return "nested too deeply" if isinstance(problem, RecursionError) else str(problem).split(": line")[0]
