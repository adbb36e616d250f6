"""What every check of a set needs: where faults go, the registers, who is fed and supplied when."""

from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property

from mealwatch.counties.domain.locks import Locks
from mealwatch.exchange.faults import Faults
from mealwatch.exchange.format import DOCUMENT_FILES, FILES
from mealwatch.exchange.known import Known
from mealwatch.exchange.staging import Staging
from mealwatch.schools.domain.calendar import SupplyCalendar
from mealwatch.schools.domain.roll import Roll
from mealwatch.schools.domain.school import Enrolment, Group
from mealwatch.schools.domain.supply import Supply
from mealwatch.stock.domain.documents import KINDS

FILE_OF_KIND = tuple(DOCUMENT_FILES[kind].name for kind in KINDS)
DATE_COLUMN = {name: FILES[name].columns[2].name for name in FILE_OF_KIND} | {"reversals": "reversed_on"}


@dataclass
class Context:
    """``shown`` names each file as the person knows it; ``given`` lists the columns each file has."""

    known: Known
    staging: Staging
    faults: Faults
    shown: dict[str, str]
    given: dict[str, set[str]]
    today: date

    def refuse(self, file, row, column, problem, value=None):
        """Put a fault on the list."""
        self.faults.add(problem, self.shown.get(file, file), row, column, value)

    @cached_property
    def roll(self):
        """Who is enrolled where and when, once the set is in."""
        return Roll(
            Enrolment(group, from_date, "", "", canteen, beneficiaries, other_pupils)
            for (group, from_date), (canteen, beneficiaries, other_pupils) in self.known.enrolments.items()
        )

    @cached_property
    def supply(self):
        """The supply calendar, once the set is in."""
        calendar = SupplyCalendar((on, school, group, day) for (on, school, group), day in self.known.calendar.items())
        codes = self.known.group.codes
        groups = [Group(ref, codes[ref][0], codes[ref][1]) for ref in range(1, len(codes))]
        return Supply(calendar, self.roll, groups, self.locks)

    @cached_property
    def locks(self):
        """The weeks that the county has closed."""
        return Locks(self.known.locks)

    def fed_schools(self, canteen, on):
        """The refs of the schools with a group that the canteen feeds on that day."""
        codes = self.known.group.codes
        return {codes[row.group_id][0] for row in self.roll.fed_by(canteen, on)}

    def named(self, kind, canteen, doc_no):
        """A document as people call it."""
        return f"{self.known.canteen.codes[canteen]} {KINDS[kind]} {doc_no}"


@cache
def day_of(text):
    """A date from its ISO text; most repeat."""
    return date.fromisoformat(text)
