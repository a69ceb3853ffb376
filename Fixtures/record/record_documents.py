"""Records what real Python and torch say to the documents' programs, for docs/errata.md.

    python record_documents.py [--output DIR]

Each program of programs_documents.py is run, and so is each docs/examples/document_*.py; what comes
back is written down: an exception, what was printed, variables. Where KaTeX's command is installed
(`apt-get install katex`), the readings of document 2's formula are set with it, as its page does,
and what text is left of them is recorded; else the recording that is there stays.
"""

import argparse
import contextlib
import hashlib
import io
import os
import platform
import re
import shutil
import subprocess
import sys
from pathlib import Path

import trace_file
import whole_file
from programs_documents import (
    DOCUMENT_0,
    DOCUMENT_1,
    DOCUMENT_2,
    FORMULAS_OF_DOCUMENT_2,
    NAMES_OF_DOCUMENT_1,
    UPDATE_OF_DOCUMENT_2,
)
from record_pytorch import import_torch

FORMAT = "rmsprop-documents/1"
TOP = Path(__file__).resolve().parent.parent.parent


def run(program):
    """One program with what came back."""
    variables, printed = {}, io.StringIO()
    raises = message = None
    try:
        with contextlib.redirect_stdout(printed):
            exec(compile(program.text, "program.py", "exec"), variables)
    except Exception as error:
        raises, message = type(error).__name__, str(error)
    if raises and program.values:
        sys.exit(f"record_documents: {program.id}: {raises}: {message}")
    return {
        "id": program.id,
        "about": program.about,
        "program": program.text,
        "raises": raises,
        "message": message,
        "prints": printed.getvalue(),
        "values": {name: variables[name] for name in program.values},
    }


def missing_names():
    """Defines the names that document 1's function lacks, one after the other, as it asks."""
    class Anything:
        sqrt = staticmethod(lambda value: value)

    given = {"max_epochs": 1, "X": [1], "Y": [1], "np": Anything}
    variables, missing = {}, []
    exec(compile(NAMES_OF_DOCUMENT_1, "program.py", "exec"), variables)
    while True:
        try:
            variables["names"]()
        except NameError as error:
            missing.append(error.name)
            variables[error.name] = given.get(error.name, 0)
        else:
            break
    return {
        "id": "1.2",
        "about": "Which names are missing, in the order in which Python asks for them.",
        "program": NAMES_OF_DOCUMENT_1,
        "raises": "NameError",
        "message": f"name '{missing[0]}' is not defined",
        "prints": "",
        "values": {"missing": missing},
    }


def completed(document):
    """The document's program as docs/examples has it, in an interpreter of its own."""
    path = TOP / f"docs/examples/document_{document}.py"
    if not path.exists():
        return []
    environment = os.environ | {"MKL_CBWR": "COMPATIBLE", "OMP_NUM_THREADS": "1"}
    done = subprocess.run(
        [sys.executable, str(path)], env=environment, capture_output=True, text=True
    )
    if done.returncode:
        sys.exit(f"record_documents: {path.name} fails:\n{done.stderr}")
    return [
        {
            "id": f"{document}-completed",
            "about": f"docs/examples/{path.name}",
            "program": f"sha256 {hashlib.sha256(path.read_bytes()).hexdigest()}",
            "raises": None,
            "message": None,
            "prints": done.stdout,
            "values": {},
        }
    ]


def formulas(command):
    """What KaTeX's HTML leaves of document 2's formula when it is copied as text."""
    done = []
    for name, denominator in FORMULAS_OF_DOCUMENT_2.items():
        tex = UPDATE_OF_DOCUMENT_2 % denominator
        html = subprocess.run(
            [command, "--format", "html"],
            input=tex,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        done.append(
            {
                "id": name,
                "about": "A formula, and the text of the HTML that KaTeX makes of it.",
                "program": tex,
                "raises": None,
                "message": None,
                "prints": re.sub("<[^>]*>", "", html).strip("\n"),
                "values": {},
            }
        )
    return done


def write(name, versions, programs, root):
    """A key a line, and a program a line."""
    members = {"format": FORMAT, "id": f"documents/{name}"} | versions
    text = trace_file.laid_out(members | {"programs": programs}, "programs")
    whole_file.write(root / f"documents/{name}.documents.json", text)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--output", type=Path, default=trace_file.FIXTURES)
    output = parser.parse_args().output
    torch = import_torch()
    torch.set_num_threads(1)
    torch.manual_seed(1)
    versions = {"python": platform.python_version(), "torch": torch.__version__}
    for document, programs in enumerate((DOCUMENT_0, DOCUMENT_1, DOCUMENT_2)):
        done = [run(program) for program in programs]
        if document == 1:
            done.insert(1, missing_names())
        write(f"document-{document}", versions, done + completed(document), output)
    if command := shutil.which("katex"):
        version = subprocess.run([command, "--version"], capture_output=True, text=True)
        write("formula", {"katex": version.stdout.strip()}, formulas(command), output)
    else:
        print("record_documents: without katex, formula.documents.json stays as it is")
    trace_file.write_sums(output)


if __name__ == "__main__":
    main()
