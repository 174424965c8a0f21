"""How does a curriculum come into the catalogue, and come in again without doubles?"""

from django.db import IntegrityError, connection
from django.db.models.functions import Substr
from django.db.transaction import atomic
from django.utils.translation import gettext as _

from okportal.curricula.grep import CurriculumText, parse
from okportal.curricula.models import Aim, Curriculum, Trade
from okportal.errors import Refused


@atomic
def import_curriculum(document, *, aim_sets=(), trade=None) -> Curriculum:
    """Write one plan and its aims; a second import changes texts and order, and every row keeps its id.

    `document`: parsed JSON in either shape of `grep.parse`; `aim_sets`: Udir's aim sets it refers to; `trade`: where
    the code of the plan does not tell. An aim that is gone from the document goes too, unless somebody's plan has it.
    Raises Refused.
    """
    plan = parse(document, aim_sets)
    curriculum, _new = Curriculum.objects.update_or_create(
        code=plan.code,
        defaults={
            "trade": trade or trade_of(plan), "title": plan.title, "language": plan.language, "set_on": plan.set_on,
            "valid_from": plan.valid_from, "introduction": plan.introduction,
        },
    )  # fmt: skip
    aims = [
        Aim(curriculum=curriculum, code=aim.code, text=aim.text, position=position)
        for position, aim in enumerate(plan.aims, start=1)
    ]
    Aim.objects.bulk_create(
        aims, update_conflicts=True, unique_fields=["curriculum", "code"], update_fields=["text", "position"]
    )
    vanished = curriculum.aims.exclude(code__in=[aim.code for aim in aims]).order_by("position")
    for number, aim_id in enumerate(vanished.values_list("pk", flat=True), start=1):
        if not removed(aim_id):
            Aim.objects.filter(pk=aim_id).update(position=len(aims) + number)
    return curriculum


def trade_of(plan: CurriculumText) -> Trade:
    """The trade a plan belongs to: the one it names, else by the three letters that both codes share."""
    if plan.trade_code:
        trades = Trade.objects.filter(pk=plan.trade_code)
    else:
        trades = Trade.objects.alias(letters=Substr("code", 3, 3)).filter(letters=plan.code[:3])
    found = list(trades[:2])
    if len(found) != 1:
        raise Refused(
            _("No trade is known for the curriculum %(code)s.") % {"code": plan.code},
            way_out=_("Add the trade in the administration, or name it."),
        )
    return found[0]


def removed(aim_id) -> bool:
    """Delete the aim unless a plan in any office refers to it.

    Plans stand behind the offices' walls, so no query of ours can see them all; the database's own key can. It is
    checked at the commit otherwise, hence IMMEDIATE.
    """
    try:
        with atomic(), connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("DELETE FROM curricula_aim WHERE id = %s", [aim_id])
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    except IntegrityError:
        return False
    return True
