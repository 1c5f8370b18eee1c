#!/usr/bin/env bash
# Builds the connection layer with the cpp-httplib of another Debian, and runs its tests.
#
#   tests/server/net/other_httplib.sh [VERSION | DIRECTORY]
#
# VERSION (default 0.18.7, Debian 13's) is fetched as Debian's source; DIRECTORY has an httplib.h. Its code is compiled in,
# so that a library for another system need not run here. What differs between versions belongs into server/net/codec.cpp
# alone: the overloads of `process` there take what each version's process_request wants.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../.."

readonly POOL=https://deb.debian.org/debian/pool/main/c/cpp-httplib
readonly FLAGS=(-std=c++20 -O1 -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror -DCPPHTTPLIB_OPENSSL_SUPPORT
  -DCPPHTTPLIB_ZLIB_SUPPORT -DCPPHTTPLIB_BROTLI_SUPPORT -Iserver -Ilib/include -Itests -Itests/server)

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

wanted=${1:-0.18.7}
if [[ -d $wanted ]]; then
  headers=$wanted
else
  headers=$work/httplib
  mkdir "$headers"
  curl --fail --silent --show-error "$POOL/cpp-httplib_$wanted.orig.tar.xz" |
    tar --extract --xz --directory "$headers" --strip-components 1
fi
printf '» cpp-httplib %s\n' "$(sed -n 's/#define CPPHTTPLIB_VERSION "\(.*\)"/\1/p' "$headers/httplib.h")"

for file in server/net/*.cpp server/storage/spool.cpp lib/src/base/error.cpp tests/server/net/*_test.cpp tests/support/main.cpp; do
  printf '» %s\n' "$file"
  "${CXX:-c++}" "${FLAGS[@]}" -isystem "$headers" -c "$file" -o "$work/${file//\//_}.o"
done
"${CXX:-c++}" "$work"/*.o -lssl -lcrypto -lz -lbrotlienc -lbrotlidec -lbrotlicommon -pthread -o "$work/net_test"
"$work/net_test"
