"""A signature put under a posted document afterwards: its content stays, the missing second person signs it."""

from mealwatch.audit import service as audit
from mealwatch.signing import queries as signatures
from mealwatch.signing import service as signing
from mealwatch.stock import errors
from mealwatch.stock.queries import documents
from mealwatch.stock.queries import store as held
from mealwatch.stock.queries.unsigned import NAMES, SUBJECT

#: What the second person of a kind does.
PURPOSE = {"receipt": "accept", "delivery": "accept", "issue": "collect"}


def cosign(county_id, canteen_id, kind, doc_no, given, *, by, now):
    """Have a second person sign a posted document; ``given``: the fields of SecondSchema. Returns signing's Second.

    Raises NoDocument, AlreadyReversed and what signing.service.second raises.
    """
    audit.lock(county_id)
    head = standing_head(county_id, canteen_id, kind, doc_no)
    return signing.second(
        county_id,
        canteen_id,
        given,
        purpose=PURPOSE[kind],
        subject=SUBJECT,
        key=key_of(kind, doc_no),
        content=content_of(county_id, canteen_id, kind, doc_no),
        on=head.dated_on,
        by=by,
        now=now,
        others=_named(county_id, kind, head),
    )


def countersign(county_id, canteen, payload, second, by, now):
    """Put the signature of somebody who signed on their own phone under the document. Raises as ``cosign``."""
    kind, doc_no = payload["kind"], payload["doc_no"]
    standing_head(county_id, canteen.id, kind, doc_no)
    own = signatures.get_signature(county_id, canteen.id, second.signature_id)
    return signing.put_signature(
        county_id,
        canteen.id,
        signing.Signer(own.name, own.how, account_id=own.account_id),
        purpose=PURPOSE[kind],
        subject=SUBJECT,
        key=key_of(kind, doc_no),
        content=content_of(county_id, canteen.id, kind, doc_no),
        by=by,
        now=now,
    )


def key_of(kind, doc_no):
    """The key under which a document's later signatures are kept."""
    return f"{kind}/{doc_no}"


def content_of(county_id, canteen_id, kind, doc_no):
    """What a later signature is bound to: the document by its digest."""
    return [kind, canteen_id, doc_no, held.find_document(county_id, canteen_id, kind, doc_no).digest]


def standing_head(county_id, canteen_id, kind, doc_no):
    """The head of a document that two people sign and that stands. Raises NoDocument, AlreadyReversed."""
    head = documents.find_head(county_id, canteen_id, kind, doc_no) if kind in PURPOSE else None
    if head is None:
        raise errors.NoDocument(value=doc_no)
    if head.reversed_on is not None:
        raise errors.AlreadyReversed(doc_no=doc_no, on=head.reversed_on)
    return head


def _named(county_id, kind, head):
    """Who already stands on the paper for something else than what is signed now."""
    lines = documents.lines_of(county_id, kind, [head.id])
    columns = ("buyer", *NAMES[kind][:1])
    return {name for line in lines for column in columns if (name := getattr(line, column, None))}
