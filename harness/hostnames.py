"""Names of hosts: patterns that a user may write, and whose traffic is an operating system's own."""

from __future__ import annotations

from collections.abc import Iterable

OWN_DOMAIN = "harness.test"
"""What is below it is the harness's own, and reaches nobody else (RFC 6761)."""

SYSTEMS = {
    "Android": (
        "connectivitycheck.gstatic.com",
        "connectivitycheck.android.com",
        "clients1.google.com",
        "clients3.google.com",
        "clients4.google.com",
        "android.clients.google.com",
        "android.googleapis.com",
        "mtalk.google.com",
        "play.googleapis.com",
        "play-fe.googleapis.com",
        "time.android.com",
        "www.gstatic.com",
        "www.google.com",
        "safebrowsing.googleapis.com",
        "update.googleapis.com",
        "firebaseinstallations.googleapis.com",
        "fcmtoken.googleapis.com",
        "digitalassetlinks.googleapis.com",
    ),
    "iOS": (
        "*.apple.com",
        "*.icloud.com",
        "*.apple-cloudkit.com",
        "*.mzstatic.com",
        "*.aaplimg.com",
        "*.push.apple.com",
        "captive.apple.com",
    ),
}
"""What a phone asks for connectivity, time, push and its store, whatever app runs (facts: appium.md, capture.md)."""


def matches(name: str, pattern: str) -> bool:
    """A pattern is ``name`` or ``*.domain``: anything below that domain; both in lower case."""
    return name.endswith(pattern[1:]) and name != pattern[2:] if pattern.startswith("*.") else name == pattern


def is_among(host: str, patterns: Iterable[str]) -> bool:
    name = host.lower().rstrip(".")
    return any(matches(name, pattern.lower()) for pattern in patterns)


def system_of(host: str) -> str:
    """``Android``, ``iOS``, or nothing where no operating system asks this host by itself."""
    return next((system for system, patterns in SYSTEMS.items() if is_among(host, patterns)), "")
