# What the scripts share: the environment in .venv, made from the locks and remembered by their hash.
# Sourced from the top folder; not to be run.

say() { printf '\033[2m%s\033[0m\n' "mealwatch: $*" >&2; }

fail() {
    printf 'mealwatch: %s\n' "$*" >&2
    exit 1
}

# The Python to make .venv with: 3.11 if there is one, as the locks were made with it, else a newer one.
find_python() {
    local candidate
    for candidate in "${PYTHON:-}" python3.11 python3 python3.12 python3.13; do
        [ -n "$candidate" ] || continue
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$candidate"
            return
        fi
    done
    fail "Python 3.11 or newer is needed"
}

hash_of() { cat -- "$@" | sha256sum | cut -d' ' -f1; }

# Whether step $1 was last done with inputs hashing to $2.
done_before() { [ "$(cat ".venv/.mealwatch-$1" 2>/dev/null)" = "$2" ]; }
remember() { printf '%s\n' "$2" >".venv/.mealwatch-$1"; }

# One at a time: two scripts started together must not install into the same .venv.
alone() {
    mkdir -p .venv
    exec 9>.venv/.mealwatch-busy
    if command -v flock >/dev/null; then flock 9; fi
}

# $1 names the step, the rest are lock files.
install_lock() {
    local step=$1 inputs
    shift
    inputs=$(hash_of "$@")
    done_before "$step" "$inputs" && return
    say "installing the packages of $*"
    local options=() lock
    for lock in "$@"; do options+=(-r "$lock"); done
    .venv/bin/python -m pip install --quiet --quiet --disable-pip-version-check --no-deps --require-hashes "${options[@]}"
    remember "$step" "$inputs"
}

# .venv with the locked packages and mealwatch itself, editable. With "test" the test packages too.
prepare() {
    alone
    if ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
        local python
        python=$(find_python)
        say "making .venv with $("$python" --version)"
        "$python" -m venv .venv || fail "the venv module of $python does not work (Debian: apt-get install python3-venv)"
    fi
    install_lock run requirements.lock
    if [ "${1:-}" = test ]; then install_lock test requirements-test.lock; fi

    local package
    package=$(hash_of setup.py setup.cfg pyproject.toml requirements.lock)
    if ! done_before package "$package" || [ ! -x .venv/bin/mealwatch ]; then
        say "installing mealwatch itself, with its browser files and translations"
        .venv/bin/python -m pip install --quiet --quiet --disable-pip-version-check \
            --no-deps --no-build-isolation --no-index --editable .
        remember package "$package"
        remember assets "$(hash_of_assets)"
    elif ! done_before assets "$(hash_of_assets)" || [ ! -d mealwatch/static/build ]; then
        say "building browser files and translations"
        .venv/bin/python setup.py -q build_assets
        remember assets "$(hash_of_assets)"
    fi
    exec 9>&-
}

hash_of_assets() {
    find mealwatch/frontend mealwatch/translations package.json package-lock.json setup.py \
        -type f -not -name '*.mo' -print0 2>/dev/null | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -d' ' -f1
}
