#include "sources/html.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "sources/source.hpp"
#include "telusur/error.hpp"

using namespace telusur::indexer;

TEST_CASE("The main content of a page, as text with its blocks") {
  struct Case {
    std::string_view html;
    const char* json;  ///< without the title, which is "berkas" where the page has none
  };
  const std::vector<Case> cases{
      {"<p>Satu  <b>dua</b>\n tiga<p>empat", R"({"title":"berkas","body":"Satu dua tiga\nempat"})"},
      {"<title>T</title><h1>Utama</h1><p>Isi<h2>Bagian <i>a</i></h2><p>Lagi",
       R"({"title":"T","headings":["Utama","Bagian a"],"body":"Isi\nLagi"})"},
      {"<h1>Judul<a hidden>x</a><a class=headerlink>¶</a><script>y</script></h1><pre>a<b hidden>z</b></pre>",
       R"({"title":"Judul","body":"a"})"},
      // The heading tells which part of the title is the name of the site.
      {"<title>Judul | Situs</title><h1>Judul</h1><p>Isi", R"({"title":"Judul","body":"Isi"})"},
      {"<nav>menu</nav><header>kepala</header><main><p>Isi</p><aside>iklan</aside></main><footer>kaki</footer>",
       R"({"title":"berkas","body":"Isi"})"},
      {"<p>luar</p><article><header><h1>Judul</h1><p>oleh Siti</p></header><p>Isi</p></article>",
       R"({"title":"Judul","body":"Isi"})"},
      {"<article>a</article><article>b</article>", R"({"title":"berkas","body":"a\nb"})"},
      {"<p>a<script>x</script><style>y</style><noscript>z</noscript><form>f<input></form><button>b</button>",
       R"({"title":"berkas","body":"a"})"},
      {"<p hidden>a</p><p aria-hidden=true>b</p><div role=navigation>c</div><div class='x toc'>d</div><p class=tocx>e",
       R"({"title":"berkas","body":"e"})"},
      {"<p>a<br>b &amp; &lt;c&gt; caf&eacute;&nbsp;d</p>", R"({"title":"berkas","body":"a\nb & <c> café d"})"},
      {"<pre>\napt  update\n  x\n</pre><p>b", R"({"title":"berkas","body":"apt  update\n  x\nb"})"},
      {"<ul><li>satu<li>dua</ul><table><tr><td>a<td>b<tr><td>c</table>",
       R"({"title":"berkas","body":"satu\ndua\na b\nc"})"},
      {"<p>super<b>kali</b>fragil<wbr>istik</p>", R"({"title":"berkas","body":"superkalifragilistik"})"},
      {"<p>a<!-- b -->c<svg><text>d</text></svg>", R"({"title":"berkas","body":"ac"})"},
  };
  for (const auto& [html, json] : cases) {
    CAPTURE(html);
    CHECK(to_document(read_html(html, "folder/berkas.html")).json() == json);
  }
}

