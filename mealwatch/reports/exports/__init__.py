"""The papers as workbooks whose formulas are live, so that every step can be followed in a spreadsheet.

They are papers to be signed: Chinese whatever the reader's language.
"""
