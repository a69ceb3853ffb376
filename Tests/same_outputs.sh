#!/bin/bash
# Runs two builds of rmsprop on the same command lines and compares what a user sees: stdout,
# stderr, the exit code, and the files that it writes. For refactorings, after which all must be the same.
#
#   Tests/same_outputs.sh OLD NEW [FILTER]
#
# OLD and NEW are executables; FILTER is a pattern of grep, for a part of the lines. In a line, $T is
# the folder of the inputs and $O that of the outputs, the same for both. Each difference is shown in short; the exit code is 0
# if all is the same, 1 if not, 2 if the comparison itself is not possible.
#
# Left out is what differs between two runs of one build: --fresh, whose seed is drawn; reports that
# --time cuts off; and the search for a smaller case with a candidate that must be started again each
# time, which ends after ten seconds (--replay stands for it). Deadlines are long, except for the
# candidates that never answer. Nothing that is printed is changed before it is compared, except
# after the word "deaf": there the lines that a candidate wrote to stderr are left out, as how far it
# comes before it is ended is a matter of time.
set -u
export LC_ALL=C

[ $# = 2 ] || [ $# = 3 ] || { echo "usage: $0 OLD NEW [FILTER]" >&2; exit 2; }
for build in "$1" "$2"; do
  [ -f "$build" ] && [ -x "$build" ] || { echo "$build: no executable" >&2; exit 2; }
done
absolute() { echo "$(cd "$(dirname "$1")" && pwd)/$(basename "$1")"; }
old=$(absolute "$1") new=$(absolute "$2") filter=${3-}
cd "$(dirname "$0")/.." || exit 2

T=$(mktemp -d) && T=$(cd "$T" && pwd -P) || exit 2
workers=
trap 'kill $workers 2>/dev/null; wait; chmod -R u+rwx "$T"; rm -rf "$T"' EXIT
trap 'exit 2' INT TERM HUP
export T RMSPROP_FIXTURES=$PWD/Fixtures PYTHONDONTWRITEBYTECODE=1
export PYTHONPATH=$PWD/docs/candidates
unset COLUMNS

# ---- Inputs ----

mkdir "$T/old" "$T/new" "$T/bin" "$T/in" "$T/bad" "$T/empty" "$T/behaviours"
ln -s "$old" "$T/old/rmsprop"
ln -s "$new" "$T/new/rmsprop"

# Python without what may stand before it and take its time to start.
python=$(python3 -c 'import sys; print(sys.executable)') && ln -s "$python" "$T/bin/python3"
for compiled in "cc -O2 -ffp-contract=off -o $T/c docs/candidates/candidate.c -lm" \
  "c++ -std=c++20 -O2 -ffp-contract=off -o $T/cpp docs/candidates/candidate.cpp" \
  "rustc -O -o $T/rust docs/candidates/candidate.rs"; do
  $compiled 2>"$T/compiling" || echo "without ${compiled%% *}: $(head -n 1 "$T/compiling")"
done

cat >"$T/in/good.json" <<'END'
{"format": "rmsprop-trace/1",
 "id": "ours/one",
 "about": "Two steps and none.",
 "level": "bits",
 "reference": "pytorch",
 "source": {"implementation": "by hand", "version": "1", "settings": {"rounding": "fused"}},
 "scalar": "float64",
 "hyperparameters": {"lr": 0.5, "alpha": 0.75, "eps": 0.0, "weight_decay": 0.0, "momentum": 0.0, "centered": false, "maximize": false},
 "params": [0.0, 0.0],
 "steps": [
  {"grad": [4.0, 1.0], "params": [-1.0, -1.0], "square_avg": [4.0, 0.25]},
  {"grad": null, "params": [-1.0, -1.0], "square_avg": [4.0, 0.25]},
  {"lr": 1.0, "grad": [0.0, 0.0], "params": [-1.0, -1.0], "square_avg": [3.0, 0.1875]}]}
END
cp Fixtures/batch/float64/two-points.json "$T/in/batch.json"
sed -e 's/, "square_avg": .*]}/}/; /"level"/d; /"source"/d' "$T/in/good.json" >"$T/in/params-alone.json"
sed -e 's/"params": [^p]*"square_avg": [^}]*}/"about": 1}/' "$T/in/good.json" >"$T/in/inputs.json"
sed -e 's/\[4.0, 0.25\]}/[4.0, 0.25000000000000006]}/' "$T/in/good.json" >"$T/in/state-off.json"
sed -e 's/"params": \[-1.0, -1.0\]/"params": [-1.0, -1.0000000000000002]/' "$T/in/good.json" \
  >"$T/in/params-off.json"
printf '# two steps\n0.5, 1\n\n0x1p-2 -inf\nnone\n' >"$T/in/gradients.txt"
printf '1,2;3,4\n\n5 6; 7 8\nnone\n' >"$T/in/points.txt"
printf '1 2\n3\n' >"$T/in/ragged.txt"
printf '1 2\nx 3\n' >"$T/in/words.txt"
printf '' >"$T/in/nothing.txt"
printf '1 2\r\n\xff\xfe 3\n' >"$T/in/bytes.txt"
awk 'BEGIN { for (i = 0; i < 400; i++) print (i * 37 % 101 - 50) / 16, (i * 53 % 89 - 44) * 1e-3 }' \
  >"$T/in/many.txt"

# A trace or a behaviour with one thing changed.
bad() { sed -e "$2" "$T/in/good.json" >"$T/bad/$1.json"; }
while read -r name change; do bad "$name" "$change"; done <<'END'
format-unknown s|rmsprop-trace/1|rmsprop-trace/2|
format-missing /"format"/s/"format": "[^"]*",//
format-number s|"rmsprop-trace/1"|1|
id-missing /"id"/d
id-empty s|ours/one||
id-number s|"ours/one"|7|
id-control s|ours/one|ours\\u001b[2J/one\\r|
id-direction s|ours/one|ours/\\u202Eeno|
id-surrogate s|ours/one|ours/\\ud83d\\ude00|
id-half-surrogate s|ours/one|ours/\\ud83d|
id-escape s|ours/one|ours/\\x|
id-twice s|"id": "ours/one",|"id": "ours/one", "id": "ours/two",|
scalar-unknown s|float64|float8|
scalar-missing /"scalar"/d
scalar-null s|"float64"|null|
scalar-float32 s|float64|float32|
scalar-float16 s|float64|float16|
scalar-bfloat16 s|float64|bfloat16|
scalar-control s|float64|\\u001b[2J|
rounding-unknown s|"fused"|"stochastic"|
rounding-separate s|"fused"|"separate"|
rounding-number s|"fused"|3|
rounding-of-half s|"fused"|"separate"|;s|float64|float16|
rounding-missing s|"rounding": "fused"||
settings-list s|{"rounding": "fused"}|[]|
source-missing /"source"/d
level-unknown s|"bits"|"1e-9"|
level-bound s|"bits"|"bound"|
level-digits s|"bits"|"1e-12"|
level-missing /"level"/d
reference-unknown s|"pytorch"|"keras"|
reference-missing /"reference"/d
reference-none s|"pytorch"|"textbook-none"|
reference-outside s|"pytorch"|"textbook-outside"|
reference-inside s|"pytorch"|"textbook-inside"|
reference-batch s|"pytorch"|"batch"|
textbook-momentum s|"pytorch"|"textbook-inside"|;s|"momentum": 0.0|"momentum": 0.9|
textbook-centered s|"pytorch"|"textbook-none"|;s|"centered": false|"centered": true|
grads-in-pytorch s|"grad": \[4.0, 1.0\]|"grads": [[4.0, 1.0], [0.0, 0.0]]|
grads-and-grad s|"grad": null|"grad": null, "grads": []|
grads-empty s|"pytorch"|"batch"|;s|"grad": [^p]*, "params"|"grads": [], "params"|
grads-ragged s|"pytorch"|"batch"|;s|"grad": [^p]*, "params"|"grads": [[1], [2, 3]], "params"|
grads-null s|"pytorch"|"batch"|;s|"grad": [^p]*, "params"|"grads": null, "params"|
steps-empty s|"steps": \[|"steps": [],"other": [|
steps-missing s|"steps": \[|"other": [|
steps-object s|"steps": \[|"steps": {}, "other": [|
steps-of-numbers s|"steps": \[|"steps": [1,|
params-missing /^ "params"/d
params-empty s|^ "params": \[0.0, 0.0\]|"params": []|
params-long s|^ "params": \[0.0, 0.0\]|"params": [0, 0, 0]|
params-null s|^ "params": \[0.0, 0.0\]|"params": null|
params-nested s|^ "params": \[0.0, 0.0\]|"params": [[0.0, 0.0]]|
params-words s|^ "params": \[0.0, 0.0\]|"params": ["a", "b"]|
params-booleans s|^ "params": \[0.0, 0.0\]|"params": [true, false]|
params-infinite s|^ "params": \[0.0, 0.0\]|"params": ["Infinity", "-Infinity"]|
params-nan s|^ "params": \[0.0, 0.0\]|"params": ["NaN", -0.0]|
params-huge s|^ "params": \[0.0, 0.0\]|"params": [1e999, -1e999]|
params-tiny s|^ "params": \[0.0, 0.0\]|"params": [1e-400, 5e-324]|
params-plus s|^ "params": \[0.0, 0.0\]|"params": [+1, 0]|
params-zeros s|^ "params": \[0.0, 0.0\]|"params": [01, 0]|
params-dot s|^ "params": \[0.0, 0.0\]|"params": [1., 0]|
params-no-zero s|^ "params": \[0.0, 0.0\]|"params": [.5, 0]|
params-exponent s|^ "params": \[0.0, 0.0\]|"params": [1e, 0]|
params-hex s|^ "params": \[0.0, 0.0\]|"params": [0x1p0, 0]|
params-integers s|^ "params": \[0.0, 0.0\]|"params": [18446744073709551616, -9007199254740993]|
params-digits s|^ "params": \[0.0, 0.0\]|"params": [0.1000000000000000055511151231257827021181583404541015625, 1E+2]|
result-missing s|"params": \[-1.0, -1.0\], "square_avg": \[3|"square_avg": [3|
result-short s|"params": \[-1.0, -1.0\], "square_avg": \[3|"params": [-1.0], "square_avg": [3|
result-null s|"params": \[-1.0, -1.0\], "square_avg": \[3|"params": null, "square_avg": [3|
result-nan s|"params": \[-1.0, -1.0\], "square_avg": \[3|"params": [-1.0, "NaN"], "square_avg": [3|
result-infinite s|"params": \[-1.0, -1.0\], "square_avg": \[3|"params": ["Infinity", -1], "square_avg": [3|
result-zero s|"params": \[-1.0, -1.0\], "square_avg": \[3|"params": [-1, -0.0], "square_avg": [3|
state-short s|"square_avg": \[3.0, 0.1875\]|"square_avg": [3.0]|
state-null s|"square_avg": \[3.0, 0.1875\]|"square_avg": null|
state-of-momentum s|"square_avg": \[3.0, 0.1875\]|"momentum_buffer": [0.0, 0.0]|
state-of-mean s|"square_avg": \[3.0, 0.1875\]|"grad_avg": [0.0, 0.0]|
state-text s|"square_avg": \[3.0, 0.1875\]|"square_avg": "3.0"|
gradient-short s|"grad": \[4.0, 1.0\]|"grad": [4.0]|
gradient-missing s|"grad": \[4.0, 1.0\], ||
gradient-nan s|"grad": \[4.0, 1.0\]|"grad": ["NaN", "Infinity"]|
gradient-text s|"grad": \[4.0, 1.0\]|"grad": "4.0, 1.0"|
gradient-number s|"grad": \[4.0, 1.0\]|"grad": 4|
gradient-twice s|"grad": \[4.0, 1.0\]|"grad": [1.0, 1.0], "grad": [4.0, 1.0]|
gradient-object s|"grad": \[4.0, 1.0\]|"grad": {"a": 1}|
rate-null s|"lr": 1.0, "grad"|"lr": null, "grad"|
rate-nan s|"lr": 1.0, "grad"|"lr": "NaN", "grad"|
rate-negative s|"lr": 1.0, "grad"|"lr": -1.0, "grad"|
rate-text s|"lr": 1.0, "grad"|"lr": "fast", "grad"|
lr-missing s|"lr": 0.5, ||
lr-nan s|"lr": 0.5|"lr": "NaN"|
lr-negative s|"lr": 0.5|"lr": -0.5|
lr-infinite s|"lr": 0.5|"lr": "Infinity"|
lr-text s|"lr": 0.5|"lr": "half"|
lr-other s|"lr": 0.5|"lr": 0.25|
alpha-missing s|"alpha": 0.75, ||
alpha-nan s|"alpha": 0.75|"alpha": "NaN"|
alpha-negative s|"alpha": 0.75|"alpha": -0.75|
alpha-large s|"alpha": 0.75|"alpha": 1.5|
alpha-one s|"alpha": 0.75|"alpha": 1|
alpha-null s|"alpha": 0.75|"alpha": null|
eps-missing s|"eps": 0.0, ||
eps-nan s|"eps": 0.0|"eps": "NaN"|
eps-negative s|"eps": 0.0|"eps": -1e-8|
eps-large s|"eps": 0.0|"eps": 4|
decay-nan s|"weight_decay": 0.0|"weight_decay": "NaN"|
decay-negative s|"weight_decay": 0.0|"weight_decay": -0.1|
decay-other s|"weight_decay": 0.0|"weight_decay": 0.25|
momentum-nan s|"momentum": 0.0|"momentum": "NaN"|
momentum-negative s|"momentum": 0.0|"momentum": -0.9|
momentum-other s|"momentum": 0.0|"momentum": 0.5|
centered-number s|"centered": false|"centered": 0|
centered-other s|"centered": false|"centered": true|
maximize-text s|"maximize": false|"maximize": "no"|
maximize-other s|"maximize": false|"maximize": true|
hyperparameters-missing /"hyperparameters"/d
hyperparameters-list s|"hyperparameters": {[^}]*}|"hyperparameters": [1, 2]|
hyperparameters-null s|"hyperparameters": {[^}]*}|"hyperparameters": null|
hyperparameters-few s|"eps": 0.0, [^}]*}|"eps": 0.0}|
about-number s|"Two steps and none."|12|
flags-text s|"about"|"flags": "BASIC", "about"|
flags-unknown s|"about"|"flags": ["BASIC", "NO_SUCH"], "about"|
key-unknown s|"about"|"colour": {"deep": [[[{}]]]}, "about"|
key-number s|"about"|12|
comma-missing s|"level": "bits",|"level": "bits"|
comma-last s|\[4.0, 1.0\]|[4.0, 1.0,]|
comma-alone s|\[4.0, 1.0\]|[,4.0, 1.0]|
colon-missing s|"level": "bits"|"level" "bits"|
quote-missing s|"ours/one"|"ours/one|
bracket-missing s|0.1875\]}\]}|0.1875]}]|
bracket-extra s|0.1875\]}\]}|0.1875]}]}}|
behind s|0.1875\]}\]}|0.1875]}]} x|
comment s|"about"|/* no */ "about"|
word s|false|False|
single-quotes s|"bits"|'bits'|
END
base=$T/in/good.json
awk '/^ "params"/ { kept = $0; sub(/,$/, "", kept); next }
  { sub(/0.1875]}]}$/, "0.1875]}],\n" kept "}"); print }' "$base" >"$T/bad/params-after-steps.json"
