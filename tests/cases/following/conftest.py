from tests.cases.following.closed import *  # noqa: F403
from tests.support.people import *  # noqa: F403
