from tests.support.demo_site import *  # noqa: F403
