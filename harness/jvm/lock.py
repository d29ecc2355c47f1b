"""``python -m harness.jvm.lock``: resolves everything that the lock lists name, and writes checksums.txt anew."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from harness.jvm.artifacts import CHECKSUMS, COPY, HERE, SERIALIZATION
from harness.jvm.tools import RESOLVE_S, maven, run

RELEASES = ("1.16.3", "1.19.2", "1.25.0", "1.26.0", "1.27.0")
SERIALIZATIONS = (SERIALIZATION, "1.6.3")
HEAD = "# SHA-256 of every file that the lock lists resolve to; written by harness/jvm/lock.py\n"


def main() -> int:
    lists: list[tuple[str, tuple[str, ...]]] = [("compiler.xml", ()), ("framework.xml", ()), ("api.xml", ())]
    lists += [("pom.xml", (one, SERIALIZATION)) for one in RELEASES]
    lists += [("pom.xml", (RELEASES[-1], one)) for one in SERIALIZATIONS]
    sums: dict[str, str] = {}
    for pom, releases in lists:
        sums |= _sums_of(pom, releases)
    CHECKSUMS.write_text(HEAD + "".join(f"{sums[name]}  {name}\n" for name in sorted(sums)), encoding="utf-8")
    print(f"{len(sums)} files locked in {CHECKSUMS}")
    return 0


def _sums_of(pom: str, releases: tuple[str, ...]) -> dict[str, str]:
    names = ("segment.version", "serialization.version")
    said = [f"-D{name}={release}" for name, release in zip(names, releases, strict=False)]
    with TemporaryDirectory() as folder:
        run([maven(), "-q", "-B", "-f", str(HERE / pom), COPY, *said, f"-DoutputDirectory={folder}"], RESOLVE_S, "mvn")
        return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in Path(folder).iterdir()}


if __name__ == "__main__":
    sys.exit(main())
