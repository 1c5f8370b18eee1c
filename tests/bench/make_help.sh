#!/usr/bin/env bash
# make_help.sh INDEXER OUT.jsonl: the pages of help that are installed, Indonesian and English, one document a page, as the
# indexer takes them: debian-reference-{id,en} and libreoffice-help-{id,en-us}.
set -euo pipefail
indexer=$1 out=$2
temporary=$(mktemp -d)
trap 'rm -rf "$temporary"' EXIT
folders=()
for folder in /usr/share/debian-reference /usr/share/libreoffice/help/id/text /usr/share/libreoffice/help/en-US/text; do
  [[ ! -d $folder ]] || folders+=("$folder")
done
code=0
"$indexer" build --quiet --data "$temporary/data" --format html "${folders[@]}" 2>/dev/null || code=$?
((code < 2)) || { echo "make_help.sh: the pages could not be read" >&2; exit 2; }
"$indexer" dump --data "$temporary/data" "$temporary/dump" >/dev/null
zstd -qdc "$temporary/dump" | jq -c 'select(.body) | {id, title, body, lang: (.lang // "en")}' >"$out.part"
mv "$out.part" "$out"
