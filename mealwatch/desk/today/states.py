"""Where the day's cards stand: recorded, begun on a device, waiting for a signature, come back."""

import json

from mealwatch.drafts import queries as drafts
from mealwatch.signing import queries as signing
from mealwatch.signing.domain import content
from mealwatch.signing.domain.waiting import RETURNED, WAITING


def states_of(day, kind):
    """``{card: state}``, and the papers of this meal that wait or came back; ``kind``: of such papers."""
    papers = papers_of(day, kind)
    heads = "off" if not day.due else "posted" if day.due <= day.records.keys() else "missing"
    if day.due & day.records.keys() and heads == "missing":
        heads = "partly"
    waiting = {one.state for one in papers}
    issue = "missing"
    if day.contractor:
        issue = "posted" if day.deliveries else "missing"
    elif WAITING in waiting:
        issue = "waiting"
    elif RETURNED in waiting:
        issue = "returned"
    elif day.issues:
        issue = "posted"
    if not day.due and not day.records and issue == "missing":
        issue = "off"
    begun = _begun(day) if "missing" in (heads, issue) else set()
    if heads == "missing" and "heads" in begun:
        heads = "draft"
    if issue == "missing" and "lines" in begun:
        issue = "draft"
    return {"heads": heads, "issue": issue}, papers


def place_of(day):
    """Where the day's form is kept while it is typed (drafts)."""
    return f"today/{day.on.isoformat()}/{day.meal}"


def _begun(day):
    """Which parts of the day's form somebody has begun to fill in on a device: heads, lines."""
    draft = drafts.find_draft(day.county_id, day.canteen.id, place_of(day), None)
    fields = json.loads(draft.fields) if draft else {}
    return {
        name.partition("-")[0]
        for name, values in fields.items()
        if any(values) and name.endswith(("-beneficiaries", "-staff", "-other_pupils", "-quantity"))
    }


def papers_of(day, kind):
    """The day's issues of this meal that wait for their collector or came back."""
    place = {"on": day.on.isoformat(), "meal": day.meal}
    found = signing.open_requests(day.county_id, [day.canteen.id])
    return [one for one in found if one.kind == kind and place.items() <= content.read(one.payload).items()]
