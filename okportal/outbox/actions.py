"""How does a message get into the outbox: one by one, or as the answer to a question? And once more?"""

import logging
import time
from threading import Thread

from celery import current_app
from django.db import connection, transaction
from django.db.models import QuerySet
from django.db.models.functions import Now
from django.db.transaction import atomic
from django.utils.translation import gettext as _

from okportal.audit.actions import record
from okportal.errors import Refused
from okportal.outbox.models import Message

log = logging.getLogger(__name__)

COLUMNS = ("office_id", "key", "template", "facts", "to_email", "to_name", "language", "page", "about_id")
REST_AFTER_FAILURE = 30  # seconds without waking the worker after the broker failed


def enqueue(
    *, office_id, key, template, to_name, language, to_email="", to_phone="", facts=None, page="", about_id=None
):  # fmt: skip
    """Write one message in the caller's transaction; a second call with the same key writes nothing.

    A mail to `to_email`, or a text to `to_phone`. What opens a door stands under one of models.SECRETS in `facts`.
    """
    # The times are the database's own (db_default): the claim compares them with its clock, not with ours.
    message = Message(
        office_id=office_id, key=key, template=template, facts=facts or {}, to_email=to_email, to_phone=to_phone,
        channel=Message.Channel.SMS if to_phone else Message.Channel.MAIL, to_name=to_name, language=language,
        page=page, about_id=about_id,
    )  # fmt: skip
    Message.objects.bulk_create([message], ignore_conflicts=True)
    wake_after_commit()


def enqueue_from(rows: QuerySet) -> int:
    """Write a message for each row of `rows` in one statement; returns how many were new.

    `rows` is a `.values_list(*COLUMNS)` with those names annotated. Measured against a loop over objects:
    0.14 s where the loop took 2.1 s for 50,000 (docs/adr/0007).
    """
    return enqueue_by(insert_of(rows))


def insert_of(rows: QuerySet) -> tuple[str, tuple]:
    """The statement that `enqueue_from` runs and its parameters, for one who runs it more than once."""
    select, parameters = rows.order_by().values_list(*COLUMNS).query.sql_with_params()
    into = f"INSERT INTO outbox_message ({', '.join(COLUMNS)})"
    return f"{into} {select} ON CONFLICT (office_id, key) DO NOTHING", parameters


def enqueue_by(insert: tuple[str, tuple]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(*insert)
        added = cursor.rowcount
    if added:
        wake_after_commit()
    return added


@atomic
def retry(*, message, by) -> Message:
    """Start again with a message that was given up, now that the address or the server is mended."""
    message = Message.objects.select_for_update().get(pk=message.pk)
    if message.dead_at is None:
        raise Refused(_("This message has not been given up."), way_out=_("Open it again to see how far it has come."))
    if message.has_lost_its_secret:
        raise Refused(
            _("The link or the code in this message is no longer kept."),
            way_out=_("Send a new link from the page it was sent from: an invitation, a signing or a question."),
        )
    message.dead_at, message.attempts, message.error, message.next_at = None, 0, "", Now()
    message.save(update_fields=["dead_at", "attempts", "error", "next_at"])
    record(by, "message.retried", message)
    wake_after_commit()
    return message


def wake_after_commit():
    """Wake the worker once the caller's transaction is in; once, however many messages it writes.

    1,000 wake-ups of one transaction took 4.4 s.
    """
    if not any(callback is wake_worker for _savepoints, callback, _robust in connection.run_on_commit):
        transaction.on_commit(wake_worker, robust=True)


class Broker:
    """What this process knows of the broker: after a failure it is left alone for a while."""

    rests_until = 0.0


def wake_worker():
    """Tell the worker that something waits, without waiting for a sick broker: beat finds the rows anyway.

    A thread, because a broker that accepts and says nothing held the caller for 4 s (measured, socket timeout 2 s).
    """
    if time.monotonic() >= Broker.rests_until:
        Thread(target=_send_wake_up, name="wake the worker", daemon=True).start()


def _send_wake_up():
    try:
        current_app.send_task("okportal.outbox.tasks.deliver_waiting", expires=30)
    except Exception as error:  # whatever the broker's client raises, the rows are safe
        Broker.rests_until = time.monotonic() + REST_AFTER_FAILURE
        log.warning("The broker did not answer (%s); beat will deliver.", type(error).__name__)
