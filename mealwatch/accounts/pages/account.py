"""One's own account: password, language, keys for programs, the other places where one is signed in."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from mealwatch.accounts import queries, sign_in
from mealwatch.accounts.pages.blueprint import blueprint
from mealwatch.accounts.presenters import grant_words
from mealwatch.accounts.schemas import ChoosePasswordSchema, ChoosePinSchema, LanguageSchema, TokenSchema
from mealwatch.accounts.service import people, pins, sessions, tokens
from mealwatch.kernel import clock
from mealwatch.storage.transaction import in_transaction
from mealwatch.web.forms import Form
from mealwatch.web.guards import SIGNED_IN, current_viewer, guard
from mealwatch.web.language import remember


@blueprint.get("/account")
@guard(SIGNED_IN, before_new_password=True)
def account():
    """The person's own page."""
    return _page()


@blueprint.post("/account/password")
@guard(SIGNED_IN, before_new_password=True)
def password():
    """Choose another password: every sign-in ends, and this one begins anew."""
    viewer, form = current_viewer(), Form(ChoosePasswordSchema())
    if not form.done(_count_try) or not form.accepted(_chosen):
        return _page(password=form)
    key = sign_in.begin_session(viewer.county_id, viewer.account_id, viewer.username)
    flash(_("密码已修改，其他地方的登录都已退出"), "done")
    return sign_in.let_in(redirect(url_for("accounts.account")), viewer.county_id, key)


@blueprint.post("/account/pin")
@guard(SIGNED_IN)
def pin():
    """Choose a PIN with which one signs on somebody else's phone; the password is asked for."""
    form = Form(ChoosePinSchema())
    if not form.done(_count_try) or not form.accepted(lambda given: _changed(pins.choose_pin, **given)):
        return _page(pin=form)
    flash(_("PIN 已设好，只告诉自己"), "done")
    return redirect(url_for("accounts.account"))


@blueprint.post("/account/language")
@guard(SIGNED_IN)
def language():
    """Keep the language in which pages begin after signing in."""
    viewer, form = current_viewer(), Form(LanguageSchema())
    if not form.accepted(lambda given: _changed(people.change_account, **given)):
        return _page(language=form)
    response = redirect(url_for("accounts.account"))
    remember(response, queries.get_account(viewer.county_id, viewer.username).language)
    return response


@blueprint.post("/account/sessions/end")
@guard(SIGNED_IN)
def end_other_sessions():
    """Sign out everywhere else."""
    viewer = current_viewer()
    in_transaction(
        lambda: sessions.end_sessions(viewer.county_id, viewer.account_id, now=clock.now(), but=viewer.session_hash)
    )
    flash(_("其他地方的登录都已退出"), "done")
    return redirect(url_for("accounts.account"))


@blueprint.post("/account/tokens")
@guard(SIGNED_IN)
def issue_token():
    """Make a key for a program; it is shown on the answer and never again."""
    viewer, form = current_viewer(), Form(TokenSchema())
    made = form.accepted(
        lambda given: tokens.issue_token(
            viewer.county_id,
            viewer.account_id,
            username=viewer.username,
            by=viewer.actor(),
            now=clock.now(),
            **given,
        )
    )
    return _page(new_token=form.result) if made else _page(token=form)


@blueprint.post("/account/tokens/<int:token_id>/revoke")
@guard(SIGNED_IN)
def revoke_token(token_id):
    """Take one's own key out of use."""
    viewer = current_viewer()
    in_transaction(
        lambda: tokens.revoke_token(
            viewer.county_id,
            viewer.account_id,
            token_id,
            username=viewer.username,
            by=viewer.actor(),
            now=clock.now(),
        )
    )
    flash(_("令牌已停用"), "done")
    return redirect(url_for("accounts.account"))


def _page(*, new_token=None, **forms):
    """The page with the form that was sent, faults and all, and fresh ones beside it."""
    viewer = current_viewer()
    person = queries.get_account(viewer.county_id, viewer.username)
    shown = {name: forms.get(name) or _fresh(person) for name in ("password", "pin", "language", "token")}
    sent = next(iter(forms.values()), None)
    html = render_template(
        "accounts/account.html",
        person=person,
        grants=grant_words(viewer.county_id, person.grants),
        tokens=queries.tokens_of(viewer.county_id, viewer.account_id),
        sessions=queries.open_sessions(viewer.county_id, viewer.account_id, clock.now()),
        pin_set_at=queries.pins_of(viewer.county_id, [viewer.account_id]).get(viewer.account_id),
        signs=viewer.may("sign_second"),
        new_token=new_token,
        forms=shown,
        form=sent,
    )
    return html, sent.status if sent else 200


def _fresh(person):
    return Form(start={"language": person.language}).fresh()


def _changed(work, **given):
    viewer = current_viewer()
    return work(viewer.county_id, viewer.username, by=viewer.actor(), now=clock.now(), **given)


def _chosen(given):
    return _changed(people.choose_password, **given)


def _count_try():
    """Guessing the current password from a sign-in left open is stopped like guessing it at the door."""
    viewer, address, now = current_viewer(), sign_in.address_of(), clock.now()
    in_transaction(lambda: sessions.count_try(viewer.county_id, username=viewer.username, address=address, now=now))
    return request.method
