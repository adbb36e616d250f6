"""Checks over the staged books: keys that come twice, documents that disagree with themselves, the order of entry.

They leave one row for each document, marked ``spoiled`` where a part of it was refused.
"""

from mealwatch.exchange.checking.context import DATE_COLUMN, FILE_OF_KIND, day_of
from mealwatch.exchange.errors import files, records
from mealwatch.exchange.format import FILES
from mealwatch.kernel.week import Week

_STOCKTAKE = FILE_OF_KIND.index("stocktakes")


def check_books(context):
    """Check what was staged, gather its documents, and put what is wrong on the list."""
    _gather_documents(context)
    _check_rows_agree(context)
    _check_counted_once(context)
    _check_reversed_once(context)
    _check_closed_once(context)
    _check_posted(context)
    _check_meals(context)
    _check_menus(context)


def _gather_documents(context):
    staging = context.staging
    staging.run("CREATE INDEX line_document ON line (kind, canteen, doc_no, row)")
    # Of a minimum and bare columns SQLite takes the row that has the minimum: the document's first.
    staging.run(
        "INSERT INTO document (kind, canteen, doc_no, row, dated, meal, posted, entered_at, state) "
        "SELECT kind, canteen, doc_no, min(row), dated, meal, posted, entered_at, 'new' "
        "FROM line GROUP BY kind, canteen, doc_no"
    )
    staging.run("CREATE UNIQUE INDEX document_key ON document (kind, canteen, doc_no)")
    staging.run("CREATE INDEX spoiled_key ON spoiled (kind, canteen, doc_no)")
    staging.run(
        "UPDATE document SET state = 'spoiled' WHERE EXISTS (SELECT 1 FROM spoiled "
        "WHERE (spoiled.kind, spoiled.canteen, spoiled.doc_no) = (document.kind, document.canteen, document.doc_no))"
    )


def _check_rows_agree(context):
    """One date, one meal, one place in the order of entry, one moment of entry."""
    differing = context.staging.stream(
        "SELECT document.id, document.kind, document.canteen, document.doc_no, document.row, line.row, "
        "document.dated, line.dated, document.meal, line.meal, document.posted, line.posted, "
        "document.entered_at, line.entered_at FROM document JOIN line USING (kind, canteen, doc_no) "
        "WHERE document.dated <> line.dated OR document.meal IS NOT line.meal "
        "OR document.posted IS NOT line.posted OR document.entered_at IS NOT line.entered_at ORDER BY line.row"
    )
    for document, kind, canteen, doc_no, first, row, *pairs in list(differing):
        file = FILE_OF_KIND[kind]
        columns = (DATE_COLUMN[file], "meal", "posted", "entered_at")
        for column, was, value in zip(columns, pairs[::2], pairs[1::2], strict=True):
            if was != value:
                chinese = FILES[file].column(column).chinese
                key = context.named(kind, canteen, doc_no)
                problem = records.RowsDiffer(key=key, chinese=chinese, first=first, other=was, value=value)
                context.refuse(file, row, column, problem)
        _spoil(context, document)


def _check_counted_once(context):
    twice = context.staging.stream(
        "SELECT canteen, doc_no, ingredient, row, first FROM (SELECT canteen, doc_no, row, "
        "json_extract(data, '$[0]') AS ingredient, "
        "min(row) OVER (PARTITION BY canteen, doc_no, json_extract(data, '$[0]')) AS first "
        "FROM line WHERE kind = ?) WHERE row <> first ORDER BY row",
        (_STOCKTAKE,),
    )
    for canteen, doc_no, ingredient, row, first in list(twice):
        name = context.known.ingredient_names[ingredient]
        context.refuse("stocktakes", row, "ingredient_code", records.CountedTwice(value=name, first=first))
        context.staging.run(
            "UPDATE document SET state = 'spoiled' WHERE kind = ? AND canteen = ? AND doc_no = ?",
            (_STOCKTAKE, canteen, doc_no),
        )


def _check_reversed_once(context):
    twice = context.staging.stream(
        "SELECT id, row, doc_no FROM (SELECT id, row, doc_no, min(row) OVER (PARTITION BY canteen, kind, doc_no) "
        "AS first FROM reversal) WHERE row <> first ORDER BY row"
    )
    for reversal, row, doc_no in list(twice):
        context.refuse("reversals", row, "doc_no", records.AlreadyReversed(value=doc_no))
        context.staging.run("UPDATE reversal SET state = 'spoiled' WHERE id = ?", (reversal,))


