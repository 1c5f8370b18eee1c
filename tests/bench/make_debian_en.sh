#!/bin/sh
# make_debian_en.sh OUT.jsonl: the package descriptions of Debian, one document a package: name as title, description as body.
#
# They are in apt's lists of translations. Where this machine does not keep those (containers seldom do), they are fetched
# by apt-get into a directory beside OUT, from the machine's own package sources; the system's lists stay as they are.
set -eu

[ $# -eq 1 ] || { echo "usage: make_debian_en.sh OUT.jsonl" >&2; exit 2; }
out=$1
lists=$(dirname "$out")/apt-lists

translations() { find "$1" -name '*_i18n_Translation-en*' 2>/dev/null | LC_ALL=C sort; }

files=$(translations /var/lib/apt/lists)
if [ -z "$files" ]; then
  mkdir -p "$lists/partial"
  apt-get -qq update -o Dir::State::lists="$(realpath "$lists")" -o Acquire::Languages=en \
    -o Acquire::IndexTargets::deb::Packages::DefaultEnabled=false >&2 || true
  files=$(translations "$lists")
fi
[ -n "$files" ] || {
  echo "make_debian_en.sh: no package descriptions: apt's lists hold none, and apt-get could not fetch them (offline?)." >&2
  exit 2
}

# The first of several descriptions of one package counts. Ids are numbers: names such as g++ are not usable as ids.
# shellcheck disable=SC2086
/usr/lib/apt/apt-helper cat-file $files >"$out.texts"
LC_ALL=C awk '
  function escaped(text) {
    gsub(/[\\"]/, "\\\\&", text)
    gsub(/[\001-\037]/, " ", text)
    return text
  }
  function emit() {
    if (name != "" && body != "" && !(name in seen)) {
      seen[name] = 1
      printf "{\"id\":\"p%06d\",\"title\":\"%s\",\"body\":\"%s\",\"lang\":\"en\"}\n", ++count, escaped(name), body
    }
    name = body = ""
    in_body = 0
  }
  /^$/ { emit(); next }
  /^Package: / { name = substr($0, 10); in_body = 0; next }
  /^Description-en: / { body = escaped(substr($0, 17)); in_body = 1; next }
  /^ / { if (in_body) body = body "\\n" ($0 == " ." ? "" : escaped(substr($0, 2))); next }
  { in_body = 0 }
  END { emit() }' "$out.texts" >"$out.part"
rm "$out.texts"
mv "$out.part" "$out"
