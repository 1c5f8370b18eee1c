# Writes OUT.cpp and OUT.hpp with the contents of FILES; run by telusur_embed.
set(arrays "")
set(entries "")
set(number 0)
foreach(file IN LISTS FILES)
  file(READ ${file} hex HEX)
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
  get_filename_component(name ${file} NAME)
  # A final zero, so that an empty file makes an array too.
  string(APPEND arrays "constexpr unsigned char kBytes${number}[] = {${bytes}0};\n")
  string(APPEND entries
    "    {\"${name}\", {reinterpret_cast<const char*>(kBytes${number}), sizeof kBytes${number} - 1}},\n")
  math(EXPR number "${number} + 1")
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

namespace {

${arrays}
}  // namespace

std::span<const ${SYMBOL}_file> ${SYMBOL}_files() noexcept {
  static const ${SYMBOL}_file kFiles[] = {
${entries}  };
  return kFiles;
}

}  // namespace telusur::embedded
")
