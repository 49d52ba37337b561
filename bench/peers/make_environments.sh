#!/bin/sh
# Makes an environment of its own for each peer and for the plots, from PyPI: .venv-peers/<name>.
#
#     bench/peers/make_environments.sh            all of them
#     bench/peers/make_environments.sh emm plots  these
#
# The requirements name every package with its version. One that stands with the same is left as it is.
# nomenklatura compiles PyICU, for which Debian has pkg-config, libicu-dev and g++.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)/.venv-peers
if [ $# -eq 0 ]; then
    set -- $(cd "$here" && ls *.txt | sed 's/\.txt$//')
fi
for name in "$@"; do
    requirements="$here/$name.txt"
    environment="$root/$name"
    if cmp -s "$requirements" "$environment/.installed"; then
        continue
    fi
    echo "making $environment"
    "${PYTHON:-python3}" -m venv --clear "$environment"
    "$environment/bin/python" -m pip install --quiet --disable-pip-version-check -r "$requirements"
    cp "$requirements" "$environment/.installed"
done
