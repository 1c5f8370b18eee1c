#include "sources/front_matter.hpp"

// yaml-cpp: the YAML library for C++ in Debian, which reports the line of an error and limits nesting; toml++ likewise
// for TOML.
#include <yaml-cpp/yaml.h>

#include <toml++/toml.h>

#include <algorithm>
#include <initializer_list>
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

}  // namespace

FrontMatter split_front_matter(std::string_view text) {
  std::string_view rest = text;
  const std::string_view mark = take_line(rest);
  if (mark != "---" && mark != "+++") {
    return {{}, text};
  }
  const char* begin = rest.data();
  while (!rest.empty()) {
    const auto size = static_cast<std::size_t>(rest.data() - begin);
    const std::string_view line = take_line(rest);
    if (line == mark || (mark == "---" && line == "...")) {
      const std::string_view matter(begin, size);
      return {mark == "---" ? parse_yaml(matter) : parse_toml(matter), rest};
    }
  }
  return {{}, text};
}

Article article_of(const FrontMatterFields& fields) {
  Article article;
  article.id = joined(first_of(fields, {"id"}));
  article.title = joined(first_of(fields, {"title"}));
  article.description = joined(first_of(fields, {"description", "summary", "excerpt"}));
  article.url = joined(first_of(fields, {"url", "canonical_url", "canonical", "permalink"}));
  article.lang = language_of_tag(joined(first_of(fields, {"language", "lang", "locale"})));
  article.author = joined(first_of(fields, {"author", "authors"}));
  article.published = iso_date(joined(first_of(fields, {"date", "published", "publishDate", "pubDate"})));
  if (const auto* tags = first_of(fields, {"tags", "keywords"})) {
    article.tags = tags->size() == 1 ? split_list(tags->front()) : *tags;
  }
  return article;
}

}  // namespace telusur::indexer
