"""Who comes to eat: how many really, and how many are written down. Honestly they are the same."""

from mealwatch.drill.chance import chance

_ILL_WEEKS = 30  # one school week in so many has a cold going round


def really_there(seed, group, on, week):
    """``(beneficiaries, other pupils, staff)`` of one group at one lunch."""
    usual = chance(seed, "usual", group.school, group.code).randint(955, 984)  # per mille of the enrolled
    if chance(seed, "ill", group.school, week).randint(1, _ILL_WEEKS) == 1:
        usual -= 45
    luck = chance(seed, "heads", group.school, group.code, on)
    served = _part(group.beneficiaries, usual + luck.randint(-20, 15))
    others = _part(group.other_pupils, 950)
    staff = max(0, group.staff - luck.randint(0, 2)) if group.staff > 2 else group.staff
    return min(group.beneficiaries, served), others, staff


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


def _part(count, per_mille):
    """count x per mille, to the nearest whole head."""
    return (2 * count * per_mille + 1000) // 2000
