#pragma once

#include <string_view>

#include "analysis/indonesian/lexicon.hpp"
#include "analysis/indonesian/lexicon_compiler.hpp"

/// A lexicon small enough to read, in hunspell's format and written for the tests.
namespace telusur::analysis::testing {

inline constexpr std::string_view kTinyAff = R"(SET ISO8859-1
FLAG long
CIRCUMFIX A1
NEEDAFFIX A2
PFX B0 Y 2
PFX B0 0 ber [^r]
PFX B0 0 be r
PFX D0 Y 1
PFX D0 0 di .
PFX D1 Y 1
PFX D1 0 di/A1 .
SFX Dk Y 1
SFX Dk 0 kan/D1A1 .
PFX M0 Y 5
PFX M0 0 me [lmnryw]
PFX M0 p mem p
PFX M0 t men t
PFX M0 s meny s
PFX M0 k meng k
PFX K1 Y 1
PFX K1 0 ke/A1 .
SFX Ka Y 1
SFX Ka 0 an/K1A1 .
SFX a0 Y 2
SFX a0 0 an .
SFX a0 0 annya
)";

inline constexpr std::string_view kTinyDic = R"(24
ajar/M0
atap
buku/Dk
emas
guna/Dk
indah/Ka
jalan/B0
kemas/M0
kukur
makan/a0D0
merah
mula/Dk
operator
parah/Ka
pukul/M0D0
raih/M0
ratap/M0
sayur-mayur
temu/A2B0Ka
tulis/M0D0a0
turun/M0
seragam
ragam/B0Ka
ukur/M0D0
)";

inline constexpr std::string_view kTinyEnglish = R"(9
bug/S
camera/S
database/S
debug/S
deploy/DGS
download/S
operator/S
test/G
upgrade/S
)";

/// The image of the tiny lexicon with lists of our own.
inline CompiledLexicon compile_tiny() {
  return compile_lexicon({.hunspell_dic = kTinyDic,
                          .hunspell_aff = kTinyAff,
                          .english_dic = kTinyEnglish,
                          .protected_words = "dan # a conjunction\nyang untuk\n",
                          .derived = "belajar ajar\npelajar belajar\n",
                          .collisions = "kemas emas\nukur kukur\natap ratap\n",
                          .roots = "server fitur\n",
                          .fingerprint = 42});
}

inline IndonesianLexicon tiny_lexicon() { return IndonesianLexicon::from_image(compile_tiny().image); }

}  // namespace telusur::analysis::testing
