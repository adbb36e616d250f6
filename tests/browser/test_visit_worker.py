"""The visit app's worker: whole or not at all, brought up to date without losing anybody's place, switched off."""

import random

from tests.support.browser import settled, until
from tests.support.people import *  # noqa: F403
from tests.support.serving import served
from tests.support.worker_updates import APP, KEPT, TURNS, WORKING, Deploys, Tablet

OWN_CACHES = "async () => (await caches.keys()).filter((name) => name.startsWith('mealwatch-visits-'))"


def test_deployments_reloads_and_lost_networks_in_any_order(site, browser, open_page):
    deploys, chance = Deploys(site.app), random.Random(4)
    with deploys.numbered(), served(site.app, browser) as address:
        tablet = Tablet(open_page(size="tablet", allow_errors=True), address, deploys)
        tablet.install()
        for what in ["offline", "reload", "online", *chance.choices(TURNS, k=14)]:
            tablet.turn(what)
        assert (tablet.blank, tablet.lost) == (0, 0)
        assert tablet.reloads_to_newest() <= 2
        page = tablet.tabs[0]
        until(page, f"async () => (await ({OWN_CACHES})()).join() === 'mealwatch-visits-{deploys.number}'")


def test_switched_off_it_goes_away_and_says_so(site, browser, open_page):
    deploys = Deploys(site.app)
    with deploys.numbered(), served(site.app, browser) as address:
        tablet = Tablet(open_page(size="tablet", allow_errors=True), address, deploys)
        tablet.install()
        page = tablet.tabs[0]
        assert settled(page, OWN_CACHES) == [f"mealwatch-visits-{deploys.number}"]
        deploys.off = True
        settled(page, "async () => { await (await navigator.serviceWorker.getRegistration('/visits/')).update(); }")
        until(page, f"async () => !(await ({OWN_CACHES})()).length", wait_ms=30_000)
        page.goto(address + APP)
        until(page, "() => !navigator.serviceWorker.controller")
        assert settled(page, "async () => (await navigator.serviceWorker.getRegistrations()).length") == 0
        assert page.get_attribute("body", "data-off") is not None
        assert settled(page, KEPT) == 1


def test_the_roots_worker_leaves_the_app_alone(site, browser, open_page):
    with served(site.app, browser) as address:
        page = open_page(size="tablet", allow_errors=True)
        page.goto(address + "/login")
        settled(
            page,
            "async () => { await navigator.serviceWorker.register('/sw.js'); await navigator.serviceWorker.ready; }",
        )
        page.goto(address + APP)
        settled(page, WORKING)
        kept = settled(
            page,
            """async () => {
              const found = [];
              for (const name of await caches.keys()) if (!name.startsWith("mealwatch-visits-"))
                for (const one of await (await caches.open(name)).keys()) found.push(new URL(one.url).pathname);
              return found;
            }""",
        )
        assert [path for path in kept if "visits" in path] == []
