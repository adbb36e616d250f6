"""``mealwatch alerts``: what the rules found in some weeks, one row per alert."""

import csv
import io
import json

import click

from mealwatch.alerts import service
from mealwatch.alerts.domain.states import STATES
from mealwatch.alerts.queries.alerts import alerts as alerts_of
from mealwatch.cli.county import chosen
from mealwatch.cli.site import by_command
from mealwatch.cli.spend import WEEK, WeekUnclear
from mealwatch.cli.words import translated
from mealwatch.kernel import clock
from mealwatch.kernel.actor import Actor
from mealwatch.kernel.ratio import fen_ratio_as_yuan
from mealwatch.schools import queries as schools
from mealwatch.storage.transaction import in_transaction

COLUMNS = ("school_code", "week", "rule", "severity", "yuan_at_risk", "status", "sentence")


@click.command("alerts")
@click.option("--week", type=WEEK, metavar="2026-W45", help="一周。")
@click.option("--from", "first", type=WEEK, metavar="2026-W36", help="几周：从。")
@click.option("--to", "last", type=WEEK, metavar="2026-W45", help="几周：到。")
@click.option("--format", "form", type=click.Choice(("table", "csv", "json")), default="table", show_default=True)
@click.option("--county", "county_code", metavar="CODE", help="县的编码；只有一个县时可不填。")
@click.pass_obj
def alerts(site, week, first, last, form, county_code):
    """提示：规则在这些周里发现的差异；已周结或到期而规则还没有看过的周先补看。"""
    if (week is None) == (first is None or last is None) or (week and (first or last)) or (first and last < first):
        raise WeekUnclear(field="--week")
    site.app()
    county, by = chosen(county_code), Actor(by_command())
    first, last = week or first, week or last
    for one in service.due(county.id, clock.now(), first, last):
        found = service.find(county.id, one, now=clock.now())
        in_transaction(lambda found=found: service.keep(county.id, found, by=by, now=clock.now()))
    codes = {one.id: one.code for one in schools.schools_of(county.id)}
    found = [_printed(one, codes) for one in alerts_of(county.id, first, last) if one.state != "withdrawn"]
    found.sort(key=lambda row: (row["week"], row["school_code"], row["rule"]))
    click.echo(_FORMS[form](found), nl=False)


def _printed(one, codes):
    return {
        "school_code": codes[one.school_id],
        "week": str(one.week),
        "rule": one.rule,
        "severity": one.severity,
        "yuan_at_risk": fen_ratio_as_yuan(one.at_risk),
        "status": one.state,
        "sentence": one.sentence.text(),
    }


def _as_csv(rows):
    memory = io.StringIO()
    writer = csv.DictWriter(memory, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return memory.getvalue()


def _as_json(rows):
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def _as_table(rows):
    lines = [COLUMNS, *((*list(row.values())[:5], translated(STATES[row["status"]]), row["sentence"]) for row in rows)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(COLUMNS))]
    return "".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() + "\n" for line in lines
    )


_FORMS = {"csv": _as_csv, "json": _as_json, "table": _as_table}
