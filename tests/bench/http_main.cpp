// What `./dev bench http` puts beside the server: a bare cpp-httplib program, the library without a server, and clients
// that stay connected.
#include <arpa/inet.h>
#include <httplib.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <span>
#include <string>
#include <thread>
#include <vector>

#include "telusur/telusur.hpp"

namespace {

constexpr std::size_t kThreads = 64;
constexpr std::size_t kRequestsOfAConnection = 1'000'000'000;

/// The best configuration of cpp-httplib that was found: no delay, 64 threads, connections kept.
int serve_bare() {
  httplib::Server server;
  server.new_task_queue = [] { return new httplib::ThreadPool(kThreads); };
  server.set_tcp_nodelay(true);
  server.set_keep_alive_max_count(kRequestsOfAConnection);
  server.Get("/health", [](const httplib::Request&, httplib::Response& response) {
    response.set_content(R"({"status":"available"})", "application/json");
  });
  const int port = server.bind_to_any_port("127.0.0.1");
  std::cout << "http://127.0.0.1:" << port << std::endl;
  return port > 0 && server.listen_after_bind() ? 0 : 1;
}

std::vector<std::string> lines_of(const std::string& file) {
  std::ifstream in(file);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) {
    lines.push_back(line);
  }
  return lines;
}

/// Searches by threads for some seconds, as the server does: a request from JSON, an answer to JSON.
int search(const std::string& data, const std::string& uid, const std::string& queries, int threads, int seconds) {
  const telusur::Engine engine(data);
  const telusur::Index index = engine.index(uid);
  const std::vector<std::string> texts = lines_of(queries);
  std::atomic<std::uint64_t> done{0};
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(seconds);
  std::vector<std::thread> running;
  for (int thread = 0; thread < threads; ++thread) {
    running.emplace_back([&, thread] {
      for (std::size_t n = static_cast<std::size_t>(thread); std::chrono::steady_clock::now() < end; ++n) {
        const telusur::SearchRequest request{.q = texts[n % texts.size()]};
        done += telusur::to_json(index.search(request), request).empty() ? 0 : 1;
      }
    });
  }
  for (std::thread& thread : running) {
    thread.join();
  }
  std::cout << done / static_cast<std::uint64_t>(seconds) << std::endl;
  return 0;
}

/// Keeps connections open, each after one request, until standard input ends.
int stay_idle(int port, int connections) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const std::string request = "GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n";
  for (int n = 0; n < connections; ++n) {
    const int socket = ::socket(AF_INET, SOCK_STREAM, 0);  // closed by the end of the process
    char answer[1024];
    if (::connect(socket, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0 ||
        ::send(socket, request.data(), request.size(), 0) < 0 || ::recv(socket, answer, sizeof answer, 0) <= 0) {
      std::cerr << "connection " << n << " was not served\n";
      return 1;
    }
  }
  std::cout << "idle" << std::endl;
  std::string line;
  std::getline(std::cin, line);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  if (arguments == std::vector<std::string>{"bare"}) {
    return serve_bare();
  }
  if (arguments.size() == 6 && arguments[0] == "search") {
    return search(arguments[1], arguments[2], arguments[3], std::stoi(arguments[4]), std::stoi(arguments[5]));
  }
  if (arguments.size() == 3 && arguments[0] == "idle") {
    return stay_idle(std::stoi(arguments[1]), std::stoi(arguments[2]));
  }
  std::cerr << "usage: telusur-bench-http bare | search DATA INDEX QUERIES THREADS SECONDS | idle PORT CONNECTIONS\n";
  return 2;
}
