"""The wheel built from a clean checkout carries all that the service needs, and nothing of the build."""

import gettext
import hashlib
import os
import re
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BUILT = {
    "main.css",
    "main.js",
    "htmx.min.js",
    "swagger-ui.css",
    "swagger-ui-bundle.js",
    "htmx.LICENSE",
    "swagger-ui.LICENSE",
    "swagger-ui.NOTICE",
}
#: under mealwatch/, but for the build only
SOURCES_ONLY = re.compile(r"mealwatch/frontend/|\.po$|\.pot$|babel\.cfg$|README")


def tracked() -> list[str]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True)
    return [name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def without_node() -> dict[str, str]:
    """The environment with a PATH on which there is no Node."""
    folders = [folder for folder in os.environ["PATH"].split(os.pathsep) if not (Path(folder) / "node").exists()]
    return os.environ | {"PATH": os.pathsep.join(folders)}


@pytest.fixture(scope="module")
def checkout(tmp_path_factory):
    """A copy of the tracked files alone, as a clean clone has them."""
    folder = tmp_path_factory.mktemp("checkout")
    for name in tracked():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes((ROOT / name).read_bytes())
    return folder


@pytest.fixture(scope="module")
def wheel(checkout, tmp_path_factory):
    """The wheel as pip builds it, against the locked build packages that are installed here."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "--no-index"]
    done = subprocess.run(
        [*command, "--wheel-dir", folder, checkout], env=without_node(), cwd=folder, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    (file,) = folder.glob("*.whl")
    with zipfile.ZipFile(file) as archive:
        yield archive


@pytest.fixture(scope="module")
def names(wheel):
    return set(wheel.namelist())


def test_carries_every_file_of_the_package(names):
    wanted = {name for name in tracked() if name.startswith("mealwatch/") and not SOURCES_ONLY.search(name)}
    assert wanted - names == set()


def test_carries_the_migrations_inside_the_package(names):
    steps = {name for name in tracked() if name.startswith("migrations/") and name.endswith((".py", ".mako"))}
    assert "migrations/env.py" in steps
    assert {f"mealwatch/{name}" for name in steps} - names == set()


def test_carries_the_built_browser_files(names, wheel):
    assert {f"mealwatch/static/build/{name}" for name in BUILT} - names == set()
    for name in ("main.css", "main.js"):
        built = wheel.read(f"mealwatch/static/build/{name}")
        assert built.strip(), f"{name} is empty"
        assert b"http" + b"s://" not in built, f"{name} reaches for another host"


def test_carries_translations_that_can_be_read(names, wheel):
    for source in (name for name in tracked() if name.startswith("mealwatch/") and name.endswith(".po")):
        compiled = source.removesuffix(".po") + ".mo"
        assert compiled in names
        with wheel.open(compiled) as file:
            assert gettext.GNUTranslations(file).info()


def test_carries_the_tables_as_they_are(names, wheel):
    for table in (name for name in tracked() if re.match(r"mealwatch/.*/tables/[^/]+\.csv$", name)):
        assert table in names
        assert hashlib.sha256(wheel.read(table)).digest() == hashlib.sha256((ROOT / table).read_bytes()).digest()


def test_carries_nothing_else(names):
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"mealwatch"}
    stray = [name for name in names if re.search(r"__pycache__|node_modules|mealwatch/frontend/|\.po$|/tests?/", name)]
    assert stray == []


def test_has_the_command_and_the_licence(names, wheel):
    (entry_points,) = (name for name in names if name.endswith("entry_points.txt"))
    assert "mealwatch = mealwatch.cli:main" in wheel.read(entry_points).decode()
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_finds_its_migrations_once_installed(wheel, tmp_path):
    wheel.extractall(tmp_path)
    program = (
        "import sys; sys.path[:0] = [sys.argv[1], sys.argv[2]]\n"
        "from mealwatch.storage import migrate, migrations_path\n"
        "print(migrations_path.migrations_folder())\n"
        "migrate.upgrade('sqlite:///' + sys.argv[3]); assert migrate.is_current('sqlite:///' + sys.argv[3])\n"
    )
    # -I and -S keep this checkout's own editable install out of sight
    packages = sysconfig.get_paths()["purelib"]
    command = [sys.executable, "-I", "-S", "-c", program, tmp_path, packages, tmp_path / "new.sqlite"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == str(tmp_path / "mealwatch" / "migrations")


def test_the_locks_name_no_host():
    for name in ("requirements.lock", "requirements-test.lock", "package-lock.json", ".npmrc", "pyproject.toml"):
        text = (ROOT / name).read_text("utf-8")
        found = re.findall(r'--\S*index\S*|--find-links|"resolved"|registry\s*=|[\w+]+://', text)
        assert found == [], name


def test_every_locked_package_has_a_hash():
    for name in ("requirements.lock", "requirements-test.lock"):
        entries = re.split(r"\n(?=\S)", (ROOT / name).read_text("utf-8"))
        packages = [entry for entry in entries if "==" in entry.split("\n")[0]]
        assert packages
        assert [entry for entry in packages if "--hash=sha256:" not in entry] == []
