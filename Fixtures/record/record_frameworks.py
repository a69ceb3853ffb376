"""Records the set frameworks/ from the RMSprops that other frameworks really ship.

    python record_frameworks.py [--output DIR] [--list] [NAME ...]

A NAME is a framework or framework/configuration (frameworks_catalogue.py lists them); without any,
all that this interpreter has. No environment holds all frameworks: each section of
requirements-frameworks.txt is one. Every configuration and scalar type runs in a process of its
own, since frameworks choose backends and precision when they start.
"""

import argparse
import importlib
import os
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import frameworks_cases
import trace_file
from frameworks_catalogue import CONFIGURATIONS
from trace_file import STATE, rounder

SCALARS = ("float64", "float32")


def found(name):
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def installed(configuration):
    """The version of the framework, or None if it is not here or another one is wanted."""
    if not all(found(name) for name in configuration.beside):
        return None
    versions = [found(name) for name in configuration.distributions]
    return next((each for each in versions if each and each.startswith(configuration.series)), None)


def adapter_of(configuration):
    module, name = configuration.adapter.split(":")
    return getattr(importlib.import_module(module), name)


def folder(configuration, scalar):
    # Some versions have a local part, which says how it was built and not what.
    number = installed(configuration).split("+")[0]
    return f"frameworks/{configuration.framework}-{number}/{configuration.name}/{scalar}"


def about(configuration, adapter, case):
    """What is run, and what one has to know about how."""
    notes = [
        note
        for key, note in (adapter.notes | configuration.notes).items()
        if not key or key in case.needs
    ]
    return " ".join([f"{adapter.implementation}: {case.about}", *notes])


def run(configuration, case, scalar):
    adapter_class = adapter_of(configuration)
    rounded = rounder(scalar)
    start, grads = case.inputs()
    start = [rounded(value) for value in start[-configuration.size :]]
    adapter = adapter_class(
        configuration.options, adapter_class.passed(case), case.rates, start, scalar
    )
    hyperparameters = adapter.effective()
    steps = []
    for index, grad in enumerate(grads[: configuration.steps]):
        step = {}
        if index in case.rates:
            step["lr"] = case.rates[index]
            adapter.rate(step["lr"])
        step["grad"] = None if grad is None else [
            rounded(value) for value in grad[-configuration.size :]
        ]
        adapter.step(step["grad"])
        steps.append(step | used(adapter.values(), hyperparameters))
    return {
        "format": trace_file.FORMAT,
        "id": f"{folder(configuration, scalar)}/{case.name}",
        "about": about(configuration, adapter, case),
        "source": {
            "implementation": adapter.implementation,
            "version": installed(configuration),
            "settings": said(configuration)
            | ({"options": configuration.options} if configuration.options else {})
            | ({"held_in_float32": list(adapter.rounded)} if adapter.rounded else {})
            | {"recorder": Path(__file__).name}
            | adapter.versions(),
        },
        "scalar": scalar,
        "hyperparameters": hyperparameters,
        "params": start,
        "steps": steps,
    }


def said(configuration):
    """The dialect; where the run follows one only beside a cause, that one and the cause."""
    if configuration.cause:
        return {"inner_dialect": configuration.dialect, "cause": configuration.cause}
    return {"dialect": configuration.dialect}


def used(values, hyperparameters):
    """Leaves out arrays that a framework keeps though the settings do not use them."""
    idle = {
        "grad_avg": not hyperparameters["centered"],
        "momentum_buffer": not hyperparameters["momentum"],
    }
    return {
        key: values[key] for key in ("params", *STATE) if key in values and not idle.get(key)
    }


def record(configuration, scalar, output):
    """Runs in the process that was started for this configuration and scalar type."""
    adapter = adapter_of(configuration)
    ids = []
    for case in frameworks_cases.cases():
        if not (configuration.wants(case, scalar) and adapter.can(case)):
            continue
        trace = run(configuration, case, scalar)
        trace_file.write(trace, output)
        ids.append(trace["id"])
    place = folder(configuration, scalar)
    trace_file.refuse_strangers(output, [place], ids)
    print(f"{place}: {len(ids)} traces of {configuration.dialect}")


def start_worker(configuration, scalar, output):
    command = [sys.executable, __file__, "--output", output, "--worker", scalar]
    done = subprocess.run(
        [*command, configuration.key],
        env=os.environ | configuration.environment,
        stderr=subprocess.PIPE,
        text=True,
    )
    if done.returncode:
        print(f"{configuration.key} {scalar}: failed\n{done.stderr[-1500:]}")
    return done.returncode == 0


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--output", type=Path, default=trace_file.FIXTURES)
    parser.add_argument("--list", action="store_true", help="name all configurations")
    parser.add_argument("--worker", choices=SCALARS, help=argparse.SUPPRESS)
    parser.add_argument("names", nargs="*", metavar="NAME")
    arguments = parser.parse_args()
    chosen = [each for each in CONFIGURATIONS if each.answers_to(arguments.names)]
    if not chosen:
        parser.error("no such framework")
    if arguments.list:
        for each in chosen:
            print(f"{each.key}\t{each.dialect}\t{installed(each) or 'not installed here'}")
        return
    if arguments.worker:
        record(chosen[0], arguments.worker, arguments.output)
        return
    good = True
    for each in chosen:
        if installed(each) is None:
            print(f"{each.key}: not installed here")
            good = good and not arguments.names
            continue
        for scalar in each.scalars:
            good = start_worker(each, scalar, arguments.output) and good
    sys.exit(not good)


if __name__ == "__main__":
    main()
