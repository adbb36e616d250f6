"""A signature put under a posted document afterwards: its content stays, the missing second person signs it."""

from mealwatch.audit import service as audit
from mealwatch.signing import queries as signatures
from mealwatch.signing import service as signing
from mealwatch.stock import errors
from mealwatch.stock.queries import documents
from mealwatch.stock.queries import store as held
from mealwatch.stock.queries.unsigned import NAMES, SUBJECT

#: What the second person of a kind does.
PURPOSE = {
    "opening": "witness",
    "receipt": "accept",
    "delivery": "accept",
    "issue": "collect",
    "loss": "supervise",
    "stocktake": "witness",
}

#: Ways of the form after which the document still lacks its second person.
UNSIGNED = ("ask", "later")


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


def post_signed(county_id, canteen_id, kind, given, enter, *, by, now):
    """Enter a document together with its second person, whom ``given`` (SecondSchema's fields) names and proves.

    ``enter(given)`` posts it, here with the second person's name in it, and returns Posted. Raises what ``enter``
    and signing.service.second raise.
    """
    *firsts, second = NAMES[kind]
    if given["second_how"] in UNSIGNED:
        return enter(given | {second: None})
    signer = signing.prove(
        county_id,
        canteen_id,
        given,
        purpose=PURPOSE[kind],
        on=given["dated_on"],
        by=by,
        now=now,
        others=[given.get(name) for name in ("buyer", *firsts)],
    )
    posted = enter(given | {second: signer.name})
    signing.put_signature(
        county_id,
        canteen_id,
        signer,
        purpose=PURPOSE[kind],
        subject=SUBJECT,
        key=key_of(kind, given["doc_no"]),
        content=content_of(county_id, canteen_id, kind, given["doc_no"]),
        by=by,
        now=now,
    )
    return posted


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
    columns = ("buyer", *NAMES[kind][:-1])
    return {name for line in lines for column in columns if (name := getattr(line, column, None))}
