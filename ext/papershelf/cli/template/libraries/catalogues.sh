#!/bin/sh
# Writes what each library holds into its build/papers.json, where the links of the others find its papers.
set -e
cd "$(dirname "$0")"
for conf in */conf.py */docs/conf.py */doc/conf.py */source/conf.py; do
  library=${conf%%/*}
  if [ ! -f "$conf" ] || [ "$library" = "@PORTAL@" ]; then continue; fi
  mkdir -p "$library/build"
  "${PYTHON:-python3}" -m papershelf -C "$library" export --format json --force -o "$library/build/papers.json"
done
