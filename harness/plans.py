"""Many faults in one run: which tests run under which of them. Written by ``harness mutate``, read by the plugin."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, TypeVar

from harness.errors import ConfigurationError


class Item(Protocol):
    """A test as pytest collected it."""

    @property
    def name(self) -> str: ...
    @property
    def nodeid(self) -> str: ...
    @property
    def path(self) -> Path: ...


T = TypeVar("T", bound=Item)


@dataclass(frozen=True)
class Plan:
    """``tests``: fault -> node ids; folders, files and functions stand for all of theirs."""

    tests: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.tests)

    def faults_of(self, path: Path, name: str) -> list[str]:
        """Those under which the function ``name`` runs, with any of its parameters."""
        return [fault for fault, tests in self.tests.items() if any(_may_mean(one, path, name) for one in tests)]

    def _has(self, fault: str, item: Item) -> bool:
        node_id = without_fault(item.nodeid, fault)
        named = (node_id, node_id.partition("[")[0])
        return any(one in named or ("::" not in one and _is_below(item.path, one)) for one in self.tests[fault])

    def chosen(self, items: Iterable[T]) -> list[T]:
        """Those that it names, fault by fault."""
        order = {fault: number for number, fault in enumerate(self.tests)}
        named = [
            (order[fault], item) for item in items if (fault := fault_of(item.name)) in order and self._has(fault, item)
        ]
        return [item for _, item in sorted(named, key=lambda pair: pair[0])]

    def write(self, file: Path) -> None:
        file.write_text(json.dumps({fault: list(tests) for fault, tests in self.tests.items()}), encoding="utf-8")


def read_plan(file: Path | None) -> Plan:
    if file is None:
        return Plan()
    try:
        return Plan(json.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError) as problem:
        raise ConfigurationError(
            f"{file} is no plan of faults: {problem}", next_step="let `harness mutate` write it"
        ) from problem


def without_fault(node_id: str, fault: str) -> str:
    """``s.py::test_x[reset_keeps_user-virtual:ios]`` -> ``s.py::test_x[virtual:ios]``."""
    return node_id.replace(f"[{fault}-", "[", 1)


def fault_of(test: str) -> str:
    """``test_x[reset_keeps_user-virtual:ios]`` -> ``reset_keeps_user``: no fault's name has a hyphen."""
    return test.partition("[")[2].partition("-")[0]


def _may_mean(chosen: str, path: Path, name: str) -> bool:
    file, is_node, rest = chosen.partition("::")
    return _is_below(path, file) and (not is_node or rest.partition("[")[0] == name)


def _is_below(path: Path, chosen: str) -> bool:
    return path.is_relative_to(Path(chosen).resolve())
