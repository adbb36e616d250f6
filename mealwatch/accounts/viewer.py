"""Who is asking, and what they may do where."""

from mealwatch.accounts.domain import rights
from mealwatch.accounts.places import CountyPlaces
from mealwatch.kernel.actor import Actor
from mealwatch.web import words


class Viewer:
    """A signed-in person (or a program with their token), for one request."""

    def __init__(self, account, county, *, on, session_hash=None):
        self.account_id = account.id
        self.username = account.username
        self.name = account.name
        self.must_change = account.must_change
        self.grants = account.grants
        self.roles = account.roles
        self.county_id = county.id
        self.county_code = county.code
        self.county_name = county.name
        self.is_demo = county.is_demo
        self.session_hash = session_hash
        #: See Actor; whoever takes forms that waited says it.
        self.waited = ""
        self._places = CountyPlaces(county.id, on)
        self._reach = {}

    def may(self, action, *, school=None, canteen=None):
        """Whether the person may do this: somewhere, or at this school or canteen (values of schools.queries)."""
        if school is None and canteen is None:
            return rights.gives(self.grants, action)
        reach = self.reach(action)
        return reach.everywhere or (
            (school is None or school.id in reach.schools) and (canteen is None or canteen.id in reach.canteens)
        )

    def reach(self, action):
        """Where the person may do this: a Reach, with ``school_ids`` and ``canteen_ids`` for queries (None: all)."""
        if action not in self._reach:
            self._reach[action] = rights.reach(self.grants, action, self._places)
        return self._reach[action]

    def actor(self):
        """The name that goes on record."""
        return Actor(name=f"{self.name}（{self.username}）", account_id=self.account_id, waited=self.waited)

    def role_words(self):
        """The roles in words, for the head of the page."""
        return "、".join(words.word(role, "role") for role in self.roles)
