"""The typeface of the site, written into it, so that a formula looks the same on every machine.

TeX Gyre Pagella has letters and mathematics of one design. The files are Debian's (fonts-texgyre,
fonts-texgyre-math); where they are not, the stylesheet names faces that systems bring along. They
stand in a stylesheet, as data: a browser may refuse a page from disk a font in a file of its own.
"""

import base64
import shutil
from pathlib import Path

FOLDERS = [
    Path("/usr/share/texmf/fonts/opentype/public/tex-gyre"),
    Path("/usr/share/texmf/fonts/opentype/public/tex-gyre-math"),
]
LICENCE = Path("/usr/share/texmf/doc/fonts/tex-gyre/GUST-FONT-LICENSE.txt")
FACES = [
    ("texgyrepagella-regular.otf", "Pagella", "normal", 400),
    ("texgyrepagella-italic.otf", "Pagella", "italic", 400),
    ("texgyrepagella-bold.otf", "Pagella", "normal", 700),
    ("texgyrepagella-math.otf", "Pagella Math", "normal", 400),
]


def write(output: Path) -> str:
    """fonts.css, with every face or with none; says which."""
    found = []
    for name, family, style, weight in FACES:
        files = [folder / name for folder in FOLDERS if (folder / name).is_file()]
        if files:
            found.append((files[0], family, style, weight))
    if len(found) < len(FACES) or not LICENCE.is_file():
        (output / "fonts.css").write_text("/* No font was at hand when this was built. */\n")
        return "no font embedded: TeX Gyre Pagella is not installed"
    rules = ["/* TeX Gyre Pagella, under the licence in GUST-FONT-LICENSE.txt. */"]
    for file, family, style, weight in found:
        data = base64.b64encode(file.read_bytes()).decode()
        rules.append(
            f"@font-face {{ font-family: '{family}'; font-style: {style}; font-weight: {weight};"
            f" src: url(data:font/otf;base64,{data}) format('opentype'); }}")
    (output / "fonts.css").write_text("\n".join(rules) + "\n")
    shutil.copy(LICENCE, output)
    return "TeX Gyre Pagella embedded"
