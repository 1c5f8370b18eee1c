#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "sources/html.hpp"
#include "sources/html_text.hpp"
#include "sources/html_tree.hpp"

using namespace telusur::indexer;

namespace {

std::string contents(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  REQUIRE_MESSAGE(in.good(), file.string());
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

std::vector<std::filesystem::path> files_below(const std::filesystem::path& folder, const std::string& suffix) {
  std::vector<std::filesystem::path> files;
  std::error_code missing;
  for (std::filesystem::recursive_directory_iterator at(folder, missing), end; at != end; at.increment(missing)) {
    if (at->path().string().ends_with(suffix)) {
      files.push_back(at->path());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

/// How many of the page's paragraphs are in the text that was taken of it, and how many there are.
struct Kept {
  std::size_t kept = 0;
  std::size_t all = 0;
};

Kept paragraphs_kept(const std::string& html, const std::string& body) {
  const HtmlTree tree(html);
  Kept count;
  for (const GumboNode* paragraph : find_all(tree.root(), GUMBO_TAG_P)) {
    const std::string text = line_of(paragraph);
    count.all += text.size() < 40 ? 0 : 1;
    count.kept += text.size() >= 40 && body.find(text) != std::string::npos ? 1 : 0;
  }
  return count;
}

}  // namespace

TEST_CASE("What is taken of pages in the layouts that sites have") {
  const auto pages = files_below(TELUSUR_LAYOUTS, ".html");
  CHECK(pages.size() >= 12);
  for (std::filesystem::path page : pages) {
    CAPTURE(page.filename().string());
    const nlohmann::json article = nlohmann::json::parse(to_document(read_html(contents(page), page.string())).json());
    CHECK(article.dump(1) == nlohmann::json::parse(contents(page.replace_extension(".json"))).dump(1));
  }
}

TEST_CASE("Of the chapters of a manual that is installed, the paragraphs are taken and the navigation is not") {
  for (const auto& page : files_below("/usr/share/debian-reference", ".id.html")) {
    const std::string name = page.filename().string();
    if (!name.starts_with("ch")) {
      continue;
    }
    CAPTURE(name);
    const std::string html = contents(page);
    const Article article = read_html(html, page.string());
    const std::string body = body_of(article.sections);
    const Kept kept = paragraphs_kept(html, body);
    CHECK(kept.all > 20);
    // Lists of nothing but links to other chapters may go.
    CHECK(kept.kept * 100 >= kept.all * 97);
    CHECK(article.lang == "id");
    CHECK(body.find("Sebelum\n") == std::string::npos);
    CHECK(article.sections.size() > 5);
  }
}

TEST_CASE("Of the help pages of an office program that are installed, the text is taken and the index is not") {
  std::size_t pages = 0;
  for (const auto& page : files_below("/usr/share/libreoffice/help/id/text", ".html")) {
    if (++pages % 20 != 0) {  // a few hundred of thousands
      continue;
    }
    CAPTURE(page.string());
    const std::string html = contents(page);
    const Article article = read_html(html, page.string());
    CHECK_FALSE(article.title.empty());
    CHECK(article.title.find("LibreOffice 7") == std::string::npos);
    CHECK(body_of(article.sections).find("Bantuan LibreOffice 7") == std::string::npos);
  }
}
