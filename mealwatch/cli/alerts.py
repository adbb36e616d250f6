"""``mealwatch alerts``: what the rules found in some weeks, one row per alert."""

import click

from mealwatch.alerts import service
from mealwatch.alerts.domain.states import STATES
from mealwatch.alerts.queries.alerts import alerts as alerts_of
from mealwatch.cli import rows
from mealwatch.cli.county import chosen
from mealwatch.cli.rows import asks_for_weeks, span
from mealwatch.cli.site import by_command
from mealwatch.cli.words import translated
from mealwatch.kernel import clock
from mealwatch.kernel.actor import Actor
from mealwatch.kernel.ratio import fen_ratio_as_yuan
from mealwatch.schools import queries as schools
from mealwatch.storage.transaction import in_transaction

COLUMNS = ("school_code", "week", "rule", "severity", "yuan_at_risk", "status", "sentence")


@click.command("alerts")
@asks_for_weeks
@click.pass_obj
def alerts(site, week, first, last, form, county_code):
    """预警：规则在这些周里发现的差异；已周结或到期而规则还没有看过的周先补看。"""
    first, last = span(week, first, last)
    site.app()
    county, by = chosen(county_code), Actor(by_command())
    for one in service.due(county.id, clock.now(), first, last):
        found = service.find(county.id, one, now=clock.now())
        in_transaction(lambda found=found: service.keep(county.id, found, by=by, now=clock.now()))
    codes = {one.id: one.code for one in schools.schools_of(county.id)}
    found = [_printed(one, codes) for one in alerts_of(county.id, first, last) if one.state != "withdrawn"]
    found.sort(key=lambda row: (row["week"], row["school_code"], row["rule"]))
    click.echo(rows.printed(found, COLUMNS, form, said=_said), nl=False)


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


def _said(row):
    """A row as a person reads it."""
    return row | {"status": translated(STATES[row["status"]])}
