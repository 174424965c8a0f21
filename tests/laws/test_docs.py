"""Law: every file that the documents name is there."""

import re
from itertools import product

from okportal.embedded.messages import FOLDERS
from okportal.embedded.system import ROOT

CODE, LINK = re.compile(r"`([^`\n]+)`"), re.compile(r"\]\(([^)#\s]+)")
PATH = re.compile(r"[\w.*{},-]+(/[\w.*{},-]*)*")
MIGRATION = re.compile(r"(\w+)/(\d{4})")
# Addresses, names of formats, and what is there only once the portal has run.
NO_FILES = re.compile(r"kontroller/|okportal\.\w+/\d+|var/.*")


def test_files_that_documents_name_are_there():
    documents = [*ROOT.glob("*.md"), *(path for name in ("docs", *FOLDERS) for path in (ROOT / name).rglob("*.md"))]
    assert len(documents) > 30
    gone = [f"{path.relative_to(ROOT)}: {name}" for path in documents for name in gone_from(path, path.read_text())]
    assert not gone, "\n".join(gone)


def test_a_file_that_is_gone_is_noticed():
    text = """`states.py`, `contracts/stats.py`, `contracts/0001`, `contracts/9999`, `actions/{ending,endings}.py`,
        `nowhere.py`, `/fjord/x/`, `a/b c`, `tests/laws`, [x](README.md), [x](docs/adr/none.md), [x](https://x.test/y)"""
    assert gone_from(ROOT / "contracts" / "README.md", text) == [
        "contracts/stats.py", "contracts/9999", "actions/{ending,endings}.py", "nowhere.py", "docs/adr/none.md",
    ]  # fmt: skip


def gone_from(document, text) -> list[str]:
    """What looks like the name of a file here, in backticks or as a link, and names none."""
    named = [name for name in CODE.findall(text) if is_path(name)]
    links = [name for name in LINK.findall(text) if "://" not in name]
    return [name for name in named + links if not all(is_there(document, one) for one in spelled_out(name))]


def is_path(name) -> bool:
    return ("/" in name or name.endswith(".py")) and bool(PATH.fullmatch(name)) and not NO_FILES.fullmatch(name)


def spelled_out(name):
    """`{a,b}.py` is a.py and b.py."""
    parts = [part.split(",") for part in re.split(r"[{}]", name)] if "{" in name else [[name]]
    return ["".join(one) for one in product(*parts)]


def is_there(document, name) -> bool:
    """Beside the document or from the top; a migration by its app and number; a module without folder anywhere."""
    if numbered := MIGRATION.fullmatch(name):
        name = f"{numbered[1]}/migrations/{numbered[2]}_*.py"
    beside = any(any(folder.glob(name)) for folder in (document.parent, ROOT, ROOT / "okportal"))
    return beside or ("/" not in name and any(any((ROOT / folder).rglob(name)) for folder in FOLDERS))
