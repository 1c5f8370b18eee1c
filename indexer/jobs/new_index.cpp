#include "jobs/new_index.hpp"

#include "jobs/ingest.hpp"
#include "sources/input_file.hpp"
#include "telusur/error.hpp"

namespace telusur::indexer {

namespace {

constexpr std::size_t kMaxSettingsBytes = std::size_t{1024} * 1024;

}  // namespace

Settings section_settings() {
  Settings settings = Settings::articles();
  settings.searchable_attributes = {"hierarchy_lvl1", "hierarchy_lvl2", "hierarchy_lvl3", "hierarchy_lvl4",
                                    "hierarchy_lvl5", "hierarchy_lvl6", "content"};
  settings.displayed_attributes = {"*"};
  settings.filterable_attributes = {"hierarchy_lvl0", "hierarchy_lvl1", "lang", "tags", "url"};
  settings.sortable_attributes = {};
  return settings;
}

void refuse_great_loss(std::uint64_t before, std::uint64_t now) {
  if (now * 100 < before * (100 - kMostLostPercent)) {
    throw Error(ErrorCode::kInvalidArgument, "the new index would hold " + std::to_string(now) +
                                                 " documents where the old one holds " + std::to_string(before) +
                                                 ", a loss of more than " + std::to_string(kMostLostPercent) +
                                                 " %, so nothing was published; say --force if that is right");
  }
}

std::string settings_text(const std::filesystem::path& file) {
  try {
    return read_whole(file, kMaxSettingsBytes);
  } catch (const BadInput& error) {
    throw Error(ErrorCode::kInvalidArgument, "settings file '" + file.string() + "' " + error.what());
  }
}

Settings read_settings(const std::filesystem::path& file, const Settings& base) {
  const std::string text = settings_text(file);
  try {
    return settings_from_json(text, base);
  } catch (const Error& error) {
    throw Error(error.code(), "settings file '" + file.string() + "': " + error.what(), error.subject());
  }
}

}  // namespace telusur::indexer
