"""Are the known trades there from the start, and do corrections survive?"""

import pytest

from okportal.curricula.models import Trade
from okportal.curricula.trades import TRADES, load

pytestmark = pytest.mark.django_db


def test_trades_come_with_the_migrations():
    assert Trade.objects.count() == len(TRADES)
    trade = Trade.objects.get(pk="HSBUA3----")
    assert (trade.name, trade.subject_code, trade.months) == ("Barne- og ungdomsarbeiderfaget", "BUA3004", 24)
    assert Trade.objects.get(pk="BAROF3----").months == 36


def test_loading_again_keeps_corrections():
    Trade.objects.filter(pk="HSBUA3----").update(months=18)
    load(Trade)
    assert Trade.objects.count() == len(TRADES)
    assert Trade.objects.get(pk="HSBUA3----").months == 18


def test_every_trade_has_letters_of_its_own():
    assert len({area[2:5] for _name, area, _subject, _differs in TRADES}) == len(TRADES)
