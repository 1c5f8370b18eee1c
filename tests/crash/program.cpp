// What the crash tests start, kill and hinder:
//
//   create DATA                 creates the index
//   write DATA FIRST BATCHES    commits batches of three documents, with ids from FIRST on; prints "committed N" after
//                               each
//   publish DATA WORD BUILDS    rebuilds the index with twenty documents of one title; prints "published N" after each
//   search DATA FILE            searches until FILE is gone; fails on an answer that is not whole
#include <telusur/telusur.hpp>

#include <filesystem>
#include <iostream>
#include <string>

namespace {

constexpr int kBatchDocuments = 3;
constexpr int kBuildDocuments = 20;

std::string document(int id, const std::string& title) {
  return R"({"id":)" + std::to_string(id) + R"(,"title":")" + title + "\"}";
}

void write(const std::string& data, int first, int batches) {
  telusur::Index index = telusur::Engine(data).index("a");
  for (int batch = 0; batch < batches; ++batch) {
    for (int n = 0; n < kBatchDocuments; ++n) {
      index.add_json(document(first + batch * kBatchDocuments + n, "soto nomor " + std::to_string(n)));
    }
    index.commit();
    std::cout << "committed " << batch << std::endl;
  }
}

void publish(const std::string& data, const std::string& word, int builds) {
  telusur::Engine engine(data);
  for (int build = 0; build < builds; ++build) {
    telusur::IndexBuilder builder = engine.rebuild("a", {.threads = 1});
    for (int id = 0; id < kBuildDocuments; ++id) {
      builder.add_json(document(id, word));
    }
    builder.publish();
    std::cout << "published " << build << std::endl;
  }
}

/// Every generation holds one title alone: an answer with two was mixed from two of them.
bool is_whole(const telusur::SearchResponse& answer) {
  for (const telusur::Hit& hit : answer.hits) {
    if (hit.text("title") != answer.hits.front().text("title")) {
      return false;
    }
  }
  return answer.hits.size() == kBuildDocuments;
}

bool search(const std::string& data, const std::string& until_gone) {
  const telusur::Index index = telusur::Engine(data, {.read_only = true}).index("a");
  for (int searches = 1; std::filesystem::exists(until_gone); ++searches) {
    const auto answer = index.search({.q = "genap ganjil", .limit = 50});
    if (!is_whole(answer)) {
      std::cerr << "an answer has " << answer.hits.size() << " hits, or two titles\n";
      return false;
    }
    if (searches % 10 == 0) {
      std::cout << "searched " << searches << std::endl;
    }
  }
  return true;
}

}  // namespace

int main(int count, char** arguments) {
  try {
    const std::string mode = arguments[1];
    if (mode == "create" && count == 3) {
      telusur::Engine(arguments[2]).create_index("a", {}, "id");
    } else if (mode == "write" && count == 5) {
      write(arguments[2], std::stoi(arguments[3]), std::stoi(arguments[4]));
    } else if (mode == "publish" && count == 5) {
      publish(arguments[2], arguments[3], std::stoi(arguments[4]));
    } else if (mode == "search" && count == 4) {
      return search(arguments[2], arguments[3]) ? 0 : 1;
    } else {
      return 64;
    }
    return 0;
  } catch (const telusur::Error& error) {
    std::cerr << to_string(error.code()) << ": " << error.what() << '\n';
    return 1;
  }
}
