"""The one module that meets Allure: each exchange of a test in Allure's own HTTP form, attached while the test runs."""

from __future__ import annotations

import base64
import json
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import allure

from harness.calls import Call, Exchange, Headers, Undecoded, Unknown
from harness.redact import Redactor
from harness.rig import Installation
from harness.wire.decode import decode

HTTP_EXCHANGE = "application/vnd.allure.http+json"
MOST_BYTES = 200_000


def attach_installation(installation: Installation, test: str) -> None:
    """Labels the result with its engine, and attaches what the proxy saw (facts: ecosystem.md 2)."""
    engine = installation.device.engine
    allure.dynamic.parameter("engine", engine.label)
    allure.dynamic.parameter("build", installation.app.build.name)
    allure.dynamic.parameter("unread", str(installation.tally), excluded=True)
    redactor = Redactor(test)
    for entry in installation.ledger.entries(test):
        if isinstance(entry.what, Exchange) and entry.what.kind == "vendor":
            exchange = redactor.redact(entry.what)
            text = json.dumps(exchange_form(exchange))
            allure.attach(text, title(exchange), attachment_type=HTTP_EXCHANGE, extension="httpexchange")


def title(exchange: Exchange) -> str:
    """``POST /v1/b  identify, track -> 200``."""
    kinds = dict.fromkeys(_kind(item) for item in decode(exchange))
    return f"{exchange.method} {exchange.path}  {', '.join(kinds)} -> {exchange.status}"


def _kind(item: Call | Undecoded | Unknown) -> str:
    if isinstance(item, Unknown):
        return f"unknown {item.what} {item.name}"
    return item.kind if isinstance(item, Call) else "undecoded"


def exchange_form(exchange: Exchange) -> dict[str, Any]:
    started_ms = int(exchange.wall * 1000)
    request = {
        "method": exchange.method,
        "url": exchange.url,
        "httpVersion": exchange.http_version,
        "headers": _pairs(exchange.request_headers),
        "query": [{"name": name, "value": value} for name, value in parse_qsl(urlsplit(exchange.url).query)],
        "body": _body(exchange.request_body, exchange.header("content-type") or ""),
    }
    form: dict[str, Any] = {"schemaVersion": 1, "start": started_ms, "stop": started_ms, "request": request}
    if exchange.status is None:
        return {**form, "error": {"name": "no answer", "message": exchange.condition or exchange.problem}}
    answer = {"status": exchange.status, "statusText": "", "headers": _pairs(exchange.response_headers)}
    return {**form, "response": {**answer, "body": _body(exchange.response_body, "application/json")}}


def _pairs(headers: Headers) -> list[dict[str, str]]:
    return [{"name": name, "value": value} for name, value in headers]


def _body(body: bytes, content_type: str) -> dict[str, Any]:
    shown = body[:MOST_BYTES]
    form = {"contentType": content_type, "size": len(body), "truncated": len(shown) < len(body)}
    try:
        return {**form, "encoding": "utf8", "value": shown.decode("utf-8")}
    except UnicodeDecodeError:
        return {**form, "encoding": "base64", "value": base64.b64encode(shown).decode("ascii")}
