from __future__ import annotations

from typing import Any

from tests.rules.a_life import MOENGAGE, Life, a_life, changed


def said_of(report: dict[str, Any], life: Life, path: str = "/v2/sdk/report/WORKSPACE_DEBUG", **more: Any) -> list[str]:
    life.asked(f"{MOENGAGE}{path}", report, **{**life.app_key(), **more})
    return [one for one in life.said(is_settled=False) if one.startswith("counts_and_ids")]


def test_the_number_of_points_is_said_rightly() -> None:
    life = a_life()
    report = {**life.report(life.point()), "viewsCount": 2}
    assert said_of(report, life) == ["counts_and_ids: viewsCount is the number 2, viewsInfo has 1"]


def test_path_header_and_body_name_one_workspace() -> None:
    life = a_life()
    said = said_of(life.report(life.point()), life, "/v2/sdk/report/OTHER_DEBUG")
    assert said == [
        "counts_and_ids: the workspace differs inside one request: the header MOE-APPKEY says 'WORKSPACE_DEBUG', "
        "app_id says 'WORKSPACE_DEBUG', the path says 'OTHER_DEBUG'"
    ]


def test_test_and_live_do_not_mix() -> None:
    life = a_life()
    report = changed(life.report(life.point()), "query_params.app_id", "WORKSPACE")
    said = said_of(report, life, "/v2/sdk/report/WORKSPACE", request_headers=(("MOE-APPKEY", "WORKSPACE"),))
    assert len(said) == 1
    assert said[0].startswith("counts_and_ids: some workspaces end in _DEBUG and some do not")


def test_the_integration_is_segments() -> None:
    life = a_life()
    report = changed(life.report(life.point()), "meta.integrations", [{"type": "mparticle", "version": "1"}])
    assert said_of(report, life)[0].startswith("counts_and_ids: an integration is not Segment's")


def test_a_batch_has_the_write_key_of_the_settings() -> None:
    life = a_life()
    batch = {"batch": [life.message()], "sentAt": life.now(0.5), "writeKey": "ANOTHER"}
    life.asked("https://api.segment.io/v1/b", batch)
    assert "counts_and_ids: the batch's write key 'ANOTHER' is not that of the settings" in life.said(is_settled=False)
