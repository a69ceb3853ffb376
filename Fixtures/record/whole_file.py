"""Puts a file in its place as a whole, or leaves what was there before."""

import os


def write(target, text, check=None):
    """Writes `text` under a temporary name beside `target`, and moves it there.

    `check` is given the written file before it is moved; if it raises, `target` stays as it was.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(target.name + ".part")
    temporary.write_text(text, encoding="utf-8", newline="\n")
    if check:
        check(temporary)
    os.replace(temporary, target)
