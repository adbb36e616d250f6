"""Writing many rows with one statement: plain tuples, handed to the driver as they are.

SQLAlchemy's way costs more than the insertion itself. Values are what the
drivers take: whole numbers, text (dates and moments as ISO text), truth values.
PostgreSQL takes them by COPY; its triggers and checks see every row all the same.
"""

from mealwatch.extensions import db

#: So few rows are quicker told than copied.
_FEW = 20


def insert_rows(table, columns, rows):
    """Insert ``rows`` (tuples in the order of ``columns``) into the table of that name, in the running transaction."""
    if not rows:
        return
    connection = db.session.connection()
    names = ", ".join(columns)
    if connection.dialect.name == "postgresql" and len(rows) > _FEW:
        driver = connection.connection.driver_connection
        with driver.cursor() as cursor, cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
    else:
        place = "%s" if connection.dialect.name == "postgresql" else "?"
        # Names of our own tables and columns; the values are bound.
        statement = f"INSERT INTO {table} ({names}) VALUES ({', '.join([place] * len(columns))})"  # noqa: S608  # nosec B608
        connection.exec_driver_sql(statement, rows)
