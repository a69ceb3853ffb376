#!/bin/sh
# Every adapter of this folder against the golden traces: `make candidates`.
# $1: the command rmsprop; $2: a Python with torch and NumPy; $3: one with Optax and Keras.
set -u
cd "$(dirname "$0")" || exit 1
rmsprop=$1
built=$(mktemp -d)
trap 'rm -rf "$built"' EXIT
wrong=0

# tool, what must come out, build, command, options of verify
candidate() {
  if ! command -v "$1" >/dev/null; then
    echo "not run: $4: $1 is not installed"
    return
  fi
  if ! sh -c "$3"; then
    echo "not built: $4"
    wrong=1
    return
  fi
  expected=$2 command=$4
  shift 4
  verdict=$("$rmsprop" verify "$@" --candidate "$command" 2>"$built/stderr" | tail -n 1)
  echo "${command##*/}${*:+ ($*)}: $verdict"
  case $verdict in
    "$expected"*) ;;
    *)
      echo "  expected: $expected"
      tail -n 5 "$built/stderr"
      wrong=1
      ;;
  esac
}

yes="conforms: "
no="does not conform: "
candidate cc "$yes" "cc -O2 -ffp-contract=off -o $built/c candidate.c -lm" "$built/c"
candidate c++ "$yes" \
  "c++ -std=c++20 -O2 -ffp-contract=off -o $built/c++ candidate.cpp" "$built/c++"
candidate rustc "$yes" "rustc -O -o $built/rust candidate.rs" "$built/rust"
candidate go "$yes" "go build -o $built/go candidate.go" "$built/go"
candidate swiftc "$yes" "swiftc -O -o $built/swift candidate.swift" "$built/swift"
candidate node "$yes" true "node candidate.mjs"
candidate "$2" "$yes" true "$2 numpy_candidate.py"
candidate "$2" "$yes" true "$2 pytorch_candidate.py"
candidate "$2" "$yes" true "$2 pytorch_candidate.py --ieee-root"
candidate "$2" "$yes" true "$2 pytorch_candidate.py --ieee-root --foreach"
candidate "$2" "$yes" true "$2 pytorch_candidate.py --ieee-root --dtype float16,bfloat16"
candidate "$3" "$no" true "$3 optax_candidate.py"
candidate "$3" "$yes" true "$3 optax_candidate.py" --as optax
candidate "$3" "$yes" true "$3 optax_candidate.py eps_in_sqrt=False" --as optax-outside
candidate "$3" "$no" true "$3 keras_candidate.py"
candidate "$3" "$yes" true "$3 keras_candidate.py --as-itself"
exit $wrong
