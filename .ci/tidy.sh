#!/usr/bin/env bash
# tidy.sh BUILD FILE…: checks C++ files with clang-tidy and the compile commands of the build directory BUILD.
#
# Most of clang-tidy's time goes into the headers that a file includes. So files with the same compile command are checked
# as one text, a dozen at a time, which takes a quarter of the time. What counts is what clang-tidy says of each file
# alone: where a text has findings, or does not compile since two of its files mean different things by a name, its files
# are checked one by one.
set -euo pipefail
readonly BUILD=$1
readonly TEXTS=$BUILD/tidy
readonly MOST=12 # files in one text
shift

complain() {
  grep -vE '^[0-9]+ warnings? (generated|treated)|^Suppressed|^Use -header-filter' || true
}

# The file names of a compile command end it: `… -o OBJECT -c FILE`.
declare -A command_of
read_commands() {
  local line command='' file
  while IFS= read -r line; do
    case $line in
      '  "command": "'*) command=${line#*: \"} ;;
      '  "file": "'*)
        file=${line#*: \"}
        command_of[${file%%\"*}]=${command% -o *}
        ;;
    esac
  done <"$BUILD/compile_commands.json"
}

# Writes the texts, a list of the files of each, and their compile commands.
declare -A text_of size_of
write_texts() {
  local file command text count=0 entries=''
  rm -rf "$TEXTS"
  mkdir -p "$TEXTS"
  for file in "$@"; do
    command=${command_of[$PWD/$file]:-} # none for a file that no target compiles: clang-tidy guesses one
    text=${text_of[${command:-$file}]:-}
    if [[ -z $text || ${size_of[$text]} -ge $MOST ]]; then
      text=$TEXTS/$count.cpp
      count=$((count + 1))
      text_of[${command:-$file}]=$text size_of[$text]=0
      [[ -z $command ]] || entries+=${entries:+,}$(printf '{"directory": "%s", "command": "%s -c %s", "file": "%s"}' \
        "$PWD/$BUILD" "$command" "$PWD/$text" "$PWD/$text")
    fi
    size_of[$text]=$((size_of[$text] + 1))
    cat "$file" >>"$text"
    echo "$file" >>"${text%.cpp}.files"
  done
  echo "[$entries]" >"$TEXTS/compile_commands.json"
}

# check TEXT: its files as one, or else one by one.
check() {
  local text=$1 file failed=0
  clang-tidy-14 --quiet -p "$TEXTS" "$text" >/dev/null 2>&1 && return
  while IFS= read -r file; do
    clang-tidy-14 --quiet -p "$BUILD" "$file" 2>&1 | complain || failed=1
  done <"${text%.cpp}.files"
  return "$failed"
}

if [[ ${1:-} == --text ]]; then
  check "$2"
else
  read_commands
  write_texts "$@"
  find "$TEXTS" -name '*.cpp' -print0 | xargs -0 -r -n 1 -P "$(nproc)" "${BASH_SOURCE[0]}" "$BUILD" --text
fi
