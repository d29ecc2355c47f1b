"""The plugin as its users meet it: each test is a small project of its own, in a process of its own."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from harness.errors import EXIT_CODES

GREEN = """
from harness import a_user, expect, identified, signed_in

def test_identify(app, segment, moengage):
    ada = a_user()
    app.identify(ada)
    expect(segment).to_receive(identified(ada))
    expect(moengage).to_receive(signed_in(ada))
"""


@pytest.fixture
def project(pytester: pytest.Pytester) -> pytest.Pytester:
    pytester.makeconftest('pytest_plugins = ("harness.plugin",)')
    return pytester


def run(project: pytest.Pytester, *arguments: str, code: int) -> str:
    done = project.runpytest_subprocess("-p", "no:cacheprovider", *arguments)
    said = "\n".join([*done.outlines, *done.errlines])
    assert done.ret == code, said
    return said


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--device", "virtual:windows"], "choose one of virtual:android, virtual:ios"),
        (["--device", "nokia", "--device", "siemens"], "unknown device 'siemens'"),
        (["--fault", "reset_keeps_usr"], "reset_keeps_user"),
        (["--fault-file", "absent.py"], "absent.py"),
        (["--require-engine", "phone"], "it can be any, virtual, jvm, device"),
    ],
)
def test_an_option_that_cannot_be_used_ends_the_run_with_78(
    project: pytest.Pytester, arguments: list[str], said: str
) -> None:
    project.makepyfile(GREEN)
    assert said in run(project, *arguments, code=EXIT_CODES["configuration"])


def test_a_malformed_table_ends_the_run_with_78_and_says_every_mistake(project: pytest.Pytester) -> None:
    project.makepyfile(GREEN)
    project.makepyprojecttoml('[tool.harness]\ndevice = ["virtual:ios"]\nseed = 3\n')
    said = run(project, code=EXIT_CODES["configuration"])
    assert "did you mean 'devices'" in said
    assert "seed must be a text" in said


def test_a_green_run_names_its_engine_everywhere(project: pytest.Pytester) -> None:
    project.makepyfile(test_mine=GREEN)

    said = run(project, "--seed", "s1", "--junitxml", "junit.xml", "--alluredir", "allure", "-rA", code=0)

    assert "seed s1 (repeat with --seed s1)" in said
    assert "PASSED test_mine.py::test_identify[virtual:android]" in said
    assert "2 passed on virtual phones: models of" in said
    assert "0 on devices." in said
    suite = ET.parse(project.path / "junit.xml").getroot().find("testsuite")
    assert suite is not None
    assert "virtual" in suite.attrib["name"]
    results = [json.loads(file.read_text(encoding="utf-8")) for file in project.path.glob("allure/*-result.json")]
    assert {(one["name"], one["value"]) for result in results for one in result["parameters"]} >= {
        ("engine", "'virtual phone'")
    }
    attached = [one for result in results for one in result["attachments"]]
    assert {one["type"] for one in attached} == {"application/vnd.allure.http+json"}
    assert any("/v1/b  track, identify" in one["name"] for one in attached)


def test_every_test_leaves_a_recording_and_the_run_a_page(project: pytest.Pytester) -> None:
    project.makepyfile(test_mine=GREEN)
    run(project, "--device", "virtual:ios", "--recordings", "kept", "--report", "out", code=0)
    (recording,) = (project.path / "kept").iterdir()
    header = json.loads(recording.read_text(encoding="utf-8").splitlines()[0])
    assert header["device"] == "virtual:ios"
    assert header["engine"] == "virtual phone"
    assert header["build"] == "virtual-ios-current"
    page = (project.path / "out" / "index.html").read_text(encoding="utf-8")
    assert "signed_in" in page
    assert "not of devices" in page
    assert "http://" not in page
    assert "https://" not in page.replace("https://cdn-settings", "").replace("https://api.segment", "")


def test_a_red_test_says_what_was_expected_and_how_to_repeat_it(project: pytest.Pytester) -> None:
    project.makepyfile(
        test_mine="""
        from harness import expect, tracked

        def test_wrong_name(app, segment):
            app.track("Order Placed", total=1)
            expect(segment).to_receive(tracked("Order Completed"), within_s=0.3)
        """
    )
    said = run(project, "--device", "virtual:android", "--seed", "s1", code=1)
    assert "not received within 0.3 s" in said
    assert "name: expected 'Order Completed', got 'Order Placed'" in said
    assert "pytest 'test_mine.py::test_wrong_name[virtual:android]' --seed s1" in said


def test_the_same_seed_gives_the_same_users(project: pytest.Pytester) -> None:
    project.makepyfile(
        test_mine="""
        from harness import a_user

        def test_user(app, pytestconfig):
            (pytestconfig.rootpath / f"users-{pytestconfig.option.harness_recordings}").write_text(a_user().id)
        """
    )
    for name in ("one", "two"):
        run(project, "--device", "virtual:ios", "--seed", "s", "--recordings", name, code=0)
    assert (project.path / "users-one").read_text() == (project.path / "users-two").read_text()


@pytest.mark.parametrize("workers", ["1", "2"])
def test_workers_share_the_seed_and_their_results_come_together(project: pytest.Pytester, workers: str) -> None:
    project.makepyfile(test_mine=GREEN)
    said = run(project, "-n", workers, "--seed", "s1", code=0)
    assert "2 passed on virtual phones" in said
    assert len(list((project.path / ".harness" / "recordings").iterdir())) == 2
    assert (project.path / "report" / "index.html").is_file()


@pytest.mark.parametrize("workers", ["0", "2"])
def test_what_nobody_could_read_comes_together_by_name_from_wherever_it_was(
    project: pytest.Pytester, workers: str
) -> None:
    project.makepyfile(
        test_mine="""
        from harness import event_tracked, expect

        def test_strange(app, moengage):
            app.track("MOE_NEW_THING", n=1)
            expect(moengage).to_receive(event_tracked("MOE_NEW_THING"))
        """
    )
    said = run(project, "-n", workers, "--rules", "off", "--junitxml", "junit.xml", code=0)
    assert "0 undecoded, 1 unknown, 0 late" in said
    assert "unknown: moengage action MOE_NEW_THING (2x, first in " in said
    page = (project.path / "report" / "index.html").read_text(encoding="utf-8")
    assert "0 undecoded, 1 unknown, 0 late" in page
    properties = ET.parse(project.path / "junit.xml").getroot().iter("property")
    assert [(one.get("name"), one.get("value")) for one in properties] == [("undecoded", "0"), ("unknown", "1")] * 2


STRANGE_HOST = """
import pytest
from harness.calls import Note