awk '/^ "scalar"/ { kept = $0; sub(/,$/, "", kept); next }
  { sub(/0.1875]}]}$/, "0.1875]}],\n" kept "}"); print }' "$base" >"$T/bad/scalar-after-steps.json"
awk '/^ "hyper/ { kept = $0; sub(/,$/, "", kept); next }
  { sub(/0.1875]}]}$/, "0.1875]}],\n" kept "}"); print }' "$base" >"$T/bad/settings-after-steps.json"
awk '/^ "reference"/ { next } { sub(/0.1875]}]}$/, "0.1875]}], \"reference\": \"batch\"}"); print }' \
  "$base" >"$T/bad/batch-after-steps.json"
sed -e 's/"grads": \[\[[^]]*\], \[[^]]*\]\]/"grad": [0.5, 0.25]/' "$T/in/batch.json" \
  >"$T/bad/grad-in-batch.json"
sed -e 's/"grads": \[\[[^]]*\], \[[^]]*\]\]/"grad": null/' "$T/in/batch.json" >"$T/bad/none-in-batch.json"
sed -e 's/"reference": "batch"/"reference": "pytorch"/' "$T/in/batch.json" >"$T/bad/batch-as-pytorch.json"
printf '\xef\xbb\xbf' | cat - "$base" >"$T/bad/mark.json"
printf '{"id": "\xff\xc0"}' >"$T/bad/bytes.json"
tr '\n' '\r' <"$base" >"$T/bad/returns.json"
tr ',' '\0' <"$base" >"$T/bad/zeros.json"
printf '' >"$T/bad/nothing.json"
printf ' \n' >"$T/bad/spaces.json"
for text in null 1 '"text"' '[]' '{}' '[{}]' '{' '[' '"' '{"' '{"a"' '{"a":' '{"a":1,' nul -; do
  number=$((${number-0} + 1))
  printf '%s' "$text" >"$T/bad/text-$number.json"
done
awk 'BEGIN { for (i = 0; i < 20000; i++) printf "[" }' >"$T/bad/deep.json"
awk 'BEGIN { printf "{\"format\": "; for (i = 0; i < 5000; i++) printf "{\"a\":"; print }' \
  >"$T/bad/deep-objects.json"
mkdir "$T/bad/folder.json" "$T/cut" "$T/changed"
ln -s nowhere "$T/bad/dangling.json"
ln -s loop.json "$T/bad/loop.json"
ln -s ../in/good.json "$T/bad/link.json"

# The trace cut off at many places, and with a byte changed.
size=$(wc -c <"$base")
for ((at = 1; at < size; at += 11)); do
  head -c $at "$base" >"$T/cut/$((1000 + at)).json"
  { head -c $((at + 3)) "$base"; printf '#'; tail -c +$((at + 5)) "$base"; } \
    >"$T/changed/$((1000 + at)).json"
done
for name in closure groups loaded loaded-wrongly complex-single refused-settings; do
  for rounding in fused separate; do
    text=$(cat Fixtures/behaviour/$rounding/float32/$name.behaviour.json)
    put() { echo "$text" | sed -e "$2" >"$T/behaviours/$name-$rounding-$1.behaviour.json"; }
    put same ''
    put start '/"call": "init"/s/"values": \[\(-*[0-9]\)/"values": [\1\1/'
    put result '/"call": "step"/s/\("after".*"values": \[-*\)[0-9]/\17/'
    put state '/"call": "step"/s/\("square_avg".*"values": \[-*\)[0-9]/\17/'
    put settings '/"call": "step"/s/"alpha": 0/"alpha": 1/'
    put call 's/"call": "step"/"call": "stop"/'
    put raises 's/"raises": null/"raises": {"type": "ValueError", "message": "no"}/'
    put refused 's/"type": "[A-Z][A-Za-z]*Error"/"type": "OtherError"/'
    put scalar 's/"scalar": "float32"/"scalar": "float16"/'
    put shape 's/"shape": \[/"shape": [2, /'
    put returns 's/"returns": [0-9.-]*/"returns": 77/'
    put key 's/"after"/"later"/'
    put format 's|rmsprop-behaviour/1|rmsprop-behaviour/9|'
    put flat 's/"complex": [a-z]*/"complex": 1/'
    echo "$text" | head -c 2000 >"$T/behaviours/$name-$rounding-cut.behaviour.json"
  done
