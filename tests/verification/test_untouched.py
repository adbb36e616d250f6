"""What was entered and left alone fits: no false alarm on any set that can be imported, on either store."""

import shutil
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from mealwatch.exchange import importing
from mealwatch.extensions import db
from mealwatch.kernel.actor import Actor
from mealwatch.kernel.clock import SHANGHAI
from mealwatch.verification.domain.counted import THINGS
from mealwatch.verification.queries.whole import verify
from tests.support.kitchen import NOW, bare_app, open_county
from tests.support.stores import store  # noqa: F401

EXAMPLES = sorted(path for path in (Path(__file__).parents[1] / "examples").iterdir() if path.is_dir())


@contextmanager
def silent(_label, _total):
    yield lambda _done: None


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_an_imported_set_fits(store, standalone, tmp_path, example):  # noqa: F811
    """Twice, as two counties of one database."""
    path = tmp_path / "set"
    shutil.copytree(example, path, ignore=shutil.ignore_patterns("expected_*"))
    now = NOW.astimezone(SHANGHAI) + timedelta(days=60)
    for code in ("360801", "360802"):
        wanted = importing.Wanted(path=path, county_code=code)
        importing.import_set(wanted, by=Actor("test"), now=lambda: now, progress=silent)
    checked = verify()
    assert checked.counts["documents"] == _count("documents")
    assert checked.counts["entries"] == _count("journal")
    assert checked.counts["draws"] == _count("draws")
    if db.engine.dialect.name == "sqlite":
        file = db.engine.url.database
        db.session.remove()
        assert len(list(standalone.verified(file))) == 2


def test_everything_is_counted(everything):
    app = bare_app(f"sqlite:///{everything}")
    with app.app_context():
        checked = verify()
        lines = sum(
            _count(f"{kind}_lines") for kind in ("opening", "receipt", "issue", "delivery", "loss", "stocktake")
        )
        assert checked.counts["lines"] == lines
        assert checked.counts["statements"] == _count("statements")
        assert checked.counts["menu_rows"] == _count("menu_rows")
        assert checked.counts["meal_records"] == _count("meal_records")
        assert set(checked.counts) == set(THINGS)
        assert all(checked.counts.values())
        db.session.remove()
        db.engine.dispose()


def test_an_empty_database_fits(store):  # noqa: F811
    assert verify().heads == []
    open_county()
    assert [head.county_code for head in verify().heads] == ["360732"]


def _count(table):
    return db.session.execute(text(f"SELECT count(*) FROM {table}")).scalar()