def _check_closed_once(context):
    twice = context.staging.stream(
        "SELECT row, first, school, monday FROM (SELECT row, school, monday, "
        "min(row) OVER (PARTITION BY school, monday) AS first FROM closing) WHERE row <> first ORDER BY row"
    )
    for row, first, school, monday in twice:
        key = f"{context.known.school.codes[school]} {Week.of(day_of(monday))}"
        context.refuse("closings", row, "week", records.KeyTwice(first=first, key=key), key)


def _check_posted(context):
    """The order of entry stands in all rows of documents, reversals and closings, or in none; each has its own."""
    staging = context.staging
    tables = [("line", kind, file) for kind, file in enumerate(FILE_OF_KIND)]
    tables += [("reversal", None, "reversals"), ("closing", None, "closings")]
    if not any(_rows_of(staging, table, kind, "posted IS NOT NULL LIMIT 1") for table, kind, _ in tables):
        return
    for table, kind, file in tables:
        if file in context.shown and "posted" not in context.given.get(file, ()):
            if _rows_of(staging, table, kind, "1 LIMIT 1"):
                context.refuse(file, 1, "posted", files.PostedIncomplete(value=""))
            continue
        for (row,) in _rows_of(staging, table, kind, "posted IS NULL ORDER BY row"):
            context.refuse(file, row, "posted", files.PostedIncomplete(value=""))
    shared = staging.stream(
        "WITH placed AS (SELECT posted, kind AS place, row FROM document UNION ALL "
        "SELECT posted, 6, row FROM reversal UNION ALL SELECT posted, 7, min(row) FROM closing GROUP BY posted) "
        "SELECT posted, place, row, first_value(place) OVER same, first_value(row) OVER same, "
        "row_number() OVER same AS nth FROM placed WHERE posted IS NOT NULL "
        "WINDOW same AS (PARTITION BY posted ORDER BY place, row)"
    )
    names = [*FILE_OF_KIND, "reversals", "closings"]
    for posted, place, row, first_place, first, nth in shared:
        if nth > 1:
            file = context.shown.get(names[first_place], names[first_place])
            problem = records.PostedShared(value=posted, file=file, first=first)
            context.refuse(names[place], row, "posted", problem)


def _rows_of(staging, table, kind, condition):
    of_kind = "" if kind is None else f"kind = {kind} AND "
    return list(staging.stream(f"SELECT row FROM {table} WHERE {of_kind}{condition}"))  # noqa: S608  # nosec B608


def _check_meals(context):
    groups = context.known.group
    twice = context.staging.stream(
        'SELECT row, first, dated, "group", meal FROM (SELECT *, '
        'min(row) OVER (PARTITION BY dated, "group", meal) AS first FROM meal) WHERE row <> first ORDER BY row'
    )
    for row, first, dated, group, meal in twice:
        key = f"{context.known.school.codes[groups.codes[group][0]]} {groups.shown(group)} {dated} {meal}"
        context.refuse("meals", row, "meal", records.KeyTwice(first=first, key=key), key)
    served = context.staging.stream('SELECT row, dated, "group", beneficiaries FROM meal ORDER BY row')
    for row, dated, group, beneficiaries in served:
        if group in groups.spoiled or not groups.complete:
            continue
        enrolled = context.roll.on(group, day_of(dated))
        if enrolled is None:
            context.refuse("meals", row, "date", records.GroupNotThereYet(value=dated))
        elif beneficiaries > 2 * enrolled.beneficiaries:
            problem = records.FarMoreThanEnrolled(value=beneficiaries, enrolled=enrolled.beneficiaries)
            context.refuse("meals", row, "beneficiaries_served", problem)


def _check_menus(context):
    known = context.known
    twice = context.staging.stream(
        "SELECT row, first, canteen, dated, meal, dish, ingredient FROM (SELECT *, min(row) OVER "
        "(PARTITION BY canteen, dated, meal, dish, ingredient, age_band) AS first FROM menu) "
        "WHERE row <> first ORDER BY row"
    )
    for row, first, canteen, dated, meal, dish, ingredient in twice:
        key = f"{known.canteen.codes[canteen]} {dated} {meal} {dish} {known.ingredient_names.get(ingredient, '')}"
        context.refuse("menus", row, "ingredient_code", records.KeyTwice(first=first, key=key), key)


def _spoil(context, document):
    context.staging.run("UPDATE document SET state = 'spoiled' WHERE id = ?", (document,))
