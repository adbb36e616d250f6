"""The blueprint on which the inbox and the drawn signatures hang."""

from flask import Blueprint

blueprint = Blueprint("signing", "mealwatch.signing", template_folder="templates")
