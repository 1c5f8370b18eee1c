#include "sources/front_matter.hpp"

// yaml-cpp: the YAML library for C++ in Debian, which reports the line of an error and limits nesting; toml++ likewise
// for TOML.
#include <yaml-cpp/yaml.h>

#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <initializer_list>
#include <nlohmann/json.hpp>
#include <optional>
#include <sstream>

#include "sources/source.hpp"

namespace telusur::indexer {

namespace {

/// The text of a scalar, or the "name" of a map such as {name: …, url: …}; nothing for anything else.
std::optional<std::string> yaml_text(const YAML::Node& node) {
  if (node.IsScalar()) {
    return node.Scalar();
  }
  if (node.IsMap() && node["name"] && node["name"].IsScalar()) {
    return node["name"].Scalar();
  }
  return std::nullopt;
}

std::vector<std::string> yaml_texts(const YAML::Node& node) {
  std::vector<std::string> texts;
  const auto add = [&texts](const YAML::Node& value) {
    if (auto text = yaml_text(value)) {
      texts.push_back(std::move(*text));
    }
  };
  if (node.IsSequence()) {
    for (const YAML::Node& value : node) {
      add(value);
    }
  } else {
    add(node);
  }
  return texts;
}

FrontMatterFields parse_yaml(std::string_view text) {
  FrontMatterFields fields;
  try {
    const YAML::Node root = YAML::Load(std::string(text));
    if (root.IsNull()) {
      return fields;
    }
    if (!root.IsMap()) {
      throw BadInput("its front matter is not a list of names with values", 2);
    }
    for (const auto& entry : root) {
      if (auto values = yaml_texts(entry.second); entry.first.IsScalar() && !values.empty()) {
        fields.insert_or_assign(entry.first.Scalar(), std::move(values));
      }
    }
  } catch (const YAML::Exception& error) {
    // The parser counts from 0, and the front matter begins on the second line of the file.
    const std::size_t line = error.mark.is_null() ? 1 : static_cast<std::size_t>(error.mark.line) + 2;
    throw BadInput("its YAML front matter is malformed: " + error.msg, line);
  }
  return fields;
}

std::optional<std::string> toml_text(const toml::node& node) {
  if (const auto* text = node.as_string()) {
    return text->get();
  }
  if (const auto* table = node.as_table()) {
    return table->at_path("name").value<std::string>();
  }
  if (node.is_array()) {
    return std::nullopt;
  }
  std::ostringstream text;
  node.visit([&text](const auto& value) { text << value; });
  return text.str();
}

FrontMatterFields parse_toml(std::string_view text) {
  FrontMatterFields fields;
  try {
    const toml::table root = toml::parse(text);
    for (const auto& [name, node] : root) {
      std::vector<std::string> values;
      if (const toml::array* array = node.as_array()) {
        for (const toml::node& value : *array) {
          if (auto member = toml_text(value)) {
            values.push_back(std::move(*member));
          }
        }
      } else if (auto value = toml_text(node)) {
        values.push_back(std::move(*value));
      }
      if (!values.empty()) {
        fields.insert_or_assign(std::string(name.str()), std::move(values));
      }
    }
  } catch (const toml::parse_error& error) {
    throw BadInput("its TOML front matter is malformed: " + std::string(error.description()),
                   error.source().begin.line + 1);
  }
  return fields;
}

/// The text of a JSON scalar, or the "name" of an object.
std::optional<std::string> json_text(const nlohmann::json& value) {
  if (value.is_string()) {
    return value.get<std::string>();
  }
  if (value.is_object()) {
    return value.contains("name") && value["name"].is_string() ? std::optional(value["name"].get<std::string>())
                                                               : std::nullopt;
  }
  return value.is_null() || value.is_array() ? std::nullopt : std::optional(value.dump());
}

FrontMatterFields fields_of_json(const nlohmann::json& root) {
  FrontMatterFields fields;
  for (const auto& [name, value] : root.items()) {
    std::vector<std::string> values;
    for (const nlohmann::json& member : value.is_array() ? value : nlohmann::json::array({value})) {
      if (auto text = json_text(member)) {
        values.push_back(std::move(*text));
      }
    }
    if (!values.empty()) {
      fields.insert_or_assign(name, std::move(values));
    }
  }
  return fields;
}

/// Where the JSON object that `text` begins with ends; nothing when it does not.
std::optional<std::size_t> end_of_object(std::string_view text) {
  std::size_t depth = 0;
  bool quoted = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (quoted) {
      at += c == '\\' ? 1 : 0;
      quoted = c != '"';
    } else if (c == '"') {
      quoted = true;
    } else if (c == '{') {
      ++depth;
    } else if (c == '}' && --depth == 0) {
      return at + 1;
    }
  }
  return std::nullopt;
}

/// nlohmann's parser does not recurse, but its values are destroyed and copied by recursion.
constexpr int kMaxJsonDepth = 100;

FrontMatter split_json(std::string_view text) {
  const std::size_t end = end_of_object(text).value_or(text.size());
  try {
    const auto root = nlohmann::json::parse(
        text.substr(0, end), [](int depth, nlohmann::json::parse_event_t, auto&) { return depth < kMaxJsonDepth; });
    const std::string_view rest = text.substr(end);
    return {fields_of_json(root), rest.substr(std::min(rest.find('\n'), rest.size()))};
  } catch (const nlohmann::json::parse_error& error) {
    const std::size_t at = std::min<std::size_t>(error.byte, text.size());
    throw BadInput(
        "its JSON front matter is malformed",
        static_cast<std::size_t>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n')) + 1);
  }
}

/// Takes the first line off `text`.
std::string_view take_line(std::string_view& text) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  while (line.ends_with('\r') || line.ends_with(' ')) {
    line.remove_suffix(1);
  }
  return line;
}

/// The values of the first of these names that is there.
const std::vector<std::string>* first_of(const FrontMatterFields& fields,
                                         std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) {
    if (const auto found = fields.find(name); found != fields.end()) {
      return &found->second;
    }
  }
  return nullptr;
}

