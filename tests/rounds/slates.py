"""Lists to draw from."""

from hypothesis import strategies as st

DAYS = ["2026-11-24", "2026-11-25", "2026-11-26"]


def slate(weights, *, wanted, overdue=(), teams=1, people=None, conflicts=(), towns=1, days=1, reserves=0, served=None):
    """A list with schools S001, S002, … of these weights."""
    return {
        "form": "mealwatch-draw-1",
        "round": 1,
        "title": "十一月督查",
        "days": DAYS[:days],
        "wanted": wanted,
        "reserves": reserves,
        "teams": teams,
        "schools": [
            {
                "code": f"S{number:03}",
                "name": f"第{number}小学",
                "town": f"镇{number * towns // (len(weights) + 1)}",
                "weight": weight,
                "overdue": f"S{number:03}" in overdue,
                "days": (served or {}).get(f"S{number:03}", DAYS[:days]),
                "why": [["base", 1, weight]],
            }
            for number, weight in enumerate(weights, start=1)
        ],
        "people": people or [person(n) for n in range(1, 2 * teams + 1)],
        "conflicts": [list(one) for one in conflicts],
    }


def person(n, *, leads=True, team=None):
    return {"n": n, "name": f"人{n}", "department": "教体局", "leads": leads, "team": team}


@st.composite
def slates(draw):
    """Any list that can be sealed: a few schools, some overdue, teams with somebody in each, conflicts, days."""
    weights = draw(st.lists(st.integers(1, 90), min_size=1, max_size=12))
    codes = [f"S{number:03}" for number in range(1, len(weights) + 1)]
    teams = draw(st.integers(1, 4))
    days = draw(st.integers(1, 3))
    count = draw(st.integers(2 * teams, 2 * teams + 3))
    people = [
        person(n)
        if n <= teams
        else person(n, leads=draw(st.booleans()), team=draw(st.sampled_from([None, None, *range(1, teams + 1)])))
        for n in range(1, count + 1)
    ]
    some = st.tuples(st.integers(1, count), st.sampled_from(codes))
    return slate(
        weights,
        wanted=draw(st.one_of(st.none(), st.integers(1, len(weights)))),
        overdue=draw(st.sets(st.sampled_from(codes))),
        teams=teams,
        people=people,
        conflicts=sorted(draw(st.sets(some, max_size=10))),
        towns=draw(st.integers(1, 4)),
        days=days,
        reserves=draw(st.integers(0, 3)),
        served={
            code: sorted(draw(st.sets(st.sampled_from(DAYS[:days]), min_size=1)))
            for code in draw(st.sets(st.sampled_from(codes), max_size=3))
        },
    )


seeds = st.binary(min_size=32, max_size=32).map(bytes.hex)
words = st.text(min_size=1, max_size=12).filter(lambda text: text.strip())
