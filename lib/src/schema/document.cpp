#include "schema/document.hpp"

#include "base/utf8.hpp"
#include "telusur/error.hpp"

namespace telusur {

using schema::Json;

Document::Document() : impl_(std::make_unique<Impl>()) {}
Document::Document(const Document& other) : impl_(std::make_unique<Impl>(*other.impl_)) {}
Document::Document(Document&&) noexcept = default;
Document& Document::operator=(const Document& other) {
  *impl_ = Impl(*other.impl_);
  return *this;
}
Document& Document::operator=(Document&&) noexcept = default;
Document::~Document() = default;

Document Document::parse(std::string_view json) {
  Document document;
  document.impl_->object = schema::parse_document(json);
  return document;
}

Document& Document::set(std::string_view attribute, std::string_view value) {
  impl_->object[std::string(attribute)] = base::valid_utf8(value);
  return *this;
}

Document& Document::set(std::string_view attribute, const char* value) {
  return set(attribute, std::string_view(value));
}

Document& Document::set(std::string_view attribute, int value) { return set(attribute, std::int64_t{value}); }

Document& Document::set(std::string_view attribute, std::int64_t value) {
  impl_->object[std::string(attribute)] = value;
  return *this;
}

Document& Document::set(std::string_view attribute, double value) {
  impl_->object[std::string(attribute)] = value;
  return *this;
}

Document& Document::set(std::string_view attribute, bool value) {
  impl_->object[std::string(attribute)] = value;
  return *this;
}

Document& Document::set(std::string_view attribute, const std::vector<std::string>& values) {
  Json array = Json::array();
  for (const auto& value : values) {
    array.push_back(base::valid_utf8(value));
  }
  impl_->object[std::string(attribute)] = std::move(array);
  return *this;
}

bool Document::has(std::string_view attribute) const { return impl_->object.contains(attribute); }

std::string Document::text(std::string_view attribute) const {
  const Json* value = schema::find_attribute(impl_->object, attribute);
  return value == nullptr ? std::string() : schema::scalar_text(*value);
}

std::string Document::json() const { return schema::dump_json(impl_->object); }

namespace schema {

namespace {

Json checked_object(Json value, const std::string& which) {
  if (!value.is_object()) {
    throw Error(ErrorCode::kInvalidArgument, which + " is " + std::string(type_name(value)) + ", not an object",
                "document");
  }
  return value;
}

void append_plain_text(const Json& value, std::string& out) {
  if (value.is_structured()) {
    for (const auto& member : value) {
      append_plain_text(member, out);
    }
  } else if (!value.is_null()) {
    if (!out.empty()) {
      out += '\n';
    }
    out += scalar_text(value);
  }
}

}  // namespace

Json parse_document(std::string_view text) { return checked_object(parse_json(text, "document"), "the document"); }

std::vector<Json> parse_documents(std::string_view text) {
  // An array around documents is no level of theirs.
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  const bool is_array = begin != std::string_view::npos && text[begin] == '[';
  Json value = parse_json(text, "document", is_array ? kMaxJsonDepth + 1 : kMaxJsonDepth);
  std::vector<Json> documents;
  if (!value.is_array()) {
    documents.push_back(checked_object(std::move(value), "the document"));
    return documents;
  }
  for (auto& element : value) {
    documents.push_back(checked_object(std::move(element), "document " + std::to_string(documents.size() + 1)));
  }
  return documents;
}

void refuse_vectors(const Json& document) {
  if (document.contains("_vectors")) {
    throw Error(ErrorCode::kInvalidArgument,
                "the document " + shown(document) + " has '_vectors', which this version does not search: leave it out",
                "document vectors");
  }
}

std::string plain_text(const Json& value) {
  std::string text;
  append_plain_text(value, text);
  return text;
}

std::string scalar_text(const Json& value) {
  if (value.is_string()) {
    return value.get<std::string>();
  }
  return value.is_null() || value.is_structured() ? std::string() : dump_json(value);
}

}  // namespace schema

}  // namespace telusur
