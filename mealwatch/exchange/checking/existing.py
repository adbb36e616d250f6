"""Holding a set against what the county has: the same again is left alone, other content under the same key refused.

Everything is looked up by what the set names, in chunks; no table of the
county is loaded.
"""

from itertools import groupby

from mealwatch.audit.chain import digest
from mealwatch.catalogue import queries as catalogue
from mealwatch.catalogue.domain.checks import licence_start
from mealwatch.counties import queries as counties
from mealwatch.counties.errors import PolicyReachesClosedWeek
from mealwatch.exchange.checking.context import FILE_OF_KIND, day_of
from mealwatch.exchange.choices import DOC_KINDS
from mealwatch.exchange.documents import Ids, document_of
from mealwatch.exchange.errors import records as errors
from mealwatch.kernel.week import Week
from mealwatch.meals import queries as meals
from mealwatch.menus import queries as menus
from mealwatch.spend.queries.statements import standing
from mealwatch.stock.domain.documents import KINDS
from mealwatch.stock.queries import books

_CHUNK = 500


def compare_with_county(context, county_id, masters, *, correcting):
    """Mark in the staging what is there already, what is new and what corrects; put what differs on the list.

    ``county_id`` is None for a county that is still to be made. ``correcting``:
    other content of meals and menus is a correction, not a fault.
    """
    compared = _Comparison(context, county_id, correcting)
    compared.policies(masters)
    compared.suppliers(masters)
    compared.documents()
    compared.reversals()
    compared.meals()
    compared.menus()
    compared.closings()


