#!/bin/sh
# Makes this clone ready to run: Debian packages, .venv, locked Python packages, word catalogues.
#
#   installer/setup.sh run    what the program needs
#   installer/setup.sh dev    that, and the tools for tests and checks
#   installer/setup.sh bench  that, and what benches are compared with
#
# Ends with 0 when ready, 3 when a person has to type something first, 4 when packages could not be fetched.
# A second run with nothing changed only compares two fingerprints and compiles the words.
set -eu
cd "$(dirname "$0")/.."

kind=${1:-run}
case $kind in
    run) lock=installer/requirements.lock ;;
    dev) lock=installer/requirements-dev.lock ;;
    bench) lock=installer/requirements-bench.lock ;;
    *) echo "usage: installer/setup.sh run|dev|bench" >&2; exit 2 ;;
esac

say() { echo "set-up: $*" >&2; }

# A version manager may leave a python3.13 on the path that only prints an error, so each candidate is run.
# Bare Debian has Python without ensurepip until python3-venv is there.
good_python() {
    "$1" -c 'import sys, venv, ensurepip; sys.exit(not (3, 12) <= sys.version_info[:2] <= (3, 14))' >/dev/null 2>&1
}

find_python() {
    for candidate in ${PYTHON:-} python3.13 python3.14 python3.12 /usr/bin/python3 python3; do
        if good_python "$candidate"; then
            echo "$candidate"
            return
        fi
    done
}

missing_packages() {
    grep -v '^#' installer/debian-packages.txt | while read -r package only; do
        case $package,$only in
            ,*) continue ;;
            python3*) [ -z "$python" ] || continue ;;
            *,dev) [ "$kind" != run ] || continue ;;
        esac
        case $(dpkg-query -W -f '${Status}' "$package" 2>/dev/null) in
            *' installed') ;;
            *) printf ' %s' "$package" ;;
        esac
    done
}

# Root installs what is missing; so does anyone whose sudo asks for no password. Everybody else gets the line to type.
install_packages() {
    line="apt-get install -y --no-install-recommends$1"
    if [ "$(id -u)" = 0 ]; then
        as_root=
    elif sudo -n true >/dev/null 2>&1; then
        as_root='sudo -n'
    else
        say "these Debian packages are missing. Type this line, then run make again:"
        echo "sudo $line" >&2
        exit 3
    fi
    say "installing Debian packages:$1"
    # shellcheck disable=SC2086  (a list of words on purpose)
    if ! { $as_root apt-get update -qq && $as_root env DEBIAN_FRONTEND=noninteractive $line >/dev/null; }; then
        say "Debian's packages could not be installed. Is this machine on the network? Try this line by hand:"
        echo "sudo apt-get update && sudo $line" >&2
        exit 4
    fi
}

# What was installed is known by the lock, the project file, the interpreter and the place (an environment cannot move).
fingerprint() {
    { pwd; .venv/bin/python -VV; cat "$lock" pyproject.toml installer/debian-packages.txt; } 2>/dev/null | sha256sum
}

stamp=.venv/ready-$kind
if ! [ -f "$stamp" ] || [ "$(cat "$stamp")" != "$(fingerprint)" ]; then
    python=$(find_python)
    if command -v dpkg-query >/dev/null 2>&1; then
        packages=$(missing_packages)
        [ -z "$packages" ] || install_packages "$packages"
        python=$(find_python)
    elif ! [ -d .venv ]; then
        say "not a Debian system: the libraries named in installer/debian-packages.txt must be there"
    fi
    if [ -z "$python" ]; then
        say "no Python 3.12, 3.13 or 3.14 with venv was found. Set PYTHON to one and run make again."
        exit 3
    fi

    if ! good_python .venv/bin/python || ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
        say "making .venv with $("$python" -V)"
        rm -rf .venv
        "$python" -m venv .venv
    fi

    say "installing the packages of $lock (about 300 MB are fetched the first time)"
    PIP_DISABLE_PIP_VERSION_CHECK=1
    export PIP_DISABLE_PIP_VERSION_CHECK
    if ! .venv/bin/python -m pip install --quiet --require-hashes --no-deps --only-binary :all: -r "$lock"; then
        say "the Python packages could not be fetched, or one is not the file the lock names. Nothing else was changed;"
        say "when the network is there, run make again."
        exit 4
    fi
    # compat: two top-level packages otherwise get an import hook, which type checkers cannot follow
    .venv/bin/python -m pip install --quiet --no-deps --no-build-isolation -C editable_mode=compat -e .
    fingerprint > "$stamp"
    # whoever has the tools has the program too
    if [ "$kind" = bench ]; then
        lock=installer/requirements-dev.lock
        fingerprint > .venv/ready-dev
    fi
    if [ "$kind" != run ]; then
        lock=installer/requirements.lock
        fingerprint > .venv/ready-run
    fi
fi

.venv/bin/python -m desktop.words.compile_catalogue
if [ "$kind" = run ]; then
    say "ready. The commands are in .venv/bin/haqdar (--help lists them)."
fi
