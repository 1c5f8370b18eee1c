// The program of each consumer project: indexes two documents below the directory it is given and searches them.
#include <telusur/telusur.hpp>

#include <iostream>

int main(int, char** argv) {
  try {
    telusur::Engine engine(argv[1]);
    telusur::Index index = engine.create_index("articles");
    index.add_json(R"([{"id": "1", "title": "Resep rendang"}, {"id": "2", "title": "Belajar C++"}])");
    index.commit();
    telusur::SearchRequest request;
    request.q = "rendang";
    const telusur::SearchResponse answer = index.search(request);
    std::cout << index.stats().documents << " documents, " << answer.hits.size()
              << " hit: " << answer.hits.at(0).text("title") << '\n';
  } catch (const telusur::Error& error) {
    std::cout << error.what() << '\n';
    return 1;
  }
}
