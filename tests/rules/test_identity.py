from __future__ import annotations

from tests.rules.a_life import Life, a_life, changed


def test_an_anonymous_id_does_not_change_by_itself() -> None:
    life = a_life()
    life.sent(life.message(anonymousId=life.uuid(7)))
    assert "identity: anonymousId has 2 values, where 0 actions gave it another" in life.said(is_settled=False)


def test_a_reset_gives_another() -> None:
    life = Life()
    life.sent(life.message()).told("reset").sent(life.message(anonymousId=life.uuid(7)))
    assert life.said(is_settled=False) == []


def test_it_does_not_come_back() -> None:
    life = Life()
    life.sent(life.message()).told("reset").sent(life.message(anonymousId=life.uuid(7)))
    life.asked("https://api.segment.io/v1/m", {"series": []})
    life.sent(life.message(timestamp=life.now(1.5)), sent_at=life.now(2))
    assert [one for one in life.said(is_settled=False) if "came back after another had been in use" in one]


def test_nobody_is_signed_in_whom_the_app_did_not_name() -> None:
    life = a_life()
    life.sent(life.message(userId="bea-2"))
    assert "identity: segment track is of user 'bea-2', whom the app never named" in life.said(is_settled=False)
    assert not [one for one in life.told("identify", user_id="bea-2").said(is_settled=False) if "identity" in one]


def test_androids_device_keeps_its_id() -> None:
    life = a_life()
    life.sent(changed(life.message(), "context.device.id", life.uuid(8)))
    assert "identity: context.device.id has 2 values in one installation" in life.said(is_settled=False)


def test_moengages_id_does_not_change_by_itself() -> None:
    life = a_life()
    report = changed(life.report(life.point()), "query_params.unique_id", "device-2")
    life.asked("https://sdk-01.moengage.com/v2/sdk/report/WORKSPACE_DEBUG", report, **life.app_key())
    said = "identity: MoEngage's unique_id has 2 values, where 0 actions gave it another"
    assert said in life.said(is_settled=False)


def test_of_a_capture_file_nobody_knows_what_was_told() -> None:
    life = Life()
    life.sent(life.message()).sent(life.message(anonymousId=life.uuid(7)))
    assert life.said(is_settled=False, is_told=False, build=None) == []
