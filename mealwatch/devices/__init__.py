"""Tablets that deposit records: enrolment, the deposit protocol (docs/offline.md), receipts, gaps."""


def init_app(app):
    """Nothing to add yet."""
