"""The way in: who is let in, and how somebody whose sign-in ran out loses nothing that they typed."""

import json

from flask import current_app, make_response, redirect, render_template, request, session, url_for
from werkzeug.exceptions import HTTPException

from mealwatch.accounts import demo_logins, errors, hashing, identity, queries
from mealwatch.accounts.service import people, sessions
from mealwatch.counties import queries as counties
from mealwatch.kernel import clock
from mealwatch.storage.transaction import in_transaction
from mealwatch.web.forms import Form
from mealwatch.web.guards import forget_viewer

_HIDDEN = ("csrf_token", "password", "current", "again", "pin", "pin_again", "pin_password", "second_pin")
MOST_KEPT = 200_000


def sign_in(county_id, username, password):
    """Check a name and a password and begin a session. Returns the Account and the id for the cookie.

    Raises WrongSignIn (the same for a name that nobody has, and as slow) and LockedOut.
    """
    username, address, now = people.plain_username(username), address_of(), clock.now()
    in_transaction(lambda: sessions.count_try(county_id, username=username, address=address, now=now))
    known = queries.password_of(county_id, username)
    right = hashing.matches(known.password_hash if known else None, password)
    if not right or not known.active:
        current_app.logger.warning("sign-in refused: county %s, from %s", county_id, address)
        raise errors.WrongSignIn
    return queries.account_by_id(county_id, known.id), begin_session(county_id, known.id, username)


def begin_session(county_id, account_id, username):
    """A new session in place of the one that the browser held. Returns the id for the cookie."""
    lasts = identity.longest_session()
    before = identity.session_key()

    def work():
        now = clock.now()
        if before and before[0] == county_id:
            sessions.end_session(county_id, before[1], now=now)
        return sessions.open_session(
            county_id, account_id, username=username, address=address_of(), now=now, lasts=lasts
        )

    return in_transaction(work)


def let_in(response, county_id, key):
    """Put the new session's cookie; form tokens of before no longer count."""
    session.clear()
    forget_viewer()
    identity.put_cookie(response, county_id, key)
    return response


def ask():
    """Ask who is there: go to the sign-in page and come back, or sign in here and send on what was typed."""
    if request.method in ("GET", "HEAD"):
        here = request.full_path.rstrip("?")
        return redirect(url_for("accounts.login", **({} if here == "/" else {"next": here})))
    return make_response(page(Form(typed={}), kept=keep()), 401)


def page(form, *, next_page="", kept=""):
    """The sign-in page as HTML."""
    known = counties.counties()
    return render_template(
        "accounts/login.html",
        form=form,
        counties=known,
        county_choices=[(county.id, county.name) for county in known],
        demo_password=demo_logins.PASSWORD,
        demo_pin=demo_logins.PIN,
        next_page=next_page,
        kept=kept,
        demo=any(county.is_demo for county in known),
        logins=demo_logins.shown(known) if current_app.config["MEALWATCH"]["DEMO"] else [],
    )


def keep():
    """What was typed into the form that came too late, as text; empty where it is too much."""
    typed = [[name, text] for name, text in request.form.items(multi=True) if name not in _HIDDEN]
    text = json.dumps({"path": request.full_path.rstrip("?"), "typed": typed}, ensure_ascii=False)
    return text if len(text) <= MOST_KEPT else ""


def read_kept(text):
    """``(path, typed)`` of what ``keep`` wrote, or None; the path is one of ours that takes a form."""
    try:
        kept = json.loads(text)
        path, typed = str(kept["path"]), [(str(name), str(value)) for name, value in kept["typed"]]
        current_app.create_url_adapter(request).match(path.partition("?")[0], "POST")
    except (HTTPException, ValueError, TypeError, KeyError):
        return None
    return (path, typed) if path.startswith("/") and not path.startswith("//") else None


def address_of():
    """Where the request comes from."""
    return (request.remote_addr or "")[:60]
