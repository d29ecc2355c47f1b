"""One pytest run: what it was asked for, what each test came to, what to say last, and its exit code."""

from __future__ import annotations

import inspect
import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from harness.builds import Build, Builds, load_builds
from harness.calls import Note
from harness.devices.device import Engine
from harness.devices.spec import DeviceSpec, parse_device
from harness.errors import EXIT_CODES, WORST_FIRST, ConfigurationError, HarnessError
from harness.findings import Judged
from harness.gaps import Standing, check_parameters, find_gap, find_race, known_gaps
from harness.options import Options
from harness.report.outcomes import Result
from harness.tally import Tally

if TYPE_CHECKING:
    from harness.rig import Installation, Setup, Sheet

SEED_BYTES = 4


def completed(options: Options) -> Options:
    """With a seed, and with every mistake that needs more than the options to be seen."""
    mistakes = list(options.mistakes)
    for text in options.devices:
        try:
            parse_device(text)
        except ConfigurationError as problem:
            mistakes.append(str(problem))
    if options.faults or options.fault_files:
        from harness.devices.faults import mistakes_in

        mistakes += mistakes_in(options.faults, options.fault_files)
    if options.is_faulty and (released := [text for text in options.devices if not text.startswith("virtual:")]):
        mistakes.append(f"a fault is a defect of a modelled SDK, and {', '.join(released)} runs released code")
    seed = options.seed or os.urandom(SEED_BYTES).hex()
    return replace(options, seed=seed, mistakes=tuple(mistakes))


def prepare(options: Options) -> None:
    if any(text.partition(":")[0] == "jvm" for text in options.devices):
        from harness.devices import jvm

        jvm.prepare([parse_device(text) for text in options.devices], load_builds(options.builds).values())


def setup(options: Options) -> Setup:
    from harness.capture.hosts import Hosts
    from harness.rig import Setup

    return Setup(
        devices=[parse_device(text) for text in options.devices],
        seed=options.seed,
        recordings=options.recordings,
        hosts=Hosts.default(extra=options.hosts, passed=options.passed),
        faults=options.faults,
        fault_files=options.fault_files,
        write_key=options.write_key,
        workspace_id=options.workspace_id,
        patience_s=options.patience_s,
        builds=load_builds(options.builds),
    )


def builds_for(device: DeviceSpec, options: Options) -> Builds:
    return Builds(f"virtual-{device.platform}", fitted_builds(device, options))


def fitted_builds(device: DeviceSpec, options: Options) -> dict[str, Build]:
    """As this device runs them."""
    return {name: device.fitted(build) for name, build in load_builds(options.builds).items()}


def sheet(node: Any, device: DeviceSpec, options: Options) -> Sheet:
    """What the test's marks ask for."""
    from harness.rig import Sheet

    builds, upgrade = builds_for(device, options), node.get_closest_marker("upgrade")
    starts_as = upgrade.args[0] if upgrade and upgrade.args else "previous" if upgrade else "current"
    arguments: dict[str, str] = {}
    for mark in reversed(list(node.iter_markers("launched_with"))):
        arguments.update(mark.kwargs)
    return Sheet(
        test=node.nodeid,
        build=builds[starts_as],
        repeat=repeat_command(node.nodeid, options),
        is_unflushed=node.get_closest_marker("unflushed") is not None,
        is_launched=node.get_closest_marker("not_launched") is None,
        arguments=arguments,
    )


def repeat_command(node_id: str, options: Options) -> str:
    """One command that runs this test again as it ran."""
    faults = "".join(f" --fault {name}" for name in options.faults)
    files = "".join(f" --fault-file {file}" for file in options.fault_files)
    return f"pytest '{node_id}' --seed {options.seed}{faults}{files}"


def judge(node: Any, installation: Installation) -> Judged:
    """By the rules, once everything has arrived."""
    from harness import rules

    return Judged(tuple(rules.judge(installation.traffic())), allowed_by(node))


