"""The seeds of look-backs: worked out from a secret of the site each time, kept nowhere.

What the tables, the journal and every export hold is a hash of the seed and the lists of days it draws from. Whoever
has neither the secret (``site_keys``, in no export and no journal) nor the server's own program cannot tell a day
before the seed is shown. Against somebody who reads the database itself, or a backup of it, together with this
program, it is no protection: that is whoever runs the server, not whoever works in it. The officer who closes a case
cannot try for a day either: the seed follows from the number of the draw.
"""

import hmac
from hashlib import sha256

from mealwatch.accounts.service import tokens
from mealwatch.rounds.domain.chance import seed_hash

NAME = "look_backs"


def make_seed(county_id, draw_id):
    """The seed of a new draw; makes the site's secret at the first."""
    return _seed(tokens.site_key(NAME), county_id, draw_id)


def find_seed(county_id, draw_id, sealed_hash):
    """The seed of a draw, or None where the secret with which it was sealed is lost."""
    secret = tokens.find_site_key(NAME)
    seed = _seed(secret, county_id, draw_id) if secret else ""
    return seed if seed and seed_hash(seed) == sealed_hash else None


def _seed(secret, county_id, draw_id):
    text = f"mealwatch-look-back/{county_id}/{draw_id}"
    return hmac.new(secret.encode(), text.encode(), sha256).hexdigest()
