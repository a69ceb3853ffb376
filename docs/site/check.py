#!/usr/bin/env python3
"""Opens every page of the site in a real browser and looks: make docs-check.

A check is a function that yields what is wrong with the page that is open. Each page counts once
for each check.
"""

import argparse
import os
import re
import sys
import time
import urllib.parse
from collections import Counter
from pathlib import Path

from browser import Browser
from questions import FORMULAS, KEYS, LEFTOVER, MEANINGS, PAGE, ROWS, SYMBOLS, TOKENS, WIDTH

MATH_FONTS = {
    "TeX Gyre Pagella Math", "STIX Two Math", "Latin Modern Math", "Cambria Math", "XITS Math",
}


def name_of(address: str) -> str:
    return urllib.parse.unquote(urllib.parse.urlparse(address).path)


class Site:
    """The pages, what they said of themselves, and what is wrong with them."""

    def __init__(self, folder: Path, browser: Browser):
        self.folder, self.browser = folder, browser
        self.files = sorted(folder.rglob("*.html"))
        self.pages: dict[str, dict] = {}
        self.counts: dict[str, Counter] = {}
        self.notes: list[str] = []
        self.seen = Counter()
        self.fonts: set[str] = set()

    def name(self, file: Path) -> str:
        return file.relative_to(self.folder).as_posix()

    def note(self, check: str, where: str, wrong: list[str]) -> None:
        """Notes one result, which is a pass if nothing is wrong."""
        counts = self.counts.setdefault(check, Counter())
        counts["failed" if wrong else "passed"] += 1
        for what in wrong:
            print(f"FAILED  {check}: {where}: {what}", flush=True)

    def visit(self, file: Path) -> None:
        """Everything that can be asked of a page alone."""
        browser, where = self.browser, self.name(file)
        browser.size(1280)
        browser.scheme("light")
        browser.open(file)
        page = browser.run(PAGE)
        self.pages[str(file)] = page
        self.note("loads", where, self.loads(page) + browser.complaints())
        self.note("structure", where, list(self.structure(page)))
        self.note("keys", where, list(self.keys(page)))
        self.note("formulas", where, list(self.formulas()))
        self.note("symbols", where, list(self.symbols()))
        self.note("rows", where, list(self.rows(beside=True)))
        self.note("accessible, light", where, browser.violations())
        # Nothing but the colours changes.
        browser.scheme("dark")
        self.note("contrast, dark", where, browser.violations("color-contrast"))
        browser.scheme("light")
        browser.size(360)
        self.note("360 pixels wide", where, list(self.narrow()))
        browser.size(1280)
        self.note("prints", where, list(self.prints()))

    def loads(self, page: dict) -> list[str]:
        wrong = [f"picture {src} is not shown" for src, _, shown in page["pictures"] if not shown]
        wrong += [f"stylesheet {name} is missing" for name in page["styles"]]
        if page["scripts"]:
            wrong.append(f"{page['scripts']} scripts")
        return wrong

    def structure(self, page: dict):
        if page["language"] != "en":
            yield f"language {page['language']!r}"
        if not page["title"].removesuffix("– RMSprop").strip():
            yield "no title"
        if len(page["headings"]) != 1 or not page["headings"][0]:
            yield f"headings of the first level: {page['headings']}"
        for name in page["landmarks"]:
            yield f"no <{name}>"
        if len(page["skip"]) != 1 or page["skip"][0][1:] not in page["ids"]:
            yield "no link that skips to the text"
        for header in page["headers"]:
            yield f"a table's header without scope: {header}"
        if page["tables"]:
            yield f"{page['tables']} tables without headers"
        for src, alternative, _ in page["pictures"]:
            if not alternative:
                yield f"picture {src} has no alternative text"
        for double, count in Counter(page["ids"]).items():
            if count > 1:
                yield f"id {double} stands {count} times"

    def keys(self, page: dict):
        """A page hides its keys; a listing, which is in no order, shows its source as it is."""
        if page["next"] or page["previous"]:
            for text in self.browser.run(KEYS):
                yield f"a key that can be seen: {text!r}"

    def formulas(self):
        found = self.browser.run(FORMULAS)
        for text, width, height, is_mathml, errors in found:
            if not is_mathml or errors or width < 1 or height < 1:
                yield f"{text!r} is not shown: {width} × {height}"
        texts = self.browser.run(
            "return [...document.querySelectorAll(arguments[0])].map((e) => e.textContent)", TOKENS)
        for text, used in zip(texts, self.browser.fonts(TOKENS), strict=True):
            if not used or not used <= MATH_FONTS:
                yield f"{text!r} is drawn with {', '.join(used) or 'no font'}"
            self.fonts |= used
        self.seen["formulas"] += len(found)
        for tex in self.browser.run(LEFTOVER):
            yield f"TeX that is not a formula: {tex}"

    def symbols(self):
        for title, is_covered in self.browser.run(SYMBOLS):
            self.seen["symbols"] += 1
            if not title or not is_covered:
                yield f"a symbol whose meaning is not under the pointer: {title!r}"
        for text, before, after in self.browser.run(MEANINGS):
            if before or not after:
                yield f"meanings that do not come with the focus: {text!r}"

    def rows(self, beside: bool):
        for columns in self.browser.run(ROWS):
            self.seen["rows"] += beside
            if len(columns) < 2:
                yield f"a row of {len(columns)}"
            first, second = columns[:2]
            if beside and not (first[1] <= second[0] and second[2] < first[3]):
                yield "what belongs together is not side by side"
            if not beside and not first[3] <= second[2]:
                yield "what should be stacked is side by side"

    def narrow(self):
        width, wide = self.browser.run(WIDTH)
        if width > 360:
            yield f"scrolls sideways: {width} pixels"
        for element in wide:
            yield f"reaches out: {element}"
        yield from self.rows(beside=False)

    def prints(self):
        printed = self.browser.printed()
        sheets = len(re.findall(rb"/Type\s*/Page\b", printed))
        if not printed.startswith(b"%PDF") or len(printed) < 5000 or sheets < 1:
            yield f"{len(printed)} bytes, {sheets} sheets"
        self.seen["sheets"] += sheets

    def links(self) -> None:
        """Every link inside the site leads to a file of it, and to an anchor in it."""
        for address, page in self.pages.items():
            wrong = []
            for link in page["links"]:
                if not link.startswith("file:"):
                    continue
                self.seen["links"] += 1
                target, anchor = name_of(link), urllib.parse.unquote(
                    urllib.parse.urlparse(link).fragment)
                if not Path(target).is_relative_to(self.folder):
                    wrong.append(f"{target} is outside the site")
                elif not Path(target).is_file():
                    wrong.append(f"{target} is not there")
                elif anchor and anchor not in self.pages.get(target, {"ids": []})["ids"]:
                    wrong.append(f"{target} has no {anchor}")
            self.note("links", self.name(Path(address)), wrong)

    def order(self) -> None:
        """Links lead from the home page to every page of text, and back."""
        start = str(self.folder / "index.html")
        path, wrong = [start], []
        while (link := self.pages[path[-1]]["next"]) and name_of(link) not in path:
            target = name_of(link)
            if target not in self.pages:
                wrong.append(f"{self.name(Path(path[-1]))} leads on to {target}")
                break
            if name_of(self.pages[target]["previous"] or "") != path[-1]:
                wrong.append(f"{self.name(Path(target))} does not lead back")
            path.append(target)
        turning = {a for a, p in self.pages.items() if p["next"] or p["previous"]}
        written = set(path)
        for missed in sorted(turning - written):
            wrong.append(f"{self.name(Path(missed))} is not reached")
        sources = sum(1 for a in self.pages if a not in turning)
        self.seen["in order"], self.seen["sources"] = len(path), sources
        listed = {name_of(link) for link in self.pages[start]["links"]}
        wrong += [f"{self.name(Path(a))} is not in the contents" for a in path if a not in listed]
        self.note("previous and next", f"{len(path)} pages", wrong)

    def animation(self) -> None:
        """The animated figure, opened alone, changes as time passes; alone it can be seen whole."""
        files = sorted(self.folder.rglob("squares.svg"))
        if not files:
            self.notes.append("the animation: there is no docs/figures/squares.svg")
            return
        for file in files:
            self.browser.open(file)
            first = self.browser.picture()
            deadline, moves = time.monotonic() + 10, False
            while not moves and time.monotonic() < deadline:
                time.sleep(0.5)
                moves = self.browser.picture() != first
            self.note("animation", self.name(file),
                      self.browser.complaints() + ([] if moves else ["it does not move"]))

    def report(self) -> int:
        for check, counts in self.counts.items():
            state = "FAILED" if counts["failed"] else "passed"
            print(f"{state}  {check}: {counts['passed']} of {counts.total()}")
        for note in self.notes:
            print(f"NOT RUN {note}")
        seen = ", ".join(f"{count} {what}" for what, count in self.seen.items())
        print(f"seen: {seen}; fonts of formulas: {', '.join(sorted(self.fonts)) or 'none'}")
        passed = sum(counts["passed"] for counts in self.counts.values())
        failed = sum(counts["failed"] for counts in self.counts.values())
        print(f"{passed} passed, {failed} failed")
        return 1 if failed or not passed else 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="the site")
    folder = parser.parse_args().folder.resolve()
    if not (folder / "index.html").is_file():
        print(f"{folder} has no index.html: make docs first", file=sys.stderr)
        return 3
    browser = Browser()
    try:
        site = Site(folder, browser)
        print(f"{browser.version()}, {len(site.files)} pages of {os.path.relpath(folder)}")
        for file in site.files:
            site.visit(file)
        site.links()
        site.order()
        site.animation()
        if not site.seen["symbols"]:
            site.notes.append("meanings of symbols: no page has one (docs/notation.md)")
        return site.report()
    finally:
        browser.quit()


if __name__ == "__main__":
    sys.exit(main())
