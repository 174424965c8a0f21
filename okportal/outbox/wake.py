"""How is the worker asked for something, once the transaction that wants it is in?"""

import logging
import time
from functools import partial
from threading import Thread

from celery import current_app
from django.db.transaction import on_commit

from okportal.outbox.actions import REST_AFTER_FAILURE, Broker

log = logging.getLogger(__name__)


def ask_worker(task: str, *args):
    """Send the task after the commit, without waiting for a sick broker.

    The broker only carries "wake up": whoever calls this has written down what is wanted, and a sweep of their own
    finds it when the message is lost.
    """
    on_commit(partial(_start, task, args), robust=True)


def _start(task, args):
    if time.monotonic() >= Broker.rests_until:
        Thread(target=_send, args=(task, args), name=f"ask for {task}", daemon=True).start()


def _send(task, args):
    try:
        current_app.send_task(task, args)
    except Exception as error:  # whatever the broker's client raises
        Broker.rests_until = time.monotonic() + REST_AFTER_FAILURE
        log.warning("The broker did not answer (%s); %s waits for its sweep.", type(error).__name__, task)
