"""Which sentences does the portal show, and which of them has no Bokmål or Nynorsk yet?

Babel reads the Python files, Django turns templates into something that looks like Python: GNU gettext is not
needed. English is the source and has no catalogue.
"""

import io
import re
from importlib.resources import files
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_python
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from okportal.embedded.system import ROOT

LANGUAGES = ("nb", "nn")
FOLDERS = ("okportal", "companies", "apprenticeships", "training", "contracts", "followup", "exams", "templates")
SKIPPED = {"tests", "migrations", "node_modules", "__pycache__"}
TEMPLATE_ENDINGS = {".html", ".txt", ".css", ".svg", ".xml"}

SINGULAR, PLURAL, CONTEXT, PLURAL_CONTEXT = None, (1, 2), ((1, "c"), 2), ((1, "c"), 2, 3)
CALLS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), SINGULAR),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), PLURAL),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), CONTEXT),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), PLURAL_CONTEXT),
}

# No dates, names or line numbers: two people who extract the same sentences write the same file. The plural rule
# must be, letter for letter, the one of Django's own catalogues, or Django keeps two and mixes up the forms.
HEADER = """\
msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""
PLACEHOLDER = re.compile(r"%%|%\(\w+\)[a-z]|%[sd]|\{\w*\}")

ALLAUTH_FOLDERS = ("account", "mfa", "core", "templates/account", "templates/mfa", "templates/allauth")
# Sign-up is closed, nobody logs in by telephone, and the words of models show in the English admin only.
ALLAUTH_UNSEEN = re.compile(r"signup|phone|admin|models|account_already_exists|unknown_account")


def extract(root=ROOT):
    """A babel Catalog of every sentence of our own Python files and templates, without translations."""
    catalogue = Catalog()
    for path in source_files(root, FOLDERS):
        add_file(catalogue, path)
    return catalogue


def borrowed(language, root=ROOT):
    """A Catalog of the sentences that allauth shows and has no catalogue for in `language`; for Bokmål it is empty.

    Django looks a sentence up in LOCALE_PATHS before it looks in the packages, all in the one domain `django`.
    The Nynorsk of allauth's sentences can therefore stand among our own, each under a comment that says where
    the English comes from. Only what allauth's own Bokmål translates counts, without the templates that ours
    replace: the rest is never seen.
    """
    catalogue, package = Catalog(), Path(str(files("allauth")))
    if (package / "locale" / language).exists():
        return catalogue
    for path in source_files(package, ALLAUTH_FOLDERS):
        is_replaced = path.suffix != ".py" and (root / path.relative_to(package)).exists()
        if not is_replaced and not ALLAUTH_UNSEEN.search(path.stem):
            add_file(catalogue, path, ["From django-allauth"])
    known = read_catalogue(package / "locale" / "nb" / "LC_MESSAGES" / "django.po", "nb")
    for message in list(catalogue):
        if message.id and known.get(message.id, message.context) is None:
            catalogue.delete(message.id, message.context)
    return catalogue


def source_files(root, folders):
    for folder in folders:
        for path in sorted((root / folder).rglob("*")):
            if SKIPPED.isdisjoint(path.relative_to(root).parts) and path.suffix in {".py", *TEMPLATE_ENDINGS}:
                yield path


def add_file(catalogue, path, comments=()):
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        # What is not a sentence becomes rows of X, whose indentation Python's tokenizer would not accept.
        text = "\n".join(line.strip() for line in templatize(text, str(path)).splitlines())
    for _line, function, arguments, _comments in extract_python(io.BytesIO(text.encode()), CALLS, [], {}):
        if message := sentence(CALLS[function], arguments):
            context, msgid = message
            catalogue.add(msgid, context=context, auto_comments=comments)


def sentence(shape, arguments):
    """(context, msgid) of one call, msgid a pair if it has a plural; None where an argument is no literal."""
    given = list(arguments) if isinstance(arguments, tuple | list) else [arguments]
    wanted = 1 if shape is SINGULAR else len(shape)
    given = given[:wanted]
    if len(given) < wanted or not all(given):
        return None
    context = given.pop(0) if shape in (CONTEXT, PLURAL_CONTEXT) else None
    return context, tuple(given) if len(given) == 2 else given[0]


def catalogue_path(language, root=ROOT):
    return root / "locale" / language / "LC_MESSAGES" / "django.po"


def read_catalogue(path, language):
    """The Catalog in `path`; an empty one if there is no such file. Raises PoFileError on a broken file."""
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as text:
        return read_po(text, locale=language, abort_invalid=True)


def merged(language, own, root=ROOT):
    """The Catalog of `language`: today's sentences with the translations we have.

    Nothing is guessed: a sentence that changed is a new one, because a fuzzy guess is how a contract comes to
    say what nobody wrote. What is marked fuzzy by hand stays so, and counts as missing.
    """
    had, result = read_catalogue(catalogue_path(language, root), language), Catalog(locale=language)
    for source in (own, borrowed(language, root)):
        for message in source:
            if not message.id or result.get(message.id, message.context):
                continue
            before = had.get(message.id, message.context)
            keeps = before is not None and is_plural(before) == is_plural(message)
            result.add(
                message.id,
                before.string if keeps else None,
                context=message.context,
                auto_comments=message.auto_comments,
                user_comments=before.user_comments if before else (),
                flags={"fuzzy"} if keeps and before.fuzzy else (),
            )
    return result


def is_plural(message):
    return isinstance(message.id, tuple)


def rendered(catalogue, language):
    """The text of the .po file, sorted by sentence."""
    body = io.BytesIO()
    write_po(body, catalogue, width=None, no_location=True, omit_header=True, sort_output=True)
    return HEADER.format(language=language) + body.getvalue().decode().strip("\n") + "\n"


def missing(catalogue):
    """The messages without a usable translation."""
    return [message for message in catalogue if message.id and (message.fuzzy or not all(forms(message.string)))]


def mistaken(catalogue):
    """The messages whose translation names other placeholders than the source; they would fail on the page."""
    return [message for message in catalogue if message.id and has_wrong_placeholder(message)]


def has_wrong_placeholder(message):
    sources = [set(PLACEHOLDER.findall(form)) for form in forms(message.id)]
    for form in filter(None, forms(message.string)):
        found = set(PLACEHOLDER.findall(form))
        # "one apprentice" may leave the number out, in the source and in the translation
        if found - set.union(*sources) or (len(sources) == 1 and found != sources[0]):
            return True
    return False


def forms(text):
    """The one text, or the texts of singular and plural."""
    return list(text) if isinstance(text, tuple | list) else [text]
