"""What forms and the API send about people."""

from marshmallow import Schema, fields

from mealwatch.accounts.domain.rights import ROLES, SCOPES
from mealwatch.web.fields import Choice, DateField, Flag, Text


class Password(fields.String):
    """A password as it was typed: not trimmed, not made plain."""

    def __init__(self, **options):
        options["metadata"] = {"format": "password"} | options.get("metadata", {})
        super().__init__(**options)


class SignInSchema(Schema):
    username = Text(required=True, most=40)
    password = Password(required=True)


class ChoosePasswordSchema(Schema):
    current = Password(required=True)
    new = Password(required=True, data_key="password")
    again = Password(required=True)


class ChoosePinSchema(Schema):
    pin_password = Password(required=True, attribute="password")
    pin = Password(required=True)
    pin_again = Password(required=True, attribute="again")


class LanguageSchema(Schema):
    language = Choice("language", required=True)


class TokenSchema(Schema):
    label = Text(required=True, most=40)


class GrantSchema(Schema):
    """A role within a scope; ``place`` is a town's name, a school's or canteen's code, empty for the county."""

    role = Choice("role", of=ROLES, required=True)
    scope = Choice("scope", of=SCOPES, required=True)
    place = Text(empty=True, load_default="")


class GrantFormSchema(Schema):
    """A role with the place chosen in the list that belongs to it."""

    role = Choice("role", of=ROLES, required=True)
    town = Text(load_default="")
    school = Text(load_default="")
    canteen = Text(load_default="")


class NewPersonSchema(GrantFormSchema):
    username = Text(required=True, most=40)
    name = Text(required=True, most=40)


class NameSchema(Schema):
    name = Text(required=True, most=40)


class TakenGrantSchema(Schema):
    """A grant to be taken away."""

    role = Choice("role", of=ROLES, required=True)
    scope_kind = Choice("scope", of=SCOPES, required=True)
    scope_key = Text(empty=True, load_default="")


class PersonSchema(Schema):
    """A person who can sign in."""

    username = Text(dump_only=True)
    name = Text(required=True, most=40)
    active = Flag(load_default=True)
    grants = fields.List(fields.Nested(GrantSchema), required=True)
    first_password = Password(
        load_only=True,
        metadata={"description": "Read only where the person is new; they choose another when they first sign in"},
    )
    created_on = DateField(dump_only=True)


class ViewerSchema(Schema):
    """Who the token acts for."""

    username = Text()
    name = Text()
    county_code = Text()
    county_name = Text()
    grants = fields.List(fields.Nested(GrantSchema))
