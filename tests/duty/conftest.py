from tests.support.people import *  # noqa: F403
from tests.support.signers import *  # noqa: F403
from tests.support.stores import migrated_postgres, store  # noqa: F401
