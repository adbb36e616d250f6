"""A person's messages, their e-mail, and the groups' channels."""

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from mealwatch.kernel import clock
from mealwatch.messages import queries, service
from mealwatch.messages import words as _words  # noqa: F401 - the vocabulary of the templates
from mealwatch.messages.domain.kinds import KINDS
from mealwatch.messages.schemas import ChannelSchema, EmailSchema
from mealwatch.messages.service.channels import QUIET
from mealwatch.messages.service.sending import refuse_without_server
from mealwatch.messages.transport import allowed_hosts
from mealwatch.storage.transaction import in_transaction
from mealwatch.web.formats import plain_day
from mealwatch.web.forms import Form
from mealwatch.web.guards import SIGNED_IN, current_viewer, guard
from mealwatch.web.language import translate
from mealwatch.web.paging import page_of_list

blueprint = Blueprint("messages", __name__, template_folder="templates")
#: What a group is told unless it chooses otherwise.
_GROUP_KINDS = ("look_back", "alert_explained", "case_answered", "digest")


def unread():
    """How many messages the person asking has not read."""
    viewer = current_viewer()
    return queries.unread(viewer.county_id, viewer.account_id)


@blueprint.get("/messages")
@guard(SIGNED_IN)
def inbox():
    """The person's messages, the newest first."""
    return _inbox(_email_form())


@blueprint.post("/messages/read")
@guard(SIGNED_IN)
def read():
    """Everything shown is read; with ``to`` go on to where one of them leads."""
    viewer = current_viewer()
    told = queries.inbox(viewer.county_id, viewer.account_id)
    through = request.form.get("through", "")
    chosen = next((one for one in told if str(one.id) == through), None)
    if chosen is not None:
        in_transaction(lambda: service.mark_read(viewer.county_id, viewer.account_id, chosen.id, now=clock.now()))
        if "open" in request.form:
            return redirect(chosen.link)
    return redirect(url_for(".inbox"))


@blueprint.post("/messages/email")
@guard(SIGNED_IN)
def email():
    """The person's own e-mail."""
    viewer, form = current_viewer(), Form(EmailSchema())

    def work(given):
        if given["email"]:
            refuse_without_server(_settings())
        service.keep_email(viewer.county_id, **given, by=viewer.actor(), now=clock.now())

    if form.accepted(work):
        flash(_("已保存"), "done")
        return redirect(url_for(".inbox"))
    return _inbox(form)


@blueprint.get("/messages/channels")
@guard("edit_channels")
def channels():
    """The groups that are told, and how the last sending went."""
    county_id = current_viewer().county_id
    return render_template(
        "messages/channels.html",
        channels=queries.channels_of(county_id, robots_only=True),
        progress=queries.progress(county_id),
        mail_server=bool(_settings()["SMTP_HOST"]),
        hosts=sorted(allowed_hosts(_settings())),
    )


@blueprint.route("/messages/channels/new", methods=["GET", "POST"])
@guard("edit_channels")
def new_channel():
    """Add a group."""
    start = {"shape": "wecom", "quiet_from": QUIET[0], "quiet_until": QUIET[1], "active": "yes"}
    return _channel_form(None, start | {f"kind_{kind}": "yes" for kind in _GROUP_KINDS})


@blueprint.route("/messages/channels/<int:channel_id>", methods=["GET", "POST"])
@guard("edit_channels")
def channel(channel_id):
    """Change a group; its address and secret are not shown again."""
    one = queries.channel(current_viewer().county_id, channel_id)
    start = {"shape": one.shape, "name": one.name, "quiet_from": one.quiet_from, "quiet_until": one.quiet_until}
    start |= {"active": "yes" if one.active else ""} | {f"kind_{kind}": "yes" for kind in one.kinds}
    return _channel_form(one, start)


@blueprint.post("/messages/channels/<int:channel_id>/test")
@guard("edit_channels")
def test(channel_id):
    """Send a group one line."""
    form = Form(start={})
    if form.done(
        lambda: service.send_test(
            current_viewer().county_id, channel_id, settings=_settings(), translate=translate, now=clock.now()
        )
    ):
        flash(_("已发出，请到群里看看"), "done")
    else:
        flash("；".join(one.text for one in form.faults), "wrong")
    return redirect(url_for(".channel", channel_id=channel_id))


def _channel_form(one, start):
    viewer, form = current_viewer(), Form(ChannelSchema(), start=start)
    if form.sent and form.accepted(
        lambda given: service.keep_channel(
            viewer.county_id,
            one.id if one else None,
            given=given,
            allowed=allowed_hosts(_settings()),
            by=viewer.actor(),
            now=clock.now(),
        )
    ):
        flash(_("已保存"), "done")
        return redirect(url_for(".channel", channel_id=form.result))
    history = queries.history(viewer.county_id, one.id) if one else []
    page = render_template(
        "messages/channel.html",
        form=form,
        one=one,
        kinds=KINDS,
        history=history,
        hosts=sorted(allowed_hosts(_settings())),
    )
    return page, form.status


def _inbox(form):
    viewer = current_viewer()
    told = queries.inbox(viewer.county_id, viewer.account_id)
    page = render_template(
        "messages/inbox.html",
        page=page_of_list(told),
        read_through=queries.read_through(viewer.county_id, viewer.account_id),
        newest=told[0].id if told else 0,
        form=form,
        kinds=KINDS,
        mail_server=bool(_settings()["SMTP_HOST"]),
        translate=translate,
        plain_day=plain_day,
    )
    return page, form.status


def _email_form():
    viewer = current_viewer()
    known = queries.email_of(viewer.county_id, viewer.account_id)
    kinds = known.kinds if known else [kind for kind in KINDS if KINDS[kind][1]]
    start = {"email": known.address if known and known.active else ""} | {f"kind_{kind}": "yes" for kind in kinds}
    return Form(EmailSchema(), start=start)


def _settings():
    return current_app.config["MEALWATCH"]
