"""What the jvm device is made of: resolved once by Maven from lock lists, checked, and kept by what they say."""

from __future__ import annotations

import hashlib
import os
import shutil
import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

from harness.errors import MissingPartError
from harness.jvm.tools import RESOLVE_S, cache_folder, maven, run

HERE = Path(__file__).parent
COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies"
CHECKSUMS = HERE / "checksums.txt"
LATEST = "1.27.0"
SERIALIZATION = "1.5.1"
"""What analytics-kotlin itself names (facts: moedest.md 3.1)."""


@dataclass(frozen=True)
class Release:
    """Of the SDK under test; ``serialization`` is the kotlinx-serialization-json that the app resolves."""

    segment: str = LATEST
    serialization: str = SERIALIZATION


def libraries(release: Release) -> list[Path]:
    """The class path of the app: jars, and the classes of every AAR."""
    said = {"segment.version": release.segment, "serialization.version": release.serialization}
    return _resolved("pom.xml", said, f"libraries-{release.segment}-{release.serialization}")


def compiler() -> list[Path]:
    return _resolved("compiler.xml", {}, "compiler")


def framework() -> Path:
    """A folder with the framework's one jar, as Robolectric wants it, and the API stubs."""
    return _resolved("framework.xml", {}, "framework")[0].parent


def stubs() -> Path:
    """What JUnit, which reflects on the host outside of Robolectric's sandbox, sees of Android: names."""
    return next(framework().glob("android-4*.jar"))


def api() -> Path:
    """What code is compiled against."""
    return _resolved("api.xml", {}, "api")[0]


def _resolved(pom: str, properties: Mapping[str, str], name: str) -> list[Path]:
    folder = cache_folder() / "jvm" / f"{name}-{_digest([HERE / pom])}"
    make_once(folder, lambda into: _resolve(HERE / pom, properties, into))
    return sorted(folder.glob("*.jar"))


def make_once(folder: Path, make: Callable[[Path], None]) -> None:
    """``make`` fills a folder beside it, which takes its place when it is whole: two at a time do no harm."""
    if folder.is_dir():
        return
    folder.parent.mkdir(parents=True, exist_ok=True)
    made = Path(mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        make(made)
        os.rename(made, folder)
    except OSError:
        if not folder.is_dir():  # somebody else was faster otherwise
            raise
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _resolve(pom: Path, properties: Mapping[str, str], into: Path) -> None:
    said = [f"-D{name}={value}" for name, value in properties.items()]
    run([maven(), "-q", "-B", "-f", str(pom), COPY, *said, f"-DoutputDirectory={into}"], RESOLVE_S, "mvn")
    check_sums(into.iterdir(), load_sums())
    for archive in into.glob("*.aar"):
        with zipfile.ZipFile(archive) as opened:
            (into / f"{archive.name}.jar").write_bytes(opened.read("classes.jar"))


def load_sums(file: Path = CHECKSUMS) -> dict[str, str]:
    """Name -> SHA-256, of every file that the lock lists have ever named."""
    lines = [line.split() for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return {name: digest for digest, name in lines}


def check_sums(files: Iterable[Path], sums: Mapping[str, str]) -> None:
    """A file that is not listed is that of a release which nobody has locked yet."""
    for file in files:
        found = hashlib.sha256(file.read_bytes()).hexdigest()
        if sums.get(file.name, found) != found:
            raise MissingPartError(
                f"{file.name} is not the file that was locked: its SHA-256 is {found}",
                next_step="find out who serves another one; `python -m harness.jvm.lock` locks what is served now",
            )


def _digest(files: Iterable[Path]) -> str:
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:12]
