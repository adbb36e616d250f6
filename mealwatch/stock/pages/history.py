"""What became of a document: the corrections it went through, and what the last one changed."""

from mealwatch.stock import presenters
from mealwatch.stock.domain.changes import head_changed, lines_changed
from mealwatch.stock.queries import corrected, documents
from mealwatch.web.guards import current_viewer


def history(head, known):
    """The corrections of a document for its page: the chain, and what the one before it changed line by line."""
    county_id = current_viewer().county_id
    earlier, later = corrected.chain_of(county_id, head.id)
    changes, moved = [], ()
    if earlier:
        [before] = documents.heads_of(county_id, [earlier[-1].id])
        rows = [
            [dict(line._mapping) for line in documents.lines_of(county_id, head.kind, [one.id])]
            for one in (before, head)
        ]
        changes, moved = lines_changed(*rows), head_changed(before, head)
        moved = presenters.head_words(moved, before, head)
    return {
        "earlier": earlier,
        "later": later,
        "moved": moved,
        "changes": [presenters.change_words(one, head.kind, known) for one in changes],
    }
