#!/usr/bin/env python3
"""Writes the pages of this repository as a site that works from disk: make docs.

pandoc turns Markdown into HTML, filter.lua adds what these pages need beyond it, and this program
decides what is in the site: the pages in their reading order, the sources that they link to, their
figures. The site has the repository's folders, so that a link stays the link that it was.
"""

import html
import os
import posixpath
import re
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import fonts

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
READER = "gfm+tex_math_dollars+smart"
PICTURES = {".svg", ".png", ".jpg", ".gif"}
LANGUAGES = {
    ".swift": "swift", ".py": "python", ".c": "c", ".h": "c", ".cpp": "c", ".rs": "rust",
    ".mjs": "javascript", ".json": "json", ".sh": "sh", ".lua": "lua", ".css": "css",
}


class Failure(Exception):
    """What a page has that the site cannot show."""


def reading_order(root: Path) -> list[str]:
    """All pages: the home page, then as docs/README.md names them, then those that it does not."""
    there = sorted(path.relative_to(root).as_posix() for path in root.glob("docs/**/*.md"))
    named = ["README.md", "docs/README.md"]
    for target in re.findall(r"\]\(([^)#\s]+\.md)", (root / "docs/README.md").read_text("utf-8")):
        if ":" not in target:
            named.append(posixpath.normpath(posixpath.join("docs", target)))
    rest = ["Fixtures/README.md", "CHANGELOG.md", "CONTRIBUTING.md"]
    return [page for page in dict.fromkeys(named + there + rest) if (root / page).is_file()]


def address(source: str) -> str:
    """Where the site has a file of the repository, or a folder (with a slash at its end)."""
    folder, name = posixpath.split(source)
    if name in ("", "README.md"):
        return posixpath.join(folder, "index.html")
    if name.endswith(".md"):
        return source[:-3] + ".html"
    return source if posixpath.splitext(name)[1] in PICTURES else source + ".html"


def title(markdown: str, page: str) -> str:
    """The page's first heading, as plain text."""
    heading = re.search(r"^# +(.+)$", markdown, re.MULTILINE)
    if not heading:
        raise Failure(f"{page}: no heading of the first level")
    plain = re.sub(r"[`*_]|\[([^\]]*)\]\([^)]*\)", r"\1", heading.group(1)).strip()
    return plain.replace("'", "’")


def joined_info(markdown: str) -> str:
    """pandoc keeps the first word of a fence's info string: here all of it is one word. And pandoc
    3 makes a paragraph of what is just `math`."""

    def join(match: re.Match) -> str:
        words = match.group(2).split()
        return match.group(1) + "|".join(words if words != ["math"] else ["math", "block"])

    return re.sub(r"^([ >]*`{3,})(\w[^`\n]*)$", join, markdown, flags=re.MULTILINE)