done

# Folders of traces.
digest() { if command -v sha256sum; then sha256sum "$@"; else shasum -a 256 "$@"; fi | grep -v '^/'; }
for name in fine mismatch unlisted gone junk outside again capitals bare other quiet; do
  mkdir -p "$T/sums/$name/deep"
  cp "$T/in/good.json" "$T/sums/$name/one.json"
  sed -e 's|ours/one|ours/two|' "$T/in/params-off.json" >"$T/sums/$name/deep/two.json"
  (cd "$T/sums/$name" && digest one.json deep/two.json >SHA256SUMS)
done
(
  cd "$T/sums" || exit
  echo ' ' >>mismatch/one.json
  cp "$T/in/batch.json" unlisted/three.json
  rm gone/one.json
  echo 'not a digest' >>junk/SHA256SUMS
  echo "$(cut -c1-64 outside/SHA256SUMS | head -n 1)  ../../in/good.json" >>outside/SHA256SUMS
  head -n 1 again/SHA256SUMS >>again/SHA256SUMS
  tr a-f A-F <capitals/SHA256SUMS | sed -e 's/onE/one/; s/.Ejson/.json/; s/DEEp/deep/' >c; mv c capitals/SHA256SUMS
  rm bare/SHA256SUMS
  echo text >other/notes.txt
  (cd other && digest notes.txt >>SHA256SUMS)
  : >quiet/SHA256SUMS
)
mkdir "$T/sums/unreadable" "$T/mixed" "$T/matrix" "$T/matrix-json" "$T/corpus" "$T/corpus-broken" \
  "$T/corpus-unknown" "$T/copied"
chmod 000 "$T/sums/unreadable"
cp "$T/in/good.json" "$T/mixed/a.json"
cp "$T/in/good.json" "$T/mixed/b.json"
cp "$T/in/params-off.json" "$T/mixed/.hidden.json"
cp "$T/bad/comma-missing.json" "$T/mixed/c.json"
cp "$T/behaviours/closure-fused-result.behaviour.json" "$T/mixed"
cp "$T/behaviours/groups-fused-cut.behaviour.json" "$T/mixed"
cp Fixtures/checkpoints/fused/float32.checkpoints.json "$T/mixed"
echo notes >"$T/mixed/notes.txt"
cp "$T/in/good.json" "$T/matrix" && echo '{' >"$T/matrix/kill-matrix.mutants.json"
cp "$T/in/good.json" "$T/matrix-json" && echo '{"quick": ["one"]}' >"$T/matrix-json/kill-matrix.mutants.json"
cp Fixtures/law-kills.mutants.json "$T/matrix-json"
sed -n '1,5p' Fixtures/regressions/mistakes.jsonl >"$T/corpus/few.jsonl"
printf '\n{"property": 1}\n' >"$T/corpus-broken/broken.jsonl"
sed -n '1p' Fixtures/regressions/mistakes.jsonl | sed -e 's/"property":"[^"]*"/"property":"no-such-law"/' \
  >"$T/corpus-unknown/law.jsonl"
mkdir "$T/plots" "$T/plots/taken" && mkdir "$T/plots/taken/cycle.svg"

printf 'ours/one\n' >"$T/in/known.txt"
printf '# one\nours/one # fails\n\nno/such\n' >"$T/in/known-more.txt"
printf 'ours/one\nours/one\n' >"$T/in/known-twice.txt"
printf '\xff\xfe\n' >"$T/in/known-bytes.txt"
sed -n 3p docs/examples/known-failures.txt >"$T/in/known-few.txt"

# Of each set of golden traces some, and some of what is special.
find Fixtures/pytorch Fixtures/pytorch-stock Fixtures/textbook Fixtures/batch -name '*.json' | sort \
  >"$T/golden"
awk -F/ '{ folder = $0; sub("/[^/]*$", "", folder) }
  count[folder]++ % 16 == 0 || /missing|infin|nan|overflow|subnormal|size-0/ && special++ % 6 == 0' \
  "$T/golden" >"$T/spread"
awk 'NR % 4 == 1' "$T/spread" >"$T/few"
find Fixtures/frameworks -name '*.json' | sort >"$T/frameworks"
awk 'NR % 15 == 1' "$T/frameworks" >"$T/frameworks-few"
sed -e 's/.*"property":"\([^"]*\)".*"token":"\([^"]*\)".*/\1:\2/' Fixtures/regressions/mistakes.jsonl \
  >"$T/tokens"

# Candidates: one for each formula, rounding and type; greetings and answers as they are given.
cat >"$T/formula.py" <<'END'
import sys
from math import sqrt
from rmsprop_candidate import serve

reference, rounding, root, scalars = sys.argv[1:5]

def step(params, grad, state, *, lr, alpha, eps, **options):
    if grad is None:
        return params
    if grad and isinstance(grad[0], list):
        grad = [sum(row[i] for row in grad) for i in range(len(params))]
    elif reference == "batch":
        grad = [0.0] * len(params)
    if options["centered"]:
        raise NotImplementedError("no mean here")
    v = state.setdefault("square_avg", [0.0] * len(params))
    for i, g in enumerate(grad):
        v[i] = alpha * v[i] + (1 - alpha) * g * g
    roots = {"textbook-none": lambda x: sqrt(x), "textbook-inside": lambda x: sqrt(x + eps),
             "batch": lambda x: sqrt(x + eps)}
    root = roots.get(reference, lambda x: sqrt(x) + eps)
    return [p - lr * (g / root(x)) for p, g, x in zip(params, grad, v)]

serve(step, name="formula", version="2", scalars=scalars.split(","), rounding=rounding,
      square_root=root, reference=reference, supports=sys.argv[5:])
END
cat >"$T/says.py" <<'END'
"""Greets with the first argument, and answers what is no smoke case with the second."""
import json
import sys

for line in sys.stdin:
    message = json.loads(line)
    if message["cmd"] == "start":
        print(sys.argv[1], flush=True)
    elif message["cmd"] == "stop":
        break
    else:
        h, v, steps, case = message["case"]["hyperparameters"], 0.0, [], message["case"]
        for given in case["steps"] if case["id"].startswith("smoke/") else []:
            steps.append({"params": [0.0 if g == 0 else p - h["lr"] for p, g in
                                     zip(case["params"], given["grad"])]})
            if all(g == 0 for g in given["grad"]):
                steps[-1]["params"] = list(case["params"])
        if steps:
            print(json.dumps({"seq": message["seq"], "steps": steps}), flush=True)
        else:
            print(sys.argv[2].replace("SEQ", str(message["seq"])), flush=True)
END

# Runs a command, and leaves out what a candidate wrote to stderr.
deaf() {
  "$@" 2>"$O/errors"
  local code=$?
  grep -v '^candidate: ' "$O/errors" >&2
  rm "$O/errors"
  return $code
}
export -f deaf

# ---- Lines ----

section() { echo "# $1"; }
# A line for each word of the first list and each of the second.
each() { local word; for word in $1; do eval "$2"; done; }

formulas() {
  echo pytorch
  echo batch
  local reference scalar
  for scalar in float64 float32 float16 bfloat16; do
    for reference in pytorch/fused pytorch/separate textbook-none textbook-outside textbook-inside batch; do
      case $reference/$scalar in
        pytorch/separate/*float16) ;; # There is no such implementation.
        *) echo "$reference/$scalar" ;;
      esac
    done
  done
}

pages() {
  section 'the commands of the pages'
  awk '/^```/ { open = !open; next } open && /^([$] )?rmsprop / { sub(/^[$] /, ""); print }' \
    README.md docs/*.md docs/reference/*.md docs/candidates/README.md Fixtures/README.md |
    grep -vE -- '--(output|save|update|all)|fixtures copy' | awk '!seen[$0]++'
  cat <<'END'
rmsprop explain Fixtures/pytorch/separate/float64/basic-weight-decay.json --step 1
rmsprop mutants --format json
rmsprop mutants --laws
rmsprop fixtures copy $O/vectors --only 'pytorch/separate/float64/*'
rmsprop verify --only 'pytorch/fused/*/basic-*'
rmsprop verify --fixtures my-traces --level bits
rmsprop verify --trace recorded.json other.json
rmsprop verify --candidate 'python3 my_candidate.py' --jobs 2
rmsprop verify --candidate ./candidate --format junit --output $O/report.xml
rmsprop trace --params 0.5,-1.25 --gradient 0.1,-0.2 --gradient 0.3,0.4 --momentum 0.9
rmsprop trace --params 1 --gradients gradients.txt --format json --output $O/run.json
rmsprop trace --model sigmoid --epochs 1000
rmsprop trace recorded.json --implementation textbook-inside
rmsprop compare pytorch/fused pytorch/separate --params 1 --gradients gradients.txt
rmsprop compare pytorch textbook-outside --params 1 --gradient 0.5 --gradient 0.25
rmsprop compare pytorch/float64 pytorch/float32 recorded.json
rmsprop explain --params 1 --gradient 0.5 --gradient 0.25 --step 1
rmsprop explain recorded.json --step 3 --coordinate 17
rmsprop explain --model sigmoid --step 5
rmsprop identify recorded.json
rmsprop dialects keras-3 tensorflow-v1
rmsprop plot valley --output $O/valley.svg
rmsprop plot --all $O/figures
rmsprop plot --trace recorded.json --coordinate 3 --output $O/run.svg
END
}

