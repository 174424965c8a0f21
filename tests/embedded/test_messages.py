"""Are all sentences found, and is no translation lost, guessed or wrong?"""

import pytest
from django.core.management import CommandError, call_command

from okportal.embedded import messages

PYTHON = """\
from django.utils.translation import gettext as _, ngettext, npgettext_lazy, pgettext_lazy

TITLE = pgettext_lazy("of a file", "Title")
ROWS = npgettext_lazy("in a list", "%(count)s row", "%(count)s rows", "count")


def lines(count, word):
    _(word)
    _("Half a sentence "
      "and the rest")
    return ngettext("%(count)s apprentice", "%(count)s apprentices", count)
"""
TEMPLATE = """\
<h1>{% translate "My day" %}</h1>
    <p>{% blocktranslate trimmed with name=member.name %}
      Good morning,
      {{ name }}
    {% endblocktranslate %}</p>
  {% blocktranslate count days=days trimmed %}{{ days }} day{% plural %}{{ days }} days{% endblocktranslate %}
 {% translate "Open" context "a state" %} {% include "x.html" with title=_("Inside a tag") %}
{% blocktranslate trimmed %}100 % æøå's{% endblocktranslate %}
"""


@pytest.fixture
def project(tmp_path):
    """A tiny project with one Python file, one template, and files that must not be read."""
    for name, text in {
        "exams/pages.py": PYTHON,
        "templates/home/day.html": TEMPLATE,
        "exams/migrations/0001.py": '_("in a migration")',
        "okportal/tests/test_x.py": '_("in a test")',
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True)
        path.write_text(text)
    return tmp_path


def a_catalogue(root, language, text):
    path = messages.catalogue_path(language, root)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(messages.HEADER.format(language=language) + text)


def test_sentences_of_python_and_templates_are_found_in_the_form_django_looks_them_up(project):
    found = {(message.id, message.context) for message in messages.extract(project) if message.id}
    assert found == {
        ("Title", "of a file"),
        (("%(count)s row", "%(count)s rows"), "in a list"),
        ("Half a sentence and the rest", None),
        (("%(count)s apprentice", "%(count)s apprentices"), None),
        ("My day", None),
        ("Good morning, %(name)s", None),
        (("%(days)s day", "%(days)s days"), None),
        ("Open", "a state"),
        ("Inside a tag", None),
        ("100 %% æøå's", None),
    }


def test_translations_are_kept_and_a_changed_sentence_is_a_new_one(project):
    a_catalogue(
        project, "nb", 'msgid "My day"\nmsgstr "Min dag"\n\nmsgid "Good morning %(name)s"\nmsgstr "Hei, %(name)s"\n'
    )
    catalogue = messages.merged("nb", messages.extract(project), project)
    assert catalogue.get("My day").string == "Min dag"
    assert not catalogue.get("Good morning, %(name)s").string
    assert catalogue.get("Good morning %(name)s") is None
    assert not any(message.fuzzy for message in catalogue if message.id)
    assert len(messages.missing(catalogue)) == 9


def test_a_sentence_that_got_a_plural_is_missing_until_both_forms_are_written(project):
    a_catalogue(project, "nb", 'msgid "%(days)s day"\nmsgstr "%(days)s dag"\n')
    catalogue = messages.merged("nb", messages.extract(project), project)
    assert catalogue.get("%(days)s day").string == ("", "")


def test_the_same_sentences_give_the_same_file_twice(project):
    once = messages.rendered(messages.merged("nn", messages.extract(project), project), "nn")
    messages.catalogue_path("nn", project).parent.mkdir(parents=True)
    messages.catalogue_path("nn", project).write_text(once)
    again = messages.rendered(messages.merged("nn", messages.extract(project), project), "nn")
    assert again == once
    assert "POT-Creation-Date" not in once and ".html:" not in once


def test_a_translation_with_another_placeholder_is_a_mistake(project):
    a_catalogue(project, "nb", 'msgid "Good morning, %(name)s"\nmsgstr "Hei, %(navn)s"\n')
    catalogue = messages.merged("nb", messages.extract(project), project)
    assert [message.id for message in messages.mistaken(catalogue)] == ["Good morning, %(name)s"]


def test_one_may_be_written_without_its_number(project):
    a_catalogue(
        project,
        "nb",
        'msgid "%(days)s day"\nmsgid_plural "%(days)s days"\nmsgstr[0] "én dag"\nmsgstr[1] "%(days)s dager"\n',
    )
    assert messages.mistaken(messages.merged("nb", messages.extract(project), project)) == []


def test_nynorsk_borrows_the_sentences_of_the_login_that_allauth_has_in_bokmaal_only():
    nynorsk = messages.borrowed("nn")
    assert nynorsk.get("Too many failed login attempts. Try again later.").auto_comments == ["From django-allauth"]
    assert len(messages.borrowed("nb")) == 0


def test_the_check_fails_and_writes_nothing_when_a_file_is_out_of_date(project):
    with pytest.raises(CommandError, match="nb, nn"):
        call_command("messages", check=True, root=project)
    assert not messages.catalogue_path("nb", project).exists()


def test_the_command_writes_and_says_how_many_are_missing(project, capsys):
    call_command("messages", root=project)
    assert "nb: 10 sentences, 10 missing" in capsys.readouterr().out
    assert 'msgid "My day"' in messages.catalogue_path("nb", project).read_text()
