"""Changes: papers entered, renewed, put away; notes on weeks; openings of the card and what was done from it."""

from mealwatch.audit import rows as audited
from mealwatch.audit import service as audit
from mealwatch.duty import errors, models, queries
from mealwatch.duty.domain import card, papers
from mealwatch.kernel import checks
from mealwatch.schools import queries as schools
from mealwatch.storage.keys import next_id


def put_paper(county_id, canteen_id, *, kind, holder, number, expires_on, by, now, paper_id=None):
    """Enter a paper, or (with its id) change it, as when it was renewed. Returns the Paper.

    Raises NoPaper, PaperEnded, HolderMissing and the faults of the fields.
    """
    audit.lock(county_id)
    holder, number = (holder or "").strip(), (number or "").strip()
    papers.check(kind, holder, number, expires_on)
    schools.canteen_by_id(county_id, canteen_id)
    held = {}
    if paper_id is not None:
        known, held = queries.get_paper(county_id, canteen_id, paper_id), _held(county_id, paper_id)
        if known.ended_on is not None:
            raise errors.PaperEnded
    row = {
        "county_id": county_id,
        "id": paper_id or next_id(models.CanteenPaper, county_id),
        "canteen_id": canteen_id,
        "kind": kind,
        "holder": holder if kind == "health" else "",
        "number": number,
        "expires_on": expires_on,
        "ended_on": None,
    }
    _put_paper(county_id, row, held, by, now)
    return queries.get_paper(county_id, canteen_id, row["id"])


def put_papers(county_id, papers_given, *, by, now):
    """Enter many new papers at once: rows of canteen_id, kind, holder, number, expires_on. Raises the first fault."""
    audit.lock(county_id)
    first, new = next_id(models.CanteenPaper, county_id), []
    for place, given in enumerate(papers_given):
        papers.check(given["kind"], given["holder"], given["number"], given["expires_on"])
        new.append(given | {"county_id": county_id, "id": first + place, "ended_on": None})
    audited.put(county_id, models.CanteenPaper, new, {}, subject="canteen_paper", key_of=_key_of, by=by, now=now)


def end_paper(county_id, canteen_id, paper_id, *, by, now):
    """Put a paper away that nobody needs any more: the person has left. Returns the Paper. Raises NoPaper."""
    audit.lock(county_id)
    known = queries.get_paper(county_id, canteen_id, paper_id)
    if known.ended_on is None:
        held = _held(county_id, paper_id)
        _put_paper(county_id, held[paper_id,] | {"ended_on": now.date()}, held, by, now)
    return queries.get_paper(county_id, canteen_id, paper_id)


def note_week(county_id, school_id, week, *, text, by, now):
    """Write down what a school says of a week. The same words again are not written twice."""
    audit.lock(county_id)
    checks.refuse(checks.text("text", text, most=500))
    schools.school_by_id(county_id, school_id)
    known = queries.notes_of(county_id, [school_id], week.monday, week.monday).get((school_id, week.monday))
    if known and known[0][:2] == (text.strip(), by.name):
        return
    row = {
        "county_id": county_id,
        "id": next_id(models.WeekNote, county_id),
        "school_id": school_id,
        "monday": week.monday,
        "text": text.strip(),
        "written_by": by.name,
        "written_by_id": by.account_id,
        "written_at": now,
    }
    _add(county_id, models.WeekNote, "week_note", row, by, now)


def open_card(county_id, school_id, items, *, by, now):
    """Put an opening of a school's card on record, with what it shows (Items). Returns the View.

    What stood on this person's card before and is gone now is noted there as settled. Opened again within ten
    minutes with the same things on it, it is the same opening.
    """
    audit.lock(county_id)
    before = queries.views_of(county_id, [school_id], account_id=by.account_id, latest=1)
    for view in before:
        if view.items == tuple(items) and now - view.opened_at < card.SAME:
            return view
        for key in card.settled(view, items):
            _act(county_id, view, card.SETTLED, key, by, now)
    row = {
        "county_id": county_id,
        "id": next_id(models.CardView, county_id),
        "school_id": school_id,
        "account_id": by.account_id,
        "name": by.name,
        "opened_at": now,
        "showed": card.written(items),
    }
    _add(county_id, models.CardView, "card_view", row, by, now)
    return queries.get_view(county_id, school_id, row["id"])


def follow(county_id, school_id, view_id, number, *, by, now):
    """Note that a thing on a card was opened; returns its Item. Raises NoView."""
    audit.lock(county_id)
    view = _own(county_id, school_id, view_id, by)
    if not 0 <= number < len(view.items):
        raise errors.NoView(value=number)
    item = view.items[number]
    if item.key not in view.did(card.FOLLOWED):
        _act(county_id, view, card.FOLLOWED, item.key, by, now)
    return item


def note_read(county_id, school_id, view_id, *, by, now):
    """Note that the person has read the card. Raises NoView."""
    audit.lock(county_id)
    view = _own(county_id, school_id, view_id, by)
    if not view.read:
        _act(county_id, view, card.READ, "", by, now)


def _own(county_id, school_id, view_id, by):
    view = queries.get_view(county_id, school_id, view_id)
    if view.account_id != by.account_id:
        raise errors.NoView(value=view_id)
    return view


def _act(county_id, view, what, target, by, now):
    known = queries.get_view(county_id, view.school_id, view.id)
    row = {
        "county_id": county_id,
        "view_id": view.id,
        "number": len(known.acts) + 1,
        "what": what,
        "target": target,
        "done_at": now,
    }
    _add(county_id, models.CardAct, "card_act", row, by, now)


def _add(county_id, model, subject, row, by, now):
    audited.put(county_id, model, [row], {}, subject=subject, key_of=_key_of, by=by, now=now)


def _key_of(row):
    return f"{row['view_id']}/{row['number']}" if "view_id" in row else str(row["id"])


def _held(county_id, paper_id):
    return audited.held(models.CanteenPaper, county_id, models.CanteenPaper.id == paper_id)


def _put_paper(county_id, row, held, by, now):
    audited.put(county_id, models.CanteenPaper, [row], held, subject="canteen_paper", key_of=_key_of, by=by, now=now)
