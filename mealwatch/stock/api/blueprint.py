"""The blueprint of the ledger's API."""

from mealwatch.web.api import api_blueprint

blueprint = api_blueprint("Stock", "Stock: documents, reversals, balances, ledgers")
