"""Serving an app of the test process to its browser."""

from contextlib import contextmanager
from threading import Thread

from werkzeug.serving import make_server


@contextmanager
def served(app, browser):
    """The address of the app while it is served; the browser's pages are closed before it stops.

    A page that is still fetching when its server goes away would report a connection reset.
    """
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        for context in browser.contexts:
            context.close()
        server.shutdown()
        thread.join()
        server.server_close()
