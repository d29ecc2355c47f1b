"""Secrets and personal data -> stable placeholders, for disk and reports.

The text is changed in place, so that everything else stays as it was on the wire. E-mail addresses of domains that
nobody can own (RFC 2606, RFC 6761) stay readable. The decoders find in a redacted exchange what they found before.
"""

from __future__ import annotations

import hashlib
import json
import re
import secrets
from dataclasses import replace
from typing import Any
from urllib.parse import quote, unquote

from harness.calls import Exchange, Headers

KEYS = {
    "write-key": ("writeKey", "write_key"),
    "token": (
        *("token", "push_id", "mi_push_id", "push_token", "pushToken", "device_token", "deviceToken"),
        *("fcm_token", "fcmToken", "apns_token", "apnsToken", "registration_id", "registrationId"),
    ),
    "phone": ("phone", "phone_number", "phoneNumber", "mobile", "USER_ATTRIBUTE_USER_MOBILE", "u_mb"),
    "advertising-id": ("advertisingId", "advertising_id", "ADVERTISING_IDENTIFIER", "MOE_GAID", "gaid", "idfa"),
    "device-id": ("android_id", "DEVICE_ID"),
}
"""Kind -> JSON keys and query parameters of such values, in either case (segment.md 1.5, 7; moengage.md 1.4, 2.1)."""
SECRET_HEADERS = {"authorization", "proxy-authorization", "cookie", "set-cookie", "x-api-key"}
RESERVED = {"test", "example", "invalid", "localhost", "example.com", "example.net", "example.org"}
MARK = "redacted-"
NUMBERS = range(5_550_000_000, 5_560_000_000)
"""Placeholders of numbers are numbers, in the form of telephone numbers that nobody has: types stay as they were."""
MOST_NESTED = 4

KIND_OF = {key.lower(): kind for kind, keys in KEYS.items() for key in keys}
_ANY_KEY = "|".join(sorted(KIND_OF))
KEYED = re.compile(rf'"({_ANY_KEY})"\s*:\s*')
KEYED_IN_ANY_CASE = re.compile(KEYED.pattern, re.IGNORECASE)
QUERY = re.compile(rf"(?<=[?&])({_ANY_KEY})=([^&#]+)", re.IGNORECASE)
WRITE_KEY = re.compile(r"(?<=/v1/projects/)[^/?#]+(?=/settings)|(?<=/analytics\.js/v1/)[^/?#]+")
_LOCAL = r"[\w.!#%'*+~-]"
EMAIL = re.compile(rf"(?:(?<!{_LOCAL}){_LOCAL}+|[$&/=?^`{{|}}])(?:@|%40)((?:[\w-]+\.)+[^\W\d_][\w-]+)")

SIGNS = ("@", "\\u0040", "%40", '"{', '"[')
HIT = re.compile("|".join(map(re.escape, SIGNS)))
"""An address may be here, or JSON inside a string begins."""
UNTIL_QUOTE = re.compile(r'(?:[^"\\]++|\\.?)*+', re.DOTALL)
BROKEN_VALUE = re.compile(rf'"{UNTIL_QUOTE.pattern}|[^",\[\]{{}}\s]*', re.DOTALL)

_decoder = json.JSONDecoder(strict=False)
_process_secret = secrets.token_bytes(16)