class Site:
    """A site in the making, in the folder `output`."""

    def __init__(self, root: Path, output: Path):
        self.root, self.output = root, output
        self.pages = reading_order(root)
        self.texts = {page: (root / page).read_text("utf-8") for page in self.pages}
        self.titles = {page: title(text, page) for page, text in self.texts.items()}
        self.linked: set[str] = set()

    def build(self) -> None:
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            list(pool.map(self.page, self.pages))
        sources = sorted(self.linked - set(self.pages))
        for path in sources:
            if Path(path).suffix in PICTURES:
                (self.output / path).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(self.root / path, self.output / path)
        self.listings([path for path in sources if Path(path).suffix not in PICTURES])
        shutil.copy(HERE / "style.css", self.output)

    def page(self, page: str) -> None:
        """A page of Markdown, with its place in the reading order."""
        place = self.pages.index(page)
        around = {}
        if place > 0:
            around["previous"] = self.pages[place - 1]
        if place + 1 < len(self.pages):
            around["next"] = self.pages[place + 1]
        variables = {name: self.link(other, f"rel='{name[:4]}'") for name, other in around.items()}
        variables["before"] = self.items(self.pages[:place])
        variables["after"] = self.items(self.pages[place + 1:])
        variables["here"] = self.link(page, "aria-current='page'")
        text = joined_info(self.texts[page])
        self.write(page, self.html(page, text, variables, self.titles[page]))

    def listings(self, paths: list[str]) -> None:
        """Writes what pages link to that is not a page: a file with its lines, a folder with its
        files. They pass through pandoc together, between marks: starting it is what takes time."""
        mark, name = "<!-- a listing -->", "the path of the file that is listed"
        variables = {"after": self.items(self.pages), "listing": "true"}
        frame = self.html(name, f"# `{name}`\n\n{mark}\n", variables, name)
        head, _, tail = frame.partition(mark)
        text = "".join(f"{mark}\n\n{self.listing(path)}\n" for path in paths)
        shown = self.html("", f"# Listings\n\n{text}{mark}\n", {}, "Listings")
        for path, body in zip(paths, shown.split(mark)[1:-1], strict=True):
            self.write(path, head.replace(name, html.escape(path)) + body + tail)

    def listing(self, path: str) -> str:
        """A file as a fence, a folder as a list."""
        here = self.root / path
        if here.is_dir():
            names = sorted(child.name + "/" * child.is_dir() for child in here.iterdir())
            return "".join(f"- `{name}`\n" for name in names if not name.startswith("."))
        content = here.read_text("utf-8")
        fence = "`" * (3 + max(map(len, re.findall("`+", content)), default=0))
        language = LANGUAGES.get(here.suffix, "text")
        return f"{fence}{language}|listing\n{content.rstrip()}\n{fence}\n"

    def link(self, page: str, attributes: str = "") -> str:
        return f'<a href="/{page}" {attributes}>{html.escape(self.titles[page])}</a>'

    def items(self, pages: list[str]) -> str:
        return "".join(f"<li>{self.link(page)}</li>" for page in pages)

    def html(self, source: str, markdown: str, variables: dict[str, str], heading: str) -> str:
        """What pandoc makes of Markdown, its links still as they were."""
        command = [
            "pandoc", f"--from={READER}", "--to=html5", "--mathml", "--standalone", "--toc",
            "--toc-depth=3", f"--template={HERE / 'template.html'}",
            f"--lua-filter={HERE / 'filter.lua'}", f"--metadata=pagetitle:{heading}",
            f"--metadata=page:{source}", f"--metadata=root:{self.root}", "--wrap=preserve",
        ] + [f"--variable={name}:{value}" for name, value in variables.items()]
        done = subprocess.run(command, input=markdown, capture_output=True, text=True)
        if done.returncode or done.stderr:
            # What the filter says, without where in the filter it was said.
            said = re.search(r"\.lua:\d+: (.*?)(?:\\n|\n)stack", done.stderr)
            raise Failure(f"{source}: {said.group(1) if said else done.stderr.strip()}")
        return done.stdout

    def write(self, source: str, text: str) -> None:
        target = self.output / address(source)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(self.resolved(text, source), "utf-8")

    def resolved(self, text: str, source: str) -> str:
        """Links to the repository's files as links to the site's, those files noted."""
        folder = posixpath.dirname(source)
        start = posixpath.dirname(address(source))

        def resolve(match: re.Match) -> str:
            attribute, target = match.group(1), html.unescape(match.group(2))
            path, mark, fragment = target.partition("#")
            if not path or re.match(r"[a-z]+:", path):
                return match.group(0)
            own = path == "/style.css" or path == "/fonts.css"
            path = path[1:] if path[0] == "/" else posixpath.normpath(posixpath.join(folder, path))
            if not own:
                if not (self.root / path).exists():
                    raise Failure(f"{source}: a link to {path}, which is not there")
                path = self.page_of(path)
                self.linked.add(path)
                path, fragment = address(path), re.sub(r"^(L\d+)-L\d+$", r"\1", fragment)
            link = posixpath.relpath(path, start or ".") + mark + fragment
            return f'{attribute}="{html.escape(link)}"'

        return re.sub(r'\b(href|src)="([^"]*)"', resolve, text)

    def page_of(self, path: str) -> str:
        """A folder's page is its README.md where it has one."""
        if not (self.root / path).is_dir():
            return path
        readme = posixpath.normpath(posixpath.join(path, "README.md"))
        return readme if readme in self.titles else path.rstrip("/") + "/"


def main() -> int:
    output = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "site").absolute()
    root = Path(sys.argv[2]).absolute() if len(sys.argv) > 2 else ROOT
    begin = time.monotonic()
    with tempfile.TemporaryDirectory(prefix=".site-", dir=output.parent) as folder:
        fresh = Path(folder) / "site"
        fresh.mkdir()
        try:
            site = Site(root, fresh)
            site.build()
        except Failure as failure:
            print(f"docs: {failure}", file=sys.stderr)
            return 1
        embedded = fonts.write(fresh)
        # The old site stands until the new one is whole.
        if output.exists():
            output.rename(Path(folder) / "old")
        fresh.rename(output)
    others = len(site.linked - set(site.pages))
    print(f"{len(site.pages)} pages and {others} files that they link to; {embedded}")
    print(f"{output / 'index.html'}, in {time.monotonic() - begin:.1f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
