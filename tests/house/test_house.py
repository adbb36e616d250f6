"""The house's own rules, which no linter knows: read off the source with `ast`, never by importing it."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "mealwatch"
MOST_LINES = 320
#: sees all models, so that the migrations know every table
ALL_MODELS = "mealwatch.storage.metadata"
#: where the numbers of a chart may become floats
DRAWING = {"charts", "exports"}
INEXACT_COLUMNS = {"Numeric", "Float", "Double", "DECIMAL", "NUMERIC", "FLOAT", "REAL", "DOUBLE", "DOUBLE_PRECISION"}
FRAMEWORKS = {
    "flask",
    "flask_babel",
    "flask_smorest",
    "flask_sqlalchemy",
    "marshmallow",
    "pandas",
    "sqlalchemy",
    "werkzeug",
}
CLOCKS = {("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"), ("date", "today"), ("time", "time")}


@dataclass(frozen=True)
class Module:
    """One file: its dotted name, its place and its syntax."""

    name: str
    file: Path
    tree: ast.Module

    @property
    def feature(self) -> str:
        return self.name.split(".")[1] if "." in self.name else ""

    @property
    def layer(self) -> str:
        """`domain`, `models`, `service` ... whether a file or a folder."""
        parts = self.name.split(".")
        return parts[2] if len(parts) > 2 else ""

    def imports(self) -> Iterator[tuple[str, int]]:
        """Every module that may be meant by an import, absolute, with its line."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                for alias in node.names:
                    yield alias.name, node.lineno
            elif isinstance(node, ast.ImportFrom):
                base = self._absolute(node)
                yield base, node.lineno
                for alias in node.names:
                    yield f"{base}.{alias.name}", node.lineno

    def _absolute(self, node: ast.ImportFrom) -> str:
        if not node.level:
            return node.module or ""
        package = self.name.split(".") if self.file.name == "__init__.py" else self.name.split(".")[:-1]
        kept = package[: len(package) - node.level + 1]
        return ".".join([*kept, *([node.module] if node.module else [])])

    def at(self, line: int) -> str:
        return f"{self.file.relative_to(ROOT)}:{line}"


def read_modules(top: Path, package: str) -> list[Module]:
    modules = []
    for file in sorted(top.rglob("*.py")):
        parts = [package, *file.relative_to(top).with_suffix("").parts]
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        modules.append(Module(name, file, ast.parse(file.read_text("utf-8"), str(file))))
    return modules


MODULES = read_modules(PACKAGE, "mealwatch")
MIGRATIONS = read_modules(ROOT / "migrations", "migrations")


def in_layers(*layers: str) -> list[Module]:
    return [module for module in MODULES if module.layer in layers]


def calls(module: Module) -> Iterator[ast.Call]:
    return (node for node in ast.walk(module.tree) if isinstance(node, ast.Call))


def last_name(node: ast.expr) -> str:
    """`c` of `a.b.c`, `a` of `a`, nothing of anything else."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def models_of_others(module: Module) -> list[str]:
    found = []
    for name, line in module.imports():
        owner = re.match(r"mealwatch\.(\w+)\.models\b", name)
        if owner and owner[1] != module.feature and module.name != ALL_MODELS:
            found.append(f"{module.at(line)} {name}")
    return found


def test_models_are_imported_only_inside_their_feature():
    assert [breach for module in MODULES for breach in models_of_others(module)] == []


def test_migrations_import_no_models():
    """A step must mean the same for ever; only storage's guards, which write triggers, may help it."""
    found = [
        f"{module.at(line)} {name}"
        for module in MIGRATIONS
        for name, line in module.imports()
        if re.match(r"mealwatch\.(?!storage\b)|mealwatch\.storage\.metadata", name)
    ]
    assert found == []


def test_modules_stay_short():
    long = {
        str(module.file.relative_to(ROOT)): lines
        for module in MODULES
        if (lines := len(module.file.read_text("utf-8").splitlines())) > MOST_LINES
    }
    assert long == {}, f"split by noun or verb what has more than {MOST_LINES} lines"


