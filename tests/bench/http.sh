#!/usr/bin/env bash
# http.sh BUILD DATA INDEX [SECONDS]: the server beside a bare cpp-httplib program, the library in-process, and with a
# thousand clients that stay connected. The parts of a comparison take turns, and the best turn of each counts.
set -euo pipefail
build=$1 data=$2 index=$3 seconds=${4:-5}
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
tools=$build/tests/bench/telusur-bench-http
temporary=$(mktemp -d)
started=()
finish() {
  ((${#started[@]} == 0)) || kill "${started[@]}" 2>/dev/null || true
  rm -rf "$temporary"
}
trap finish EXIT

# address_of FILE: waits for the line that names the address.
address_of() {
  until grep -q 'http://' "$1"; do sleep 0.05; done
  grep -om1 'http://[0-9.:]*' "$1"
}

"$build/server/telusur-server" --data "$data" --listen 127.0.0.1:0 --log-level error >"$temporary/ours" &
started+=($!)
"$tools" bare >"$temporary/bare" &
started+=($!)
ours=$(address_of "$temporary/ours") bare=$(address_of "$temporary/bare")

# The queries that people were imagined to make of the articles.
sed -n 's/.*"\(text\|query\|q\)": *"\([^"]*\)".*/\2/p' "$here"/../../corpus/queries.jsonl >"$temporary/queries"
cat >"$temporary/search.lua" <<LUA
local paths, n = {}, 0 -- each thread begins elsewhere
for line in io.lines("$temporary/queries") do
  local q = line:gsub("[^%w]", function(c) return string.format("%%%02X", c:byte()) end)
  paths[#paths + 1] = "/indexes/$index/search?q=" .. q
end
function setup(thread) thread:set("first", n); n = n + 7 end
function request()
  first = first + 1
  return wrk.format("GET", paths[first % #paths + 1])
end
LUA

# rate CONNECTIONS URL [WRK ARGUMENT…]: requests a second.
rate() {
  local connections=$1 url=$2
  shift 2
  wrk -t1 -c"$connections" -d"${seconds}s" "$@" "$url" | awk '/Requests\/sec/ { print int($2) }'
}
# p99 CONNECTIONS URL: in milliseconds.
p99() {
  wrk -t1 -c"$1" -d"${seconds}s" --latency "$2" |
    awk '$1 == "99%" { t = $2; if (t ~ /us$/) print t / 1000; else if (t ~ /ms$/) print t + 0; else print t * 1000 }'
}
best() { printf '%s\n' "$@" | sort -n | tail -1; }
least() { printf '%s\n' "$@" | sort -n | head -1; }
ratio() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", a / b }'; }

for connections in 16 64; do
  mine=() theirs=()
  for _ in 1 2 3; do
    mine+=("$(rate "$connections" "$ours/health")")
    theirs+=("$(rate "$connections" "$bare/health")")
  done
  a=$(best "${mine[@]}") b=$(best "${theirs[@]}")
  echo "/health, $connections connections: $a requests/s, bare cpp-httplib $b, ratio $(ratio "$a" "$b") (goal 0.90)"
done

mine=() theirs=()
for _ in 1 2 3; do
  mine+=("$(rate 16 "$ours/" -s "$temporary/search.lua")")
  theirs+=("$("$tools" search "$data" "$index" "$temporary/queries" 16 "$seconds")")
done
a=$(best "${mine[@]}") b=$(best "${theirs[@]}")
echo "search, 16 connections: $a searches/s, in-process by 16 threads $b, ratio $(ratio "$a" "$b") (goal 0.70)"

without=() with=()
for _ in 1 2 3; do
  without+=("$(p99 16 "$ours/health")")
  coproc IDLE { "$tools" idle "${ours##*:}" 1000; }
  idle=$IDLE_PID input=${IDLE[1]}
  read -r _ <&"${IDLE[0]}"
  with+=("$(p99 16 "$ours/health")")
  eval "exec $input>&-"
  wait "$idle" || true
done
a=$(least "${with[@]}") b=$(least "${without[@]}")
echo "p99 of 16 clients beside 1,000 idle ones: $a ms, without them $b ms, ratio $(ratio "$a" "$b") (goal 1.50)"
