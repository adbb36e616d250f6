"""Forms onto A4: one PDF of them all, each form beginning a page and numbering its own pages."""

from pathlib import Path

from mealwatch.reports.printing.cells import moment, printed
from mealwatch.web import paper

TABLE = Path(__file__).with_name("table.typ")
#: From so many rows on a form has sums below each page.
_PAGED = 14
#: a row with longer text than this may break over two pages
_LONG = 300
_ACROSS = {True: 4, False: 3}


def pdf(forms, about):
    """The bytes of some Forms. ``about``: an About, who printed what for which place."""
    return paper.pdf(TABLE, data_of(forms, about))


def pages(forms, about, *, ppi=72):
    """The same as pictures, one for each page."""
    return paper.pages(TABLE, data_of(forms, about), ppi=ppi)


def data_of(forms, about):
    """What the template reads."""
    return {
        "place": about.place,
        "printed": f"打印时间 {moment(about.now)}，{about.by}",
        "demo": about.demo,
        "forms": [_form(number, form, about) for number, form in enumerate(forms)],
    }


def _form(number, form, about):
    totals = form.totals
    return {
        "number": number,
        "title": form.title,
        "mark": form.mark,
        "period": about.period,
        "heads": [[label, printed("text", value) or "　　　　"] for label, value in form.heads],
        "columns": [one._asdict() for one in form.columns],
        "rows": [
            {
                "look": row.look,
                "cells": [printed(column.kind, cell) for column, cell in zip(form.columns, row.cells, strict=True)]
                if row.look != "section"
                else [printed("text", row.cells[0])],
                "sums": _sums(row, totals),
                "long": any(isinstance(cell, str) and len(cell) > _LONG for cell in row.cells),
            }
            for row in form.rows
        ],
        "empty": max(form.least - len(form.rows), 0),
        "totals": {str(place): amount for place, amount in totals.items() if amount is not None},
        "summed": bool(totals),
        "paged": bool(totals) and form.sums_pages and len(form.rows) >= _PAGED,
        "words": list(form.words),
        "missing": list(form.missing),
        "notes": list(form.notes),
        "signers": list(form.signers),
        "drawn": [list(one) for one in form.drawn],
        "across": _ACROSS[form.landscape],
        "landscape": form.landscape,
    }


def _sums(row, totals):
    if not row.counts:
        return {}
    return {str(place): row.cells[place] for place in totals if row.cells[place] is not None}
