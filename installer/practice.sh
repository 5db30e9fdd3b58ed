#!/bin/sh
# What `make run` does after the set-up: opens the practice office in out/practice (made the first time) in a window.
# Without a display it takes the tour instead: a picture of every screen and every paper, in out/tour.
set -eu
cd "$(dirname "$0")/.."
haqdar=.venv/bin/haqdar
# which sound and video libraries the machine lacks is for `haqdar doctor` to say
export QT_LOGGING_RULES="${QT_LOGGING_RULES:-qt.multimedia.*=false}"

if [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    echo "No display here, so the program takes its own tour, in English and in Urdu. It takes a few minutes."
    mkdir -p out
    rm -rf out/tour
    # the video library writes a line for each frame to stderr, so that is only shown when something went wrong
    "$haqdar" tour --out out/tour 2>out/tour.log || {
        code=$?
        grep -v '^\[swscaler' out/tour.log >&2 || true
        echo "The tour ended early. The pictures until then are in $(pwd)/out/tour" >&2
        exit $code
    }
    echo "Look at the pictures of every screen and paper in $(pwd)/out/tour"
    exit
fi

if ! [ -d out/practice ]; then
    # made aside and moved, so that one interrupted half-way is not taken for a whole office
    mkdir -p out
    rm -rf out/practice.new
    echo "Making a practice office ..."
    "$haqdar" demo out/practice.new >/dev/null
    mv out/practice.new out/practice
fi
echo "Practice office, nothing in it is real. Choose an operator, for example clerk; the passphrase is in"
echo "out/practice/demo-keys/clerk.txt (scanner, lead, supervisor and the others lie beside it)."
exec "$haqdar" --data out/practice
