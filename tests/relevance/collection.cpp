#include "relevance/collection.hpp"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <utility>

namespace telusur::relevance {
namespace {

constexpr std::string_view kBlanks = " \t\r\n";

nlohmann::json parse_object(std::string_view json, std::string_view where) {
  auto parsed = nlohmann::json::parse(json, nullptr, false);
  if (!parsed.is_object()) {
    throw InputError(std::string(where) + ": the line is not a JSON object.");
  }
  return parsed;
}

std::string member(const nlohmann::json& object, const char* name, std::string_view where) {
  const auto found = object.find(name);
  if (found == object.end() || !found->is_string()) {
    throw InputError(std::string(where) + ": \"" + name + "\" is missing or is not a string.");
  }
  return found->get<std::string>();
}

std::vector<std::string_view> split_tabs(std::string_view line) {
  std::vector<std::string_view> fields;
  for (std::size_t begin = 0; begin <= line.size();) {
    const std::size_t end = std::min(line.find('\t', begin), line.size());
    fields.push_back(line.substr(begin, end - begin));
    begin = end + 1;
  }
  return fields;
}

std::optional<int> parse_grade(std::string_view text) {
  int grade = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), grade);
  if (error != std::errc() || end != text.data() + text.size()) {
    return std::nullopt;
  }
  return grade;
}

}  // namespace

void for_each_line(const std::filesystem::path& file, const std::function<void(std::size_t, std::string_view)>& visit) {
  std::ifstream in(file, std::ios::binary);
  std::string line;
  for (std::size_t number = 1; std::getline(in, line); ++number) {
    if (line.ends_with('\r')) {
      line.pop_back();
    }
    if (line.find_first_not_of(kBlanks) != std::string::npos) {
      visit(number, line);
    }
  }
  if (!in.eof()) {
    throw InputError("\"" + file.string() + "\" cannot be read: is it there, a file, and readable?");
  }
}

std::string location(const std::filesystem::path& file, std::size_t line) {
  return file.string() + ":" + std::to_string(line);
}

DocumentText parse_document_text(std::string_view json, std::string_view where) {
  const auto object = parse_object(json, where);
  DocumentText text;
  if (object.contains("title")) {
    text.title = member(object, "title", where);
  }
  if (object.contains("body")) {
    text.body = member(object, "body", where);
  }
  return text;
}

std::vector<Query> read_queries(const std::filesystem::path& file) {
  std::vector<Query> queries;
  std::set<std::string, std::less<>> seen;
  for_each_line(file, [&](std::size_t number, std::string_view line) {
    const std::string where = location(file, number);
    const auto object = parse_object(line, where);
    Query query{.id = member(object, "id", where),
                .text = member(object, "text", where),
                .lang = object.contains("lang") ? member(object, "lang", where) : std::string()};
    if (query.id.empty() || query.id.find_first_of(kBlanks) != std::string::npos) {
      throw InputError(where + ": the query id \"" + query.id +
                       "\" is empty or holds a blank, which a run file cannot.");
    }
    if (!seen.insert(query.id).second) {
      throw InputError(where + ": the query id \"" + query.id + "\" is used twice; ids must be unique.");
    }
    queries.push_back(std::move(query));
  });
  if (queries.empty()) {
    throw InputError("\"" + file.string() + "\" holds no query; give one JSON object with id and text a line.");
  }
  return queries;
}

Judgements read_judgements(const std::filesystem::path& file) {
  Judgements judgements;
  for_each_line(file, [&](std::size_t number, std::string_view line) {
    const auto fields = split_tabs(line);
    const auto grade = fields.size() == 3 ? parse_grade(fields[2]) : std::nullopt;
    if (!grade) {
      throw InputError(location(file, number) +
                       ": want query, document and a whole number as grade, separated by tabs.");
    }
    Grades& grades = judgements[std::string(fields[0])];
    const auto [judged, inserted] = grades.emplace(fields[1], *grade);
    if (!inserted) {
      judged->second = std::max(judged->second, *grade);
    }
  });
  const bool any =
      std::any_of(judgements.begin(), judgements.end(), [](const auto& q) { return has_relevant(q.second); });
  if (!any) {
    throw InputError("\"" + file.string() +
                     "\" judges no document as relevant (grade 1 or more), so nothing can be scored.");
  }
  return judgements;
}

Questions first_queries(Questions questions, std::size_t count) {
  questions.queries.resize(std::min(count, questions.queries.size()));
  Judgements kept;
  for (const auto& query : questions.queries) {
    if (auto judged = questions.judgements.extract(query.id)) {
      kept.insert(std::move(judged));
    }
  }
  questions.judgements = std::move(kept);
  return questions;
}

}  // namespace telusur::relevance
