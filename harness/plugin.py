"""The pytest plugin: options, marks and fixtures. What they do is elsewhere, imported when a test asks for it."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from harness import people, run
from harness.builds import Builds
from harness.devices.device import Engine
from harness.devices.spec import DeviceSpec, parse_device
from harness.differences import find_differences
from harness.errors import CapabilityMissingError, ConfigurationError, HarnessError, MissingPartError
from harness.findings import Judged
from harness.gaps import Standing, expecting
from harness.options import Options, explain_mistakes, read_options
from harness.plans import Plan, read_plan

if TYPE_CHECKING:
    from harness.app import App
    from harness.inboxes import MoEngageInbox, SegmentInbox
    from harness.keeper import RigKeeper
    from harness.phone import Phone
    from harness.rig import Installation

OPTIONS = pytest.StashKey[Options]()
PLAN = pytest.StashKey[Plan]()
RUN = pytest.StashKey[run.Run]()
INSTALLATION = pytest.StashKey["Installation"]()
JUDGED = pytest.StashKey[Judged]()
STANDING = pytest.StashKey[Standing]()
COLLECTED = pytest.StashKey[tuple[str, ...]]()
LATE = "harness_late"

MARKS = (
    "needs(capability, ...): skipped, with the reason, on a device that lacks one of them",
    "unflushed: nobody asks the SDKs to flush, and MoEngage keeps its default batching: for tests about batching",
    "not_launched: the app is installed but not started; the test says its conditions, then calls app.launch()",
    "upgrade(build='previous'): the app starts as this build of its platform",
    "launched_with(name='text', ...): launch arguments of the app, such as pushBy='moengage' or lifecycle='false'",
    "allow(rule, reason='...'): findings of this rule do not fail the test; they are listed in the run's last lines",
    "released: hunts what only released code does; deselected on models",
    "core: the least that a device, a driver or a farm must show; small enough to run everywhere",
)


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("device-mode", "what Segment and MoEngage receive")
    group.addoption("--device", action="append", dest="harness_devices", metavar="KIND:PLATFORM",
                    help="virtual:android or virtual:ios; repeatable (default: both)")  # fmt: skip
    group.addoption("--seed", dest="harness_seed", help="of users, ids, and all that the facts leave open; printed")
    group.addoption("--recordings", dest="harness_recordings", metavar="DIR", help="default: .harness/recordings")
    group.addoption("--report", dest="harness_report", metavar="DIR", help="of index.html (default: report)")
    group.addoption("--fault", action="append", dest="harness_faults", metavar="NAME",
                    help="a deliberate defect of the modelled SDKs; `harness mutate --list` names them")  # fmt: skip
    group.addoption("--fault-file", action="append", dest="harness_fault_files", metavar="PATH",
                    help="a fault of your own")  # fmt: skip
    group.addoption("--fault-plan", dest="harness_fault_plan", metavar="FILE",
                    help="tests by fault, as `harness mutate` writes them: many faults in one run")  # fmt: skip
    group.addoption("--patience", type=float, dest="harness_patience_s", metavar="SECONDS",
                    help="how long an expected call may take (default: the device's own)")  # fmt: skip
    group.addoption("--rules", dest="harness_rules", metavar="fail|report|off",
                    help="what a rule's finding does to its test (default: fail)")  # fmt: skip
    group.addoption("--require-engine", dest="harness_require_engine", metavar="ENGINE",
                    help="any, virtual or device: a run on another engine ends with 78")  # fmt: skip


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    for mark in MARKS:
        config.addinivalue_line("markers", mark)
    options = _options(config)
    config.stash[OPTIONS] = options
    config.stash[PLAN] = read_plan(options.fault_plan)
    config.stash[RUN] = run.Run(options, is_controller=not hasattr(config, "workerinput"))
    config.pluginmanager.register(Results(config.stash[RUN]), "harness-results")


def _options(config: pytest.Config) -> Options:
    names = (
        "devices",
        "seed",
        "recordings",
        "report",
        "faults",
        "fault_files",
        "fault_plan",
        "require_engine",
        "patience_s",
        "rules",
    )
    given = {name: config.getoption(f"harness_{name}") for name in names}
    given["seed"] = getattr(config, "workerinput", {}).get("harness_seed") or given["seed"]
    options = run.completed(read_options(given, os.environ, config.rootpath / "pyproject.toml"))
    if options.mistakes:
        code = ConfigurationError.exit_code
        pytest.exit(f"the run was not started:\n{explain_mistakes(options.mistakes)}", returncode=code)
    return options


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """xdist: every worker draws from the controller's seed; virtual phones are leased by being made."""
    node.workerinput["harness_seed"] = node.config.stash[OPTIONS].seed


@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart(session: pytest.Session) -> None:
    """Before workers start: what is made once on a machine must not be made by each, nor within a test's time."""
    config = session.config
    if config.stash[RUN].is_controller and not config.option.collectonly:
        run.prepare(config.stash[OPTIONS])


