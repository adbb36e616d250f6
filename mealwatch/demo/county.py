"""The schools, pupil groups and canteens of the demo county, all made up."""

from dataclasses import dataclass, field

from mealwatch.demo.kept import rows
from mealwatch.demo.people import people_of

_GROUPS = {  # school type: (code, name, age band, share of the pupils in percent)
    "primary": (("G13", "一至三年级", "6-8", 48), ("G46", "四至六年级", "9-11", 52)),
    "junior": (
        ("G7", "七年级", "12-14", 34),
        ("G8", "八年级", "12-14", 33),
        ("G9", "九年级", "12-14", 33),
    ),
    "nine_year": (
        ("G13", "一至三年级", "6-8", 28),
        ("G46", "四至六年级", "9-11", 30),
        ("G78", "七八年级", "12-14", 28),
        ("G9", "九年级", "12-14", 14),
    ),
    "teaching_point": (("G12", "一二年级", "6-8", 100),),
}


@dataclass(frozen=True)
class Group:
    """A pupil group; staff and other pupils are counted with the first group of a school."""

    school: str
    code: str
    name: str
    band: str
    beneficiaries: int
    other_pupils: int
    staff: int
    boarders: int

    @property
    def key(self):
        return (self.school, self.code)


@dataclass(frozen=True)
class School:
    code: str
    name: str
    town: str
    school_type: str
    supply_mode: str
    kitchen: str  # code of the school whose canteen cooks
    top_up_fen: int
    groups: tuple[Group, ...]
    people: dict = field(compare=False)

    @property
    def canteen(self):
        return "C" + self.kitchen.removeprefix("S")


@dataclass(frozen=True)
class Canteen:
    """A canteen with the school that it belongs to and every group that it feeds."""

    code: str
    school: School
    groups: tuple[Group, ...]

    @property
    def schools(self):
        """Codes of the schools it feeds."""
        return tuple(dict.fromkeys(group.school for group in self.groups))

    @property
    def by_bands(self):
        """Are its menus written band by band? Only where small children and grown ones share the pot."""
        return self.school.school_type == "nine_year"

    @property
    def heads(self):
        """Everyone who may eat there."""
        return sum(group.beneficiaries + group.other_pupils + group.staff for group in self.groups)


def read_schools(seed, count):
    """The first ``count`` schools of the kept table. Raises ValueError for more than it holds."""
    if not 0 < count <= len(rows("schools")):
        raise ValueError(f"the demo county has {len(rows('schools'))} schools")
    return [_school(seed, row) for row in rows("schools")[:count]]


def canteens_of(schools):
    """The canteens, in order of their schools."""
    fed = {}
    for school in schools:
        fed.setdefault(school.kitchen, []).extend(school.groups)
    return [Canteen(school.canteen, school, tuple(fed[school.code])) for school in schools if school.code in fed]


def _school(seed, row):
    code, pupils = row["school_code"], int(row["pupils"])
    return School(
        code, row["name"], row["town"], row["school_type"], row["supply_mode"], row["kitchen"],
        int(row["top_up_fen"]), tuple(_groups(row, pupils)), people_of(seed, code),
    )  # fmt: skip


def _groups(row, pupils):
    others, staff = int(row["other_pupils"]), int(row["staff"])
    for code, name, band, percent in _GROUPS[row["school_type"]]:
        count = pupils * percent // 100
        boarders = count * int(row["boarders_percent"]) // 100 if band == "12-14" else 0
        yield Group(row["school_code"], code, name, band, count, others, staff, boarders)
        others = staff = 0