def fail_if_broken(judged: Judged, node: Any, installation: Installation, options: Options) -> None:
    """AssertionError where a finding that no mark allows is an error."""
    __tracebackhide__ = True
    if judged.broken and options.rules == "fail":
        from harness.report.findings import explain

        entries = installation.ledger.entries(node.nodeid)
        repeat = repeat_command(node.nodeid, options)
        raise AssertionError(explain(judged.broken, entries, str(installation.recording), repeat))


def allowed_by(node: Any) -> dict[str, str]:
    """Rule -> reason, of the test's marks; a mark without either is a mistake."""
    from harness import rules

    found: dict[str, str] = {}
    for mark in node.iter_markers("allow"):
        said = inspect.signature(lambda rule, reason: (rule, reason))
        try:
            rule, reason = said.bind(*mark.args, **mark.kwargs).args
        except TypeError as problem:
            raise ConfigurationError(
                f"{node.nodeid}: {mark} is no allow mark: {problem}", next_step='write allow("rule", reason="why")'
            ) from problem
        if rule not in rules.names():
            raise ConfigurationError(
                f"{node.nodeid} allows {rule!r}, which is no rule",
                next_step=f"choose one of {', '.join(rules.names())}",
            )
        found[rule] = reason
    return found


@cache
def check_gaps(folder: Path, place: str, collected: tuple[str, ...]) -> None:
    """ConfigurationError where the table beside tests cannot be used; ``place`` is the folder as in node ids."""
    beside = [one for one in collected if one.partition("::")[0].rpartition("/")[0] == place]
    check_parameters(known_gaps(folder), beside)


def standing_of(node: Any, installation: Installation | None, options: Options) -> Standing | None:
    """The known gap in which the test stands, as the build that its app is now."""
    if installation is None:
        return None
    build = installation.app.build
    gap = find_gap(known_gaps(node.path.parent), node.nodeid, build)
    return Standing(gap, node.nodeid, build, not options.is_faulty) if gap else None


def race_met_by(node: Any, installation: Installation | None) -> Standing | None:
    """The known gap whose race the test met, which its ledger says."""
    if installation is None:
        return None
    build = installation.app.build
    entries = installation.ledger.entries(node.nodeid)
    kinds = {entry.what.kind for entry in entries if isinstance(entry.what, Note)}
    gap = find_race(known_gaps(node.path.parent), kinds, build)
    return Standing(gap, node.nodeid, build, is_strict=False) if gap else None


def facts_of(
    error: BaseException | None, installation: Installation | None, judged: Judged | None = None
) -> dict[str, Any]:
    """What a test report carries from a worker to the controller; plain values, so that xdist can send them."""
    said: dict[str, Any] = {"judged": judged.plain()} if judged is not None else {}
    if error is not None:
        said["failure_class"] = error.failure_class if isinstance(error, HarnessError) else "assertion"
    if installation is not None:
        engine = installation.device.engine
        said |= {"device": installation.device.name, "recording": str(installation.recording)}
        said |= {"engine": engine.label, "kind": engine.kind}
        said |= {"models": list(engine.models), "guessed": list(engine.guessed)}
        said["unread"] = installation.tally.plain()
    return said


def properties_of(
    phase: str, installation: Installation | None, judged: Judged | None = None
) -> list[tuple[str, object]]:
    """What JUnit's file says of a test beside its outcome: complete only when it has been taken down."""
    if installation is None or phase != "teardown":
        return []
    said: list[tuple[str, object]] = [
        ("undecoded", installation.tally.undecoded),
        ("unknown", installation.tally.unknown),
    ]
    broken = sorted({finding.rule for finding in judged.findings if finding.severity == "error"}) if judged else []
    return [*said, *(("rule", rule) for rule in broken)]