verbs='verify fixtures trace compare explain identify dialects check mutants plot'

helps() {
  section 'help and usage'
  cat <<'END'
rmsprop
rmsprop --help
rmsprop -h
rmsprop help
rmsprop help help
rmsprop help nothing
rmsprop --version
rmsprop version
rmsprop verfy
rmsprop ''
rmsprop $'\e[31m'
rmsprop --
rmsprop - x
rmsprop --levle
rmsprop --experimental-dump-help
rmsprop --generate-completion-script bash
rmsprop --generate-completion-script zsh
rmsprop --generate-completion-script fish
rmsprop --generate-completion-script tcsh
rmsprop --help >/dev/full
rmsprop verify --help >/dev/full
rmsprop candidates --help
rmsprop fixtures
rmsprop fixtures --help
rmsprop fixtures list --help
rmsprop fixtures copy --help
rmsprop help fixtures list
rmsprop help fixtures copy
rmsprop fixtures help copy
rmsprop fixtures cpoy
rmsprop fixtures copy
rmsprop fixtures copy a b
rmsprop fixtures list a
rmsprop fixtures list --only
rmsprop fixtures list --format json
COLUMNS=40 rmsprop verify --help
COLUMNS=200 rmsprop trace --help
END
  each "$verbs" 'echo "rmsprop $word --help"; echo "rmsprop $word -h"; echo "rmsprop help $word"
    echo "rmsprop $word"; echo "rmsprop $word --no-such-option"; echo "rmsprop $word --format"
    echo "rmsprop $word --format xml"; echo "rmsprop $word --output"; echo "rmsprop $word --version"
    echo "rmsprop $word a b c d"; echo "rmsprop $word -x"; echo "rmsprop $word --help --format xml"
    echo "rmsprop $word --format=json --format=text -"; echo "rmsprop $word --output \$T/none/file"
    echo "rmsprop $word --experimental-dump-help"; echo "rmsprop $word \$'"'\\e[31m'"'"'
  local option value
  for option in fixtures trace candidate level only profile known-failures jobs deadline \
    greeting-deadline update fail-fast keep-going; do
    for value in '' ' ""' ' -1' ' 0' ' x' ' 1e-9' ' 1e9' ' nan' ' --format' '=' '=bits'; do
      echo "rmsprop verify --$option$value"
    done
  done
  for option in law seed cases time jobs deadline replay regressions save candidate fresh statistics; do
    for value in '' ' ""' ' -1' ' 0' ' x' ' 1.5' ' 1e30' ' nan' ' --format' '='; do
      case "$option$value" in
        fresh | fresh= | statistics | statistics= | save\ *) ;;
        *) echo "rmsprop check --$option$value --cases 1" ;;
      esac
    done
  done
  for option in deadline greeting-deadline candidate; do
    for value in '' ' -1' ' 0' ' x' ' 90000' ' nan'; do
      echo "rmsprop identify --$option$value"
      echo "rmsprop identify a.json --$option$value"
      echo "rmsprop plot --$option$value"
    done
  done
  cat <<'END'
rmsprop verify --trace a --fixtures b
rmsprop verify --trace a --candidate b
rmsprop verify --trace a --profile quick
rmsprop verify --trace
rmsprop verify --update
rmsprop verify --jobs 2
rmsprop verify --candidate "'open"
rmsprop verify --candidate 'back\'
rmsprop verify --candidate '"open'
rmsprop verify --candidate x --jobs 0
rmsprop verify --candidate x --jobs 1000
rmsprop identify a.json --candidate x
rmsprop identify a.json --jobs 2
rmsprop compare pytorch
rmsprop compare pytorch --params 1 --gradient 1
rmsprop compare pytorch keras --params 1 --gradient 1
rmsprop compare pytorch pytorch a.json b.json
rmsprop plot valley --list
rmsprop plot valley squares
rmsprop plot vally
rmsprop plot ''
rmsprop plot $'\e[31m'
rmsprop plot valley --coordinate 1
rmsprop plot --all x --output y
rmsprop plot valley --jobs 2
rmsprop plot --trace a --candidate b
rmsprop plot --list cycle
rmsprop plot --candidate "'unfinished"
rmsprop plot --candidate false --fail-fast
rmsprop check --replay first-step:0 --seed 1
rmsprop check --replay first-step:0 --law first-step
rmsprop check --replay first-step:0 --statistics
rmsprop check --fresh --seed 1
rmsprop check --candidate x --jobs 2
rmsprop check --candidate "'"
rmsprop check --law no-such-law
rmsprop dialects no-such-program
rmsprop dialects keras-3 no-such-program
rmsprop dialects keras-3 --format json
rmsprop dialects keras-3 --format markdown
rmsprop dialects $'\e[31m'
rmsprop dialects ''
rmsprop mutants x
END
}

verify() {
  section 'verify: the golden traces'
  local format level only file
  for format in text json junit markdown; do
    for level in '' ' --level bits' ' --level 1e-12' ' --level bound'; do
      echo "rmsprop verify --format $format$level"
      echo "rmsprop verify --format $format$level --profile quick"
      case $format$level in *k*bound) continue ;; esac
      echo "rmsprop verify --format $format$level --trace \$(cat \$T/frameworks)"
    done
    echo "rmsprop verify --format $format --trace \$(cat \$T/golden)"
    for only in '*' 'pytorch/*' 'pytorch/*/float32/defaults' 'textbook/*' '*/basic-*' 'batch/*' \
      'behaviour/*' '*/behaviour*' 'nothing' '' '[' '[!p]*' 'pytorch/fused/float64/size-?' \
      '*float16*' '*/missing-gradient*' '*\**' 'smoke/*' 'frameworks/*' 'checkpoints/*'; do
      echo "rmsprop verify --format $format --only '$only'"
    done
    echo "rmsprop verify --format $format --only '*/float64/*' --level bound --profile quick"
    echo "rmsprop verify --format $format --fixtures Fixtures/frameworks"
    echo "rmsprop verify --format $format --fixtures Fixtures/frameworks --level bits"
    echo "rmsprop verify --format $format --fixtures Fixtures/frameworks --only '*keras*momentum*'"
    echo "rmsprop verify --format $format --output \$O/report"
    echo "cd / && rmsprop verify --format $format --only '*/defaults'"
  done
  section 'verify: single traces'
  for file in $(cat "$T/spread"); do
    echo "rmsprop verify --trace $file"
    echo "rmsprop verify --trace $file --format json --level bound"
  done
  for file in $(cat "$T/frameworks-few"); do
    echo "rmsprop verify --trace $file"
    echo "rmsprop verify --trace $file --level 1e-12 --format json"
  done
  section 'verify: other inputs'
  for file in good batch params-alone inputs state-off params-off; do
    for level in '' ' --level bits' ' --level 1e-12' ' --level bound'; do
      for format in text json junit markdown; do
        echo "rmsprop verify --trace \$T/in/$file.json --format $format$level"
      done
    done
  done
  for format in text json junit markdown; do
    echo "rmsprop verify --format $format --trace \$T/bad/*.json"
    echo "rmsprop verify --format $format --trace \$T/cut/*.json"
    echo "rmsprop verify --format $format --trace \$T/changed/*.json"
    echo "rmsprop verify --format $format --trace \$T/behaviours/*.json"
    for file in bad cut changed behaviours mixed in empty none sums sums/fine sums/mismatch \
      sums/unlisted sums/gone sums/junk sums/outside sums/again sums/capitals sums/bare sums/other \
      sums/quiet sums/unreadable matrix matrix-json in/good.json; do
      echo "rmsprop verify --format $format --fixtures \$T/$file"
    done
  done
  for file in fine mismatch gone; do
    echo "rmsprop verify --fixtures \$T/sums/$file --only ours/one"
    echo "RMSPROP_FIXTURES=\$T/sums/$file rmsprop verify --level bits"
  done
  cat <<'END'
