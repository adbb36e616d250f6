"""The pages of daily records."""

from flask import Blueprint

blueprint = Blueprint("safety", __name__, template_folder="../templates")
