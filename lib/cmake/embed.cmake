# Writes OUT.cpp and OUT.hpp with the contents of FILES; run by telusur_embed.
set(entries "")
foreach(file IN LISTS FILES)
  file(READ ${file} hex HEX)
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "\\\\x\\1" bytes "${hex}")
  # Short literals: a compiler need not take one of more than 65,536 characters.
  string(REGEX REPLACE "((\\\\x[0-9a-f][0-9a-f])(\\\\x[0-9a-f][0-9a-f])?(\\\\x[0-9a-f][0-9a-f])?(\\\\x[0-9a-f][0-9a-f])?(\\\\x[0-9a-f][0-9a-f])?(\\\\x[0-9a-f][0-9a-f])?(\\\\x[0-9a-f][0-9a-f])?(\\\\x[0-9a-f][0-9a-f])?(\\\\x[0-9a-f][0-9a-f])?(\\\\x[0-9a-f][0-9a-f])?(\\\\x[0-9a-f][0-9a-f])?(\\\\x[0-9a-f][0-9a-f])?(\\\\x[0-9a-f][0-9a-f])?(\\\\x[0-9a-f][0-9a-f])?(\\\\x[0-9a-f][0-9a-f])?)" "\\1\"\n    \"" bytes "${bytes}")
  string(LENGTH "${hex}" digits)
  math(EXPR size "${digits} / 2")
  get_filename_component(name ${file} NAME)
  string(APPEND entries "    {\"${name}\", {\"${bytes}\", ${size}}},\n")
endforeach()
file(WRITE ${OUT}.hpp "#pragma once

#include <span>
#include <string_view>

namespace telusur::embedded {

struct ${SYMBOL}_file {
  std::string_view name;
  std::string_view contents;
};

std::span<const ${SYMBOL}_file> ${SYMBOL}_files() noexcept;

}  // namespace telusur::embedded
")
file(WRITE ${OUT}.cpp "#include \"${SYMBOL}.hpp\"

namespace telusur::embedded {

std::span<const ${SYMBOL}_file> ${SYMBOL}_files() noexcept {
  static constexpr ${SYMBOL}_file kFiles[] = {
${entries}  };
  return kFiles;
}

}  // namespace telusur::embedded
")
