from tests.support.stores import migrated_postgres, store  # noqa: F401
