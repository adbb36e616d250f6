"""The commands as people run them: what they make, what they print, how they end."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook
from sqlalchemy import create_engine, text

import mealwatch
from mealwatch.cli import main
from mealwatch.exchange.format import FILES
from mealwatch.storage import database
from tests.exchange.sets import Set

EXAMPLES = sorted(path for path in (Path(__file__).parents[1] / "examples").iterdir() if path.is_dir())


@pytest.fixture(autouse=True)
def commands_alone(monkeypatch):
    """Commands do without pages and API, and find no database but the one they are given."""
    monkeypatch.setattr(mealwatch, "FEATURES", ("web",))
    monkeypatch.delenv("MEALWATCH_DATABASE_URL", raising=False)


def run(*arguments, url=None, ends=0):
    """What a command prints, both streams."""
    given = ["--database", url] if url else []
    result = CliRunner().invoke(main, [*given, *map(str, arguments)], catch_exceptions=False)
    assert result.exit_code == ends, result.output
    return result.output


def printed(*arguments, url):
    result = CliRunner().invoke(main, ["--database", url, *map(str, arguments)], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.mark.parametrize("example", EXAMPLES, ids=[path.name for path in EXAMPLES])
def test_every_worked_example_is_exact(database_url, tmp_path, example):
    folder = Path(shutil.copytree(example, tmp_path / "set"))
    (folder / "expected_spend.csv").unlink()
    run("import", folder, url=database_url)
    heading, *rows = (example / "expected_spend.csv").read_text("utf-8").splitlines()
    weeks = sorted({row.split(",")[2] for row in rows})
    for week in weeks:
        wanted = [heading, *(row for row in rows if f",{week}," in row)]
        assert printed("spend", "--week", week, "--format", "csv", url=database_url).splitlines() == wanted


@pytest.mark.parametrize("kind", ["missing file", "empty file", "missing on a server", "empty on a server"])
def test_import_makes_the_database_first(request, tmp_path, kind):
    if kind == "missing file":
        url = f"sqlite:///{tmp_path / 'deep' / 'down' / 'new.sqlite'}"
    elif kind == "empty file":
        (tmp_path / "empty.sqlite").touch()
        url = f"sqlite:///{tmp_path / 'empty.sqlite'}"
    else:
        url = request.getfixturevalue("postgres_url")
        if kind == "missing on a server":
            url += "_not_yet"
            server = request.getfixturevalue("postgres_server")
            request.addfinalizer(lambda: server.drop_database(url))
    run("import", Set().write(tmp_path / "set"), url=url)
    assert database.state(url) == database.CURRENT


def test_other_commands_make_nothing(tmp_path):
    path = tmp_path / "new.sqlite"
    assert "site.not_migrated" in run("export", tmp_path / "out", url=f"sqlite:///{path}", ends=1)
    assert not path.exists()


def test_a_foreign_database_is_left_alone(tmp_path):
    url = f"sqlite:///{tmp_path / 'other.sqlite'}"
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE theirs (a)"))
    engine.dispose()
    assert "site.not_migrated" in run("import", Set().write(tmp_path / "set"), url=url, ends=1)


def test_the_environment_names_the_database(database_url, tmp_path, monkeypatch):
    monkeypatch.setenv("MEALWATCH_DATABASE_URL", database_url)
    run("import", Set().write(tmp_path / "set"))
    assert "issues" in run("export", tmp_path / "out")


def test_faults_are_told_by_file_row_and_column(database_url, tmp_path):
    given = Set().in_chinese().edit("issues", 0, 数量="-3")
    output = run("import", given.write(tmp_path / "set"), url=database_url, ends=1)
    assert "issues.csv 第 2 行 数量 “-3”: 数量“-3”不对（exchange.not_a_quantity）；请填大于0的普通数字" in output
    assert "数据有 1 处错误，没有导入任何内容" in output


def test_many_faults_are_counted_and_the_first_told(database_url, tmp_path):
    given = Set()
    for number in range(300):
        given.add("losses", doc_no=f"L{number}x", quantity="0")
    output = run("import", given.write(tmp_path / "set"), url=database_url, ends=1)
    assert output.count("exchange.not_a_quantity") == 200
    assert "……另有 100 处没有列出" in output
    assert "数据有 300 处错误" in output


def test_a_dry_run_says_so_and_writes_nothing(database_url, tmp_path):
    folder = Set().write(tmp_path / "set")
    assert "检查通过，没有写入" in run("import", folder, "--dry-run", url=database_url)
    assert "site" not in run("import", folder, url=database_url)


def test_counties_are_told_apart(database_url, tmp_path):
    folder = Set().write(tmp_path / "set")
    run("import", folder, "--county", "510001", url=database_url)
    run("import", folder, "--county", "510002", url=database_url)
    assert "exchange.which_county" in run("import", folder, url=database_url, ends=1)
    assert "exchange.which_county" in run("export", tmp_path / "out", url=database_url, ends=1)
    run("county", "change", "--county", "510002", "--code", "510009", "--name", "新县", url=database_url)
    assert "510009\t新县" in run("county", "list", url=database_url)
    run("export", tmp_path / "out", "--county", "510009", url=database_url)


def test_a_correction_needs_its_reason(database_url, tmp_path):
    run("import", Set().write(tmp_path / "set"), url=database_url)
    other = Set().edit("meals", 0, staff_served="7").write(tmp_path / "other")
    assert "exchange.meal_differs" in run("import", other, url=database_url, ends=1)
    assert "exchange.meal_differs" in run("import", other, "--correct", " ", url=database_url, ends=1)
    assert "更改 1" in run("import", other, "--correct", "漏数", url=database_url)


def test_a_matching_table_by_option(database_url, tmp_path):
    given = Set().rename("losses", ingredient_code="食材名称").edit("losses", 0, 食材名称="陈米")
    (tmp_path / "match.csv").write_text("陈米,rice\n", "utf-8")
    run("import", given.write(tmp_path / "set"), "--match", tmp_path / "match.csv", url=database_url)


@pytest.mark.parametrize("name", ["out", "out.zip", "out.xlsx"])
def test_export_looks_at_the_path_and_overwrites_nothing(database_url, tmp_path, name):
    run("import", Set().write(tmp_path / "set"), url=database_url)
    run("export", tmp_path / name, url=database_url)
    assert "exchange.there_already" in run("export", tmp_path / name, url=database_url, ends=1)
    run("import", tmp_path / name, "--county", "510002", url=database_url)
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith(".")) == []


def test_the_template_is_a_set_without_rows(database_url, tmp_path):
    path = tmp_path / "template.xlsx"
    run("template", path)
    book = load_workbook(path)
    assert book.sheetnames == list(FILES)
    for sheet in book:
        columns = [column for column in FILES[sheet.title].columns if not column.advanced]
        assert [cell.value for cell in sheet[1]] == [column.chinese for column in columns]
        assert all(column.name in cell.comment.text for cell, column in zip(sheet[1], columns, strict=True))
        dropped = {str(rule.sqref)[0] for rule in sheet.data_validations.dataValidation}
        wanted = {chr(65 + at) for at, column in enumerate(columns) if column.choices}
        assert wanted <= dropped
    assert "导入完成" in run("import", path, url=database_url)


def test_a_filled_template_reads_with_the_words_of_its_lists(database_url, tmp_path):
    path = tmp_path / "template.xlsx"
    run("template", path)
    book = load_workbook(path)
    book["schools"].append(["S1", "一小", "东山镇", "小学", "学校食堂供餐", "张"])
    book["canteens"].append(["C1", "S1", "食堂"])
    book["pupil_groups"].append(["S1", "G1", "一年级", "6—8岁", "C1", "2026-09-01", 30, 0])
    book["meal_standards"].append(["S1", None, "2026-09-01", "午餐", "是", 1.3])
    book["calendar"].append(["2026-11-02", "供餐"])
    book["ingredients"].append(["rice", "大米", "谷薯类", "克"])
    book["receipts"].append(["C1", "R1", "2026-11-02", "rice", 20, "公斤", 88.8])
    book["issues"].append(["C1", "I1", "2026-11-02", "午餐", "rice", 6, "斤"])
    book["reversals"].append(["C1", "出库单", "I1", "2026-11-02", "录错", "库管"])
    book.save(path)
    run("import", path, url=database_url)
    out = printed("spend", "--week", "2026-W45", "--format", "csv", url=database_url)
    assert out.splitlines()[1].startswith("S1,G1,2026-W45,1,0,0.0000")


def test_english_on_request(database_url, tmp_path):
    output = CliRunner().invoke(main, ["--language", "en", "--database", database_url, "import", str(tmp_path / "no")])
    assert output.exit_code == 1
    assert "exchange.nothing_there" in output.output


def test_a_bad_address_is_told(tmp_path):
    output = run("import", Set().write(tmp_path / "set"), url="nonsense", ends=1)
    assert "nonsense" in output
