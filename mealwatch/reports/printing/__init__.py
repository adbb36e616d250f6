"""Every ledger on paper: forms as data, one engine that prints them and writes them as spreadsheets.

``form`` is the value, ``facts`` what it is made of, ``books`` the forms that schools keep.
"""