def test_every_module_says_what_it_is():
    silent = [
        str(module.file.relative_to(ROOT))
        for module in MODULES
        if module.tree.body and not ast.get_docstring(module.tree)
    ]
    assert silent == []


def test_the_domain_is_pure():
    found = []
    for module in [*in_layers("domain"), *(module for module in MODULES if module.feature == "kernel")]:
        for name, line in module.imports():
            if name.split(".")[0] in FRAMEWORKS | {"logging"} or name.startswith("mealwatch.extensions"):
                found.append(f"{module.at(line)} imports {name}")
    assert found == []


def test_the_domain_reads_no_clock():
    found = [
        module.at(call.lineno)
        for module in in_layers("domain")
        for call in calls(module)
        if isinstance(call.func, ast.Attribute) and (last_name(call.func.value), call.func.attr) in CLOCKS
    ]
    assert found == [], "a rule takes today or now as an argument"


def test_no_amount_becomes_a_float():
    found = [
        module.at(call.lineno)
        for module in MODULES
        if module.layer not in DRAWING
        for call in calls(module)
        if isinstance(call.func, ast.Name) and call.func.id == "float"
    ]
    assert found == [], "money is whole fen, quantities are whole base units"


def test_no_column_is_inexact():
    found = [
        f"{module.at(node.lineno)} {last_name(node)}"
        for module in [*in_layers("models"), *MIGRATIONS, *(m for m in MODULES if m.feature == "storage")]
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Name | ast.Attribute) and last_name(node) in INEXACT_COLUMNS
    ]
    assert found == []


def test_edges_leave_the_database_to_the_services():
    found = [
        f"{module.at(line)} imports {name}"
        for module in in_layers("api", "pages", "schemas", "presenters")
        for name, line in module.imports()
        if name.split(".")[0] in {"sqlalchemy", "flask_sqlalchemy"}
        or re.fullmatch(r"mealwatch\.\w+\.models(\..*)?|mealwatch\.extensions\.db", name)
    ]
    assert found == []


def test_only_entry_points_commit():
    found = [
        module.at(call.lineno)
        for module in in_layers("domain", "models", "queries", "service", "schemas", "presenters")
        if module.feature != "storage"
        for call in calls(module)
        if isinstance(call.func, ast.Attribute) and call.func.attr == "commit"
    ]
    assert found == [], "a service flushes; the transaction of its caller commits"


def test_queries_change_nothing():
    found = [
        f"{module.at(call.lineno)} {call.func.attr}"
        for module in in_layers("queries")
        for call in calls(module)
        if isinstance(call.func, ast.Attribute)
        and call.func.attr in {"add", "add_all", "delete", "flush", "merge"}
        and last_name(call.func.value) == "session"
    ]
    assert found == []


def test_every_feature_is_a_package():
    """A folder without __init__.py would be left out of the wheel."""
    folders = {file.parent for file in PACKAGE.rglob("*.py")}
    bare = [str(folder.relative_to(ROOT)) for folder in folders if not (folder / "__init__.py").is_file()]
    assert sorted(bare) == []


@pytest.mark.parametrize(
    "source, name, expected",
    [
        ("from mealwatch.stock.models import Lot", "mealwatch.spend.queries", True),
        ("from mealwatch.stock import models", "mealwatch.spend.queries", True),
        ("import mealwatch.stock.models", "mealwatch.spend.queries", True),
        ("from ..stock import models", "mealwatch.spend.queries", True),
        ("from mealwatch.stock import models", "mealwatch.stock.service", False),
        ("from . import models", "mealwatch.stock.service", False),
        ("from mealwatch.stock import models", ALL_MODELS, False),
        ("from mealwatch.stock.queries import lots_of", "mealwatch.spend.queries", False),
    ],
)
def test_a_foreign_model_is_recognised(source, name, expected):
    """The check itself: how an import is written makes no difference."""
    module = Module(name, PACKAGE / "x.py", ast.parse(source))
    assert bool(models_of_others(module)) == expected