def pytest_report_header(config: pytest.Config) -> str:
    return config.stash[RUN].header()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "harness_device" in metafunc.fixturenames:
        if plan := metafunc.config.stash[PLAN]:
            faults = plan.faults_of(metafunc.definition.path, metafunc.definition.originalname)
            metafunc.parametrize("harness_fault", faults, indirect=True, scope="session")
        specs = [parse_device(text) for text in metafunc.config.stash[OPTIONS].devices]
        metafunc.parametrize("harness_device", specs, ids=[spec.text for spec in specs], indirect=True, scope="session")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Before any is deselected; node ids on the command line leave out what a gap may name. Of a plan's tests those
    that it names, fault by fault: each fault has phones of its own."""
    is_whole = not any("::" in argument for argument in config.args)
    plan = config.stash[PLAN]
    _leave_out_models(config, items)
    config.stash[COLLECTED] = tuple(item.nodeid for item in items if is_whole and not plan)
    if plan:
        items[:] = plan.chosen(items)


def _leave_out_models(config: pytest.Config, items: list[pytest.Item]) -> None:
    left_out = [item for item in items if item.get_closest_marker("released") and _is_of_a_model(item)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


def _is_of_a_model(item: pytest.Item) -> bool:
    spec = item.callspec.params.get("harness_device") if hasattr(item, "callspec") else None
    return isinstance(spec, DeviceSpec) and spec.kind == "virtual"


@pytest.fixture(scope="session")
def harness_fault(request: pytest.FixtureRequest) -> str | None:
    """The fault that this test runs under, in a plan of many."""
    fault: str | None = getattr(request, "param", None)
    return fault


@pytest.fixture(scope="session")
def harness_device(request: pytest.FixtureRequest) -> DeviceSpec:
    """The device that this test runs on: one parameter per ``--device``."""
    spec: DeviceSpec = request.param
    return spec


@pytest.fixture(scope="session")
def harness_rigs(pytestconfig: pytest.Config) -> Iterator[RigKeeper]:
    """One capture process and the devices of this worker, opened when first asked for."""
    from harness.keeper import RigKeeper

    with RigKeeper(run.setup(pytestconfig.stash[OPTIONS])) as keeper:
        yield keeper
    pytestconfig.stash[RUN].hear_late({"late": keeper.late, "unowned": keeper.unowned.plain()})


@pytest.fixture
def harness_installation(
    request: pytest.FixtureRequest, harness_device: DeviceSpec, harness_rigs: RigKeeper, harness_fault: str | None
) -> Iterator[Installation]:
    """The app and its data, owned by this test."""
    options, node = request.config.stash[OPTIONS], request.node
    people.seed(f"{options.seed} {node.nodeid}")
    run.check_gaps(request.path.parent, _folder_of(node), request.config.stash[COLLECTED])
    with _skipping():
        rig = harness_rigs.rig(harness_device, [harness_fault] if harness_fault else None)
    if mistake := request.config.stash[RUN].mistake_in(rig.device.engine):
        pytest.exit(mistake, returncode=ConfigurationError.exit_code)
    _skip_what_lacks(node, rig.device.capabilities)
    _skip_stand_ins(node, rig.device.engine)
    with rig.installation(run.sheet(node, harness_device, options)) as installation:
        node.stash[INSTALLATION] = installation
        yield installation


@contextmanager
def _skipping() -> Iterator[None]:
    """What this machine or device lacks skips a test with the reason, unless HARNESS_REQUIRE names it."""
    required = os.environ.get("HARNESS_REQUIRE", "").split(",")
    try:
        yield
    except (MissingPartError, CapabilityMissingError) as lack:
        name = lack.part if isinstance(lack, MissingPartError) else lack.capability
        if name in required:
            pytest.fail(f"HARNESS_REQUIRE: {lack}", pytrace=False)
        pytest.skip(str(lack.message))


def _folder_of(node: pytest.Item) -> str:
    """As node ids have it."""
    return node.nodeid.partition("::")[0].rpartition("/")[0]


def _skip_what_lacks(node: pytest.Item, capabilities: frozenset[str]) -> None:
    from harness.needs import needed_by

    needed = {name for mark in node.iter_markers("needs") for name in mark.args}
    needed |= needed_by(node.obj) if isinstance(node, pytest.Function) else set()
    if missing := sorted(needed - capabilities):
        reason = f"the device has no {', '.join(missing)}"
        if set(missing) & set(os.environ.get("HARNESS_REQUIRE", "").split(",")):
            pytest.fail(f"HARNESS_REQUIRE: {reason}", pytrace=False)
        pytest.skip(reason)


def _skip_stand_ins(node: pytest.Item, engine: Engine) -> None:
    """A test of one vendor's inbox says nothing where that vendor's SDK is a stand-in."""
    asked = {"segment", "moengage"} & set(getattr(node, "fixturenames", ()))
    if asked and asked <= set(engine.stand_ins):
        pytest.skip("not applicable: stand-in")


@pytest.fixture
def app(harness_installation: Installation) -> App:
    """The host app: identify, track, reset, register_push_token, receive_push, kill, upgrade_to, settle ..."""
    return harness_installation.app


@pytest.fixture
def phone(harness_installation: Installation) -> Phone:
    """The phone around it: go_offline, set_locale, set_clock, fill_storage, rotate_push_token, reboot, back_up ..."""
    return harness_installation.phone


@pytest.fixture
def segment(harness_installation: Installation) -> SegmentInbox:
    """What Segment received during this test; and what its back end does wrong on purpose."""
    return harness_installation.segment


@pytest.fixture
def moengage(harness_installation: Installation) -> MoEngageInbox:
    """What MoEngage received during this test; and what its back end does wrong on purpose."""
    return harness_installation.moengage


@pytest.fixture
def builds(harness_device: DeviceSpec, pytestconfig: pytest.Config) -> Builds:
    """``builds.current``, ``builds.previous``, ``builds["version-only"]`` ... of this device's platform."""
    return run.builds_for(harness_device, pytestconfig.stash[OPTIONS])


