"""The drill's schools, canteens and people: twelve kinds of places in every dozen schools, all made up."""

from dataclasses import dataclass, field

from mealwatch.demo.chance import chance
from mealwatch.demo.people import people_of

_GROUPS = {  # school type: (code, name, age band, share of the pupils in percent)
    "primary": (("G13", "一至三年级", "6-8", 48), ("G46", "四至六年级", "9-11", 52)),
    "junior": (("G78", "七八年级", "12-14", 67), ("G9", "九年级", "12-14", 33)),
    "nine_year": (("G16", "一至六年级", "9-11", 58), ("G79", "七至九年级", "12-14", 42)),
    "teaching_point": (("G12", "一二年级", "6-8", 100),),
}
#: A town has five schools: (name, type, supply, fewest pupils, most pupils, fed by which of the five, None: its own).
_TOWN = (
    ("中心小学", "primary", "canteen", 280, 520, None),
    ("教学点", "teaching_point", "canteen", 10, 34, 0),
    ("初级中学", "junior", "canteen", 340, 640, None),
    ("东坪小学", "primary", "canteen", 75, 180, None),
    ("西沟小学", "primary", "canteen", 60, 170, None),
)
_NINE_YEAR_TOWNS, _CONTRACTOR_TOWNS, _LONELY_TOWNS = (1, 4, 6, 9, 11), (2, 3, 5, 8, 10), (0, 7)
_TOP_UPS_FEN = (0, 0, 0, 0, 100, 150)


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


@dataclass(frozen=True)
class School:
    code: str
    name: str
    town: str
    school_type: str
    supply_mode: str
    canteen: str
    top_up_fen: int
    groups: tuple[Group, ...]
    people: dict = field(compare=False)
    lonely: bool = False  # one adult does everything, by a dated exception of the bureau

    @property
    def pupils(self):
        return sum(group.beneficiaries + group.other_pupils for group in self.groups)

    @property
    def staff(self):
        return sum(group.staff for group in self.groups)

    @property
    def owns_canteen(self):
        return self.canteen == "C" + self.code[1:]


@dataclass(frozen=True)
class Canteen:
    """A canteen with the school that it belongs to and every school that it feeds, its own first."""

    code: str
    school: School
    fed: tuple[School, ...]

    @property
    def codes(self):
        return tuple(school.code for school in self.fed)

    @property
    def groups(self):
        return tuple(group for school in self.fed for group in school.groups)

    @property
    def heads(self):
        """Everyone who may eat there."""
        return sum(school.pupils + school.staff for school in self.fed)


def make_schools(seed, count):
    """``count`` schools, the same for the same seed; any number above 0."""
    return [_school(seed, place) for place in range(count)]


def canteens_of(schools):
    """The canteens, in order of their schools."""
    fed = {}
    for school in schools:
        fed.setdefault(school.canteen, []).append(school)
    own = {school.canteen: school for school in schools if school.owns_canteen}
    return [
        Canteen(code, own[code], (own[code], *(one for one in fed[code] if one is not own[code])))
        for code in sorted(own)
    ]


def _school(seed, place):
    town, at = divmod(place, len(_TOWN))
    name, kind, supply, fewest, most, kitchen = _TOWN[at]
    luck = chance(seed, "school", place)
    turn = town % 12
    if at == 2 and turn in _NINE_YEAR_TOWNS:
        name, kind = "九年一贯制学校", "nine_year"
    if at == 4 and turn in _CONTRACTOR_TOWNS:
        supply = "contractor"
    lonely = at == 1 and turn in _LONELY_TOWNS
    code, cook = _code(place), _code(place if kitchen is None or lonely else town * len(_TOWN) + kitchen)
    pupils = luck.randint(fewest, most)
    top_up = luck.choice(_TOP_UPS_FEN) if supply == "canteen" and at != 1 else 0
    town_name = f"第{town + 1}镇"
    people = people_of(seed, code)
    return School(
        code, f"{town_name}{name}", town_name, kind, supply, "C" + cook[1:],
        top_up, tuple(_groups(code, kind, pupils, luck)), _alone(people) if lonely else people, lonely,
    )  # fmt: skip


def _code(place):
    return f"S{place + 1:03}"


def _groups(school, kind, pupils, luck):
    others = luck.choice((0, 0, 0, 4, 8, 12)) if pupils > 60 else 0
    staff = 1 + pupils // 19
    for code, name, band, percent in _GROUPS[kind]:
        yield Group(school, code, name, band, pupils * percent // 100, others, staff)
        others = staff = 0


def _alone(people):
    """One adult does everything, and nobody is the second."""
    return dict.fromkeys(people, people["principal"]) | {"acceptor_2": "", "witnessed_by": ""}
