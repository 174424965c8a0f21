"""When does the worker look into the outbox?"""

import time

from celery import shared_task

from okportal.outbox.delivery import BATCH, deliver_batch

SECONDS_A_RUN = 60  # below the task's time limit; beat and the next wake-up go on


@shared_task
def deliver_waiting():
    """Send what waits, batch by batch, until nothing is left or the run has had its time."""
    started = time.monotonic()
    while deliver_batch() == BATCH:
        if time.monotonic() - started > SECONDS_A_RUN:
            break
