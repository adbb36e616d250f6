"""A draft under its number: what keeps it from being issued, then the kept paper. The session is left flushed."""

from mealwatch.reports.official import errors, service
from mealwatch.web.language import translate


def issue(what, asked, known, *, by, now):
    """Issue the draft of a Kind for Asked; ``known``: what was issued of it already. Returns Issued.

    Raises NotOver, JustIssued, Lacking and what the draft raises.
    """
    over = what.over(asked)
    if over is not None and asked.today <= over:
        raise errors.NotOver(value=over)
    if known and not asked.typed.get("again"):
        raise errors.JustIssued(field="again", number=known[0].label)
    for one in what.fields:
        if one.needed and not asked.text(one.name):
            raise errors.Lacking(field=one.name, what=translate(one.label))
    return service.issue(
        asked.county_id,
        what.code,
        asked.about,
        what.draft(asked),
        prefix=asked.text("prefix") or what.prefix,
        typed={one.name: asked.text(one.name) for one in what.fields},
        school_id=what.school(asked),
        label=what.label(asked),
        by=by,
        now=now,
    )
