"""When are files without a row removed?"""

from celery import shared_task

from okportal.documents import actions
from okportal.offices.scope import office_ids, office_scope


@shared_task
def sweep_orphans():
    """Remove in each office what rolled-back transactions left on disk."""
    for office_id in office_ids():
        with office_scope(office_id):
            actions.remove_orphans(office_id=office_id)
