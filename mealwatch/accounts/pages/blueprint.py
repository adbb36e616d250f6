"""The blueprint on which these pages hang."""

from flask import Blueprint

blueprint = Blueprint("accounts", "mealwatch.accounts", template_folder="templates")
