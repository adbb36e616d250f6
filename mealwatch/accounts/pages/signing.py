"""Signing in and out."""

from flask import flash, make_response, redirect, render_template, request, session, url_for
from flask_babel import gettext as _

from mealwatch.accounts import identity, sign_in
from mealwatch.accounts.pages.blueprint import blueprint
from mealwatch.accounts.schemas import SignInSchema
from mealwatch.accounts.service import sessions
from mealwatch.counties import queries as counties
from mealwatch.kernel import clock
from mealwatch.storage.transaction import in_transaction
from mealwatch.web.addresses import own_address, own_page
from mealwatch.web.forms import Form
from mealwatch.web.guards import PUBLIC, SIGNED_IN, current_viewer, forget_viewer, guard
from mealwatch.web.language import remember, remembered


@blueprint.get("/login")
@guard(PUBLIC)
def login():
    """The sign-in page."""
    next_page = own_page(request.args.get("next"))
    if current_viewer() is not None:
        return redirect(next_page or url_for("web.first_page"))
    return sign_in.page(Form(), next_page=next_page)


@blueprint.post("/login")
@guard(PUBLIC)
def enter():
    """Sign in and go on where the person was."""
    form, county_id = Form(SignInSchema()), _county()
    given = form.given()
    if given and county_id is None:
        form.complain("county", _("请选择县"))
    if form.faults or not form.done(lambda: sign_in.sign_in(county_id, given["username"], given["password"])):
        next_page = own_page(form.typed.get("next"))
        return sign_in.page(form, next_page=next_page, kept=form.typed.get("kept", "")), form.status
    account, key = form.result
    kept = sign_in.read_kept(form.typed.get("kept", ""))
    if kept:
        sign_in.let_in(make_response(), county_id, key)  # the form below needs a token of the new session
        response = make_response(render_template("accounts/go_on.html", path=kept[0], typed=kept[1]))
        identity.put_cookie(response, county_id, key)
        return response
    response = redirect(own_address(form.typed.get("next")))
    if not remembered():
        remember(response, account.language)
    return sign_in.let_in(response, county_id, key)


@blueprint.post("/logout")
@guard(SIGNED_IN, before_new_password=True)
def logout():
    """End the session, here and on the server."""
    viewer = current_viewer()
    in_transaction(lambda: sessions.end_session(viewer.county_id, viewer.session_hash, now=clock.now()))
    session.clear()
    forget_viewer()
    flash(_("已退出"), "done")
    response = redirect(url_for("accounts.login"))
    identity.drop_cookie(response)
    return response


def _county():
    """The county's id: the one chosen, or the only one."""
    known = counties.counties()
    chosen = request.form.get("county", "")
    if len(known) == 1 and not chosen:
        return known[0].id
    return next((county.id for county in known if str(county.id) == chosen), None)
