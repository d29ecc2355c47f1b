"""The Android app's build files, manifest and rules agree with each other, and with what they stand for."""

from __future__ import annotations

import re
import tomllib
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest

from harness.builds import load_builds
from harness.virtual.app import APP_ID
from tests.apps.kotlin_source import ANDROID

ROOT = ANDROID.parents[1]
SCRIPTS = {path.relative_to(ANDROID).as_posix(): path.read_text("utf-8") for path in ANDROID.rglob("*.gradle.kts")}
CATALOG: dict[str, Any] = tomllib.loads((ANDROID / "gradle" / "libs.versions.toml").read_text("utf-8"))
VERSIONS: dict[str, str] = CATALOG["versions"]
APP = ANDROID / "app"
CURRENT = load_builds()["virtual-android-current"]
ANDROID_NAME, ANDROID_ENABLED, ANDROID_PARENT = (
    f"{{http://schemas.android.com/apk/res/android}}{name}" for name in ("name", "enabled", "parentActivityName")
)
ANDROID_RESOURCE = "{http://schemas.android.com/apk/res/android}"


def locked(pom: Path) -> dict[str, str]:
    """The properties of a lock list."""
    text = re.sub(r' xmlns="[^"]+"', "", pom.read_text("utf-8"), count=1)
    return {one.tag: one.text or "" for one in ET.fromstring(text).iterfind("properties/*")}


# versions


def test_the_catalogue_is_the_current_build() -> None:
    assert f"analytics-kotlin {VERSIONS['analytics']}" == CURRENT.analytics
    assert VERSIONS["destination"] == CURRENT.destination
    assert VERSIONS["moengage"] == CURRENT.moengage
    assert VERSIONS["serialization"] == CURRENT.serialization


def test_the_build_script_is_the_current_build() -> None:
    script = SCRIPTS["app/build.gradle.kts"]
    assert f'applicationId = "{APP_ID}"' in script
    assert f'versionName = "{CURRENT.version}"' in script
    assert f"versionCode = {CURRENT.build}\n" in script


def test_the_lock_lists_are_the_catalogue() -> None:
    tools, app = locked(ANDROID / "check" / "tools.xml"), locked(ANDROID / "check" / "app.xml")
    jvm = locked(ROOT / "harness" / "jvm" / "pom.xml")
    assert tools["kotlin.version"] == app["kotlin.version"] == VERSIONS["kotlin"]
    assert app["analytics.version"] == jvm["segment.version"] == VERSIONS["analytics"]
    assert app["serialization.version"] == jvm["serialization.version"] == VERSIONS["serialization"]
    assert app["lifecycle.version"] == jvm["lifecycle.version"] == VERSIONS["androidx-lifecycle"]


@pytest.mark.parametrize("pom", ["tools.xml", "app.xml"])
def test_every_locked_file_has_its_sum_and_no_repository(pom: str) -> None:
    text = (ANDROID / "check" / pom).read_text("utf-8")
    sums = (ANDROID / "check" / "checksums.txt").read_text("utf-8")
    assert "<repositor" not in text
    for name in re.findall(r"<artifactId>([\w.-]+)</artifactId><version>", text):
        assert re.search(rf"^[0-9a-f]{{64}}  {re.escape(name)}-", sums, re.MULTILINE), name


# Gradle's scripts, which cannot be run here


def test_the_scripts_name_what_the_catalogue_has_and_nothing_in_it_is_idle() -> None:
    text = "\n".join(SCRIPTS.values())
    asked = set(re.findall(r"\blibs\.((?:\w+\.)*?\w+)(?=\)|\.get\()", text))
    offered = {f"versions.{name}" for name in VERSIONS}
    offered |= {f"plugins.{name}" for name in CATALOG["plugins"]} | set(CATALOG["libraries"])
    offered = {re.sub(r"[-_]", ".", name) for name in offered}
    assert asked <= offered
    libraries = {re.sub(r"[-_]", ".", name) for name in CATALOG["libraries"]}
    assert libraries <= asked
    used = {
        entry["version"]["ref"]
        for entry in (*CATALOG["libraries"].values(), *CATALOG["plugins"].values())
        if "version" in entry
    }
    used |= {name.removeprefix("versions.") for name in asked if name.startswith("versions.")}
    assert used == set(VERSIONS)


@pytest.mark.parametrize("name", sorted(SCRIPTS))
def test_a_script_is_balanced_and_pins_nothing_itself(name: str) -> None:
    text = SCRIPTS[name]
    for opened, closed in ("{}", "()", "[]"):
        assert text.count(opened) == text.count(closed)
    assert not re.search(r'"[\w.-]+:[\w.-]+:\d', text)
    assert "://" not in text


def test_the_modules_and_source_folders_of_the_scripts_exist() -> None:
    for module in re.findall(r'":([\w-]+)"', SCRIPTS["settings.gradle.kts"]):
        assert f"{module}/build.gradle.kts" in SCRIPTS
    for module in ("app", "moengage-api"):
        folders = re.findall(r'"(src/[\w/]+)"', SCRIPTS[f"{module}/build.gradle.kts"])
        assert folders
        assert all((ANDROID / module / folder).is_dir() for folder in folders)