rmsprop verify --fixtures $T/behaviours --only '*closure*' --format json
rmsprop verify --fixtures ''
rmsprop verify --fixtures $T/matrix --profile quick
rmsprop verify --fixtures $T/matrix-json --profile quick
rmsprop verify --fixtures $T/in --profile quick
RMSPROP_FIXTURES= rmsprop verify --fixtures $T/sums/fine
RMSPROP_FIXTURES=$T/none rmsprop verify
RMSPROP_FIXTURES=$T/empty rmsprop verify
RMSPROP_FIXTURES=$T/in/good.json rmsprop verify
RMSPROP_FIXTURES=Fixtures rmsprop verify --only '*/basic-plain'
RMSPROP_FIXTURES=$T/sums/mismatch rmsprop verify --fixtures $T/sums/fine
RMSPROP_FIXTURES=$T/empty rmsprop check --cases 1
RMSPROP_FIXTURES=$T/empty rmsprop mutants
RMSPROP_FIXTURES=$T/empty rmsprop fixtures list
RMSPROP_FIXTURES=$T/none rmsprop fixtures copy $O/x
rmsprop verify --trace $T/in/good.json $T/none.json $T /dev/null $T/in/params-off.json
rmsprop verify --trace $T/in/good.json $T/in/good.json --only 'ours/*'
rmsprop verify --trace $T/in/good.json --only 'theirs/*'
rmsprop verify --trace $T/none.json
rmsprop verify --trace $T
rmsprop verify --trace ''
rmsprop verify --trace - <$T/in/good.json
rmsprop verify --trace /dev/stdin <$T/in/good.json
rmsprop verify --trace $T/in/good.json --output $O/r --format json
rmsprop verify --only '*defaults' --output /dev/full
rmsprop verify --only '*defaults' >/dev/full
rmsprop verify --only '*defaults' --output $O
rmsprop verify --only '*defaults' --output $O/none/file
rmsprop verify --only '*defaults' --output ''
mkdir $O/there; ln -s there/report $O/link; rmsprop verify --only '*defaults' --output $O/link
echo before >$O/report; rmsprop verify --fixtures $T/sums/fine --output $O/report
echo before >$O/report; rmsprop verify --fixtures $T/none --output $O/report
rmsprop verify --fixtures $T/sums/bare --known-failures $T/in/known.txt
rmsprop verify --fixtures $T/sums/bare --known-failures $T/in/known-more.txt
rmsprop verify --fixtures $T/sums/bare --known-failures $T/in/known-twice.txt
rmsprop verify --fixtures $T/sums/bare --known-failures $T/in/known-bytes.txt
rmsprop verify --fixtures $T/sums/bare --known-failures $T/in/nothing.txt
rmsprop verify --fixtures $T/sums/bare --known-failures $T/none.txt
rmsprop verify --fixtures $T/sums/bare --known-failures $T
rmsprop verify --fixtures $T/sums/bare --known-failures ''
rmsprop verify --fixtures $T/sums/bare --known-failures $T/in/known-more.txt --format json
rmsprop verify --fixtures $T/sums/bare --known-failures $T/in/known-more.txt --format junit
rmsprop verify --fixtures $T/sums/bare --known-failures $T/in/known-more.txt --format markdown
rmsprop verify --fixtures $T/sums/bare --known-failures $T/in/known-more.txt --only ours/one
rmsprop verify --fixtures $T/sums/bare --known-failures $O/new.txt --update
cp $T/in/known-more.txt $O/k; rmsprop verify --fixtures $T/sums/bare --known-failures $O/k --update
cp $T/in/known-more.txt $O/k; rmsprop verify --fixtures $T/sums/bare --known-failures $O/k --update --only ours/two --format json
rmsprop verify --fixtures $T/sums/bare --known-failures $O/none/k --update
rmsprop verify --fixtures $T/sums/bare --known-failures $O --update
rmsprop verify --trace $(cat $T/frameworks) --known-failures $O/k --update && rmsprop verify --trace $(cat $T/frameworks) --known-failures $O/k --format json
rmsprop verify --known-failures docs/examples/known-failures.txt
rmsprop verify --format json | head -c 10
rmsprop trace --params 1 --gradient 1 | head -n 1
END
}

