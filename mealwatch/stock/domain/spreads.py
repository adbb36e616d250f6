"""Spreading the cost of a whole package over the supply days on which it is eaten.

Day k of n gets ``share(cost, k, n) - share(cost, k - 1, n)``, so the parts add
up to the cost. Where the calendar names fewer than n days the last of them
takes the rest; where it names none, the issue date takes it all.
"""

from mealwatch.kernel.money import share


def spread(cost_fen, use_days, issued_on, supply_days):
    """The parts as [(date, fen), ...].

    ``supply_days``: the canteen's supply days from the issue date on, ascending; at most ``use_days`` are used.
    """
    if use_days == 1:
        return [(issued_on, cost_fen)]
    days = list(supply_days[:use_days]) or [issued_on]
    parts = [
        (day, share(cost_fen, k, use_days) - share(cost_fen, k - 1, use_days)) for k, day in enumerate(days, start=1)
    ]
    last, fen = parts[-1]
    parts[-1] = (last, fen + cost_fen - share(cost_fen, len(days), use_days))
    return parts
