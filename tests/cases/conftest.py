from tests.support.kitchen import *  # noqa: F403
from tests.support.people import *  # noqa: F403
