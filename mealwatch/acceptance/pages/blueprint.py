"""The blueprint of goods in."""

from flask import Blueprint

blueprint = Blueprint("acceptance", __name__, template_folder="../templates")
