"""Who comes to eat: how many really, and how many are written down. Honestly they are the same."""

from math import isqrt

from mealwatch.demo.chance import chance

_ILL_WEEKS = 30  # one school week in so many has a cold going round


def really_there(seed, group, on, week):
    """``(beneficiaries, other pupils, staff)`` of one group at one lunch."""
    usual = chance(seed, "usual", group.school, group.code).randint(955, 984)  # per mille of the enrolled
    if chance(seed, "ill", group.school, week).randint(1, _ILL_WEEKS) == 1:
        usual -= 45
    luck = chance(seed, "heads", group.school, group.code, on)
    served = group.beneficiaries - _absent(group.beneficiaries, 1000 - usual + luck.randint(-9, 9), luck)
    others = _part(group.other_pupils, 950)
    staff = max(0, group.staff - luck.randint(0, 2)) if group.staff > 2 else group.staff
    return served, others, staff


def written_down(case, group, there):
    """What is recorded of a group where heads are padded. The pot is cooked for those really there."""
    _, others, staff = there
    enrolled = group.beneficiaries
    if case.variant == "rounded":
        return max(enrolled // 10 * 10, 1), others, staff
    if case.variant == "above":
        return enrolled + max(1, enrolled * 2 // 100), others, staff
    return enrolled, others, staff


def fewer(there, percent):
    """Those who never came: so many percent of the pupils are there on paper only."""
    served, others, staff = there
    return served * (100 - percent) // 100, others, staff


def _absent(count, per_mille, luck):
    """How many of ``count`` stay at home when each does so by his own chance; the spread is the root of the mean."""
    mean = count * per_mille  # thousandths of a head
    spread = isqrt(mean * 1000) * sum(luck.randint(-100, 100) for _ in range(4)) // 115
    return min(count, max(0, (mean + spread + 500) // 1000))


def _part(count, per_mille):
    """count x per mille, to the nearest whole head."""
    return (2 * count * per_mille + 1000) // 2000
