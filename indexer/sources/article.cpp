#include "sources/article.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <filesystem>

#include "lower_case.hpp"
#include "sources/names.hpp"

namespace telusur::indexer {

namespace {

constexpr std::string_view kWhiteSpace = " \t\r\n\f\v";

constexpr std::size_t kDateBytes = 10;  // 2024-05-01

/// Files that stand for their folder.
constexpr std::array<std::string_view, 4> kIndexNames{"index", "_index", "README", "readme"};

/// The number that `text` consists of, or -1.
int number(std::string_view text) {
  int value = -1;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() && text.front() != '-' ? value : -1;
}

}  // namespace

Document to_document(const Article& article) {
  Document document;
  const auto set = [&document](std::string_view name, const auto& value) {
    if (!value.empty()) {
      document.set(name, value);
    }
  };
  set("id", article.id);
  set("title", article.title);
  std::vector<std::string> headings = headings_of(article.sections);
  std::erase(headings, article.title);
  set("headings", headings);
  set("description", article.description);
  set("tags", article.tags);
  set("body", body_of(article.sections));
  set("url", article.url);
  set("lang", article.lang);
  set("author", article.author);
  set("published", article.published);
  return document;
}

std::string language_of_tag(std::string_view tag) {
  const std::string primary = lower_case(tag.substr(0, tag.find_first_of("-_.")));
  if (primary == "in" || primary == "ind") {  // the code of Indonesian before 1989, and that of ISO 639-2
    return "id";
  }
  if (primary == "eng") {
    return "en";
  }
  return primary == "id" || primary == "en" ? primary : "";
}

std::string language_of_file_name(std::string_view path) {
  const std::string suffix = std::filesystem::path(path).stem().extension().string();
  return suffix.size() > 1 ? language_of_tag(std::string_view(suffix).substr(1)) : "";
}

std::string iso_date(std::string_view text) {
  text = trim(text);
  if (text.size() < 10 || text[4] != '-' || text[7] != '-') {
    return "";
  }
  const int year = number(text.substr(0, 4));
  const int month = number(text.substr(5, 2));
  const int day = number(text.substr(8, 2));
  const bool valid =
      year >= 0 && month > 0 && day > 0 &&
      std::chrono::year_month_day(std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                  std::chrono::day(static_cast<unsigned>(day)))
          .ok();
  const bool ends = text.size() == 10 || text[10] == 'T' || text[10] == 't' || text[10] == ' ';
  if (!valid || !ends) {
    return "";
  }
  std::string time(text.substr(std::min<std::size_t>(text.size(), 11)));
  // "2024-05-01 10:00:00 +0700", as some generators write it.
  time.erase(std::remove(time.begin(), time.end(), ' '), time.end());
  const bool is_time = !time.empty() && time.find_first_not_of("0123456789:.+-Zz") == std::string::npos;
  return std::string(text.substr(0, 10)) + (is_time ? "T" + time : "");
}

std::vector<std::string> split_list(std::string_view text) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const std::size_t comma = std::min(text.find(','), text.size());
    const std::string_view part = trim(text.substr(0, comma));
    if (!part.empty()) {
      parts.emplace_back(part);
    }
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  return parts;
}

std::string_view trim(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(kWhiteSpace);
  return begin == std::string_view::npos ? std::string_view()
                                         : text.substr(begin, text.find_last_not_of(kWhiteSpace) - begin + 1);
}

std::string date_of_file_name(std::string_view path) {
  const std::filesystem::path file(path);
  const std::string name = file.filename().string();
  const std::string folder = file.parent_path().filename().string();
  if (name.size() > kDateBytes && (name[kDateBytes] == '-' || name[kDateBytes] == '_')) {
    if (std::string date = iso_date(name.substr(0, kDateBytes)); !date.empty()) {
      return date;
    }
  }
  if (std::string date = folder.size() == kDateBytes || folder.substr(0, kDateBytes + 1).ends_with('-')
                             ? iso_date(folder.substr(0, kDateBytes))
                             : "";
      !date.empty()) {
    return date;
  }
  const std::string month = file.parent_path().parent_path().filename().string();
  const std::string year = file.parent_path().parent_path().parent_path().filename().string();
  return iso_date(year + "-" + month + "-" + folder);
}

std::string stem_of_file_name(std::string_view path) {
  const std::filesystem::path file(path);
  std::string name = file.filename().string();
  name.erase(std::min(name.find('.', 1), name.size()));
  const std::string folder = file.parent_path().filename().string();
  if (is_in(kIndexNames, name) && !folder.empty() && folder != "." && folder != "..") {
    name = folder;
  }
  if (name.size() > kDateBytes + 1 && name[kDateBytes] == '-' && !iso_date(name.substr(0, kDateBytes)).empty()) {
    name.erase(0, kDateBytes + 1);
  }
  return name;
}

}  // namespace telusur::indexer
