from __future__ import annotations

import pytest

from harness.capture.hosts import Hosts
from harness.errors import ConfigurationError


@pytest.mark.parametrize(
    ("host", "kind"),
    [
        ("api.segment.io", "vendor"),
        ("cdn-settings.segment.com", "vendor"),
        ("SDK-02.MoEngage.com.", "vendor"),
        ("canary.harness.test", "canary"),
        ("events.harness.test", "vendor"),
        ("harness.test", "refused"),
        ("segment.io", "refused"),
        ("evilsegment.io", "refused"),
        ("segment.io.evil.example", "refused"),
        ("api.example.com", "passed"),
        ("deep.api.example.com", "refused"),
        ("a.b.example.org", "passed"),
        ("", "refused"),
    ],
)
def test_a_host_is_answered_passed_or_refused(host: str, kind: str) -> None:
    assert Hosts(passed=("api.example.com", "*.example.org")).classify(host) == kind


def test_what_is_answered_is_not_passed() -> None:
    assert Hosts.default(passed=["api.segment.io"]).classify("api.segment.io") == "vendor"


def test_hosts_of_ones_own_are_answered_and_vouched_for() -> None:
    hosts = Hosts.default(extra=["events.example.net"])
    assert hosts.classify("events.example.net") == "vendor"
    assert hosts.domains == ("segment.io", "segment.com", "moengage.com", "events.example.net", "harness.test")


@pytest.mark.parametrize("pattern", ["https://a.example", "a.example:443", "*.com", "*", "a b", ""])
def test_what_is_no_host_is_said(pattern: str) -> None:
    with pytest.raises(ConfigurationError, match="without scheme, port or path"):
        Hosts(passed=(pattern,))
