from __future__ import annotations

from tests.rules.a_life import a_life


def test_a_host_that_nobody_named_is_found() -> None:
    life = a_life().asked("https://ads.example.com/collect", {"a": 1})
    assert "hosts: ads.example.com is neither a vendor's nor named with hosts or pass" in life.said()


def test_a_refused_host_is_found_too() -> None:
    life = a_life().noted("refused", "ads.example.com:443", host="ads.example.com", port=443)
    assert life.said() == ["hosts: ads.example.com is neither a vendor's nor named with hosts or pass"]


def test_hosts_that_the_user_named_are_none() -> None:
    life = a_life()
    life.asked("https://segment.shop.example/v1/b", {"batch": [life.message()]})
    assert [one for one in life.said() if one.startswith("hosts")]
    assert not [one for one in life.said(hosts=("*.shop.example",)) if one.startswith("hosts")]


def test_what_the_system_asks_by_itself_is_said_and_is_no_error() -> None:
    life = a_life().noted("refused", "x", host="connectivitycheck.gstatic.com")
    life.noted("refused", "x", host="gateway.icloud.com")
    assert [(one.severity, one.message) for one in life.judged()] == [
        ("info", "connectivitycheck.gstatic.com was asked by Android itself"),
        ("info", "gateway.icloud.com was asked by iOS itself"),
    ]
