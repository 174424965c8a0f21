"""Which trades are there, which curricula do they follow, and what are their competence aims?

National data from Udir's Grep, shared by all offices. It stands at the bottom of the import order because both a
company's approval (companies) and an apprentice's plan (training) refer to it (docs/adr/0008).
"""

from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _


class Trade(models.Model):
    """A trade (lærefag), by its programme area code, e.g. HSBUA3----."""

    class TestForm(models.TextChoices):
        TRADE_TEST = "fagprove", _("Trade test")
        JOURNEYMANS_TEST = "svenneprove", _("Journeyman's test")

    code = models.CharField(_("programme area"), max_length=10, primary_key=True)
    name = models.CharField(_("name"), max_length=120)
    subject_code = models.CharField(_("subject code"), max_length=10, blank=True)
    months = models.PositiveSmallIntegerField(_("training period, months"), default=24)
    test_form = models.CharField(_("test"), max_length=12, choices=TestForm, default=TestForm.TRADE_TEST)

    class Meta:
        ordering = ["name"]
        verbose_name = _("trade")
        verbose_name_plural = _("trades")

    def __str__(self):
        return self.name


NEWEST_FIRST = ("-valid_from", F("set_on").desc(nulls_last=True), "-code")


class CurriculumQuerySet(models.QuerySet):
    def in_force(self, trade_id, day):
        """The version that a contract starting on `day` follows: the newest that is valid by then.

        Of two valid from the same day the one that Udir set goes before one of our own (which has no `set_on`).
        """
        return self.filter(trade_id=trade_id, valid_from__lte=day).order_by(*NEWEST_FIRST).first()

    def chooser(self, trade_ids):
        """`in_force` as a function of trade and day, for many at once; one query."""
        of_trade: dict[str, list] = {}
        for curriculum in self.filter(trade_id__in=trade_ids).order_by(*NEWEST_FIRST):
            of_trade.setdefault(curriculum.trade_id, []).append(curriculum)

        def choose(trade_id, day):
            return next((found for found in of_trade.get(trade_id, ()) if found.valid_from <= day), None)

        return choose


class Curriculum(models.Model):
    """One version of a trade's curriculum (læreplan), e.g. BUA03-02, in the language it was set in."""

    code = models.CharField(_("code"), max_length=12, primary_key=True)
    trade = models.ForeignKey(Trade, models.PROTECT, related_name="curricula")
    title = models.CharField(_("title"), max_length=200)
    language = models.CharField(
        _("set in"), max_length=3, choices=[("nob", "Bokmål"), ("nno", "Nynorsk"), ("sme", "Davvisámegiella")]
    )
    set_on = models.DateField(_("set on"), null=True, blank=True)
    valid_from = models.DateField(_("valid from"))
    introduction = models.TextField(_("introduction"), blank=True)

    objects = CurriculumQuerySet.as_manager()

    class Meta:
        ordering = ["trade", "-valid_from"]
        verbose_name = _("curriculum")
        verbose_name_plural = _("curricula")

    def __str__(self):
        return f"{self.code} {self.title}"


class Aim(models.Model):
    """One competence aim (kompetansemål). Its code is unique within a curriculum; the same aim may stand in two."""

    curriculum = models.ForeignKey(Curriculum, models.CASCADE, related_name="aims")
    code = models.CharField(_("code"), max_length=12)
    text = models.TextField(_("text"))
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["curriculum", "position"]
        constraints = [models.UniqueConstraint(fields=["curriculum", "code"], name="aim_once")]
        verbose_name = _("competence aim")
        verbose_name_plural = _("competence aims")

    def __str__(self):
        return self.text
