"""``mealwatch verify`` and ``mealwatch doctor`` on the command line: what they say and how they leave."""

import re

import pytest
from click.testing import CliRunner

from mealwatch.cli import main
from mealwatch.cli import serve as serving
from mealwatch.extensions import db
from tests.support.tampering import opened


@pytest.fixture
def run(everything, tmp_path):
    path = tmp_path / "copy.sqlite"
    path.write_bytes(everything.read_bytes())

    def call(*words, language="zh"):
        return CliRunner().invoke(main, ["--database", f"sqlite:///{path}", "--language", language, *words])

    call.path = path
    return call


def change(path, statement):
    with opened(path) as connection:
        connection.execute(statement)


def test_it_says_how_much_it_checked_and_where_the_journals_end(run):
    answer = run("verify")
    assert answer.exit_code == 0
    assert re.search(r"登记簿 \d+ 条，单据 \d+ 张，明细 \d+ 行", answer.output)
    ends = re.findall(r"^(\d{6}) 登记簿末端 (\d+:[0-9a-f]{64})$", answer.output, re.MULTILINE)
    assert [code for code, _ in ends] == ["360732", "360733"]
    kept = [word for code, end in ends for word in ("--anchor", f"{code}:{end}")]
    assert run("verify", *kept).exit_code == 0
    code, end = ends[0]
    assert run("verify", "--county", code, "--anchor", end).exit_code == 0


def test_it_names_the_first_record_that_does_not_fit(run):
    change(run.path, "UPDATE receipt_lines SET buyer = '别人' WHERE county_id = 1 AND document_id = 3 AND line_no = 2")
    answer = run("verify")
    assert answer.exit_code == 1
    assert "[360732] receipt C001/receipt/R1" in answer.output
    assert "verify.changed" in answer.output
    assert run("verify", "--county", "360733").exit_code == 0


def test_what_changed_in_a_changeable_row_is_told(run):
    change(run.path, "UPDATE enrolments SET beneficiaries = 130 WHERE county_id = 1 AND group_id = 1")
    assert "enrolment S001/G16/2026-09-01" in run("verify").output
    assert "beneficiaries: 120 → 130" in run("verify").output


def test_the_doctor_looks_at_the_guards_alone(run):
    change(run.path, "UPDATE lots SET used = used + 1 WHERE county_id = 1 AND document_id = 1 AND line_no = 1")
    assert run("doctor").exit_code == 0
    change(run.path, "CREATE TRIGGER more AFTER INSERT ON draws BEGIN SELECT 1; END")
    answer = run("doctor")
    assert (answer.exit_code, "trigger more" in answer.output) == (1, True)
    assert run("verify").exit_code == 1


def test_an_end_that_was_kept_is_compared(run):
    answer = run("verify", "--county", "360732", "--anchor", f"999:{'a' * 64}")
    assert answer.exit_code == 1
    assert "verify.anchor_beyond" in answer.output


@pytest.mark.parametrize("anchor", ["12", "x:12:" + "a" * 64, "12:" + "a" * 63, "0:" + "a" * 64, "12:" + "a" * 64])
def test_what_is_no_anchor_is_refused(run, anchor):
    """The last one is: but of which of two counties?"""
    answer = run("verify", "--anchor", anchor)
    assert answer.exit_code == 1
    assert "verify.anchor_invalid" in answer.output


def test_a_file_that_is_no_database(run):
    run.path.write_bytes(b"\xa5" * 8192)
    answer = run("verify")
    assert answer.exit_code == 1
    assert "verify.damaged" in answer.output


def test_an_unknown_county(run):
    assert run("verify", "--county", "000000").exit_code == 1


def test_serve_looks_at_the_guards_first(run, monkeypatch):
    served = []
    monkeypatch.setattr(serving, "run", lambda given, *_, missing, **__: served.append((given, missing)))
    assert run("serve").exit_code == 0
    change(run.path, "CREATE TRIGGER more AFTER INSERT ON draws BEGIN SELECT 1; END")
    answer = run("serve")
    assert "trigger more" in answer.output
    assert [missing for _, missing in served] == [[], ["trigger more"]]
    for given, missing in served:
        app = serving._Server(given, {}, missing).load()
        assert (app.test_client().post("/sign-in", data={}).status_code == 503) == bool(missing)
        with app.app_context():
            db.engine.dispose()