@dataclass
class Run:
    """Results come in as reports; the controller's run sees those of every worker."""

    options: Options
    is_controller: bool
    results: dict[str, Result] = field(default_factory=dict)
    page: Path | None = None
    problems: list[str] = field(default_factory=list)
    late: Counter[str] = field(default_factory=Counter)
    unowned: Tally = field(default_factory=Tally)

    def header(self) -> str:
        devices = ", ".join(self.options.devices)
        faults = [*self.options.faults, *(str(file) for file in self.options.fault_files)]
        broken = f", with fault {', '.join(faults)}" if faults else ""
        return f"harness: {devices}{broken}; seed {self.options.seed} (repeat with --seed {self.options.seed})"

    def mistake_in(self, engine: Engine) -> str:
        """A sentence where the run must be on another engine than the session says it is on."""
        wanted = self.options.require_engine
        is_other = wanted not in ("any", engine.kind)
        return f"--require-engine {wanted}: this session runs on a {engine.label}" if is_other else ""

    def add(self, report: Any) -> None:
        facts: Mapping[str, Any] = getattr(report, "harness", {})
        result = self.results.setdefault(report.nodeid, Result(report.nodeid))
        result.add(report.when, report.outcome, report.duration, str(report.longreprtext), facts)

    def lose_worker(self, node_id: str) -> None:
        result = self.results.setdefault(node_id, Result(node_id))
        result.add("call", "failed", 0.0, "the worker process died", {"failure_class": "harness"})

    def hear_late(self, said: Mapping[str, Any]) -> None:
        """Traffic of tests that had ended, seen by a worker or by this process."""
        self.late.update(said["late"])
        self.unowned.take(Tally.from_plain(said["unowned"]))

    def tell_late(self) -> dict[str, Any]:
        """In plain values: for the controller."""
        return {"late": dict(self.late), "unowned": self.unowned.plain()}

    def name_suite(self, plugins: Iterable[object]) -> None:
        """JUnit's suite is named for the engine, so that a pass of a model is never read as one of a device."""
        for plugin in plugins:
            if type(plugin).__name__ == "LogXML" and getattr(plugin, "suite_name", "") == "pytest":
                plugin.suite_name = f"pytest on {self._engines() or 'no device'}"  # type: ignore[attr-defined]

    def finish(self, exit_status: int, root: Path) -> int:
        """Writes the page, if anything ran on a device; returns the exit code."""
        if self._with_device():
            self._write_page(root)
        return self._exit_code(exit_status)

    def _write_page(self, root: Path) -> None:
        from harness.report import page

        try:
            folder = root / self.options.report
            results = list(self.results.values())
            self.page = page.write_page(results, folder, self.options.seed, [*self._unread(), *self._judged(results)])
        except HarnessError as problem:
            self.problems.append(f"{problem.failure_class} failure: {problem}")
            self.results["report"] = Result("report", failure_class=problem.failure_class)

    def _exit_code(self, exit_status: int) -> int:
        classes = {result.failure_class for result in self.results.values()}
        worst = next((one for one in WORST_FIRST if one in classes), "")
        return EXIT_CODES[worst] if worst and exit_status in (0, 1) else exit_status

    def _with_device(self) -> list[Result]:
        return [result for result in self.results.values() if result.device]

    def _engines(self) -> str:
        return ", ".join(sorted({result.engine for result in self._with_device()}))

    def last_lines(self) -> list[str]:
        from harness.report import terminal

        if not self._with_device():
            return self.problems
        results = list(self.results.values())
        lines = [*self.problems, terminal.last_line(results), *self._unread(), *self._judged(results)]
        lines += self._gaps(results)
        return [*lines, f"page: {self.page}"] if self.page else lines

    def _judged(self, results: Sequence[Result]) -> list[str]:
        from harness import rules
        from harness.report import findings

        return list(findings.summary_lines(results, len(rules.names())))

    def _gaps(self, results: Sequence[Result]) -> list[str]:
        from harness.report import terminal

        return list(terminal.gap_lines(results))

    def _unread(self) -> list[str]:
        from harness.report import terminal

        return terminal.unread_lines(list(self.results.values()), self.late, self.unowned)


def count_outcomes(results: Sequence[Result]) -> Counter[str]:
    return Counter(result.outcome for result in results)