@pytest.fixture
def differs(request: pytest.FixtureRequest, harness_device: DeviceSpec) -> Callable[[str], Any]:
    """``differs("bare_track_reaches_moengage")``: this platform's value of a documented difference, from the
    ``differences.toml`` beside the test."""
    return find_differences(request.path.parent, harness_device.platform)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, None, None]:
    """A test that passed is judged by the rules; one that stands in a known gap must fail. Exchanges are attached in
    the call phase: there Allure shows them beside the failure (ecosystem.md 0.8)."""
    __tracebackhide__ = True
    try:
        with expecting(lambda: _standing(item), pytest.xfail.Exception, lambda: _race(item)), _skipping():
            result = yield
            _judge(item)
        return result
    finally:
        if INSTALLATION in item.stash and item.config.getoption("allure_report_dir", None):
            from harness.report import allure

            allure.attach_installation(item.stash[INSTALLATION], item.nodeid)


def _standing(item: pytest.Item) -> Standing | None:
    if item.config.getoption("runxfail"):
        return None
    standing = run.standing_of(item, item.stash.get(INSTALLATION, None), item.config.stash[OPTIONS])
    if standing is not None:
        item.stash[STANDING] = standing
    return standing


def _race(item: pytest.Item) -> Standing | None:
    standing = run.race_met_by(item, item.stash.get(INSTALLATION, None))
    if standing is not None:
        item.stash[STANDING] = standing
    return standing


def _judge(item: pytest.Item) -> None:
    __tracebackhide__ = True
    options, installation = item.config.stash[OPTIONS], item.stash.get(INSTALLATION, None)
    if installation is not None and options.rules != "off":
        item.stash[JUDGED] = run.judge(item, installation)
        run.fail_if_broken(item.stash[JUDGED], item, installation, options)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    error = call.excinfo.value if call.excinfo else None
    installation = item.stash.get(INSTALLATION, None)
    judged = item.stash.get(JUDGED, None)
    report.harness = run.facts_of(error if report.failed else None, installation, judged)  # type: ignore[attr-defined]
    report.user_properties += run.properties_of(call.when, installation, judged)
    if hasattr(report, "wasxfail") and STANDING in item.stash:
        report.harness["gap"] = item.stash[STANDING].plain()
        report.longrepr = f"{report.wasxfail}\n{error.__cause__ if error else ''}"
    if isinstance(error, HarnessError):
        report.longrepr = f"{error.failure_class} failure: {error}"
    return report


class Results:
    """Takes every report, this process's own and those of workers, to the run."""

    def __init__(self, of: run.Run) -> None:
        self._run = of

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self._run.add(report)

    @pytest.hookimpl(optionalhook=True)
    def pytest_handlecrashitem(self, crashitem: str) -> None:
        """A worker that died takes its test's result with it: say so in every report (ecosystem.md 0.5)."""
        self._run.lose_worker(crashitem)

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        """xdist: what a worker says at its end; nothing, where it died."""
        if said := getattr(node, "workeroutput", {}).get(LATE):
            self._run.hear_late(said)

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Before JUnit's file is written."""
        self._run.name_suite(session.config.pluginmanager.get_plugins())


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    this = session.config.stash[RUN]
    if this.is_controller:
        session.exitstatus = this.finish(int(exitstatus), Path(session.config.rootpath))
    else:
        session.config.workeroutput[LATE] = this.tell_late()  # type: ignore[attr-defined]


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    for line in config.stash[RUN].last_lines():
        terminalreporter.write_line(line)
