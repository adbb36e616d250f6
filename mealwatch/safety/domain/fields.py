"""What a kind of daily record asks for, as data: the forms, the lists, the tables on paper are made from it.

Measures are whole numbers of 10**-places of their unit: 4.5 ℃ with one place is
45. Times are ``HH:MM`` of the record's day, moments ISO text in Shanghai time.
"""

from dataclasses import dataclass
from datetime import date, datetime, time

from mealwatch.kernel.clock import SHANGHAI
from mealwatch.kernel.ratio import plain_decimal
from mealwatch.safety import errors

#: Types whose value is one text.
TEXTS = ("text", "long", "person", "dish")
#: Types whose value is a list of texts.
LISTS = ("several", "dishes", "people", "photos")
MOST_TEXT = 500
MOST_LISTED = 40


@dataclass(frozen=True)
class Field:
    """One question.

    ``type``: whole, measure, text, long, person, people, choice, several, dish, dishes, equipment, time, moment,
    day, flag, photos. ``when``: it is asked only if another field has one of these values. ``row``: asked for each
    dish (refrigerator, sample) by itself. ``carried``: starts with what the last record has (never a measurement).
    ``private``: kept apart, shown to the principal and, on its day, to who entered it. ``inline``: its few choices
    stand beside its label.
    """

    name: str
    label: str
    type: str = "text"
    unit: str = ""
    places: int = 0
    least: int | None = None
    most: int | None = None
    choices: tuple[tuple[str, str], ...] = ()
    required: bool = True
    hint: str = ""
    when: tuple[str, tuple] | None = None
    row: bool = False
    carried: bool = False
    private: bool = False
    inline: bool = False

    def asked(self, values):
        """Whether the question is asked, given the other answers."""
        return self.when is None or values.get(self.when[0]) in self.when[1]

    def measured(self, value):
        """A measure as it is read: ``4.5``, ``-18``."""
        text = plain_decimal(value, self.places)
        return text.rstrip("0").rstrip(".") if "." in text else text


def checked(fields, values):
    """The answers to the questions that are asked, each possible; the others are left out.

    Raises FieldMissing, ValueImpossible, ChoiceUnknown at the field.
    """
    found = {}
    for field in fields:
        value = values.get(field.name)
        if not field.asked(values):
            continue
        if value is None or value in ("", []):
            if field.required:
                raise errors.FieldMissing(field=field.name, thing=field.label)
            continue
        _check(field, value)
        found[field.name] = value
    return found


def at(on, clock):
    """The moment of ``HH:MM`` on a day."""
    return datetime.combine(on, time.fromisoformat(clock), SHANGHAI)


def moment(text):
    """A moment from its ISO text; without a zone it is Shanghai's."""
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=SHANGHAI)


def _check(field, value):
    kind = field.type
    if kind in ("whole", "measure", "equipment"):
        possible = type(value) is int and _within(field, value)
    elif kind == "flag":
        possible = type(value) is bool
    elif kind == "choice":
        return _known(field, [value])
    elif kind in LISTS:
        possible = isinstance(value, list) and len(value) <= MOST_LISTED and all(_is_text(one) for one in value)
        if possible and field.choices:
            return _known(field, value)
    elif kind in ("time", "moment", "day"):
        possible = _readable(kind, value)
    else:
        possible = _is_text(value)
    if not possible:
        raise _impossible(field, value)
    return None


def _within(field, value):
    return (field.least is None or value >= field.least) and (field.most is None or value <= field.most)


def _is_text(value):
    return isinstance(value, str) and 0 < len(value.strip()) <= MOST_TEXT


def _known(field, values):
    codes = [code for code, _ in field.choices]
    for value in values:
        if value not in codes:
            raise errors.ChoiceUnknown(field=field.name, thing=field.label, value=str(value)[:40])


def _readable(kind, value):
    read = {"time": time.fromisoformat, "moment": datetime.fromisoformat, "day": date.fromisoformat}[kind]
    try:
        read(value)
    except (TypeError, ValueError):
        return False
    return True


def _impossible(field, value):
    if field.type in ("whole", "measure") and type(value) is int and field.least is not None and field.most is not None:
        return errors.ValueImpossible(
            field=field.name,
            thing=field.label,
            value=field.measured(value),
            least=field.measured(field.least),
            most=field.measured(field.most),
            unit=field.unit,
        )
    return errors.ValueUnreadable(field=field.name, thing=field.label, value=str(value)[:40])
