#include "jobs/synonyms.hpp"

#include "sources/input_file.hpp"
#include "sources/source.hpp"
#include "telusur/error.hpp"

namespace telusur::indexer {

namespace {

/// Far more than the largest set of synonyms that an index takes.
constexpr std::size_t kMaxSynonymsBytes = std::size_t{64} * 1024 * 1024;

}  // namespace

void read_synonyms(const std::filesystem::path& file, Settings& settings) {
  if (file.empty()) {
    return;
  }
  std::string text;
  try {
    text = read_whole(file, kMaxSynonymsBytes);
  } catch (const BadInput& error) {
    throw Error(ErrorCode::kInvalidArgument, "synonym file '" + file.string() + "' " + error.what(), "synonyms");
  }
  settings.synonyms = synonyms_from_text(text, "synonym file '" + file.string() + "'");
}

}  // namespace telusur::indexer
