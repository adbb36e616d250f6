"""What a device needs to work the running figure out by itself, as JSON values (frontend/today/week.js reads them)."""


def facts_of(figures, planned, heads, *, canteen_id, on, meal, today, plan):
    """The facts of the groups that eat at one meal of a canteen.

    ``figures``: GroupFigures with facts, one a group; ``planned``: {group id: {(date, meal): Ratio or None}};
    ``heads``: the rows of the form as (group id, due, enrolled pupils); ``plan``: the canteen's supply days
    from the day on, as many as a package can be spread over.
    """
    pots, places = [], {}
    groups = [_group(one, planned.get(one.group.group_id, {}), pots, places, canteen_id) for one in figures]
    return {
        "on": on.isoformat(),
        "today": today.isoformat(),
        "meal": meal,
        "deciding": figures[0].deciding if figures else "spend",
        "pots": pots,
        "groups": groups,
        "heads": [{"group": group_id, "due": due, "pupils": pupils} for group_id, due, pupils in heads],
        "plan": [day.isoformat() for day in plan],
    }


def add_pot(facts, *, fen):
    """The pot of a meal without subsidy stands in no group's week: add it, so that its own price is shown."""
    here = {"on": facts["on"], "meal": facts["meal"], "ours": True}
    if not any(here.items() <= pot.items() for pot in facts["pots"]):
        facts["pots"].append(here | {"fen": fen, "eaters": 0, "silent": False, "verified": True})


def _group(figures, planned, pots, places, canteen_id):
    meals = []
    for meal in figures.meals:
        pot = meal.pot
        key = pot.canteen_id, pot.on, pot.meal
        if key not in places:
            places[key] = len(pots)
            pots.append(_pot(pot, ours=pot.canteen_id == canteen_id))
        price = planned.get((pot.on, pot.meal))
        meals.append(
            {
                "pot": places[key],
                "enrolled": meal.enrolled,
                "record": None if meal.record is None else list(meal.record),
                "planned": None if price is None else [str(price.top), str(price.bottom)],
            }
        )
    return {
        "id": figures.group.group_id,
        "floor": figures.floor_fen,
        "standard": figures.standard_fen,
        "days": figures.supply_days,
        "meals": meals,
    }


def _pot(pot, *, ours):
    return {
        "on": pot.on.isoformat(),
        "meal": pot.meal,
        "ours": ours,
        "fen": pot.fen,
        "eaters": pot.eaters,
        "silent": bool(pot.silent),
        "verified": pot.verified,
    }
