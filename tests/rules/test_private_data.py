from __future__ import annotations

import pytest

from tests.rules.a_life import MOENGAGE, UPLOAD, a_life, changed


def test_an_address_in_a_url_is_found() -> None:
    life = a_life().asked(f"{UPLOAD}?email=ada%40example.com", {"batch": [a_life().message()]})
    assert "private_data: an address stands in the URL of a request to api.segment.io" in life.said(is_settled=False)


def test_what_the_traits_say_of_somebody_is_found_wherever_it_goes() -> None:
    life = a_life().told("identify", user_id="ada-lovelace")
    life.sent(life.message("identify", userId="ada-lovelace", traits={"phone": "+4915112345678"}))
    life.asked(f"{MOENGAGE}/v3/campaigns/inapp/live?user=ada-lovelace", {}, **life.app_key())
    life.asked("https://api.segment.io/v1/m", {"series": [{"metric": "x", "tags": {"caller": "+4915112345678"}}]})
    assert [one for one in life.said(is_settled=False) if one.startswith("private_data")] == [
        "private_data: the user's id stands in the URL of a request to sdk-01.moengage.com",
        "private_data: the trait phone stands in telemetry of a request to api.segment.io",
    ]


def test_a_push_token_in_a_header_is_found() -> None:
    life = a_life()
    life.sent(changed(life.message(), "context.device.token", "token-of-a-phone"))
    life.asked(f"{MOENGAGE}/v3/campaigns/inapp/live", {}, request_headers=(("X-Token", "token-of-a-phone"),))
    assert [
        one for one in life.said(is_settled=False) if one.startswith("private_data: the push token stands in a header")
    ]


@pytest.mark.parametrize(("is_told", "severity"), [(True, "error"), (False, "warning")])
def test_identifiers_of_the_hardware_are_found(is_told: bool, severity: str) -> None:
    life = a_life()
    life.sent(changed(life.message(), "context.device.advertisingId", "38400000-8cf0"))
    found = [one for one in life.judged(is_settled=False, is_told=is_told) if one.rule == "private_data"]
    assert [(one.severity, one.message) for one in found] == [
        (severity, "the advertising id is sent, as advertisingId")
    ]