def test_the_flavours_are_the_two_destinations() -> None:
    flavours = re.findall(r'create\("(\w+)"\) \{ dimension', SCRIPTS["app/build.gradle.kts"])
    assert flavours == ["moengage", "standin"]
    for flavour in flavours:
        text = (APP / "src" / flavour / "kotlin/com/example/sample/Destination.kt").read_text("utf-8")
        assert "fun destinationFactory(app: SampleApp): () -> Plugin" in text
        assert "fun moengage(app: SampleApp): MoEngagePort" in text


def test_release_builds_are_minified_by_the_rules() -> None:
    script = SCRIPTS["app/build.gradle.kts"]
    assert "isMinifyEnabled = true" in script
    assert '"proguard-rules.pro"' in script
    rules = (APP / "proguard-rules.pro").read_text("utf-8")
    for name in re.findall(r"com\.example\.sample\.(\w+)", rules):
        assert any(f"class {name}" in path.read_text("utf-8") for path in APP.rglob("*.kt")), name


def test_the_kotlin_sources_keep_to_their_width() -> None:
    for path in (*ANDROID.rglob("*.kt"), *ANDROID.rglob("*.kts")):
        assert all(len(line) <= 120 and "\t" not in line for line in path.read_text("utf-8").splitlines()), path


# the manifest


def manifest(kind: str = "main") -> ET.Element:
    return ET.parse(APP / "src" / kind / "AndroidManifest.xml").getroot()


def named(tag: str) -> dict[str, ET.Element]:
    return {one.attrib[ANDROID_NAME]: one for one in manifest().iter(tag)}


def test_every_class_of_the_manifest_exists_or_is_moengages() -> None:
    application = manifest().find("application")
    assert application is not None
    names = [application.attrib[ANDROID_NAME], *named("activity"), *named("service")]
    for name in names:
        package, _, simple = name.rpartition(".")
        if package == APP_ID:
            assert any(f"class {simple}" in path.read_text("utf-8") for path in APP.rglob("*.kt")), name
        else:
            assert name.startswith(("com.moengage.", "com.moe."))


def test_pushes_have_the_apps_service_and_moengages_of_which_one_is_enabled() -> None:
    services = {
        name: service.attrib.get(ANDROID_ENABLED, "true")
        for name, service in named("service").items()
        if any(one.attrib[ANDROID_NAME] == "com.google.firebase.MESSAGING_EVENT" for one in service.iter("action"))
    }
    assert services == {
        f"{APP_ID}.SampleMessagingService": "true",
        "com.moengage.firebase.MoEFireBaseMessagingService": "false",
    }


def test_the_rich_landing_has_a_parent() -> None:
    landing = named("activity")["com.moe.pushlibrary.activities.MoEActivity"]
    assert landing.attrib[ANDROID_PARENT] == f"{APP_ID}.MainActivity"
    assert f"{ANDROID_RESOURCE}label" in landing.attrib


def test_links_of_the_suites_open_the_app() -> None:
    data = [one.attrib for one in named("activity")[f"{APP_ID}.MainActivity"].iter("data")]
    said = {value for one in data for value in one.values()}
    assert said == {"sample", "https", "www.example.com"}


def test_the_network_and_notifications_are_asked_for() -> None:
    permissions = {name.removeprefix("android.permission.") for name in named("uses-permission")}
    assert permissions == {"INTERNET", "ACCESS_NETWORK_STATE", "POST_NOTIFICATIONS"}


def test_moengages_storage_and_the_apps_own_stay_out_of_backups() -> None:
    application = manifest().find("application")
    assert application is not None
    rules = [application.attrib[f"{ANDROID_RESOURCE}{name}"] for name in ("fullBackupContent", "dataExtractionRules")]
    old, new = (ET.parse(APP / "src/main/res" / f"{rule.removeprefix('@')}.xml").getroot() for rule in rules)
    parts = [old, *(new.find(part) for part in ("cloud-backup", "device-transfer"))]
    left_out = [[(one.attrib["domain"], one.attrib["path"]) for one in part] for part in parts if part is not None]
    assert left_out[0] == left_out[1] == left_out[2]
    assert {("sharedpref", "pref_moe.xml"), ("database", "MOEInteractions"), ("sharedpref", "sample.xml")} <= set(
        left_out[0]
    )


def test_only_debug_builds_trust_a_persons_own_authorities() -> None:
    application = manifest("debug").find("application")
    assert application is not None
    assert application.attrib == {f"{ANDROID_RESOURCE}networkSecurityConfig": "@xml/network_security_config"}
    config = ET.parse(APP / "src/debug/res/xml/network_security_config.xml")
    assert {one.attrib["src"] for one in config.iter("certificates")} == {"system", "user"}
    assert not list((APP / "src/main").rglob("network_security_config.xml"))