{mark}
def test_strange(app, segment):
    segment.ledger.append(Note("refused", segment.device, "ads.example.com:443", {{"host": "ads.example.com"}}))
"""


@pytest.mark.parametrize("workers", ["0", "1"])
def test_a_finding_fails_the_test_that_caused_it(project: pytest.Pytester, workers: str) -> None:
    project.makepyfile(test_mine=STRANGE_HOST.format(mark=""))
    said = run(project, "-n", workers, "--device", "virtual:ios", "--junitxml", "junit.xml", code=1)
    assert "rule hosts: ads.example.com is neither a vendor's nor named with hosts or pass" in said
    assert 'if it is right: @pytest.mark.allow("hosts", reason="...")' in said
    assert "1 failed on virtual phones" in said
    assert "rules: 1 findings, 0 warnings, 0 allowed" in said
    assert '<property name="rule" value="hosts"' in (project.path / "junit.xml").read_text(encoding="utf-8")
    page = (project.path / "report" / "index.html").read_text(encoding="utf-8")
    assert page.count("ads.example.com is neither a vendor") >= 2


def test_a_finding_can_be_allowed_and_is_said(project: pytest.Pytester) -> None:
    project.makepyfile(test_mine=STRANGE_HOST.format(mark='@pytest.mark.allow("hosts", reason="the app has ads")'))
    said = run(project, "--device", "virtual:ios", code=0)
    assert "rules: 0 findings, 0 warnings, 1 allowed" in said
    assert "allowed: hosts in test_mine.py::test_strange[virtual:ios]: the app has ads" in said


@pytest.mark.parametrize(("way", "line"), [("report", "rules: 1 findings, 0 warnings, 0 allowed"), ("off", "0 late")])
def test_rules_may_only_report_or_be_off(project: pytest.Pytester, way: str, line: str) -> None:
    project.makepyfile(test_mine=STRANGE_HOST.format(mark=""))
    said = run(project, "--device", "virtual:ios", "--rules", way, code=0)
    assert line in said
    assert ("rules:" in said) == (way == "report")


@pytest.mark.parametrize(
    ("mark", "said"),
    [
        ('@pytest.mark.allow("hots", reason="x")', "which is no rule"),
        ('@pytest.mark.allow("hosts")', "is no allow mark: missing a required argument: 'reason'"),
    ],
)
def test_an_allow_mark_without_rule_or_reason_is_a_mistake(project: pytest.Pytester, mark: str, said: str) -> None:
    project.makepyfile(test_mine=STRANGE_HOST.format(mark=mark))
    assert said in run(project, "--device", "virtual:ios", code=78)


@pytest.mark.parametrize("workers", ["0", "1"])
def test_calls_after_the_end_of_their_test_are_said_with_its_name(project: pytest.Pytester, workers: str) -> None:
    project.makepyfile(
        test_mine="""
        from harness.calls import Call

        def test_one(app, segment):
            segment.ledger.claim(segment.owner, ["somebody"])

        def test_two(app, segment):
            ids = frozenset({"somebody"})
            segment.ledger.append(Call("segment", "track", segment.device, "0001 /", "Late", ids=ids))
        """
    )
    said = run(project, "-n", workers, "--device", "virtual:ios", code=0)
    assert "0 undecoded, 0 unknown, 1 late" in said
    assert "late: 1 call came after the end of test_mine.py::test_one[virtual:ios]" in said


def test_the_run_goes_without_xdist(project: pytest.Pytester) -> None:
    project.makepyfile(test_mine=GREEN)
    run(project, "-p", "no:xdist", "--device", "virtual:ios", code=0)


def test_a_run_that_must_be_on_devices_ends_with_78_on_models(project: pytest.Pytester) -> None:
    project.makepyfile(test_mine=GREEN)
    said = run(project, "--require-engine", "device", code=EXIT_CODES["configuration"])
    assert "this session runs on a virtual phone" in said


def test_a_dead_proxy_is_a_capture_failure_with_72(project: pytest.Pytester) -> None:
    project.makepyfile(
        test_mine="""
        import os, signal
        from harness import expect, tracked

        def test_traffic(app, segment, harness_rigs, harness_device):
            os.kill(harness_rigs.rig(harness_device).proxy.pid, signal.SIGKILL)
            expect(segment).to_receive(tracked("Never"))

        def test_next(app, segment):
            app.track("Well again", n=1)
            expect(segment).to_receive(tracked("Well again"))
        """
    )
    said = run(project, "--device", "virtual:android", code=EXIT_CODES["capture"])
    assert "capture failure:" in said
    assert "not received" not in said
    assert "1 passed" in said


def test_a_dead_phone_is_a_device_failure_with_71(project: pytest.Pytester) -> None:
    project.makepyfile(
        test_mine="""
        import os, signal

        def test_traffic(app, harness_rigs):
            os.kill(harness_rigs.pids()["phones"], signal.SIGKILL)
            app.track("Never", n=1)
        """
    )
    said = run(project, "--device", "virtual:ios", code=EXIT_CODES["device"])
    assert "device failure:" in said
    assert "Next:" in said


def test_a_report_folder_that_cannot_be_written_is_said_with_74_and_loses_nothing(project: pytest.Pytester) -> None:
    project.makepyfile(test_mine=GREEN)
    (project.path / "taken").write_text("a file", encoding="utf-8")
    said = run(project, "--device", "virtual:ios", "--report", "taken", code=EXIT_CODES["infrastructure"])
    assert "the report cannot be written to" in said
    assert "--report DIR" in said
    assert len(list((project.path / ".harness" / "recordings").iterdir())) == 1


def test_a_folder_for_recordings_that_cannot_be_written_ends_tests_with_74(project: pytest.Pytester) -> None:
    project.makepyfile(test_mine=GREEN)
    (project.path / "taken").write_text("a file", encoding="utf-8")
    said = run(project, "--device", "virtual:ios", "--recordings", "taken", code=EXIT_CODES["infrastructure"])
    assert "infrastructure failure:" in said
    assert "Next:" in said


def test_an_app_that_refuses_a_verb_is_an_app_failure_with_73(project: pytest.Pytester) -> None:
    project.makepyfile(
        test_mine="""
        def test_refused(app):
            app._tell("no_such_verb")
        """
    )
    assert "app failure:" in run(project, "--device", "virtual:ios", code=EXIT_CODES["app"])


def test_a_fixture_of_the_users_own_called_device_is_left_alone(project: pytest.Pytester) -> None:
    project.makepyfile(
        test_mine="""
        import pytest

        @pytest.fixture
        def device():
            return "mine"

        def test_mine(device):
            assert device == "mine"
        """
    )
    assert "1 passed" in run(project, code=0)


def test_nothing_is_left_running(project: pytest.Pytester) -> None:
    project.makepyfile(
        test_mine="""
        import json, pathlib

        def test_pids(app, harness_rigs):
            pathlib.Path("pids.json").write_text(json.dumps(harness_rigs.pids()))
        """
    )
    run(project, "--device", "virtual:android", code=0)
    pids = json.loads((project.path / "pids.json").read_text())
    assert len(pids) == 2
    assert not [pid for pid in pids.values() if Path(f"/proc/{pid}").exists()]


GAP = """
[late_names]
test = "test_claims.py::test_a_claim"
platform = "{platform}"
sdk = "MoEngage destination *"
reason = "the name is another"
source = "moengage.md 3.3"
evidence = "a capture"
"""
CLAIM = """
import pytest
from harness import expect, tracked
from harness.errors import InfrastructureError

