from tests.support.kitchen import *  # noqa: F403
from tests.support.people import *  # noqa: F403
from tests.support.stores import migrated_postgres, store  # noqa: F401
