from tests.cases.following.closed import *  # noqa: F403
