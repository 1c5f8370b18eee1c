#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "schema/json.hpp"
#include "search/highlight.hpp"
#include "telusur/search.hpp"
#include "telusur/settings.hpp"

namespace telusur::search {

/// Turns found documents into hits: picks the attributes that are shown, marks and cuts their texts.
/// One thread at a time; everything passed in must outlive it.
class Presenter {
 public:
  /// @throws Error kInvalidArgument (subject "attributesToCrop") for a bad entry.
  Presenter(const SearchRequest& request, const Settings& settings, Highlighter& highlighter);

  /// The hit of a stored document.
  Hit present(const std::string& stored, const std::string& primary_key, double score);

 private:
  /// The displayed attributes of which `_formatted` tells: those that are retrieved, marked or cut.
  schema::Json formatted_part(const schema::Json& displayed) const;
  /// The words to which an attribute's text is cut; 0: not at all.
  std::uint32_t crop_words(std::string_view attribute, std::uint32_t otherwise) const;
  schema::Json formatted(schema::Json value, const std::string& path, std::uint32_t words);
  /// The words around the matches of an attribute that is searched but not shown, when the request asks for them.
  std::optional<schema::Json> snippet(const std::string& name, const schema::Json& value);
  /// Notes the matches of every text in `value`. @param indices where it is in the arrays around it.
  void find_matches(const schema::Json& value, const std::string& path, std::vector<std::size_t>& indices, Hit& hit);

  const SearchRequest& request_;
  const Settings& settings_;
  Highlighter& highlighter_;
  std::map<std::string, std::uint32_t, std::less<>> crops_;  // attribute -> words
};

/// The part of a document that `names` cover, as JSON.
std::string shown_part(const std::string& stored, const std::vector<std::string>& names);

}  // namespace telusur::search
