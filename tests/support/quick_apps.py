"""Making an app quickly: hundreds of tests make one each, and what all of them work out alike is worked out once.

    with quick_apps.made_quickly(): ...

An app is whole all the same. The first of a process is made as the service makes it; those after it take werkzeug's
functions that build addresses and jinja's compiled templates from it, and write the API's document when asked for.
"""

from contextlib import contextmanager
from functools import partial
from unittest.mock import patch

import flask_smorest
from apispec import APISpec
from flask import Flask
from jinja2 import BytecodeCache
from werkzeug.routing.rules import Rule

_compile_builder = Rule._compile_builder
_register_views_in_doc = flask_smorest.Blueprint.register_views_in_doc
_to_dict = APISpec.to_dict
_builders = {}
_documented = set()


@contextmanager
def made_quickly():
    """While open, apps are made quickly."""
    with (
        patch.object(Flask, "jinja_options", {"bytecode_cache": _Templates()}),
        patch.object(Rule, "_compile_builder", _builder_of),
        patch.object(flask_smorest.Blueprint, "register_views_in_doc", _document),
        patch.object(APISpec, "to_dict", _written),
    ):
        yield


class _Templates(BytecodeCache):
    """Each template's code, as long as its source is the same."""

    def __init__(self):
        self.made = {}

    def load_bytecode(self, bucket):
        bucket.code = self.made.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket):
        self.made[bucket.key, bucket.checksum] = bucket.code


def _builder_of(rule, append_unknown=True):
    """The function depends on the text of the rule alone, as long as that has no defaults."""
    if rule.defaults:
        return _compile_builder(rule, append_unknown)
    key = (rule.rule, tuple(rule._trace), append_unknown)
    if key not in _builders:
        _builders[key] = _compile_builder(rule, append_unknown)
    return _builders[key]


def _document(blueprint, api, app, spec, *, name, **given):
    """Now for the first app, so that a wrong document fails where it is made; for others when it is asked for."""
    write = partial(_register_views_in_doc, blueprint, api, app, spec, name=name, **given)
    if name in _documented:
        vars(spec).setdefault("waiting", []).append(write)
    else:
        _documented.add(name)
        write()


def _written(spec):
    for write in vars(spec).pop("waiting", ()):
        write()
    return _to_dict(spec)