class _Comparison:
    def __init__(self, context, county_id, correcting):
        self._context, self._county_id, self._correcting = context, county_id, correcting
        self._staging, self._known = context.staging, context.known
        self._ids = Ids.of(context.known)

    def policies(self, masters):
        """What was judged stays judged by what then held: no other policy reaches into a closed week."""
        closed = max((lock.monday for lock in self._known.locks), default=None)
        if closed is None or not masters.policies:
            return
        there = {policy.from_date: policy for policy in counties.policies_of(self._county_id)}
        for number, row in zip(masters.numbers["policies"], masters.policies, strict=True):
            known = there.get(row["from_date"])
            same = known and all(value in (None, getattr(known, name)) for name, value in row.items())
            if not same and row["from_date"] <= Week(closed).sunday:
                facts = {"value": row["from_date"], "monday": closed, "earliest": Week(closed).shifted(1).monday}
                self._context.refuse("policies", number, "from_date", PolicyReachesClosedWeek(**facts))

    def suppliers(self, masters):
        """The first day of a licence has come, and is not that of the licence before."""
        there = {one.code: vars(one) for one in catalogue.suppliers_of(self._county_id)}
        for number, row in zip(masters.numbers.get("suppliers", ()), masters.suppliers, strict=True):
            known = there.get(row["code"])
            whole = {"licence_from": None, "licence_expires_on": known and known["licence_expires_on"]} | row
            for problem in licence_start(whole, known, self._context.today):
                self._context.refuse("suppliers", number, problem.field, problem)

    def documents(self):
        """The same content again is skipped, other content refused."""
        staged = self._staging.stream(
            "SELECT kind, canteen, id, doc_no, dated, meal, row, state FROM document ORDER BY kind, canteen, id"
        )
        for (kind, canteen), some in groupby(staged, lambda row: row[:2]):
            for rows in _chunks(some) if self._known.canteen.ids[canteen] else ():
                there = self._numbered(kind, canteen, [row[3] for row in rows])
                for row in rows:
                    if row[3] in there:
                        self._document(kind, canteen, row[2:], there[row[3]])

    def _document(self, kind, canteen, staged, there):
        document, doc_no, dated, meal, row, state = staged
        self._staging.run("UPDATE document SET known_id = ? WHERE id = ?", (there.id, document))
        if state != "new":
            return
        lines = self._staging.run(
            "SELECT data FROM line WHERE kind = ? AND canteen = ? AND doc_no = ? ORDER BY row", (kind, canteen, doc_no)
        )
        content = document_of(kind, canteen, doc_no, dated, meal, [data for (data,) in lines], self._ids).content()
        if digest(content) == there.digest:
            self._staging.run("UPDATE document SET state = 'same' WHERE id = ?", (document,))
        else:
            self._staging.run("UPDATE document SET state = 'refused' WHERE id = ?", (document,))
            self._context.refuse(FILE_OF_KIND[kind], row, "doc_no", errors.DocumentDiffers(value=doc_no))

    def reversals(self):
        """Find what each reversal undoes, in the set or in the county."""
        self._staging.run(
            "UPDATE reversal SET document = (SELECT id FROM document WHERE (document.kind, document.canteen, "
            "document.doc_no) = (reversal.kind, reversal.canteen, reversal.doc_no)), state = coalesce(state, 'new')"
        )
        staged = self._staging.stream(
            "SELECT kind, canteen, id, doc_no, dated, reason, reversed_by, row, document, state "
            "FROM reversal ORDER BY kind, canteen, id"
        )
        for (kind, canteen), some in groupby(list(staged), lambda row: row[:2]):
            for rows in _chunks(some):
                there = self._numbered(kind, canteen, [row[3] for row in rows])
                for row in rows:
                    self._reversal(kind, canteen, row[2:], there.get(row[3]))

    def _reversal(self, kind, canteen, staged, there):
        reversal, doc_no, dated, reason, reversed_by, row, document, state = staged
        if state != "new":
            return
        if there is None and document is None:
            self._mark_reversal(reversal, "refused")
            if not self._is_spoiled(kind, canteen, doc_no):
                problem = errors.NothingToReverse(value=doc_no, kind=DOC_KINDS[KINDS[kind]])
                self._context.refuse("reversals", row, "doc_no", problem)
        elif there is not None:
            self._staging.run("UPDATE reversal SET known_id = ? WHERE id = ?", (there.id, reversal))
            if there.reversed_on is None:
                return
            same = (there.reversed_on.isoformat(), there.reason, there.reversed_by) == (dated, reason, reversed_by)
            self._mark_reversal(reversal, "same" if same else "refused")
            if not same:
                self._context.refuse("reversals", row, "doc_no", errors.ReversalDiffers(value=doc_no))

    def _mark_reversal(self, reversal, state):
        self._staging.run("UPDATE reversal SET state = ? WHERE id = ?", (state, reversal))

    def _is_spoiled(self, kind, canteen, doc_no):
        """Whether the document may stand in a row that could not be read."""
        found = "SELECT 1 FROM spoiled WHERE kind = ? AND coalesce(canteen, ?) = ? AND coalesce(doc_no, ?) = ? LIMIT 1"
        return self._staging.one(found, (kind, canteen, canteen, doc_no, doc_no)) is not None

    def _numbered(self, kind, canteen, doc_nos):
        canteen_id = self._known.canteen.ids[canteen]
        if canteen_id is None:
            return {}
        rows = books.documents_numbered(self._county_id, canteen_id, KINDS[kind], doc_nos)
        return {row.doc_no: row for row in rows}

    def meals(self):
        """A record that is there with other counts is a correction, or a fault; in a closed week always."""
        self._staging.run("UPDATE meal SET state = 'new', version = 1")
        groups, closed = self._known.group, self._context.locks
        dates = [dated for (dated,) in self._staging.run("SELECT DISTINCT dated FROM meal")]
        for dated in dates:
            on = day_of(dated)
            there = self._recorded(on)
            staged = self._staging.run(
                'SELECT rowid, row, "group", meal, beneficiaries, other_pupils, staff FROM meal WHERE dated = ?',
                (dated,),
            ).fetchall()
            for rowid, row, group, meal, *served in staged:
                was = there.get((groups.ids[group], meal))
                if was is not None and was[1] == served:
                    self._staging.run("UPDATE meal SET state = 'same' WHERE rowid = ?", (rowid,))
                elif closed.closed_for([groups.codes[group][0]], Week.of(on).monday):
                    self._context.refuse("meals", row, "date", errors.WeekClosed(value=dated, on=on, week=Week.of(on)))
                elif was is not None and self._correcting:
                    changed = "UPDATE meal SET state = 'correct', version = ? WHERE rowid = ?"
                    self._staging.run(changed, (was[0] + 1, rowid))
                elif was is not None:
                    shown = "、".join(str(count) for count in was[1])
                    self._context.refuse("meals", row, "beneficiaries_served", errors.MealDiffers(was=shown))

    def _recorded(self, on):
        """``{(group id, meal): (version, [counts])}`` of a day."""
        versions = {}
        if self._county_id is None:
            return versions
        for group_id, _, meal, *served in meals.meal_rows(self._county_id, on, on):
            version = versions.get((group_id, meal), (0,))[0] + 1
            versions[group_id, meal] = version, served
        return versions

    def menus(self):
        """A row that is there with another amount is a correction, or a fault; in a closed week always."""
        self._staging.run("CREATE INDEX menu_place ON menu (canteen, dated, meal, row)")
        self._staging.run("UPDATE menu SET state = 'new'")
        places = self._staging.stream("SELECT DISTINCT canteen, dated, meal FROM menu ORDER BY canteen, dated, meal")
        for canteen, dated, meal in places:
            canteen_id = self._known.canteen.ids[canteen]
            if canteen_id is None:
                continue
            there = menus.highest_versions(self._county_id, canteen_id, day_of(dated), meal)
            if there:
                self._menu(canteen, dated, meal, there)

    def _menu(self, canteen, dated, meal, there):
        staged = self._staging.run(
            "SELECT rowid, row, dish, ingredient, age_band, milligrams FROM menu "
            "WHERE canteen = ? AND dated = ? AND meal = ?",
            (canteen, dated, meal),
        ).fetchall()
        for rowid, row, dish, ingredient, age_band, milligrams in staged:
            was = there.get((dish, self._known.ingredient.ids[ingredient], age_band))
            if was is None:
                continue
            if not was.removed and was.mg_per_pupil == milligrams:
                self._staging.run("UPDATE menu SET state = 'same' WHERE rowid = ?", (rowid,))
            elif self._is_closed(canteen, day_of(dated)):
                on = day_of(dated)
                self._context.refuse("menus", row, "date", errors.WeekClosed(value=dated, on=on, week=Week.of(on)))
            elif self._correcting:
                self._staging.run("UPDATE menu SET state = 'correct' WHERE rowid = ?", (rowid,))
            else:
                grams = "" if was.removed or was.mg_per_pupil is None else f"{was.mg_per_pupil} mg"
                self._context.refuse("menus", row, "grams_per_pupil", errors.MenuDiffers(was=grams))

    def _is_closed(self, canteen, on):
        fed = self._context.fed_schools(canteen, on)
        return self._context.locks.closed_for(fed, Week.of(on).monday) or self._context.locks.closed(canteen, on)

    def closings(self):
        """A week that is closed already stays as it was closed."""
        self._staging.run("UPDATE closing SET state = 'new'")
        staged = self._staging.run("SELECT id, row, school, monday, closed_at, closed_by FROM closing").fetchall()
        mondays = sorted({row[3] for row in staged})
        if not mondays or self._county_id is None:
            return
        first, last = Week(day_of(mondays[0])), Week(day_of(mondays[-1]))
        there = {(one.school_id, one.week): one for one in standing(self._county_id, first, last)}
        for closing, row, school, monday, closed_at, closed_by in staged:
            was = there.get((self._known.school.ids[school], Week(day_of(monday))))
            if was is None:
                continue
            if (was.closed_at.isoformat(timespec="seconds"), was.closed_by) == (closed_at, closed_by):
                self._staging.run("UPDATE closing SET state = 'same' WHERE id = ?", (closing,))
            else:
                problem = errors.ClosedTwice(
                    value=Week.of(day_of(monday)), closed_at=was.closed_at, closed_by=was.closed_by
                )
                self._context.refuse("closings", row, "week", problem)


def _chunks(rows):
    rows = list(rows)
    for start in range(0, len(rows), _CHUNK):
        yield rows[start : start + _CHUNK]
