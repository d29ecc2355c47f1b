"""The sample app and its host as classes, against one release of the SDK; kept by what they were made of."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from harness.errors import InfrastructureError
from harness.jvm import artifacts
from harness.jvm.artifacts import Release
from harness.jvm.tools import cache_folder, java, run

HERE = Path(__file__).parent
APP_IN_REPOSITORY = HERE.parent.parent / "apps" / "android"
APP_PACKAGED = HERE / "android"
SOURCE_SETS = (
    "app/src/main/kotlin", "app/src/standin/kotlin", "moengage-api/src/main/kotlin", "moengage-api/src/firebase/kotlin",
)  # fmt: skip
COMPILE_S = 180.0
KOTLINC = "org.jetbrains.kotlin.cli.jvm.K2JVMCompiler"


def sources() -> list[Path]:
    """Folders, of the app with its stand-in for MoEngage and of the host."""
    app = APP_IN_REPOSITORY if APP_IN_REPOSITORY.is_dir() else APP_PACKAGED
    return [*(app / part for part in SOURCE_SETS), HERE / "host"]


def classes(release: Release, folders: Sequence[Path] = ()) -> Path:
    """A folder on the class path; made anew only where sources or release are others than before."""
    chosen = list(folders) or sources()
    files = sorted(file for folder in chosen for file in folder.rglob("*.kt"))
    if not files:
        raise InfrastructureError(f"no Kotlin sources in {chosen[0]}", next_step="check the installation")
    jars = artifacts.libraries(release)
    folder = cache_folder() / "jvm" / f"classes-{release.segment}-{_digest(files, jars)}"
    artifacts.make_once(folder, lambda into: _compile(files, jars, into))
    return folder


def _compile(files: Sequence[Path], jars: Sequence[Path], into: Path) -> None:
    """Against the framework as it is: Robolectric's own jar of it adds abstract methods, which no class has."""
    compiler = os.pathsep.join(str(jar) for jar in artifacts.compiler())
    path = os.pathsep.join(str(jar) for jar in (*jars, artifacts.api()))
    options = ["-nowarn", "-no-stdlib", "-no-reflect", "-jvm-target", "17", "-cp", path, "-d", str(into)]
    command = [java(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx768m", "-cp", compiler, KOTLINC, *options]
    run([*command, *(str(file) for file in files)], COMPILE_S, "the Kotlin compiler")


def _digest(files: Iterable[Path], jars: Iterable[Path]) -> str:
    said = [text for file in files for text in (file.name.encode(), file.read_bytes())]
    return hashlib.sha256(b"\0".join((*said, *(jar.name.encode() for jar in jars)))).hexdigest()[:12]
