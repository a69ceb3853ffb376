#!/bin/sh
# Compiles a candidate in C, in a folder that goes away with it, and runs it.
set -e
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cc -O2 -ffp-contract=off -o "$folder/candidate" "$1" -lm
"$folder/candidate"
