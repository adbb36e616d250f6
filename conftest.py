"""What every test may ask for beside its own folder's fixtures: a PostgreSQL and a browser, started on demand."""

pytest_plugins = ["tests.support.postgres", "tests.support.browser"]
