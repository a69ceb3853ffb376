"""Candidates that are broken, each in its own way; the first argument says which."""

import json
import os
import signal
import subprocess
import sys
import time

KIND = sys.argv[1]
GREETING = {"version": 1, "implementation": {"name": KIND}, "scalars": ["float64"],
            "rounding": "separate", "square_root": "ieee", "supports": ["lr_schedule"]}
if KIND == "terse":
    GREETING = {"version": 1, "scalars": ["float64", "float256"], "supports": ["complex"]}
count = 0


def say(text):
    sys.stdout.write(text)
    sys.stdout.flush()


def right(case):
    """The plain update, as PyTorch without fma."""
    h, p, steps = case["hyperparameters"], [float(x) for x in case["params"]], []
    lr, v = h["lr"], [0.0] * len(p)
    for step in case["steps"]:
        lr = step.get("lr", lr)
        for i, g in enumerate(float(x) for x in step["grad"]):
            v[i] = h["alpha"] * v[i] + ((1 - h["alpha"]) * g) * g
            p[i] = p[i] + (-lr * g) / (v[i] ** 0.5 + h["eps"])
        steps.append({"params": list(p)})
    return steps


if KIND == "no-greeting":
    time.sleep(1000)
if KIND == "exits":
    sys.exit("I will not be a candidate")
if KIND == "not-json":
    say("hello\n")
if KIND == "flood":
    while True:
        say("x" * 65536)
if KIND == "leaves-processes":
    # One in the group; one in a session of its own, without parent and environment.
    subprocess.Popen(["sleep", "4242.1"])
    subprocess.Popen(["sh", "-c", "env -i setsid sleep 4242.2 & exit 0"], start_new_session=True)
if KIND == "ignores-signals":
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)

for line in sys.stdin:
    message = json.loads(line)
    if message["cmd"] == "start":
        if KIND == "closes-stdin":
            os.close(0)  # before the greeting: after it, a case may be in the pipe already
        say(json.dumps(GREETING) + "\n")
        if KIND == "closes-stdin":
            time.sleep(1000)
        if KIND == "never-reads":
            time.sleep(1000)
        continue
    if message["cmd"] == "stop":
        if KIND == "never-ends":
            time.sleep(1000)
        break
    count += 1
    seq = message["seq"]
    settings = message["case"]["hyperparameters"]
    smoke = (settings["lr"], settings["alpha"]) == (0.5, 0.75) and settings["eps"] >= 1e-4
    answer = {"seq": seq}
    if not smoke:
        if KIND == "silent":
            time.sleep(1000)
        if KIND == "crash":
            sys.stderr.write("about to crash\n")
            os.kill(os.getpid(), signal.SIGSEGV)
        if KIND == "ends-but-for-a-child":
            subprocess.Popen(["sleep", "4242.3"])  # which keeps stdout open
            os._exit(3)
        if KIND == "crash-once" and settings["lr"] == 0.1 and settings["alpha"] == 0.9:
            sys.exit(7)
        if KIND == "chatty":
            say("computing...\n")
        if KIND == "wrong-seq":
            answer["seq"] = seq + 1
        if KIND == "error-reply":
            say(json.dumps({"seq": seq, "error": "out of memory\u001b[31m"}) + "\n")
            continue
        if KIND == "closes-stdout":
            os.close(1)
            time.sleep(1000)
    answer["steps"] = right(message["case"])
    if KIND == "wrong-length" and not smoke:
        answer["steps"][0]["params"].append(0.0)
    if KIND == "no-number" and not smoke:
        answer["steps"][0]["params"][0] = "abc"
    if KIND == "smoke-length":
        answer["steps"].pop()
    if KIND == "zero-moves":
        answer["steps"][0]["params"] = [x + 1 for x in answer["steps"][0]["params"]]
    if KIND == "floods-stderr":
        sys.stderr.write("noise " * 100000 + "\n")
    say(json.dumps(answer) + "\n")
