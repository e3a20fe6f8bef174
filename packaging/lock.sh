#!/bin/sh
# Writes packaging/requirements.txt anew from pyproject.toml: exact versions with hashes for every platform, no address.
# Needs uv on the path.
set -eu
top=$(cd "$(dirname "$0")/.." && pwd)
folder=$(mktemp -d)
cp -r "$top/pyproject.toml" "$top/README.md" "$top/LICENSE" "$top/src" "$top/resources" "$folder"
cd "$folder"
uv lock --quiet
uv export --quiet --no-header --no-annotate --no-emit-project --all-extras --output-file "$top/packaging/requirements.txt"
rm -r "$folder"