class Redactor:
    """Placeholders are the same for one value, name and process; a known name does not help to turn them back."""

    def __init__(self, name: str) -> None:
        self._key = hashlib.blake2b(name.encode("utf-8", "replace"), key=_process_secret, digest_size=32).digest()

    def redact(self, exchange: Exchange) -> Exchange:
        """The same object where there was nothing to hide."""
        changed = {
            "url": self._url(exchange.url),
            "request_headers": self._headers(exchange.request_headers),
            "request_body": self.redact_bytes(exchange.request_body),
            "response_headers": self._headers(exchange.response_headers),
            "response_body": self._response(exchange),
        }
        is_same = all(getattr(exchange, name) == value for name, value in changed.items())
        return exchange if is_same else replace(exchange, **changed)  # type: ignore[arg-type]

    def redact_bytes(self, body: bytes) -> bytes:
        text = body.decode("utf-8", "surrogateescape")
        redacted = self.redact_text(text)
        return body if redacted is text else redacted.encode("utf-8", "surrogateescape")

    def redact_text(self, text: str) -> str:
        """JSON, whole or broken, or any other text; JSON stays JSON."""
        return self._text(text, 0)

    def _text(self, text: str, depth: int) -> str:
        text = self._keyed(text)
        return self._runs(text, depth) if any(sign in text for sign in SIGNS) else text

    # values under known keys

    def _keyed(self, text: str) -> str:
        pieces, done = [], 0
        lowered = text.lower()
        is_aligned = len(lowered) == len(text)
        for found in KEYED.finditer(lowered) if is_aligned else KEYED_IN_ANY_CASE.finditer(text):
            if found.start() >= done:
                value, end = self._value(text, found.end(), KIND_OF[found[1].lower()])
                pieces += [text[done : found.end()], value]
                done = end
        return "".join([*pieces, text[done:]]) if pieces else text

    def _value(self, text: str, start: int, kind: str) -> tuple[str, int]:
        """The JSON value at ``start`` redacted, and where it ends."""
        try:
            value, end = _decoder.raw_decode(text, start)
            scrubbed = self._scrub(value, kind)
            return text[start:end] if scrubbed == value else json.dumps(scrubbed), end
        except (ValueError, RecursionError):
            return self._broken_value(text, start, kind)

    def _broken_value(self, text: str, start: int, kind: str) -> tuple[str, int]:
        found = BROKEN_VALUE.match(text, start)
        raw = found[0] if found else ""
        quote_mark = '"' if raw.startswith('"') else ""
        content = raw.removeprefix('"')
        return quote_mark + self._placeholder(content, kind), start + len(raw)

    def _scrub(self, value: Any, kind: str) -> Any:
        if isinstance(value, str):
            return self._placeholder(value, kind)
        if isinstance(value, list):
            return [self._scrub(one, kind) for one in value]
        if isinstance(value, dict):
            return {key: self._scrub(one, kind) for key, one in value.items()}
        if value is None or isinstance(value, bool) or NUMBERS.start <= value < NUMBERS.stop:
            return value
        number = NUMBERS[int(self._digest(repr(value)), 16) % len(NUMBERS)]
        return type(value)(number)

    # addresses, and JSON inside strings

    def _runs(self, text: str, depth: int) -> str:
        """A run is what stands between two quotes, with the first of them; in valid JSON it is a string."""
        pieces, done = [], 0
        for hit in HIT.finditer(text):
            if hit.start() >= done and not _is_escaped_quote(text, hit.start()):
                start = _opening_quote(text, done, hit.start() + 1)
                end = UNTIL_QUOTE.match(text, start + 1 if text[start] == '"' else start).end()  # type: ignore[union-attr]
                pieces += [text[done:start], self._run(text[start:end], depth)]
                done = end
        return "".join([*pieces, text[done:]]) if pieces else text

    def _run(self, run: str, depth: int) -> str:
        if not run.startswith('"'):
            return self._emails(run)
        try:
            content = json.loads(f'{run}"', strict=False)
        except ValueError:
            return self._emails(run)
        is_json = depth < MOST_NESTED and content.startswith(("{", "["))
        redacted = self._text(content, depth + 1) if is_json else self._emails(content)
        return run if redacted == content else json.dumps(redacted)[:-1]

    def _emails(self, text: str) -> str:
        return EMAIL.sub(self._email, text)

    def _email(self, found: re.Match[str]) -> str:
        labels = found[1].lower().split(".")
        if labels[-1] in RESERVED or ".".join(labels[-2:]) in RESERVED:
            return found[0]
        at = "@" if "@" in found[0] else "%40"
        return f"{MARK}{self._digest(found[0].replace('%40', '@'))}{at}email.invalid"

    # around the bodies

    def _url(self, url: str) -> str:
        url = WRITE_KEY.sub(lambda found: self._placeholder(unquote(found[0]), "write-key"), url)
        url = QUERY.sub(self._query, url) if "?" in url else url
        return self._emails(url) if "@" in url or "%40" in url else url

    def _query(self, found: re.Match[str]) -> str:
        return f"{found[1]}={quote(self._placeholder(unquote(found[2]), KIND_OF[found[1].lower()]))}"

    def _headers(self, headers: Headers) -> Headers:
        redacted = tuple((name, self._header(name, value)) for name, value in headers)
        return headers if redacted == headers else redacted

    def _header(self, name: str, value: str) -> str:
        lowered = name.lower()
        if lowered in SECRET_HEADERS:
            scheme, blank, rest = value.partition(" ") if lowered.endswith("authorization") else ("", "", value)
            return scheme + blank + self._placeholder(rest, lowered) if rest else self._placeholder(value, lowered)
        return self._url(value) if any(sign in value for sign in ("@", "%40", "?", "/v1/")) else value

    def _response(self, exchange: Exchange) -> bytes:
        """The settings say the write key once more, as Segment's ``apiKey`` (facts: segment.md 1.3)."""
        body = self.redact_bytes(exchange.response_body)
        found = WRITE_KEY.search(exchange.url)
        if not found:
            return body
        key = unquote(found[0])
        old, new = (json.dumps(one).encode() for one in (key, self._placeholder(key, "write-key")))
        return body.replace(old, new)

    def _placeholder(self, value: str, kind: str) -> str:
        return value if not value or value.startswith(MARK) else f"{MARK}{kind}-{self._digest(value)}"

    def _digest(self, value: str) -> str:
        return hashlib.blake2b(value.encode("utf-8", "surrogatepass"), key=self._key, digest_size=6).hexdigest()


def _is_escaped_quote(text: str, index: int) -> bool:
    return text[index] == '"' and index > 0 and text[index - 1] == "\\"


def _opening_quote(text: str, floor: int, ceiling: int) -> int:
    """The last quote between the two that no backslash escapes; the floor where there is none."""
    found = text.rfind('"', floor, ceiling)
    while found > floor and text[found - 1] == "\\":
        found = text.rfind('"', floor, found)
    return max(found, floor)