@pytest.fixture
def act(app, segment, request):
    def act():
        app.track("Promised" if {keeps} else "Otherwise", n=1)
        expect(segment).to_receive(tracked("Promised"), within_s=0.3)
    return act

def test_a_claim(act):
    act()

def test_another_claim():
    assert True
"""


def stand_in_gap(project: pytest.Pytester, *, platform: str = "ios", keeps: bool = False, claim: str = CLAIM) -> None:
    project.makepyfile(test_claims=claim.format(keeps=keeps))
    (project.path / "known_gaps.toml").write_text(GAP.format(platform=platform), encoding="utf-8")


@pytest.mark.parametrize("workers", ["0", "1"])
def test_a_test_in_a_known_gap_fails_as_expected_and_every_report_says_so(
    project: pytest.Pytester, workers: str
) -> None:
    stand_in_gap(project)
    said = run(project, "-n", workers, "--device", "virtual:ios", "--junitxml", "junit.xml", code=0)
    assert "1 passed, 1 xfailed" in said
    assert "1 in known gaps" in said
    assert "known gap: late_names: the name is another (moengage.md 3.3) in test_claims.py::test_a_claim" in said
    skipped = next(ET.parse(project.path / "junit.xml").getroot().iter("skipped"))
    assert (skipped.get("type"), skipped.get("message")) == ("pytest.xfail", "known gap: the name is another")
    page = (project.path / "report" / "index.html").read_text(encoding="utf-8")
    assert "Known gap late_names: the name is another" in page
    assert "expected &#39;Promised&#39;, got &#39;Otherwise&#39;" in page


def test_a_known_gap_of_another_platform_excuses_nothing(project: pytest.Pytester) -> None:
    stand_in_gap(project, platform="android")
    assert "not received within 0.3 s" in run(project, "--device", "virtual:ios", code=1)


def test_a_known_gap_whose_test_passes_ends_the_run_with_78(project: pytest.Pytester) -> None:
    stand_in_gap(project, keeps=True)
    said = run(project, "--device", "virtual:ios", code=EXIT_CODES["configuration"])
    assert "the known gap 'late_names' can be closed: test_claims.py::test_a_claim[virtual:ios] passed" in said
    assert "MoEngage destination 2.13.0" in said


def test_a_fault_cannot_close_a_known_gap(project: pytest.Pytester) -> None:
    stand_in_gap(project, keeps=True)
    said = run(project, "--device", "virtual:ios", "--fault", "reset_keeps_user", code=0)
    assert "1 passed, 1 xfailed" in said


def test_a_failure_of_the_harness_is_one_in_a_known_gap_too(project: pytest.Pytester) -> None:
    stand_in_gap(
        project,
        claim=CLAIM.replace("        app.track", "        raise InfrastructureError('no disk')\n        app.track"),
    )
    assert "infrastructure failure: no disk" in run(
        project, "--device", "virtual:ios", code=EXIT_CODES["infrastructure"]
    )


def test_a_finding_of_a_rule_is_an_assertion_in_a_known_gap(project: pytest.Pytester) -> None:
    finding = (
        "from harness import run\nrun.fail_if_broken = lambda *said: (_ for _ in ()).throw(AssertionError('found'))\n"
    )
    stand_in_gap(project, keeps=True, claim=finding + CLAIM)
    assert "1 xfailed" in run(project, "--device", "virtual:ios", "-k", "test_a_claim", code=0)


def test_runxfail_shows_what_a_known_gap_hides(project: pytest.Pytester) -> None:
    stand_in_gap(project)
    assert "not received within 0.3 s" in run(project, "--device", "virtual:ios", "--runxfail", code=1)


def test_a_known_gap_that_names_no_test_or_no_parameter_is_a_mistake(project: pytest.Pytester) -> None:
    stand_in_gap(project)
    table = project.path / "known_gaps.toml"
    well = table.read_text(encoding="utf-8")
    for wrong, said in (("test_a_clame", "there is no such test"), ("test_a_claim[dead]", "has no such parameter")):
        table.write_text(well.replace("test_claims.py::test_a_claim", wrong), encoding="utf-8")
        assert said in run(project, "--device", "virtual:ios", code=EXIT_CODES["configuration"])


NEEDY = """
import pytest
from harness.errors import CapabilityMissingError

