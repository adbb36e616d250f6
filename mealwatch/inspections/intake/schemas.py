"""The shape of what a tablet deposits. What a newer tablet adds is let through; it stays in the record as it came."""

import re

from mealwatch.checklists.domain.checklist import GRADES, SEVERITIES
from mealwatch.inspections.domain.records import ANSWERS, KINDS
from mealwatch.inspections.intake.strict import LONG, SHA, ByCode, Day, Flag, Line, Part, Rows, Whole, one, photos

_SALT = re.compile(r"[0-9a-f]{32,400}", re.ASCII)
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII)
_HOUR = re.compile(r"([01]\d|2[0-3]):[0-5]\d", re.ASCII)
BASES = ("g", "ml", "piece")
MEALS = ("breakfast", "lunch", "dinner", "snack")


class Place(Part):
    lat_e6 = Whole(least=-90_000_000, most=90_000_000)
    lon_e6 = Whole(least=-180_000_000, most=180_000_000)
    accuracy_m = Whole()


class Head(Part):
    id = Line(like=_UUID)
    stop = Whole(least=1, allow_none=True)
    school = Line(empty=False)
    canteen = Line(empty=False)
    kind = Line(among=KINDS)
    unannounced = Flag()
    dated_on = Day()
    arrived = Line(like=_HOUR)
    left = Line(like=_HOUR)
    gps = one(Place, allow_none=True)


class ListUsed(Part):
    code = Line(empty=False)
    version = Whole(least=1, most=10**6)
    digest = Line(like=SHA)


class PackUsed(Part):
    id = Line(empty=False)
    digest = Line(like=SHA)


class Member(Part):
    name = Line()
    department = Line()
    username = Line(allow_none=True)
    leader = Flag()


class Named(Part):
    name = Line()
    post = Line()


class Heads(Part):
    meal = Line(among=MEALS, allow_none=True)
    enrolled = Whole(allow_none=True)
    present = Whole(allow_none=True)
    served = Whole(allow_none=True)


class Answer(Part):
    answer = Line(among=ANSWERS)
    note = Line(most=LONG)
    phrases = Rows(Line(most=200), most=40, required=False)
    photos = photos()
    severity = Line(among=(*SEVERITIES, ""), required=False)
    due_on = Line(most=10, required=False)
    responsible = Line(required=False)
    fixed = Flag(required=False)
    fixed_photos = Rows(Line(like=SHA), most=60, required=False)
    suggested = Line(among=ANSWERS, allow_none=True, required=False)


class RedLine(Part):
    note = Line(most=LONG)
    photos = photos()


class Recheck(Part):
    finding = Whole(least=1)
    mended = Flag()
    note = Line(most=LONG)
    photos = photos()


class Good(Part):
    ref = Line(allow_none=True)
    code = Line(allow_none=True)
    name = Line(empty=False)


class Seal(Part):
    commit = Line(like=SHA)
    salt = Line(most=400, like=_SALT)


class OnScale(Part):
    gross = Whole()
    tare = Whole()
    net = Whole()
    photos = photos()


class Counted(Part):
    quantity = Whole()
    photos = photos()


class Weighing(Part):
    id = Line(empty=False)
    good = one(Good)
    source = Line(among=("sealed", "paper"))
    drawn = Flag()
    base = Line(among=BASES)
    first = one(OnScale)
    second = one(OnScale, allow_none=True)
    witness = one(Named)
    paper = Whole(allow_none=True)
    seal = one(Seal, allow_none=True)


class Count(Part):
    id = Line(empty=False)
    good = one(Good)
    drawn = Flag()
    base = Line(among=BASES)
    first = one(Counted)
    second = one(Counted, allow_none=True)
    witness = one(Named)
    book = Whole(allow_none=True)
    seal = one(Seal, allow_none=True)


class Portion(Part):
    dish = Line(empty=False)
    what = Line(among=("main_meat", "vegetable", "staple"))
    planned_g = Whole()
    weighed_g = Rows(Whole(), most=20)
    photos = photos()


class MatchRow(Part):
    what = Line(empty=False)
    menu = Flag()
    issued = Flag()
    sample = Flag(allow_none=True)


class Match(Part):
    day = Day()
    drawn = Flag()
    rows = Rows(one(MatchRow), most=200)
    agrees = Flag()
    note = Line(most=LONG)
    photos = photos()


class Meal(Part):
    who = Rows(Line(), most=40)
    meal = Line(among=MEALS)
    words = Line(most=LONG)


class Tally(Part):
    asked = Whole(most=10_000)
    satisfied = Whole(most=10_000)
    enough = Whole(most=10_000)
    warm = Whole(most=10_000)
    paid_extra = Whole(most=10_000)


class Logged(Part):
    n = Whole(least=1)
    what = Line(empty=False)
    ref = Line()


class Reply(Part):
    text = Line(most=LONG)


class Scored(Part):
    got_halves = Whole()
    base = Whole()
    grade = Line(among=(*GRADES, ""), allow_none=True)


class Witness(Part):
    name = Line(empty=False)
    strokes = Line(like=SHA, allow_none=True)


class Signature(Part):
    role = Line(among=("inspector", "member", "principal", "witness"))
    name = Line()
    department = Line()
    strokes = Line(like=SHA, allow_none=True)
    refused = Flag()
    reason = Line(most=LONG)
    witness = one(Witness, allow_none=True)


class VisitSchema(Part):
    """The body of a visit."""

    visit = one(Head)
    list = one(ListUsed)
    pack = one(PackUsed, allow_none=True)
    team = Rows(one(Member), most=30)
    school_side = one(Named)
    heads = one(Heads)
    answers = ByCode(Answer)
    red_lines = ByCode(RedLine)
    unchecked_reason = Line(most=LONG)
    rechecks = Rows(one(Recheck), most=300)
    weighings = Rows(one(Weighing), most=60)
    counts = Rows(one(Count), most=100)
    portions = Rows(one(Portion), most=30)
    matches = Rows(one(Match), most=31)
    meal_eaten = one(Meal, allow_none=True)
    tally = one(Tally, allow_none=True)
    log = Rows(one(Logged), most=2000)
    reply = one(Reply)
    score = one(Scored)
    content_digest = Line(like=SHA)
    signatures = Rows(one(Signature), most=40)


class AmendmentSchema(Part):
    """The body of what is added to a visit afterwards."""

    visit = Line(like=_UUID)
    text = Line(most=LONG, empty=False)
    photos = photos()
