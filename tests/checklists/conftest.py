from tests.support.people import *  # noqa: F403