TEST_CASE("What the head declares") {
  struct Case {
    std::string_view head;
    const char* json;
  };
  const std::vector<Case> cases{
      {"<title>T</title><meta name=description content=' Ringkas '><meta name=Keywords content='a, b'>"
       "<meta name=author content=Siti>",
       R"({"title":"T","description":"Ringkas","tags":["a","b"],"body":"x","author":"Siti"})"},
      {"<meta property=og:title content=T><meta property=og:description content=D>"
       "<meta property=og:url content=https://a.example/u><meta property=og:locale content=id_ID>",
       R"({"title":"T","description":"D","body":"x","url":"https://a.example/u","lang":"id"})"},
      {"<title>T</title><link rel=canonical href=https://a.example/c><meta property=og:url "
       "content=https://a.example/u>",
       R"({"title":"T","body":"x","url":"https://a.example/c"})"},
      {"<title>T</title><meta property=article:published_time content=2024-05-01T10:00:00+07:00>"
       "<meta property=article:tag content=a><meta property=article:tag content=b>",
       R"({"title":"T","tags":["a","b"],"body":"x","published":"2024-05-01T10:00:00+07:00"})"},
      {"<title>T</title><meta name=date content=kemarin><meta itemprop=datePublished content=2024-05-02>",
       R"({"title":"T","body":"x","published":"2024-05-02"})"},
  };
  for (const auto& [head, json] : cases) {
    CAPTURE(head);
    CHECK(to_document(read_html("<html><head>" + std::string(head) + "</head><body>x", "a.html")).json() == json);
  }
}

TEST_CASE("The language of a page: its declaration, else its file name") {
  CHECK(read_html("<html lang=id-ID><p>x", "a.en.html").lang == "id");
  CHECK(read_html("<html xml:lang=en><p>x", "a.html").lang == "en");
  CHECK(read_html("<html lang=fr><p>x", "a.en.html").lang == "");
  CHECK(read_html("<p>x", "ch01.id.html").lang == "id");
  CHECK(read_html("<p>x", "ch01.html").lang == "");
}

TEST_CASE("The encoding of a page: byte order mark, declaration, detection") {
  CHECK(body_of(read_html("<meta charset='windows-1252'><p>caf\xE9 \x93x\x94", "a").sections) == "café “x”");
  CHECK(body_of(read_html("<meta http-equiv=content-type content='text/html; charset=ISO-8859-1'><p>caf\xE9", "a")
                    .sections) == "café");
  CHECK(body_of(read_html("<?xml version='1.0' encoding='iso-8859-1'?><p>caf\xE9", "a").sections) == "café");
  CHECK(body_of(read_html("<p>caf\xC3\xA9", "a").sections) == "café");
  CHECK(body_of(read_html("<meta charset=utf-16><p>caf\xC3\xA9", "a").sections) == "café");
  CHECK(body_of(read_html("<meta charset=nonsense><p>caf\xC3\xA9", "a").sections) == "café");
  CHECK(body_of(read_html(std::string_view("\xFF\xFE<\0p\0>\0x\0", 10), "a").sections) == "x");
}

TEST_CASE("A chapter of a DocBook manual: text without its navigation and table of contents") {
  const Article article = read_html(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?><html xmlns=\"http://www.w3.org/1999/xhtml\"><head>"
      "<title>Bab 1. Konsol</title></head><body><div class=\"navheader\"><table><tr><th>Lanjut</th></tr></table></div>"
      "<div class=\"chapter\"><div class=\"titlepage\"><h1 class=\"title\"><a id=\"_k\"/>Bab 1. Konsol</h1></div>"
      "<div class=\"toc\"><dl class=\"toc\"><dt>1.1. Prompt</dt></dl></div>"
      "<h2><a id=\"_p\"/>1.1. Prompt shell</h2><p>Tekan <code class=\"literal\">Enter</code>.</p></div>"
      "<div class=\"navfooter\">Depan</div></body></html>",
      "ch01.id.html");
  CHECK(to_document(article).json() ==
        R"({"title":"Bab 1. Konsol","headings":["1.1. Prompt shell"],"body":"Tekan Enter.","lang":"id"})");
}

TEST_CASE("What JSON-LD says, where the head says nothing") {
  const auto json = [](std::string_view data, std::string_view head = "") {
    return to_document(read_html("<html><head>" + std::string(head) + "<script type=application/ld+json>" +
                                     std::string(data) + "</script></head><body><p>x",
                                 "a.html"))
        .json();
  };
  CHECK(json(R"({"@type":"NewsArticle","headline":"H","description":"D","keywords":"a, b","inLanguage":"id",
                "author":[{"name":"Siti"},"Budi"],"datePublished":"2024-05-01","url":"https://a.example/u"})") ==
        R"({"title":"H","description":"D","tags":["a","b"],"body":"x","url":"https://a.example/u","lang":"id",)"
        R"("author":"Siti, Budi","published":"2024-05-01"})");
  // An article wins over the page around it, and the head over both.
  CHECK(json(R"({"@graph":[{"@type":"WebPage","name":"W"},{"@type":["Thing","BlogPosting"],"headline":"B"}]})",
             "<meta name=author content=Ani>") == R"({"title":"B","body":"x","author":"Ani"})");
  CHECK(json("{ broken", "<title>T</title>") == R"({"title":"T","body":"x"})");
  CHECK(json(std::string(100'000, '['), "<title>T</title>") == R"({"title":"T","body":"x"})");
  CHECK(json(R"({"@type":5,"headline":["x"]})", "<title>T</title>") == R"({"title":"T","body":"x"})");
}

TEST_CASE("The title of a page without the name of the site") {
  struct Case {
    std::string_view html;
    const char* title;
  };
  const std::vector<Case> cases{
      {"<title>Judul - Situs</title><h1>Judul</h1><p>x", "Judul"},
      {"<title>Situs: Judul</title><h1>Judul</h1><p>x", "Judul"},
      {"<title>Judul - Situs</title><meta property=og:site_name content=Situs><p>x", "Judul"},
      {"<title>Situs » Judul</title><meta property=og:title content=Judul><p>x", "Judul"},
      {"<title>Judul | Situs</title><a href=/>Situs</a><p>x", "Judul"},
      // The first heading is the name of the site.
      {"<title>Judul - Situs</title><meta property=og:site_name content=Situs><h1>Situs</h1><p>x", "Judul"},
      {"<meta property=og:title content='Judul - Situs'><meta property=og:site_name content=Situs><p>x", "Judul"},
      {"<title>Judul - bagian dua</title><p>x", "Judul - bagian dua"},
      {"<title>Judulan - Situs</title><h2>Judul</h2><p>x", "Judulan - Situs"},
  };
  for (const auto& [html, title] : cases) {
    CAPTURE(html);
    CHECK(read_html(html, "a.html").title == title);
  }
}

TEST_CASE("Sections have the anchors that links to them name") {
  const Article article = read_html(
      "<main><p>awal<h2 id=a>A</h2><p>isi a<section id=b><h3>B</h3><p>isi b</section>"
      "<a name=c></a><h2>C</h2><div id=jauh></div><p>isi c<h2>D</h2><h2><a id=e></a>E</h2></main>",
      "x.html");
  std::vector<std::string> seen;
  for (const Section& section : article.sections) {
    seen.push_back(std::to_string(section.level) + " " + section.heading + " #" + section.anchor + ": " + section.body);
  }
  CHECK(seen == std::vector<std::string>{"0  #: awal", "2 A #a: isi a", "3 B #b: isi b", "2 C #c: isi c",
                                         "2 D #: ", "2 E #e: "});
}

TEST_CASE("The words of a text do not make it boilerplate") {
  // Ids that generators make of headings, an anchor that HTML does not close, and classes of what is beside something.
  for (const std::string_view html :
       {"<main><section id=cookies><h2 id=the-footer>K</h2><p>isi</section></main>",
        "<main><div class=section id=sidebar><p>isi</div></main>", "<main><h2><a id=_the_pager/>P</h2><p>isi</main>",
        "<main class=has-sidebar><div class=with-comments><p class=share-price>isi</div></main>"}) {
    CAPTURE(html);
    CHECK(body_of(read_html(html, "a").sections) == "isi");
  }
  for (const std::string_view html :
       {"<main><p>isi<div class='x cookie_bar'>k</div></main>", "<main><p>isi<div id=site-footer>k</div></main>",
        "<main><p>isi<p class=post-share>k</main>", "<main><p>isi<p style='display: none'>k</main>"}) {
    CAPTURE(html);
    CHECK(body_of(read_html(html, "a").sections) == "isi");
  }
}

TEST_CASE("A page of nothing but links keeps them") {
  CHECK(body_of(read_html("<div><ul><li><a href=1>satu</a><li><a href=2>dua</a><li><a href=3>tiga</a></ul></div>", "a")
                    .sections) == "satu\ndua\ntiga");
}

TEST_CASE("Pages that cannot be read") {
  CHECK_THROWS_WITH_AS(read_html("<html><script>x</script>", "a.html"), "has no text", BadInput);
  CHECK_THROWS_AS(read_html(std::string_view("\x89PNG\0\0", 6), "a.html"), telusur::Error);
}

TEST_CASE("Elements may nest deep, but not without end") {
  const auto nested = [](const std::string& piece, int count) {
    std::string html;
    for (int number = 0; number < count; ++number) {
      html += piece;
    }
    return html + "akhir";
  };
  CHECK(body_of(read_html(nested("<div>", 1900), "a.html").sections) == "akhir");
  for (const std::string piece :
       {"<div>", "<b>", "<b><div></b>", "<div></x>", "<table><tr><td>", "<font color=red><p>"}) {
    CAPTURE(piece);
    CHECK_THROWS_WITH_AS(read_html(nested(piece, 20'000), "a.html"), "nests HTML elements deeper than 2000 levels",
                         BadInput);
  }
  // What does not nest may come as often as it likes.
  CHECK_FALSE(read_html(nested("<p>x<br><wbr><li>y<a id=z />", 20'000), "a.html").sections.empty());
}
