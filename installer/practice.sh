#!/bin/sh
# What `make run` does after the set-up: opens the practice office in out/practice (made the first time) in a window.
# Without a display it takes the tour instead: a picture of every screen and every paper, in out/tour.
set -eu
cd "$(dirname "$0")/.."
haqdar=.venv/bin/haqdar

if [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    echo "No display here, so the program takes its own tour. Pictures of every screen and paper go to out/tour."
    rm -rf out/tour
    QT_QPA_PLATFORM=offscreen "$haqdar" tour --out out/tour
    echo "Look at them in $(pwd)/out/tour"
    exit
fi

if ! [ -d out/practice ]; then
    # made aside and moved, so that one interrupted half-way is not taken for a whole office
    mkdir -p out
    rm -rf out/practice.new
    "$haqdar" demo out/practice.new
    mv out/practice.new out/practice
fi
echo "Practice office, nothing in it is real. Choose an operator, for example clerk; the passphrase is in"
echo "out/practice/demo-keys/clerk.txt (scanner, lead, supervisor and the others lie beside it)."
exec "$haqdar" --data out/practice
