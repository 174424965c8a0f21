#!/usr/bin/env python3
"""Sets up OKportal on a machine that has only Python, then runs it.

    python3 run.py [up] [--port N] [--data FOLDER]   everything, with demo data; Ctrl-C stops it
    python3 run.py test [arguments of pytest]        the tests
    python3 run.py bench [NAME ...]                  the measurements
    python3 run.py setup                             only the set-up
    python3 run.py COMMAND ...                       any other command of manage.py, e.g. shell

Only the standard library is used. Even an old Python must be able to read this file, to say what is wrong.
"""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "okportal-lock"
UV_FOLDER = VENV / "uv"  # outside site-packages, where `uv pip sync` would remove what is in no lock
UV = UV_FOLDER / "bin" / "uv"
OLDEST = (3, 11)
NEWER_PYTHONS = ("python3.14", "python3.13", "python3.12", "python3.11")

RUN_LOCK = ROOT / "requirements.lock"
TEST_LOCK = ROOT / "requirements-test.lock"
UV_LOCK = """\
uv==0.13.9 \\
    --hash=sha256:d7f459fe4fd247d830351c75686d3996ace3c6f3f728eb0e85a30b7ada0cef19 \\
    --hash=sha256:ecb6028d79dc96fbeafffe5c8af62a7099487ebc05a701e76714eebcffd06375 \\
    --hash=sha256:5435c5ce14a56431208ca0996416d310f1598e8c2c8ba707688985a16bb82dbe \\
    --hash=sha256:2c45530751517d6c3bbc69a19473f6effe47cce047bede01ffd8af7ea7b36b25 \\
    --hash=sha256:c16ed11e013557536b3e60065f1b912f6407bd6518e041b961e23ef9e6b4fbf5 \\
    --hash=sha256:66c512266d633bef48384a1f53003f41f2a8e7b36fe6e7fbfd3e0fd52d96fa63
"""  # Linux (x86_64, aarch64, musl) and macOS (Intel, Apple)

PDF_LIBRARIES = ["libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0"]  # WeasyPrint loads them
BROWSER = ["chromium"]  # the journeys in tests/journeys
JAVA_CLASSES = ["libjaxb-java"]  # veraPDF needs them; it runs where Java is found (tests/conformance)


def say(line):
    print(line, flush=True)


def fail(line):
    sys.exit("\n" + line)


def main(arguments):
    word = arguments[0] if arguments and not arguments[0].startswith("-") else "up"
    rest = arguments[1:] if arguments and word == arguments[0] else arguments
    if "-h" in arguments[:1] or "--help" in arguments[:1]:
        return print(__doc__)
    check_machine()
    needs_tests = word in ("test", "bench")
    set_up(needs_tests)
    if word == "setup":
        return say("Everything is set up.")
    os.chdir(ROOT)
    if word == "test":
        sys.exit(test(rest))
    os.execv(str(PYTHON), [str(PYTHON), *target(word, rest)])


def test(rest):
    """All tests, then veraPDF on all papers; with arguments of pytest only those tests. Gives the exit status."""
    failed = subprocess.call([str(PYTHON), *pytest_of(rest)])
    if rest:
        return failed
    return subprocess.call([str(PYTHON), "-m", "tests.conformance"]) or failed


def pytest_of(rest):
    return ["-m", "pytest", *(rest or ["-n", str(processors())])]


def target(word, rest):
    """The arguments of Python that run what was asked for."""
    if word == "bench":
        return ["-m", "benchmarks", *rest]
    return ["manage.py", word, *rest]


