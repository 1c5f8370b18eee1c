#!/bin/sh
# Measures speed and size beside bare Xapian: run.sh BUILD_DIR [DOCS.jsonl] [OPTION…]
# or stemmer and analyzer beside Xapian's Snowball: run.sh BUILD_DIR language [WORDS] [OPTION…]
# Without documents, the package descriptions of Debian are taken (about 63,000, 30 MB; made once). Options go to
# telusur-bench (--help lists them). Data and results are kept in build/bench-data: NAME.json holds the raw figures.
set -eu

[ $# -ge 1 ] || { echo "usage: run.sh BUILD_DIR [language | DOCS.jsonl] [OPTION…]" >&2; exit 2; }
build=$1
shift
here=$(cd "$(dirname "$0")" && pwd)
program=$build/tests/bench/telusur-bench
[ -x "$program" ] || { echo "run.sh: $program is not built; build the preset release first." >&2; exit 2; }
if [ "${1:-}" = language ]; then
  shift
  exec "$build/tests/bench/telusur-bench-language" --text "$here/../../corpus" "$@"
fi
case ${1:-} in --help | -h) exec "$program" --help ;; esac

data=$here/../../build/bench-data
mkdir -p "$data"
case ${1:-} in
  "" | -*)
    docs=$data/debian-en.jsonl
    [ -s "$docs" ] || "$here/make_debian_en.sh" "$docs"
    ;;
  *)
    docs=$1
    shift
    ;;
esac
exec "$program" "$docs" --work "$data/work" --json "$data/$(basename "$docs" .jsonl).json" "$@"
