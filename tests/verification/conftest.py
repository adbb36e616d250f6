"""A database with everything in it, made once, and a bench on which it is tampered with and verified."""

from dataclasses import dataclass
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

from mealwatch.extensions import db
from mealwatch.verification.errors import DoesNotFit
from mealwatch.verification.queries.whole import verify
from tests.support.everything import make_everything
from tests.support.kitchen import bare_app
from tests.support.stores import migrated_postgres  # noqa: F401
from tests.support.tampering import opened

STANDALONE = Path(__file__).parents[2] / "scripts" / "verify_standalone.py"


@pytest.fixture(scope="session")
def standalone():
    """The auditors' verifier, as a module."""
    spec = spec_from_file_location("verify_standalone", STANDALONE)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def everything(tmp_path_factory):
    """The path of a SQLite database with rows in every table; nobody changes it."""
    path = tmp_path_factory.mktemp("everything") / "everything.sqlite"
    make_everything(f"sqlite:///{path}")
    return path


@dataclass
class Bench:
    """A copy of the database, put back before each try."""

    path: Path
    original: bytes
    standalone: object

    def fault(self, change, **wanted):
        """What verify says after a change below the application: a DoesNotFit, or None if nothing."""
        self.put_back(self.original)
        with opened(self.path) as connection:
            change(connection)
        return self.fault_as_it_is(**wanted)

    def fault_as_it_is(self, **wanted):
        """What verify says of the file as it lies there."""
        try:
            verify(**wanted)
        except DoesNotFit as fault:
            return fault
        return None

    def fault_of_standalone(self, anchors=()):
        """What the auditors' verifier says of the same file, or None."""
        self._let_go()
        try:
            list(self.standalone.verified(self.path, anchors))
        except (self.standalone.DoesNotFit, self.standalone.sqlite3.Error) as fault:
            return fault
        return None

    def put_back(self, content):
        """Let the file hold this, and nothing else."""
        self._let_go()
        for rest in ("-wal", "-shm"):
            Path(f"{self.path}{rest}").unlink(missing_ok=True)
        self.path.write_bytes(content)

    @staticmethod
    def _let_go():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture(scope="module")
def bench(everything, standalone, tmp_path_factory):
    path = tmp_path_factory.mktemp("bench") / "tampered.sqlite"
    app = bare_app(f"sqlite:///{path}")
    with app.app_context():
        yield Bench(path, everything.read_bytes(), standalone)
        db.session.remove()
        db.engine.dispose()
