"""The collector of reference cycles, paused where a great many values are made and none of them in a cycle.

Left on it walks over all of them again and again; for a large county that takes
a third of the time. Values that nobody holds any more go at once all the same.
"""

import gc
from contextlib import contextmanager


@contextmanager
def paused():
    """Keep the collector off meanwhile, in a with or around a function. Who switched it off first switches it on."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