identify() {
  section 'identify'
  local file
  cat <<'END'
rmsprop identify $(cat $T/frameworks)
rmsprop identify $(cat $T/frameworks) --format json
rmsprop identify $(cat $T/golden)
rmsprop identify $(cat $T/golden) --format json
rmsprop identify $T/bad/*.json
rmsprop identify $T/bad/*.json --format json
rmsprop identify $T/cut/*.json
rmsprop identify $T/changed/*.json --format json
rmsprop identify $T/behaviours/*.json
rmsprop identify $T/in/*.json
rmsprop identify $T/in/*.json --format json
rmsprop identify $T
rmsprop identify $T/none.json Fixtures/frameworks/keras-3.15.1/jax/float64/plain.json
rmsprop identify ''
rmsprop identify - <$T/in/good.json
rmsprop identify $T/in/good.json --output $O/report
rmsprop identify $T/in/good.json --output $T
rmsprop identify Fixtures/checkpoints/fused/float32.checkpoints.json
END
  for file in $(cat "$T/spread" "$T/frameworks-few"); do
    echo "rmsprop identify $file"
    echo "rmsprop identify --format json $file"
  done
}

# What a run is given, by name of the options.
inputs='
--params 0.5,-1.25 --gradient 0.1,-0.2 --gradient 0.3,0.4
--params 0.5,-1.25 --gradient 0.1,-0.2 --gradient none --gradient "0.3 0.4" --momentum 0.9
--params 0.5,-1.25 --gradients $T/in/gradients.txt --centered
--params 3,4 --gradients $T/in/many.txt --lr 0.05 --alpha 0.9 --momentum 0.5 --centered --weight-decay 0.1 --maximize
--params 1e10,-1e-10 --gradient 1e200,1e-200 --gradient 1e30,1e-30 --gradient 0,-0.0 --eps 0
--params 1,2 --gradient "1,2;3,4" --gradient "-1,0.5;0.25,1e-3;7,7" --weight-decay 0.01
--params 1,2 --gradient 5,6 --gradient nan,inf --gradient 1,1 --maximize --alpha 0
--params "" --gradient "" --gradient none
--model sigmoid --epochs 4
--model linear --epochs 4 --lr 0.01 --alpha 0.5 --eps 1e-3
$T/in/good.json
$T/in/batch.json --lr 0.25
Fixtures/pytorch/fused/float32/pairwise-03.json
'

runs() {
  section 'trace, compare, explain: every implementation'
  local formula input other
  for formula in $(formulas); do
    echo "$inputs" | sed -e '/^$/d' | while read -r input; do
      echo "rmsprop trace --implementation $formula $input --format json"
      echo "rmsprop explain --implementation $formula $input --step 1 --coordinate 1"
      echo "rmsprop compare $formula pytorch/separate $input"
    done
    echo "rmsprop trace --implementation $formula --params 3,4 --gradients \$T/in/gradients.txt"
    echo "rmsprop trace --implementation $formula --model linear --epochs 4"
    for other in pytorch/fused textbook-outside textbook-inside/float32 batch; do
      echo "rmsprop compare $formula $other --params 3,4 --gradients \$T/in/many.txt --format json"
      echo "rmsprop compare $other $formula --model sigmoid --level 1e-12"
    done
    echo "rmsprop explain --implementation $formula --params 1 --gradient 0.5 --format json"
    echo "rmsprop explain --implementation $formula --model sigmoid --step 69 --format json"
  done
  section 'trace, compare, explain: recorded traces'
  for input in $(cat "$T/spread"); do
    echo "rmsprop trace $input --format json"
    echo "rmsprop explain $input --step 2"
    echo "rmsprop compare pytorch/separate textbook-outside $input"
    echo "rmsprop compare pytorch/float64 pytorch/float32 $input --level 1e-12 --format json"
  done
  for input in $(cat "$T/few"); do
    echo "rmsprop trace $input"
    echo "rmsprop explain $input --coordinate 1 --format json"
  done
  for input in $(cat "$T/frameworks-few"); do
    echo "rmsprop compare pytorch/fused textbook-inside $input --format json"
    echo "rmsprop explain $input --step 4"
  done
  section 'trace, compare, explain: broken traces'
  for input in "$T"/bad/*.json; do
    input=\$T/bad/$(basename "$input")
    echo "rmsprop trace $input --format json"
    echo "rmsprop plot --trace $input"
  done
  for input in "$T"/bad/[a-g]*.json; do
    input=\$T/bad/$(basename "$input")
    echo "rmsprop explain $input --step 1"
    echo "rmsprop compare pytorch batch $input"
  done
  for input in "$T"/cut/*5.json "$T"/changed/*[28].json; do
    echo "rmsprop trace \$T/${input#"$T"/} --format json"
  done
}

options() {
  section 'trace, compare, explain: options'
  local option value start='--params 1,2 --gradient 1,1 --gradient 1,-1'
  for option in lr alpha eps weight-decay momentum; do
    for value in 0 1 -1 0.5 -0.0 1e-8 1e308 1e999 nan inf -inf 0x1p-3 2,3 '""' x 5e-324 1_000 1. .5 \
      +1 ' ' --lr $'\xd9\xa1'; do
      echo "rmsprop trace $start --$option $value"
      echo "rmsprop explain $start --$option=$value --implementation textbook-inside --format json"
    done
    echo "rmsprop trace $start --$option"
    echo "rmsprop compare pytorch/float32 pytorch/float16 $start --$option 0.5"
    echo "rmsprop trace \$T/in/good.json --$option 0.5 --format json"
  done
  for option in params gradient; do
    for value in 1 1,2 '"1 2"' '""' x 1,x 1,,2 1, ,1 nan,inf 1e999,0 0x1p-3,0 'none' none,none '1,2;3,4' \
      ';' '1,2;' "\$'\\e[31m'" '" 1 , 2 "' -1,-2 -inf,0 1,2,3 '"1;2"' infinity,-NaN; do
      case $option in
        params) echo "rmsprop trace --params $value --gradient 1,2" ;;
        gradient) echo "rmsprop trace --params 1,2 --gradient '${value//\"/}'" ;;
      esac
      echo "rmsprop explain --params=1,2 --gradient 1,2 --$option='${value//\"/}'"
      echo "rmsprop trace --implementation batch --params 1,2 --gradient 1,2 --$option='${value//\"/}'"
    done
  done
  for option in step coordinate; do
    for value in 0 1 2 3 -1 99 x '""' 1.5 9223372036854775807 9223372036854775808; do
      for start in '--params 1,2 --gradient 1,1 --gradient none' '--model linear --epochs 3' \
        '$T/in/good.json' '$T/in/batch.json' Fixtures/pytorch/fused/float64/size-0.json; do
        echo "rmsprop explain $start --$option $value"
      done
      echo "rmsprop explain $start --$option=$value --format json"
    done
  done
  for value in 0 1 2 70 200 -3 x '""' 1e3 99999999999999999999; do
    for option in sigmoid linear cubic; do
      echo "rmsprop trace --model $option --epochs $value --format json --implementation pytorch/float32"
      echo "rmsprop compare batch batch/float32 --model $option --epochs $value"
    done
  done
  for value in pytorch/ / keras '""' batch/fused textbook-none/separate pytorch/fused/separate \
    pytorch/float64/fused pytorch/float64/float32 pytorch/float8 PyTorch pytorch//float32 \
    pytorch/separate/float16 pytorch/separate/bfloat16 textbook batch/float64/ "\$'\\e[31m'"; do
    echo "rmsprop trace --params 1 --gradient 1 --implementation $value"
    echo "rmsprop compare $value pytorch --params 1 --gradient 1"
    echo "rmsprop compare pytorch $value --params 1 --gradient 1"
    echo "rmsprop explain --params 1 --gradient 1 --implementation $value"
  done
  for value in bits 1e-12 bound 1e-9 '""'; do
    for option in text json; do
      echo "rmsprop compare pytorch/fused pytorch/separate --params 1 --gradient 0.1 --gradient 1.3 --alpha 0.9 --level $value --format $option"
      echo "rmsprop compare pytorch textbook-inside \$T/in/good.json --eps 1 --level $value --format $option"
      echo "rmsprop compare pytorch/float16 pytorch/bfloat16 --params 3,4 --gradients \$T/in/many.txt --level $value --format $option"
      echo "rmsprop compare pytorch/float32 pytorch --params 3,4 --gradients \$T/in/many.txt --level $value --format $option"
      echo "rmsprop compare pytorch pytorch --params '' --gradient '' --level $value --format $option"
    done
  done
  for value in gradients points ragged words nothing bytes many none; do
    for option in pytorch batch textbook-none; do
      echo "rmsprop trace --params 1,2 --gradients \$T/in/$value.txt --implementation $option"
      echo "rmsprop trace --params 1,2 --gradients - --implementation $option --format json <\$T/in/$value.txt"
    done
    echo "rmsprop explain --params 1,2 --gradients - --step 1 <\$T/in/$value.txt"
    echo "rmsprop compare pytorch batch --params 1,2 --gradients - <\$T/in/$value.txt"
    echo "rmsprop trace --params 1,2 --gradients \$T/in/$value.txt --output \$O/run"
  done
  cat <<'END'
rmsprop trace --gradient 1
rmsprop trace --params 1
rmsprop trace --params 1 --gradient 1 --epochs 3
rmsprop trace --params 1 --gradient 1 --model linear
rmsprop trace --params 1 --gradient 1 --gradients $T/in/many.txt
rmsprop trace $T/in/good.json --params 1,2
rmsprop trace $T/in/good.json --gradient 1,2
rmsprop trace $T/in/good.json --model linear
rmsprop trace $T/in/good.json $T/in/good.json
rmsprop trace $T/in/good.json --centered --maximize --momentum 0.9
rmsprop trace $T/in/good.json --no-centered --no-maximize
rmsprop trace $T/in/good.json --centered --no-centered
rmsprop trace --model linear --params 1
rmsprop trace --model linear --params 1,2
rmsprop trace --model linear --params 1,2,3
rmsprop trace --model linear --params ''
rmsprop explain --model sigmoid --params 1
rmsprop trace --model linear --gradient 1,2
rmsprop trace --model linear --implementation pytorch/separate --momentum 0.9 --centered
rmsprop trace --model sigmoid --implementation textbook-none --format json
rmsprop trace --model sigmoid --momentum 0.9
rmsprop trace --model sigmoid --implementation batch/float16 --epochs 20 --format json
rmsprop trace --params 1 --gradients /nowhere
rmsprop trace --params 1 --gradients /
rmsprop trace --params 1 --gradients ''
rmsprop trace /nowhere.json
rmsprop trace /
rmsprop trace ''
rmsprop trace - <$T/in/good.json
rmsprop trace /dev/stdin <$T/in/good.json
rmsprop trace --params 1,2 --gradients - <&-
rmsprop trace --params 1 --gradient 3 --centered --implementation textbook-none
rmsprop trace --params 1 --gradient 3 --momentum 0.5 --implementation batch
rmsprop trace --params 1 --gradient 3 --weight-decay 0.5 --implementation textbook-inside
rmsprop trace --params 1 --gradient 3 --maximize --implementation textbook-outside
rmsprop trace --params 1 --gradient 3 --format json --output $O/run.json && rmsprop verify --trace $O/run.json --level bits
rmsprop trace --model sigmoid --epochs 9 --format json --output $O/run.json; rmsprop verify --fixtures $O --format json; rmsprop plot --trace $O/run.json; rmsprop identify $O/run.json
rmsprop trace --params 1 --gradient 3 --output /dev/full
rmsprop trace --params 1 --gradient 3 >/dev/full
rmsprop trace --params 1 --gradient 3 --output $T/none/x
rmsprop compare pytorch batch --params 1 --gradient 3 --output $O/x
rmsprop explain --params 1 --gradient 3 --output $O/x
rmsprop explain --params 1 --gradient 3 --output /dev/full
yes 0.5 | head -n 20000 | rmsprop trace --params 1 --gradients - | head -n 3
{ yes 0.5 | head -n 9999; echo x; } | rmsprop trace --params 1 --gradients -
echo before >$O/run; { yes 0.5 | head -n 9999; echo x; } | rmsprop trace --params 1 --gradients - --output $O/run
{ yes 0.5 | head -n 9999; echo x; } | rmsprop compare pytorch batch --params 1 --gradients -
END
}

plots() {
  section 'plot'
  local name file
  for name in valley squares epsilon average centered cycle dialects; do
    echo "rmsprop plot $name"
    echo "rmsprop plot $name --output \$O/figure.svg"
  done
  cat <<'END'
rmsprop plot --list
rmsprop plot --list --output $O/list
rmsprop plot --all $O/figures; rmsprop plot --all $O/figures
rmsprop plot --all $O
rmsprop plot --all $T/plots/taken
rmsprop plot --all $T/in/good.json
rmsprop plot --all $T/in/good.json/figures
rmsprop plot --all $O/none/figures
rmsprop plot --all ''
rmsprop plot --all /dev/null
rmsprop plot cycle --output $O/a/b.svg
rmsprop plot cycle --output /dev/full
rmsprop plot cycle >/dev/full
rmsprop plot --trace $T
rmsprop plot --trace $T/none.json
rmsprop plot --trace ''
rmsprop plot --trace $T/in/batch.json --coordinate 1 --output $O/run.svg
END
  for file in good batch params-alone inputs state-off params-off; do
    for name in 0 1 2 -1 99 x '""'; do
      echo "rmsprop plot --trace \$T/in/$file.json --coordinate $name"
    done
  done
  for file in $(cat "$T/spread" "$T/frameworks-few"); do
    echo "rmsprop plot --trace $file"
  done
  for file in $(cat "$T/few"); do
    echo "rmsprop plot --trace $file --coordinate 1"
  done
  for name in 'batch --model linear' 'batch --model sigmoid --epochs 300' \
    'pytorch --params 1,2 --gradients $T/in/gradients.txt' \
    'pytorch/float16 --params 3,4 --gradients $T/in/many.txt' \
    'textbook-none --params 3,4 --gradients $T/in/many.txt' \
    'pytorch/separate --params "" --gradient ""' 'pytorch --params 1,2 --gradient none' \
    'batch --model linear --epochs 0'; do
    echo "rmsprop trace --implementation $name --format json >\$O/r; rmsprop plot --trace \$O/r"
    echo "rmsprop trace --implementation $name --format json | sed -e 's/float64/float32/; s|pytorch|textbook-inside|' >\$O/r; rmsprop plot --trace \$O/r; rmsprop identify \$O/r; rmsprop verify --trace \$O/r"
  done
}

catalogue() {
  section 'dialects, mutants, fixtures'
  echo 'rmsprop dialects'
  echo 'rmsprop dialects --format json'
  echo 'rmsprop dialects --format markdown'
  echo 'rmsprop dialects --output $O/list'
  echo 'rmsprop dialects --format json >/dev/full'
  local name
  for name in $(PATH=$T/old:$PATH rmsprop dialects --format json |
    sed -n -e 's/.*"\(name\|id\|dialect\)": *"\([^"]*\)".*/\2/p' | grep -E '^[a-z0-9.-]+$'); do
    echo "rmsprop dialects $name"
  done
  cat <<'END'
rmsprop dialects keras-3 tfjs pytorch
rmsprop dialects pytorch pytorch
rmsprop dialects PyTorch
rmsprop mutants
rmsprop mutants --format json
rmsprop mutants --check
rmsprop mutants --check --format json
rmsprop mutants --output $O/report
rmsprop mutants --laws --format json
rmsprop mutants --laws --check
rmsprop mutants --laws --check --fixtures $T/empty
rmsprop mutants --laws --check --fixtures $T/none
rmsprop mutants --fixtures $T/in
rmsprop mutants --fixtures $T/bad
rmsprop mutants --fixtures $T/empty
rmsprop mutants --fixtures $T/none
rmsprop mutants --fixtures $T/sums/fine --format json
rmsprop mutants --fixtures $T/sums/mismatch
rmsprop mutants --check --fixtures $T/matrix
rmsprop mutants --check --fixtures $T/matrix-json
rmsprop mutants --check --fixtures $T/sums/bare
rmsprop mutants --fixtures Fixtures/pytorch/fused
rmsprop mutants --fixtures Fixtures/pytorch/separate --format json
rmsprop mutants --fixtures Fixtures/textbook
rmsprop fixtures list
rmsprop fixtures list --only '*/basic-*'
rmsprop fixtures list --only nothing
rmsprop fixtures list --only ''
rmsprop fixtures list --fixtures Fixtures/frameworks
rmsprop fixtures list --fixtures $T/bad
rmsprop fixtures list --fixtures $T/behaviours
rmsprop fixtures list --fixtures $T/mixed
rmsprop fixtures list --fixtures $T/empty
rmsprop fixtures list --fixtures $T/none
rmsprop fixtures list --fixtures $T/sums/mismatch
rmsprop fixtures list --fixtures $T/sums/junk
rmsprop fixtures list >/dev/full
rmsprop fixtures list | head -n 1
rmsprop fixtures copy $O/all
rmsprop fixtures copy $O
rmsprop fixtures copy $O/v --only 'pytorch/separate/float32/basic-*' && rmsprop verify --fixtures $O/v; rmsprop mutants --fixtures $O/v; rmsprop fixtures copy $O/v
rmsprop fixtures copy $O/v --only 'behaviour/*'
rmsprop fixtures copy $O/v --only 'checkpoints/*'
rmsprop fixtures copy $O/v --only nothing
rmsprop fixtures copy $O/v --fixtures $T/sums/fine
rmsprop fixtures copy $O/v --fixtures $T/sums/bare
rmsprop fixtures copy $O/v --fixtures $T/sums/mismatch
rmsprop fixtures copy $O/v --fixtures $T/sums/gone
rmsprop fixtures copy $O/v --fixtures $T/mixed
rmsprop fixtures copy $O/v --fixtures $T/bad
rmsprop fixtures copy $O/v --fixtures $T/empty
rmsprop fixtures copy $O/none/v --only '*/basic-plain'
rmsprop fixtures copy $T/in
rmsprop fixtures copy $T/in/good.json
rmsprop fixtures copy /dev/null/x
rmsprop fixtures copy ''
END
}

