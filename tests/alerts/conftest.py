from tests.support.kitchen import *  # noqa: F403
