#!/usr/bin/env bash
# build.sh BUILD [OPTION…]: builds with telusur, bare Xapian and Lucene 8 (two threads, an analyzer for each language, stored
# fields), on the package descriptions of Debian and on the pages of help that are installed; then how the time of ours
# grows from 10,000 to 1,000,000 documents. Options go to telusur-bench. SCALE in the environment: other numbers than
# "10000 1000000".
set -euo pipefail
build=$1
shift
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
data=$here/../../build/bench-data
classes=$data/lucene-classes
mkdir -p "$data" "$classes"

jars=$(printf '%s:' /usr/share/java/lucene-{core,analyzers-common}-8.*.jar)
javac -cp "$jars" -d "$classes" "$here/LuceneBuild.java"
"$here/make_sources.sh" "$build" "$data"
for docs in debian-en help; do
  "$build/tests/bench/telusur-bench" "$data/$docs.jsonl" --builds-only --lucene "$classes:$jars" --work "$data/built" \
    --json "$data/$docs-build.json" "$@"
  echo
done

# scaled COUNT: so many documents, the descriptions again and again with ids of their own.
scaled() {
  awk -v count="$1" '
    { line[NR] = substr($0, index($0, ",")) }
    END { for (n = 0; n < count; ++n) print "{\"id\":\"d" n "\"" line[n % NR + 1] }' "$data/debian-en.jsonl"
}
TIMEFORMAT='%R %U %S'
for count in ${SCALE:-10000 1000000}; do
  scaled "$count" >"$data/scaled.jsonl"
  rm -rf "$data/built"
  mkdir -p "$data/built"
  { time "$build/tests/bench/telusur_build" "$data/built/telusur" "$data/scaled.jsonl" >/dev/null; } 2>&1 |
    awk -v count="$count" '{ printf "%d documents: %.1f s, %.3f ms wall and %.3f ms CPU a document\n", count, $1,
      $1 * 1000 / count, ($2 + $3) * 1000 / count }'
done
rm -rf "$data/scaled.jsonl" "$data/built"
