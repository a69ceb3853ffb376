#!/usr/bin/env bash
# Swift 6.3.1 (its compiler alone, no package).
#
# A nested generic function changes a MutableSpan of the function around it, which calls it with one
# of two types.
#
# Expected: the program is valid, or it is not; the same answer in debug and in release builds.
# Seen: with -O it compiles and runs; with -Onone it is an error, "lifetime-dependent variable 'x'
# escapes its scope ... it depends on a closure capture; this is not yet supported". Whether the
# program is accepted depends on the optimiser: who builds in release alone finds out in a debug build.
#
# Output seen:
#   swiftc -O: compiles; [2.0, 3.0]
#   swiftc -Onone: error: lifetime-dependent variable 'x' escapes its scope
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

found=$(swiftc --version 2>&1)
[[ $found == *"Swift version 6.3.1 "* ]] || {
  echo "this is about Swift 6.3.1, and here is: $found" >&2
  exit 1
}

cat >span.swift <<'SWIFT'
protocol Direction { static var sign: Double { get } }
enum Up: Direction { static let sign = 1.0 }
enum Down: Direction { static let sign = -1.0 }

func move<D: Direction>(_ x: inout MutableSpan<Double>, _: D.Type) {
  for i in 0..<x.count { x[i] += D.sign }
}

func step(_ span: consuming MutableSpan<Double>, up: Bool) {
  var x = span
  func go<D: Direction>(_ direction: D.Type) { move(&x, direction) }
  if up { go(Up.self) } else { go(Down.self) }
}

var numbers = [1.0, 2]
step(numbers.mutableSpan, up: true)
print(numbers)
SWIFT

swiftc -O span.swift -o optimised
seen=$(./optimised)
echo "swiftc -O: compiles; $seen"
[[ $seen == "[2.0, 3.0]" ]]

if swiftc -Onone span.swift -o debug 2>errors; then
  echo "swiftc -Onone: compiles, too" >&2
  exit 1
fi
line=$(grep -m 1 -o "error: lifetime-dependent variable 'x' escapes its scope" errors)
echo "swiftc -Onone: $line"