def processors():
    """How many processors this process may use; a container often gets fewer than the machine has."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def check_machine():
    """Goes on with a new enough Python, or says what is needed."""
    if os.name == "nt":
        fail("On Windows, use WSL (then this same command) or docker compose; README.md says how.")
    if sys.version_info >= OLDEST:
        return
    for name in NEWER_PYTHONS:
        found = shutil.which(name)
        if found:
            os.execv(found, [found, *sys.argv])
    fail("Python 3.11 or newer is needed; this is {}.{}.".format(*sys.version_info[:2]))


def set_up(needs_tests):
    """Brings packages, system libraries and generated files up to date; a second call takes a moment."""
    use_a_home()
    if not PYTHON.exists():
        make_venv()
    sync_packages(needs_tests)
    install_libraries(PDF_LIBRARIES + (test_libraries() if needs_tests else []))
    run([PYTHON, "-m", "okportal.embedded.assets"], "The generated files could not be made.")


def use_a_home():
    """The installers keep caches in the home folder; a service account may have none."""
    home = os.environ.get("HOME")
    if not home or not os.access(home, os.W_OK):
        own = ROOT / "var" / "home"
        own.mkdir(parents=True, exist_ok=True)
        os.environ["HOME"] = str(own)


def make_venv():
    say("Making .venv with Python {}.{} …".format(*sys.version_info[:2]))
    if importlib.util.find_spec("ensurepip") is None:
        package = "python{}.{}-venv".format(*sys.version_info[:2])
        install_libraries([package])
        if subprocess.run([sys.executable, "-c", "import ensurepip"], stderr=subprocess.DEVNULL).returncode:
            fail(f"This Python cannot make virtual environments. Install {package}, then try again.")
    shutil.rmtree(VENV, ignore_errors=True)
    run([sys.executable, "-m", "venv", VENV], "The virtual environment could not be made.")


def sync_packages(needs_tests):
    """Installs exactly the locked packages; the ones of the tests may stay when only the portal is wanted."""
    present = STAMP.read_text() if STAMP.exists() else ""
    wanted = TEST_LOCK if needs_tests or present.startswith(TEST_LOCK.name) else RUN_LOCK
    if present == fingerprint(wanted):
        return
    if not UV.exists():
        install_uv()
    say(f"Installing the packages of {wanted.name} …")
    began = time.monotonic()
    run(
        [UV, "pip", "sync", "--quiet", "--require-hashes", "--compile-bytecode", "--python", PYTHON, wanted],
        "The packages could not be installed.",
    )
    STAMP.write_text(fingerprint(wanted))
    say(f"    done in {time.monotonic() - began:.0f} s")


def fingerprint(lock):
    return f"{lock.name} {hashlib.sha256(lock.read_bytes()).hexdigest()}"


def install_uv():
    """uv installs a hundred packages in seconds; it comes by pip, and only if its hash is one of ours."""
    say("Fetching the installer (uv) …")
    UV_FOLDER.mkdir(parents=True, exist_ok=True)
    lock = UV_FOLDER / "uv.lock.txt"
    lock.write_text(UV_LOCK)
    options = [
        "--quiet",
        "--disable-pip-version-check",
        "--require-hashes",
        "--only-binary=:all:",
        "--upgrade",
    ]
    run(
        [PYTHON, "-m", "pip", "install", *options, "--target", UV_FOLDER, "-r", lock],
        "The installer uv could not be fetched.",
    )


def test_libraries():
    """What the tests can use beside the portal's own; without Java its classes are of no use."""
    return ([] if find_browser() else BROWSER) + (JAVA_CLASSES if shutil.which("java") else [])


def find_browser():
    return any(shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome"))


def install_libraries(packages):
    """Debian and Ubuntu as root: installs what is missing. Elsewhere it says what to install and goes on."""
    if not shutil.which("dpkg-query"):
        if sys.platform == "darwin" and not shutil.which("pango-view"):
            say("PDFs need Pango: brew install pango")
        return
    missing = [package for package in packages if not is_installed(package)]
    if not missing:
        return
    install = ["apt-get", "install", "-y", "--no-install-recommends", *missing]
    if os.geteuid() != 0:
        return say(f"Some parts will not work before you run: sudo {' '.join(install)}")
    say(f"Installing with apt-get: {' '.join(missing)} …")
    quiet = {"stdout": subprocess.DEVNULL, "env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}}
    subprocess.run(["apt-get", "update"], **quiet)
    if subprocess.run(install, **quiet).returncode:
        say(f"That did not work; going on without. You can try: {' '.join(install)}")


def is_installed(package):
    query = ["dpkg-query", "-W", "-f=${Status}", package]
    return "ok installed" in subprocess.run(query, capture_output=True, text=True).stdout


def run(command, complaint):
    if subprocess.run([str(part) for part in command], cwd=ROOT).returncode:
        fail(complaint)


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except KeyboardInterrupt:
        sys.exit(130)