laws='scale-* *average* first-step centered-* batch-* *momentum* nan-* [a-d]* overflow-freezes'

checks() {
  section 'check: the laws'
  local seed law format token
  for format in text json junit; do
    echo "rmsprop check --format $format"
    echo "rmsprop check --format $format --cases 150"
    for law in $laws; do echo "rmsprop check --format $format --cases 150 --law '$law'"; done
    echo "rmsprop check --format $format --statistics --law 'first-*' --cases 10"
    echo "rmsprop check --format $format --cases 1 --output \$O/report"
  done
  for seed in 0 1 2 3 7 55 18446744073709551615; do
    echo "rmsprop check --cases 300 --format json --seed $seed"
    echo "rmsprop check --cases 40 --seed $seed --jobs 2"
  done
  for seed in 1 2 9; do
    echo "rmsprop check --statistics --cases 20 --seed $seed"
  done
  for law in $laws '*' no-such-law '' '['; do
    echo "rmsprop check --cases 20 --law '$law' --seed 3"
  done
  for token in $(cat "$T/tokens"); do echo "rmsprop check --replay $token"; done
  for token in first-step first-step: first-step:1.x none:0 : '' first-step:0 first-step:-1 \
    first-step:0. first-step:.0 first-step:0..1 first-step:99999999999999999999 'first-step: 0' \
    first-step:0.0.1 odd-symmetry:0.0.0.0.0.0 coordinate-independence:1.2.3.4.5.6.7.8.9 \
    "first-step:0'x" first-step:0:1 first-step:18446744073709551615.1; do
    echo "rmsprop check --replay \"$token\""
    echo "rmsprop check --format json --replay \"$token\""
  done
  cat <<'END'
rmsprop check --cases 5 --regressions $T/corpus
rmsprop check --cases 5 --regressions $T/corpus --format json
rmsprop check --cases 5 --regressions $T/corpus-broken
rmsprop check --cases 5 --regressions $T/corpus-unknown
rmsprop check --cases 5 --regressions $T/empty
rmsprop check --cases 5 --regressions $T/none
rmsprop check --cases 5 --regressions $T/corpus/few.jsonl
rmsprop check --cases 5 --save $O/mine.jsonl
rmsprop check --cases 5 --save $T
rmsprop check --cases 5 --save $T/none/x
rmsprop check --cases 1 --output $T
rmsprop check --cases 1 >/dev/full
END
}

mistakes='none epsilon-inside forgets-state rate-in-buffer decay-late no-such-mistake'
# Those that end, and those for which a deadline must pass.
ending='exits not-json flood closes-stdin crash ends-but-for-a-child chatty wrong-seq error-reply
  closes-stdout wrong-length no-number smoke-length zero-moves good terse leaves-processes
  ignores-signals never-ends floods-stderr'
hanging='no-greeting never-reads silent'

