"""Second persons for a page: who may sign and how, signatures beside the record they stand under."""

from dataclasses import dataclass

from mealwatch.accounts import queries as accounts
from mealwatch.signing import queries
from mealwatch.signing.domain import purposes, strokes
from mealwatch.signing.domain.exceptions import Exemption
from mealwatch.signing.service.second import people_for
from mealwatch.web import words


@dataclass(frozen=True)
class Candidate:
    """An account that may be second."""

    username: str
    name: str
    role: str
    has_pin: bool


@dataclass(frozen=True)
class Choice:
    """What a form offers for the second person; for macro ``second_person``."""

    purpose: str
    label: str
    canteen: object
    people: list[Candidate]
    guests: list[tuple[str, str]]
    exempt: Exemption | None
    may_request: bool
    #: The username that stands in a fresh form: who signed for this person last, or the only one there is.
    usual: str = ""
    #: Whether the paper may be posted now and signed afterwards.
    later: bool = False

    @property
    def start(self):
        """The way of signing that a fresh form begins with."""
        return "pin" if any(one.has_pin for one in self.people) else "guest"


def choice(viewer, canteen, purpose, on, *, label=None, later=False):
    """What a form of ``viewer`` offers for the second person of a paper dated ``on``, called ``label``."""
    people = [one for one in people_for(viewer.county_id, canteen, purpose) if one.id != viewer.account_id]
    last = queries.last_by_pin(viewer.county_id, canteen.id, purpose, viewer.account_id)
    usual = [one.username for one in people if one.id == last or len(people) == 1]
    pins = accounts.pins_of(viewer.county_id, [one.id for one in people])
    return Choice(
        purpose=purpose,
        label=label or words.word(purpose, "second_person"),
        canteen=canteen,
        people=[Candidate(one.username, one.name, words.word(one.roles[0], "role"), one.id in pins) for one in people],
        guests=[(kind, words.word(kind, "guest_kind")) for kind in purposes.GUESTS[purpose]],
        exempt=queries.exception_in_force(viewer.county_id, canteen.id, purpose, on),
        may_request=viewer.may("request_exception", canteen=canteen),
        usual=usual[0] if usual else "",
        later=later,
    )


@dataclass(frozen=True)
class Signed:
    """A signature as a page shows it. ``void``: the record says something else now."""

    id: int
    name: str
    how: str
    purpose: str
    drawn: bool
    alone: bool
    void: bool
    at: object


def signatures(county_id, canteen_id, subject, key, content):
    """The signatures under a record that now says ``content``, the oldest first; for macro ``signatures``."""
    found = queries.signatures_of(county_id, canteen_id, subject, [str(key)]).get(str(key), ())
    return [
        Signed(
            id=one.id,
            name=one.name,
            how=how_words(one),
            purpose=words.word(one.purpose, "second_person"),
            drawn=one.how == "guest",
            alone=one.how == "alone",
            void=one.is_void(content),
            at=one.signed_at,
        )
        for one in found
    ]


def how_words(signature):
    """How somebody signed, in words; for a guest who that is."""
    if signature.how == "guest":
        return words.word(signature.guest_kind, "guest_kind")
    return words.word(signature.how, "second_how")


def drawing(signature):
    """The ``d`` of a drawn signature's path; empty where the name was typed."""
    return strokes.path(strokes.read(signature.strokes)) if signature.strokes else ""
