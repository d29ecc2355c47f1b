"""A line of a capture file -> an Exchange. Two forms: of the released mobile SDK on a JVM, and of the web SDK."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from harness.calls import Exchange, Headers
from harness.errors import ConfigurationError
from harness.wire.decode import vendor_of


def parse_capture_line(line: Mapping[str, Any], exchange_id: str = "0000") -> Exchange:
    """``{label, t, method, url, ...}`` or ``{step, at, method, host, path, ...}``; the caller makes the id unique.

    Bodies were stored parsed, so their white space is not that of the wire. A status that is no number (``"killed"``,
    or 0) means that there was no answer.
    """
    try:
        return _mobile(line, exchange_id) if "url" in line else _web(line, exchange_id)
    except (KeyError, TypeError, ValueError, AttributeError) as problem:
        raise ConfigurationError(
            f"not a line of a capture file: {type(problem).__name__} {problem}",
            next_step="a line has method, url or host and path, headers, body, and an answer or a status",
        ) from None


def _mobile(line: Mapping[str, Any], exchange_id: str) -> Exchange:
    answer = line.get("answer") or {}
    status = answer.get("status")
    return Exchange(
        id=exchange_id,
        device="capture",
        wall=float(line["t"]),
        method=str(line["method"]),
        url=str(line["url"]),
        http_version=str(line["http"]),
        request_headers=_pairs(line["headers"]),
        request_body=_body(line["body"]),
        wire_size=int(line.get("raw_len", 0)),
        status=_status(status),
        response_headers=_pairs(answer.get("headers", {})),
        response_body=_body(answer.get("body")),
        condition="" if _status(status) else str(status or ""),
    )


def _web(line: Mapping[str, Any], exchange_id: str) -> Exchange:
    query = f"?{urlencode(line['query'])}" if line.get("query") else ""
    return Exchange(
        id=exchange_id,
        device="capture",
        wall=float(line["at"]),
        method=str(line["method"]),
        url=f"https://{line['host']}{line['path']}{query}",
        http_version=str(line["http"]),
        request_headers=_pairs(line["headers"]),
        request_body=_body(line["body"]),
        wire_size=int(line.get("wire_bytes") or 0),
        status=_status(line["status"]),
        condition=str(line.get("fault") or ""),
        kind="vendor" if vendor_of(str(line["host"])) else "passed",
    )


def _status(value: object) -> int | None:
    return value if isinstance(value, int) and value > 0 else None


def _pairs(headers: Mapping[str, str] | list[list[str]]) -> Headers:
    pairs = headers.items() if isinstance(headers, Mapping) else headers
    return tuple((str(name), str(value)) for name, value in pairs)


def _body(value: Any) -> bytes:
    if value is None:
        return b""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass")