candidates() {
  section 'candidates: verify'
  local patience='--deadline 60 --greeting-deadline 60' some="--only '*/basic-*'"
  local command kind format mistake="python3 Tests/RMSpropToolTests/mistakes.py"
  local formula="python3 \$T/formula.py" all='momentum weight_decay maximize lr_schedule missing_gradient state'
  for command in "python3 docs/candidates/ten_lines.py" "$mistake none" "$mistake epsilon-inside" \
    "$mistake decay-late" "$mistake rate-in-buffer" "$mistake forgets-state"; do
    echo "rmsprop verify $patience --candidate '$command'"
    echo "rmsprop verify $patience --candidate '$command' --level bound --profile quick --format json"
    echo "deaf rmsprop verify $patience --candidate '$command' --fail-fast"
  done
  for command in "python3 docs/candidates/ten_lines.py" "$mistake decay-late"; do
    for format in json junit markdown; do
      echo "rmsprop verify $patience --candidate '$command' --format $format"
    done
    echo "rmsprop verify $patience --candidate '$command' --level 1e-12 --only '*/float64/*'"
    echo "rmsprop verify $patience --candidate '$command' --level bits --profile quick"
    echo "rmsprop verify $patience --candidate '$command' --jobs 2 --format json"
    echo "rmsprop verify $patience --candidate '$command' --keep-going $some --output \$O/report"
    echo "rmsprop verify $patience --candidate '$command' --fixtures \$T/mixed"
    echo "rmsprop verify $patience --candidate '$command' --fixtures \$T/in"
    echo "rmsprop verify $patience --candidate '$command' --only nothing"
    echo "rmsprop verify $patience --candidate '$command' --only 'pytorch/separate/float32/*'"
    echo "rmsprop verify $patience --candidate '$command' --known-failures \$T/in/known-few.txt --only '*/float64/*'"
    echo "rmsprop verify $patience --candidate '$command' --known-failures \$O/k --update; rmsprop verify $patience --candidate '$command' --known-failures \$O/k --format junit"
    echo "deaf rmsprop verify $patience --candidate '$command' --known-failures \$O/k --update --fail-fast"
  done
  echo "rmsprop verify $patience --candidate '$mistake no-such-mistake' --format json $some"
  for kind in c cpp rust; do
    [ -x "$T/$kind" ] || continue
    echo "rmsprop verify $patience --candidate \$T/$kind"
    echo "rmsprop verify $patience --candidate \$T/$kind --format json --jobs 2"
    echo "rmsprop verify $patience --candidate \$T/$kind --level bound --profile quick"
    echo "rmsprop identify $patience --candidate \$T/$kind --format json"
    echo "rmsprop plot $patience --candidate \$T/$kind"
  done
  for kind in pytorch textbook-none textbook-outside textbook-inside batch keras; do
    for format in 'unknown unknown' 'fused ieee' 'separate ieee'; do
      command="$formula $kind $format float64"
      echo "rmsprop verify $patience --candidate '$command $all' --profile quick --format json"
    done
    echo "rmsprop verify $patience --candidate '$command lr_schedule' --only '*/float64/*'"
    command="$formula $kind separate ieee float64,float32,float16,float8"
    echo "rmsprop verify $patience --candidate '$command $all centered' $some --level 1e-12"
    echo "rmsprop verify $patience --candidate '$command' --only 'textbook/*' --format markdown"
    echo "rmsprop identify $patience --candidate '$command $all'"
    echo "rmsprop identify $patience --candidate '$formula $kind unknown unknown float32 $all' --format json"
    echo "rmsprop plot $patience --candidate '$command $all' --coordinate 1"
    echo "rmsprop plot $patience --candidate '$formula $kind unknown unknown float16'"
    echo "rmsprop check --time 600 --deadline 60 --candidate '$command $all' --cases 20"
  done

  section 'candidates: identify, plot, check'
  for kind in $mistakes; do
    echo "rmsprop identify $patience --candidate '$mistake $kind'"
    echo "rmsprop identify $patience --candidate '$mistake $kind' --format json --output \$O/report"
    for command in '' ' --coordinate 1' ' --coordinate 2' ' --coordinate -1'; do
      echo "rmsprop plot $patience --candidate '$mistake $kind'$command"
    done
    echo "rmsprop check --time 600 --deadline 60 --candidate '$mistake $kind' --cases 60"
    echo "rmsprop check --time 600 --deadline 60 --candidate '$mistake $kind' --law first-step --save \$O/mine.jsonl; rmsprop check --time 600 --deadline 60 --candidate '$mistake $kind' --law first-step --cases 1 --regressions \$O --format json"
  done
  for format in json junit; do
    echo "rmsprop check --time 600 --deadline 60 --candidate '$mistake decay-late' --cases 30 --format $format"
    echo "rmsprop check --time 600 --deadline 60 --candidate '$mistake forgets-state' --law first-step --statistics --format $format"
  done
  echo "rmsprop check --time 600 --deadline 60 --candidate '$mistake none' --law first-step --statistics"
  for kind in $(awk 'NR % 4 == 0' "$T/tokens"); do
    echo "rmsprop check --time 600 --deadline 60 --candidate '$mistake forgets-state' --replay $kind"
  done
  for command in "python3 docs/candidates/ten_lines.py" 'python3 docs/examples/first_try.py'; do
    echo "rmsprop identify $patience --candidate '$command'"
    echo "rmsprop identify $patience --candidate '$command' --format json"
    echo "rmsprop plot $patience --candidate '$command' --output \$O/run.svg"
    echo "rmsprop check --time 600 --deadline 60 --candidate '$command' --cases 40"
    echo "rmsprop check --time 600 --deadline 60 --candidate '$command' --cases 40 --format json --seed 5"
  done
  for command in "python3 docs/candidates/rmsprop_candidate.py" no-such-command /etc/passwd '' \
    "'open" 'back\' /no/such/program false true "sh -c 'exit 7'" "python3 -c 'print(1)'" cat; do
    command="${command//\'/\'\\\'\'}"
    echo "rmsprop verify $patience --candidate '$command' $some"
    echo "rmsprop verify $patience --candidate '$command' $some --format json"
    echo "rmsprop identify $patience --candidate '$command'"
    echo "rmsprop plot $patience --candidate '$command'"
    echo "rmsprop check --candidate '$command'"
  done

  section 'candidates: broken ones'
  local zoo='python3 Tests/RMSpropToolTests/zoo.py' token
  token=$(head -n 1 "$T/tokens")
  for kind in $ending $hanging; do
    patience='--deadline 60 --greeting-deadline 60'
    case " $hanging " in *" $kind "*) patience='--deadline 1 --greeting-deadline 2' ;; esac
    echo "deaf rmsprop verify $patience $some --candidate '$zoo $kind'"
    # A deadline of 60 seconds is that of the start, too: these would wait for it.
    case $kind in
      never-reads | no-greeting) continue ;;
    esac
    case $kind in
      leaves-processes | never-ends | ignores-signals) ;;
      *) echo "deaf rmsprop identify $patience --candidate '$zoo $kind'"
        echo "deaf rmsprop plot $patience --candidate '$zoo $kind'" ;;
    esac
    case $kind in
      crash | exits | not-json | wrong-seq | error-reply | chatty | closes-stdout | wrong-length | no-number)
        echo "deaf rmsprop verify $patience $some --candidate '$zoo $kind' --format json"
        echo "deaf rmsprop verify $patience $some --candidate '$zoo $kind' --format junit"
        echo "deaf rmsprop verify $patience $some --candidate '$zoo $kind' --format markdown --keep-going"
        for format in text json junit; do
          echo "deaf rmsprop check --deadline 60 --replay $token --format $format --candidate '$zoo $kind'"
        done ;;
    esac
  done
  for kind in error-reply wrong-length no-number; do
    echo "rmsprop check --time 600 --deadline 60 --law 's*' --cases 50 --candidate '$zoo $kind'"
  done
  echo "deaf rmsprop verify --deadline 60 $some --candidate '$zoo crash-once'"
  echo "deaf rmsprop check --deadline 0.5 --replay $token --candidate '$zoo silent'"

  section 'candidates: what they say'
  patience='--deadline 60 --greeting-deadline 60'
  local says='python3 $T/says.py' greeting answer
  local hello='"version": 1, "scalars": ["float64"], "implementation": {"name": "says"}'
  for greeting in '{}' '[]' 'null' '' '{' '{"version": 2, "scalars": ["float64"]}' \
    '{"version": "1", "scalars": ["float64"]}' '{"version": 1}' '{"version": 1, "scalars": []}' \
    '{"version": 1, "scalars": "float64"}' '{"version": 1, "scalars": ["float8"]}' \
    '{"version": 1, "scalars": [1]}' '{"version": 1, "scalars": ["float64", "float64"]}' \
    "{$hello}" "{$hello, \"rounding\": \"up\"}" "{$hello, \"rounding\": 3}" \
    "{$hello, \"square_root\": \"fast\"}" "{$hello, \"reference\": \"keras\"}" \
    "{$hello, \"reference\": \"batch\"}" "{$hello, \"supports\": [\"flight\"]}" \
    "{$hello, \"supports\": \"state\"}" "{$hello, \"supports\": [\"state\"]}" "{$hello} x" \
    '{"version": 1, "scalars": ["float64"], "implementation": {"name": "a\\u001b[31m", "version": "9", "language": "x\\u202e"}}' \
    '{"version": 1, "scalars": ["float64"], "implementation": "says"}' \
    '{"version": 1, "scalars": ["float64"], "implementation": {"name": 5}}'; do
    command="$says '\\''$greeting'\\'' '\\''{\"seq\": SEQ, \"skipped\": \"tired\"}'\\''"
    echo "rmsprop verify $patience $some --candidate '$command'"
    echo "rmsprop identify $patience --candidate '$command'"
    echo "rmsprop plot $patience --candidate '$command'"
    echo "rmsprop check --time 600 --deadline 60 --law odd-symmetry --cases 20 --candidate '$command'"
  done
  for answer in '{"seq": SEQ}' '{"seq": SEQ, "error": ""}' '{"seq": SEQ, "error": 3}' \
    '{"seq": SEQ, "skipped": null}' '{"seq": SEQ, "steps": []}' '{"seq": SEQ, "steps": null}' \
    '{"seq": SEQ, "steps": [{}]}' '{"seq": SEQ, "steps": [{"params": null}]}' \
    '{"seq": SEQ, "steps": [{"params": []}]}' '{"seq": SEQ, "steps": [{"params": [1, "NaN"]}]}' \
    '{"seq": SEQ, "steps": [{"params": [0, 1, 2, 3], "square_avg": [1]}]}' \
    '{"seq": SEQ, "steps": [{"params": [true]}]}' '{"seq": "SEQ", "steps": []}' '{"steps": []}' \
    '{"seq": SEQ, "seq": SEQ, "error": "twice"}' '[SEQ]' '' 'SEQ' '{"seq": SEQ, "skipped": "a\\u001b\\nb"}' \
    '{"seq": SEQ, "skipped": "a", "error": "b"}' '{"seq": -SEQ, "error": "x"}'; do
    command="$says '\\''{$hello, \"supports\": [\"state\"]}'\\'' '\\''$answer'\\''"
    echo "rmsprop verify $patience $some --candidate '$command'"
    echo "rmsprop verify $patience $some --format json --keep-going --candidate '$command'"
    echo "rmsprop identify $patience --format json --candidate '$command'"
    echo "rmsprop plot $patience --candidate '$command'"
    echo "rmsprop check --deadline 60 --replay $token --format json --candidate '$command'"
  done
  if command -v timeout >"$T/compiling"; then
    echo "timeout --preserve-status -s TERM 1 rmsprop verify --candidate '$zoo silent' --output \$O/report; echo \$?; ls -A \$O"
    echo "timeout --preserve-status -s HUP 1 rmsprop verify --candidate '$zoo no-greeting'; echo \$?"
  fi
}

lines() { pages; helps; verify; identify; runs; options; plots; catalogue; checks; candidates; }

# ---- Comparison ----

# Runs a line with one build; what comes of it lies in a folder then.
run() {
  local got=$results/$1 made
  [ ! -e "$got/made" ] || rm -rf "$got/made" "$got/out"
  PATH=$T/$1:$T/bin:$PATH bash -o pipefail -c "ulimit -t 300; $2" \
    >|"$got/stdout" 2>|"$got/stderr" </dev/null
  echo $? >|"$got/exit code"
  made=("$O"/*)
  [ ${#made[@]} -gt 0 ] || return 0
  (cd "$O" && find . -exec ls -ld {} + | awk '{ print substr($1, 1, 10), $NF }' | sort) >|"$got/made"
  mv "$O" "$got/out"
  mkdir "$O"
}

# Compares lines, as long as there are some that no other worker has taken.
worker() {
  local number=0 line results=$T/worker-$1
  export O=$T/out-$1
  mkdir -p "$O" "$results/old" "$results/new"
  set -o noclobber
  shopt -s nullglob dotglob
  while IFS= read -r line <&3; do
    number=$((number + 1))
    case $line in '# '*) continue ;; esac
    { : >"$T/taken/$number"; } 2>/dev/null || continue
    run old "$line"
    run new "$line"
    if (cd "$results" && diff -r old new) >|"$results/differences" 2>&1; then
      echo "same     $line"
    else
      echo "DIFFERS  $line"
      head -n 16 "$results/differences" | cut -c 1-200 | sed -e 's/^/    /'
    fi >"$results/said"
    mv "$results/said" "$T/said/$number"
  done 3<"$T/lines"
}

mkdir "$T/taken" "$T/said"
lines | grep -e '^# ' -e "$filter" | awk '!seen[$0]++' >"$T/lines"
workers=
for ((i = 0; i < $(getconf _NPROCESSORS_ONLN); i++)); do
  worker $i &
  workers="$workers $!"
done

number=0 count=0 different=0 section=
while IFS= read -r line <&3; do
  number=$((number + 1))
  case $line in '# '*) section=${line#\# }; continue ;; esac
  if [ -n "$section" ]; then
    echo "== $section ($((SECONDS / 60)) min $((SECONDS % 60)) s)"
    section=
  fi
  until [ -e "$T/said/$number" ]; do
    sleep 0.1
    # shellcheck disable=SC2086
    [ -e "$T/said/$number" ] || kill -0 $workers 2>/dev/null || { echo "no worker is left" >&2; exit 2; }
  done
  said=$(<"$T/said/$number")
  echo "$said"
  count=$((count + 1))
  case $said in DIFFERS*) different=$((different + 1)) ;; esac
done 3<"$T/lines"

[ $count -gt 0 ] || { echo "no command line matches '$filter'" >&2; exit 2; }
echo "$count command lines: $((count - different)) the same, $different different (in $SECONDS s)"
[ $different = 0 ]
