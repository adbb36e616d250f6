"""The visit app's worker through deployments, lost networks, reloads, second tabs and files cut short.

``Deploys`` makes another build of the same app at will; ``Tablet`` is a browser that lives through random turns. After
each turn the page is drawn and the draft is there; at the end at most two reloads lead to the newest build.
"""

from unittest.mock import patch

from mealwatch.inspections.app import build
from tests.support.browser import settled, until

APP = "/visits/app"
TURNS = ("deploy", "deploy", "offline", "online", "reload", "reload", "second", "close", "cut", "mend", "visit", "home")
DRAWN = "() => document.querySelector('#app h1')"
WORKING = "() => navigator.serviceWorker.ready.then(() => true)"
#: The app has made its stores: opening them first would leave them unmade.
HAS_DRAFTS = """async () => {
  const known = await indexedDB.databases();
  if (!known.some(({ name, version }) => name === "mealwatch-visits" && version)) return false;
  return new Promise((done) => {
    const asked = indexedDB.open("mealwatch-visits");
    asked.onerror = () => done(false);
    asked.onsuccess = () => {
      done(asked.result.objectStoreNames.contains("drafts"));
      asked.result.close();
    };
  });
}"""
NUMBER = "() => document.body.dataset.build"
KEEP = """(id) => new Promise((done, fail) => {
  const asked = indexedDB.open("mealwatch-visits");
  asked.onerror = fail;
  asked.onsuccess = () => {
    const tx = asked.result.transaction("drafts", "readwrite");
    tx.objectStore("drafts").put({ id, body: { kept: true } });
    tx.oncomplete = () => { asked.result.close(); done(true); };
  };
})"""
KEPT = """() => new Promise((done, fail) => {
  const asked = indexedDB.open("mealwatch-visits");
  asked.onerror = fail;
  asked.onsuccess = () => {
    const all = asked.result.transaction("drafts").objectStore("drafts").getAllKeys();
    all.onsuccess = () => { asked.result.close(); done(all.result.length); };
  };
})"""


class Deploys:
    """The app as it is served: which build, whole or cut short, switched off or not."""

    def __init__(self, app):
        self.app, self.count, self.cut = app, 1, False
        app.after_request(self._shorten)

    @property
    def number(self):
        return f"build{self.count:011}"

    @property
    def off(self):
        return self.app.config["MEALWATCH"]["VISITS_OFF"]

    @off.setter
    def off(self, value):
        self.app.config["MEALWATCH"]["VISITS_OFF"] = value

    def numbered(self):
        """While this lasts the app is of the build that was deployed last."""
        return patch.object(build, "number", lambda: self.number)

    def _shorten(self, response):
        from flask import request

        if self.cut and "/build/visits." in request.path and response.status_code == 200:
            response.direct_passthrough = False
            content = response.get_data()
            response.set_data(content[: len(content) // 2])
        return response


class Tablet:
    """A browser with the app installed, one or two tabs of it."""

    def __init__(self, page, address, deploys):
        self.address, self.deploys = address, deploys
        self.context, self.tabs = page.context, [page]
        self.blank, self.lost, self.drafts, self.offline = 0, 0, 0, False

    def install(self):
        """First visit, until the worker holds the app; then a draft is put down."""
        page = self.tabs[0]
        page.goto(self.address + APP)
        until(page, DRAWN)
        settled(page, WORKING)
        until(page, "() => navigator.serviceWorker.controller")
        until(page, HAS_DRAFTS)
        settled(page, KEEP, "first")
        self.drafts = 1

    def turn(self, what):
        """One turn of its life, then a look at what is there."""
        getattr(self, f"_{what}")()
        self.look()

    def look(self):
        """Count pages that stay blank and drafts that are gone."""
        for page in self.tabs:
            try:
                until(page, DRAWN, wait_ms=5000)
            except Exception:  # whatever keeps it from being drawn
                self.blank += 1
        if self._asked(self.tabs[0], KEPT) != self.drafts:
            self.lost += 1

    def reloads_to_newest(self):
        """With the network back and everything mended: how many reloads until the newest build is there."""
        self._online()
        self._mend()
        self._close()
        page = self.tabs[0]
        page.goto(self.address + APP + "#/")
        for reloads in range(5):
            try:
                until(page, f"() => document.body.dataset.build === '{self.deploys.number}'", wait_ms=2500)
            except Exception:  # not yet
                page.reload()
            else:
                return reloads
        return 99

    @staticmethod
    def _asked(page, question):
        for _ in range(5):
            try:
                return settled(page, question)
            except Exception:  # it was just being reloaded
                page.wait_for_timeout(200)
        return None

    def _deploy(self):
        self.deploys.count += 1

    def _offline(self):
        self.context.set_offline(True)
        self.offline = True

    def _online(self):
        self.context.set_offline(False)
        self.offline = False

    def _reload(self):
        for page in self.tabs:
            page.reload()

    def _second(self):
        if len(self.tabs) < 2:
            page = self.context.new_page()
            page.goto(self.address + APP)
            self.tabs.append(page)

    def _close(self):
        while len(self.tabs) > 1:
            self.tabs.pop().close()

    def _cut(self):
        self.deploys.cut = True

    def _mend(self):
        self.deploys.cut = False

    def _visit(self):
        self._asked(self.tabs[0], "() => { location.hash = '#/visit/first/A'; }")

    def _home(self):
        self._asked(self.tabs[0], "() => { location.hash = '#/'; }")
