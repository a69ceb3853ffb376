"""The API reference: what DocC makes of the comments of every module of a library product.

Fails if a public symbol has no comment, or if DocC warns.
"""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
MAPS = ["Sources/CGSL/module.modulemap", "Sources/CProcess/module.modulemap"]


def modules() -> list[str]:
    """The modules that other packages can import."""
    manifest = (ROOT / "Package.swift").read_text("utf-8")
    targets = re.findall(r'\.library\(name: "\w+", targets: \[([^]]+)\]', manifest)
    return re.findall(r"\w+", " ".join(targets))


def extract(module: str, products: Path, output: Path) -> None:
    """Writes a module's symbols, as the build has them."""
    target = json.loads(subprocess.check_output(["swift", "-print-target-info"]))["target"]
    command = ["swift", "symbolgraph-extract", "-module-name", module, "-I", products / "Modules",
               "-target", target["triple"], "-output-dir", output,
               "-minimum-access-level", "public", "-skip-synthesized-members"]
    for headers in sorted((ROOT / ".build/checkouts").glob("*/Sources/*/include")):
        command += ["-I", headers]
    for path in MAPS:
        command += ["-Xcc", f"-fmodule-map-file={ROOT / path}"]
    output.mkdir(parents=True)
    subprocess.run(command, check=True)


def undocumented(graphs: Path) -> list[str]:
    """A line for each public symbol without a comment."""
    found = []
    for path in sorted(graphs.glob("*.symbols.json")):
        for symbol in json.loads(path.read_text("utf-8"))["symbols"]:
            if symbol["accessLevel"] == "public" and "docComment" not in symbol:
                place = symbol.get("location", {"uri": "?", "position": {"line": -1}})
                file = place["uri"].removeprefix(f"file://{ROOT}/")
                name = ".".join(symbol["pathComponents"])
                found.append(f"{file}:{place['position']['line'] + 1}: {name} has no comment")
    return found


def main() -> None:
    products, output = Path(sys.argv[1]), Path(sys.argv[2])
    work = ROOT / ".build/api"
    shutil.rmtree(work, ignore_errors=True)
    missing, archives, symbols = [], [], 0
    for module in modules():
        graphs, archive = work / module, work / f"{module}.doccarchive"
        extract(module, products, graphs)
        missing += undocumented(graphs)
        symbols += len(json.loads((graphs / f"{module}.symbols.json").read_text())["symbols"])
        subprocess.run(
            ["docc", "convert", "--additional-symbol-graph-dir", graphs,
             "--fallback-display-name", module, "--fallback-bundle-identifier", f"rmsprop.{module}",
             "--warnings-as-errors", "--transform-for-static-hosting", "--output-path", archive],
            check=True)
        archives.append(archive)
    if missing:
        sys.exit("\n".join(missing))
    merged = work / "merged"
    subprocess.run(["docc", "merge", *archives, "--synthesized-landing-page-name", "RMSprop",
                    "--synthesized-landing-page-kind", "Package", "--output-path", merged],
                   check=True)
    shutil.rmtree(output, ignore_errors=True)
    merged.rename(output)
    print(f"{symbols} public symbols of {len(archives)} modules, each with a comment")
    print(f"python3 -m http.server --directory {output}, then open /documentation")


if __name__ == "__main__":
    try:
        main()
    except subprocess.CalledProcessError as error:
        sys.exit(f"{error.cmd[0]} {error.cmd[1]} failed")
