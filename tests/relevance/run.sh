#!/bin/sh
# Measures relevance: run.sh BUILD_DIR [OPTION…] [COLLECTION_DIR…]
# Without a collection, the project's own articles and judged queries (corpus/) are measured.
set -eu

[ $# -ge 1 ] || { echo "usage: run.sh BUILD_DIR [OPTION…] [COLLECTION_DIR…]" >&2; exit 2; }
build=$1
shift
source_dir=$(cd "$(dirname "$0")/../.." && pwd)
program=$build/tests/relevance/telusur-relevance
[ -x "$program" ] || { echo "run.sh: $program is not built; build the preset release first." >&2; exit 2; }

for argument; do
  # --index and --help bring all that is needed; a directory is a collection.
  case $argument in --index | --index=* | --help | -h) exec "$program" "$@" ;; esac
  if [ -d "$argument" ]; then exec "$program" "$@"; fi
done

data=$build/relevance-data
# With more threads, documents of equal score come in another order each time.
"$build/indexer/telusur-indexer" build --data "$data" --index corpus --threads 1 \
  "$source_dir/corpus/id" "$source_dir/corpus/en" "$source_dir/corpus/mixed" >&2
exec "$program" "$@" --data "$data" --index corpus \
  --queries "$source_dir/corpus/queries.jsonl" --qrels "$source_dir/corpus/qrels.tsv"
