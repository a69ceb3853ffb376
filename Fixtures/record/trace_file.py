"""Writes and reads one golden trace in the form rmsprop-trace/1.

A trace is a promise that other programs are held to, so nothing half right may reach the disk: a
trace is checked against the schema and against what a schema cannot say, written beside its place,
read back, compared, and only then moved there. The layout is fixed (one top-level key a line, one
step a line), so that recording again gives the same bytes and a difference reads well in a diff.
"""

import hashlib
import json
import math
import struct
import sys
from functools import lru_cache
from pathlib import Path

import jsonschema
import whole_file

FIXTURES = Path(__file__).resolve().parent.parent
FORMAT = "rmsprop-trace/1"
HYPERPARAMETERS = (
    "lr",
    "alpha",
    "eps",
    "weight_decay",
    "momentum",
    "centered",
    "maximize",
)
STATE = ("square_avg", "grad_avg", "momentum_buffer")
KEY_ORDER = (
    "format",
    "id",
    "about",
    "flags",
    "catches",
    "effect",
    "level",
    "reference",
    "source",
    "scalar",
    "hyperparameters",
    "model",
    "data",
    "limit",
    "exact",
    "params",
    "steps",
)


class TraceError(Exception):
    """A trace that must not be written, or cannot be read."""


def to_float32(value):
    """The double that equals `value` rounded once to float32; beyond its range, infinity."""
    try:
        return struct.unpack("<f", struct.pack("<f", value))[0]
    except OverflowError:
        return math.copysign(math.inf, value)


def to_float16(value):
    """The double that equals `value` rounded once to float16; beyond its range, infinity."""
    try:
        return struct.unpack("<e", struct.pack("<e", value))[0]
    except OverflowError:
        return math.copysign(math.inf, value)


def to_bfloat16(value):
    """The double that equals `value` rounded to float32, then to its upper half, ties to even."""
    single = to_float32(value)
    if not math.isfinite(single):
        return single
    bits = struct.unpack("<I", struct.pack("<f", single))[0]
    bits = bits + 0x7FFF + (bits >> 16 & 1) & 0xFFFF0000
    return struct.unpack("<f", struct.pack("<I", bits))[0]


def rounder(scalar):
    """How a number of this scalar type is rounded: float64 keeps every double as it is."""
    return {
        "float64": float,
        "float32": to_float32,
        "float16": to_float16,
        "bfloat16": to_bfloat16,
    }[scalar]


def plain(value):
    """`value` with its non-finite numbers as strings, because JSON has no word for them."""
    if isinstance(value, float) and not math.isfinite(value):
        if math.isnan(value):
            return "NaN"
        return "Infinity" if value > 0 else "-Infinity"
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return value


def number(value):
    """The number that `value` of a trace that was read stands for; the opposite of `plain`."""
    return float(value)


def one_line(value):
    return json.dumps(value, allow_nan=False, ensure_ascii=False)


def laid_out(members, spread):
    """An object as text: a key a line, and of the list `spread` an element a line."""
    entries = []
    for key, value in plain(members).items():
        text = one_line(value)
        if key == spread and value:
            text = "[\n" + ",\n".join(one_line(element) for element in value) + "\n]"
        entries.append(f"{one_line(key)}: {text}")
    return "{\n" + ",\n".join(entries) + "\n}\n"


def encode(trace):
    """The text of a trace; Python prints the shortest decimal that gives the same double."""
    unknown = set(trace) - set(KEY_ORDER)
    if unknown:
        raise TraceError(f"{trace['id']}: no place for the keys {sorted(unknown)}")
    return laid_out({key: trace[key] for key in KEY_ORDER if key in trace}, "steps")


def refuse_constant(word):
    raise TraceError(f"{word} is not JSON; a trace spells it as a string")


def decode(text):
    return json.loads(text, parse_constant=refuse_constant)


@lru_cache(maxsize=None)
def validator(path):
    schema = json.loads(path.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def check(trace, place):
    """Everything that must hold of a trace as JSON, `place` being its path without .json."""
    if trace["id"] != place:
        raise TraceError(f"{place}: the id says {trace['id']}")
    schema = validator(FIXTURES / "trace.schema.json")
    for error in schema.iter_errors(trace):
        where = "/".join(str(part) for part in error.absolute_path)
        raise TraceError(f"{place}: {where}: {error.message}")
    check_lengths(trace, place)


def check_lengths(trace, place):
    """Every vector of a run has one length: a schema cannot compare two arrays."""
    size = len(trace["params"])
    for index, step in enumerate(trace["steps"]):
        vectors = {
            key: step[key]
            for key in ("grad", "params", *STATE)
            if step.get(key) is not None
        }
        vectors |= {
            f"grads[{row}]": values for row, values in enumerate(step.get("grads", []))
        }
        for key, values in vectors.items():
            if len(values) != size:
                raise TraceError(
                    f"{place}: step {index}: {key} has {len(values)} numbers, not {size}"
                )


def write(trace, root):
    """Writes `trace` to its place under `root`, which its id names."""
    place = trace["id"]
    text = encode(trace)
    check(decode(text), place)

    def check_written(path):
        if encode(read(path)) != text:
            raise TraceError(f"{place}: what was read back is not what was written")

    whole_file.write(root / f"{place}.json", text, check_written)


def read(path):
    """The trace in a file, as JSON: non-finite numbers are still strings."""
    return decode(path.read_text(encoding="utf-8"))


def recorded(root, sets):
    """The trace files of these sets, sorted by their path under `root`."""
    return sorted(
        (path for name in sets for path in (root / name).rglob("*.json")),
        key=lambda path: path.relative_to(root).as_posix(),
    )


# How names begin that record_pytorch_vectors.py records, into the folders of other recorders.
PLACED = ("vectors-", "foreach-", "strided-", "arm-")


def refuse_strangers(root, sets, ids, placed=False):
    """Ids are only ever appended: a file that no case stands for is an error, not litter."""
    places = {
        path.relative_to(root).with_suffix("").as_posix()
        for path in recorded(root, sets)
        if path.name.startswith(PLACED) == placed
    }
    strangers = sorted(places - set(ids))
    if strangers:
        raise TraceError(f"no case records these traces: {', '.join(strangers)}")


def write_sums(root):
    """SHA256SUMS, as sha256sum prints it, over every trace under `root`.

    The folder `frameworks` has a list of its own.
    """
    sets = [
        entry.name
        for entry in root.iterdir()
        if entry.is_dir() and entry.name != "frameworks"
    ]
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(root).as_posix()}\n"
        for path in recorded(root, sets)
    ]
    whole_file.write(root / "SHA256SUMS", "".join(lines))


def progress(text):
    """Says on a terminal what is being recorded; a log stays clean of it."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\x1b[K{text}")
        sys.stderr.flush()
