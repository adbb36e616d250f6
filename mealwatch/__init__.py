"""mealwatch: with which a county supervises its school nutrition meals."""

from importlib import import_module
from importlib.util import find_spec

from flask import Flask

from mealwatch import config
from mealwatch.extensions import db
from mealwatch.storage import engine

__version__ = "0.1.0"

#: Features with an ``init_app`` that adds their pages, their API and what else they hang on the app.
FEATURES = (
    "web",
    "accounts",
    "counties",
    "schools",
    "messages",
    "duty",
    "attachments",
    "drafts",
    "devices",
    "signing",
    "catalogue",
    "stock",
    "meals",
    "menus",
    "purchasing",
    "stocktakes",
    "acceptance",
    "safety",
    "spend",
    "checklists",
    "rounds",
    "inspections",
    "alerts",
    "cases",
    "reports",
    "exchange",
    "desk",
)


def create_app(given=None):
    """The service, ready to answer; ``given`` overrides the environment's settings.

    Raises config.BadSetting or engine.UnsafeSqlite rather than start unsafe.
    """
    app = Flask(__name__)
    app.config["MEALWATCH"] = config.settings(given)
    _connect_storage(app)
    _add_features(app)
    return app


def _connect_storage(app):
    url = engine.normalised(app.config["MEALWATCH"]["DATABASE_URL"])
    app.config["SQLALCHEMY_DATABASE_URI"] = url
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = engine.options(url)
    db.init_app(app)
    with app.app_context():
        engine.prepare(db.engine)


def _add_features(app):
    for name in FEATURES:
        if find_spec(f"mealwatch.{name}"):
            feature = import_module(f"mealwatch.{name}")
            if hasattr(feature, "init_app"):
                feature.init_app(app)