@pytest.mark.needs("races")
def test_marked(app): ...

@pytest.mark.released
def test_hunt(app): ...

def test_surprised(app):
    raise CapabilityMissingError("virtual:ios", "races")
"""


def test_what_a_device_cannot_do_is_skipped_with_the_reason(project: pytest.Pytester) -> None:
    project.makepyfile(NEEDY)
    said = run(project, "--device", "virtual:ios", "-rs", code=0)
    assert "the device has no races" in said
    assert "virtual:ios has no races" in said
    assert "2 skipped, 1 deselected" in said


def test_what_is_required_must_not_be_skipped(project: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    project.makepyfile(NEEDY)
    monkeypatch.setenv("HARNESS_REQUIRE", "virtual,races")
    said = run(project, "--device", "virtual:ios", code=1)
    assert "HARNESS_REQUIRE: the device has no races" in said
    assert "HARNESS_REQUIRE: virtual:ios has no races" in said
    assert "1 failed, 1 deselected, 1 error" in said


def test_without_java_the_jvm_device_is_skipped_with_one_reason(
    project: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    project.makepyfile(GREEN)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    monkeypatch.setenv("HARNESS_REQUIRE", "")
    said = run(project, "--device", "jvm", "-rs", code=0)
    assert f"there is no java in {tmp_path}/bin on this machine" in said
    monkeypatch.setenv("HARNESS_REQUIRE", "java")
    assert "HARNESS_REQUIRE: there is no java" in run(project, "--device", "jvm", code=1)


def test_a_fault_on_released_code_is_a_mistake(project: pytest.Pytester) -> None:
    project.makepyfile(GREEN)
    said = run(project, "--device", "jvm", "--fault", "reset_keeps_user", code=78)
    assert "a fault is a defect of a modelled SDK, and jvm runs released code" in said
