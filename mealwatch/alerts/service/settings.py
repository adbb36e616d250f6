"""Setting a rule for a county from a date on; one that cries wolf moves to watch, which the admin can take back."""

from fractions import Fraction

from mealwatch.alerts import errors, known
from mealwatch.alerts.domain.precision import NEVER
from mealwatch.alerts.domain.rule import MODES
from mealwatch.alerts.models import RuleSetting
from mealwatch.alerts.queries.precision import precision
from mealwatch.alerts.queries.settings import in_force, settings_of
from mealwatch.audit import rows
from mealwatch.audit import service as journal
from mealwatch.audit.chain import canonical
from mealwatch.kernel.actor import Actor
from mealwatch.kernel.errors import mark
from mealwatch.kernel.quantity import plain
from mealwatch.kernel.week import Week
from mealwatch.storage.keys import next_id

#: Who moves a rule that cries wolf.
SYSTEM = Actor("规则引擎")
_WOLF = mark("已处理的 {decided} 条里只有 {right} 条属实，自动转为观察")


def put_setting(county_id, rule_id, *, mode, limits, from_date, reason, by, now):
    """Set a rule from the Monday of ``from_date``'s week on; ``limits``: {name: text or Fraction} of what differs.

    Raises NoRule, ModeInvalid, NeverOff, LimitInvalid, WordsMissing. The same as what holds changes nothing.
    """
    journal.lock(county_id)
    if rule_id not in known.catalogue():
        raise errors.NoRule(field="rule", value=rule_id, what="rule", key=rule_id)
    if mode not in MODES:
        raise errors.ModeInvalid(field="mode", value=mode)
    if mode != "on" and rule_id in NEVER:
        raise errors.NeverOff(field="mode", rule=rule_id)
    if not reason.strip():
        raise errors.WordsMissing(field="reason", action=mark("调整规则"))
    changed = _limits(rule_id, limits)
    monday = Week.of(from_date).monday
    holds = in_force(county_id, monday)[rule_id]
    if (holds.mode, holds.limits.values()) == (mode, known.limits(rule_id, changed).values()):
        return
    row = {
        "county_id": county_id,
        "id": next_id(RuleSetting, county_id),
        "rule": rule_id,
        "from_date": monday,
        "mode": mode,
        "limits": canonical({name: str(value) for name, value in changed.items()}),
        "reason": reason.strip(),
        "entered_at": now,
        "entered_by": by.name,
    }
    rows.put(county_id, RuleSetting, [row], {}, subject="rule_setting", key_of=_key, by=by, now=now)


def watch_wolves(county_id, *, by, now):
    """Move every rule that cries wolf to watch, from next week on. Returns the ids of those that moved.

    Only what was decided since somebody last set the rule counts: put back on, it gets another chance.
    """
    journal.lock(county_id)
    since = {one.rule: one.entered_at for one in settings_of(county_id)}
    monday = Week.of(now.date()).shifted(1).monday
    holds, moved = in_force(county_id, monday), []
    for rule_id, found in precision(county_id, since).items():
        if rule_id in holds and holds[rule_id].mode == "on" and found.cries_wolf:
            put_setting(
                county_id,
                rule_id,
                mode="watch",
                limits=_own(rule_id, holds),
                from_date=monday,
                reason=_WOLF.format(decided=found.decided, right=found.right),
                by=SYSTEM,
                now=now,
            )
            moved.append(rule_id)
    return moved


def _own(rule_id, holds):
    defaults = known.limits(rule_id).values()
    return {name: value for name, value in holds[rule_id].limits.values().items() if value != defaults[name]}


def _limits(rule_id, limits):
    """What differs from the defaults, as {name: Fraction}. Raises LimitInvalid."""
    changed = {}
    for one in known.thresholds(rule_id):
        if one.name not in limits:
            continue
        try:
            value = Fraction(limits[one.name])
        except (TypeError, ValueError, ZeroDivisionError):
            value = None
        if value is None or not one.least <= value <= one.most:
            raise errors.LimitInvalid(
                field=one.name, what=one.what, least=_said(one.least), most=_said(one.most), value=limits[one.name]
            )
        if value != one.value:
            changed[one.name] = value
    return changed


def _said(value):
    return plain(value)


def _key(row):
    return f"{row['rule']}/{row['id']}"
