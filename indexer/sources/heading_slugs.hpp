#pragma once

#include <map>
#include <string>
#include <string_view>

namespace telusur::indexer {

/// Makes the anchors that GitHub and most site generators give to headings: lower case, without punctuation, blanks as
/// hyphens, and a number behind what came before on the page.
class HeadingSlugs {
 public:
  std::string slug_of(std::string_view heading);

 private:
  std::map<std::string, int, std::less<>> counts_;
};

/// Takes a `{#id}` or `{: #id}` off the end of a heading and returns the id; "" when there is none.
std::string take_heading_id(std::string& heading);

}  // namespace telusur::indexer