std::string joined(const std::vector<std::string>* values) {
  std::string text;
  for (const std::string& value : values == nullptr ? std::vector<std::string>{} : *values) {
    text.append(text.empty() ? "" : ", ").append(trim(value));
  }
  return text;
}

/// A permalink with parts to be filled in (/:year/:title/) is a rule and no address; a slug that does not begin with /
/// is the last part of an address of which the site's own configuration knows the rest.
std::string url_of(const FrontMatterFields& fields) {
  std::string url = joined(first_of(fields, {"url", "canonical_url", "canonical", "canonicalURL"}));
  for (const std::string_view name : {"permalink", "slug"}) {
    const std::string path = joined(first_of(fields, {name}));
    const bool is_url = path.starts_with('/') || path.find("://") != std::string::npos;
    if (url.empty() && is_url && path.find("/:") == std::string::npos) {
      url = path;
    }
  }
  return url;
}

std::string date_of(const FrontMatterFields& fields) {
  for (const std::string_view name : {"date", "published", "publishDate", "pubDate", "publishedAt"}) {
    if (std::string date = iso_date(joined(first_of(fields, {name}))); !date.empty()) {
      return date;
    }
  }
  return "";
}

/// `draft: true`, and Jekyll's `published: false`; `unlisted: true` and `search: false` keep a page out of a site's
/// search.
bool is_draft(const FrontMatterFields& fields) {
  const auto is = [&fields](std::string_view name, std::string_view value) {
    return joined(first_of(fields, {name})) == value;
  };
  return is("draft", "true") || is("published", "false") || is("unlisted", "true") || is("search", "false");
}

/// Whether a text begins as YAML front matter does: with a name, a colon, and a blank or the end of the line. Names
/// begin with a small letter, sentences ("Lihat: …") do not.
bool begins_with_field(std::string_view text) {
  const std::string_view line = take_line(text);
  const std::size_t name = line.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-");
  return name != std::string_view::npos && name > 0 && line[0] >= 'a' && line[0] <= 'z' && line[name] == ':' &&
         (name + 1 == line.size() || line[name + 1] == ' ');
}

}  // namespace

FrontMatter split_front_matter(std::string_view text) {
  std::string_view rest = text;
  const std::string_view mark = take_line(rest);
  if (mark == "{") {
    return split_json(text);
  }
  if (mark != "---" && mark != "+++") {
    return {{}, text};
  }
  const std::string_view behind_mark = rest;
  while (!rest.empty()) {
    const auto size = behind_mark.size() - rest.size();
    const std::string_view line = take_line(rest);
    if (line == mark || (mark == "---" && line == "...")) {
      const std::string_view matter = behind_mark.substr(0, size);
      return {mark == "---" ? parse_yaml(matter) : parse_toml(matter), rest};
    }
  }
  if (mark == "+++" || begins_with_field(behind_mark)) {
    throw BadInput("its front matter has no closing " + std::string(mark), 1);
  }
  return {{}, text};  // three dashes alone are a line across the page
}

std::string label_of(const FrontMatterFields& fields) {
  return joined(first_of(fields, {"sidebar_label", "linkTitle", "linktitle"}));
}

Article article_of(const FrontMatterFields& fields) {
  Article article;
  article.id = joined(first_of(fields, {"id"}));
  article.title = joined(first_of(fields, {"title"}));
  article.description = joined(first_of(fields, {"description", "summary", "excerpt"}));
  article.url = url_of(fields);
  article.lang = language_of_tag(joined(first_of(fields, {"language", "lang", "locale"})));
  article.author = joined(first_of(fields, {"author", "authors"}));
  article.published = date_of(fields);
  article.draft = is_draft(fields);
  if (const auto* tags = first_of(fields, {"tags", "keywords"})) {
    article.tags = tags->size() == 1 ? split_list(tags->front()) : *tags;
  }
  return article;
}

}  // namespace telusur::indexer
