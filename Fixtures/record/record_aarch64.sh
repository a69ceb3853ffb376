#!/bin/bash
# Records the traces of PyTorch on aarch64, on any Linux: in an interpreter under qemu-user.
#
#   Fixtures/record/record_aarch64.sh FOLDER [recorder's options]
#
# FOLDER gets Debian's Python for arm64 and torch's wheel, and keeps them for the next time. An
# emulated CPU rounds as its instructions say; vectors of 128 bits (which PyTorch computes as NEON)
# and of 256 bits are recorded. Needs qemu-user-static, debootstrap, root, and pip.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
folder=$(mkdir -p "$1" && cd "$1" && pwd)
shift
python="$folder/root/usr/bin/python3.11"

for command in qemu-aarch64-static debootstrap dpkg-deb; do
  if ! command -v "$command" > /dev/null; then
    echo "not recorded: PyTorch on aarch64, for which $command is needed" >&2
    exit 1
  fi
done

if [ ! -x "$python" ]; then
  # The packages are unpacked, not installed: nothing of arm64 has to run for that.
  debootstrap --foreign --arch=arm64 --variant=minbase --include=python3,libgomp1,libstdc++6 \
    bookworm "$folder/packages" > "$folder/debootstrap.log"
  mkdir -p "$folder/root"
  for package in "$folder"/packages/var/cache/apt/archives/*.deb; do
    dpkg-deb -x "$package" "$folder/root"
  done
fi
if [ ! -d "$folder/site/torch" ]; then
  python3 -m pip install --quiet --no-deps --target "$folder/site" --only-binary :all: \
    --implementation cp --python-version 3.11 --platform manylinux_2_28_aarch64 \
    --platform manylinux_2_17_aarch64 --platform manylinux2014_aarch64 \
    --requirement "$here/requirements-aarch64.txt"
fi

export PYTHONHOME="$folder/root/usr" PYTHONPATH="$folder/site" PYTHONDONTWRITEBYTECODE=1
for length in 1 2; do
  qemu-aarch64-static -cpu "max,sve-max-vq=$length" -L "$folder/root" "$python" -W ignore \
    "$here/record_pytorch_vectors.py" "$@"
done
