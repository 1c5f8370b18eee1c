// telusur-server: flags and signals; everything else is the Application.

#include <signal.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <sys/resource.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <exception>
#include <filesystem>
#include <functional>
#include <iostream>
#include <memory>
#include <string>
#include <system_error>
#include <vector>

#include "application.hpp"
#include "config_file.hpp"
#include "deadline.hpp"
#include "listen_address.hpp"
#include "made_directories.hpp"
#include "observe/log_lines.hpp"
#include "telusur/error.hpp"
#include "telusur/version.hpp"

namespace {

using telusur::server::Application;
using telusur::server::ApplicationOptions;
namespace net = telusur::server::net;

constexpr int kExitFailure = 2;

/// For connections to be broken off, and for their requests to be logged.
constexpr auto kBreakOffTime = std::chrono::milliseconds(500);

struct Flags {
  std::string data;
  std::string import_dump;
  std::string listen = "127.0.0.1:7700";
  std::string master_key;
  std::vector<std::string> origins{"*"};
  double rate_per_address = 0;
  double rate_per_key = 0;
  std::size_t max_body_mib = 100;
  std::size_t max_document_mib = 16;
  std::size_t max_json_mib = 4;
  int max_json_depth = telusur::server::api::kMaxJsonDepth;
  std::size_t max_query_bytes = telusur::SearchLimits{}.query_bytes;
  std::size_t max_query_words = telusur::SearchLimits{}.query_words;
  unsigned search_ms = 1500;
  std::size_t max_connections = 4096;
  std::size_t max_requests = 64;
  std::size_t max_waiting = 256;
  std::size_t max_searches = 64;
  std::size_t max_queries = 100;
  std::size_t max_line_kib = 16;
  std::size_t max_head_kib = 32;
  std::size_t max_headers = 100;
  unsigned head_seconds = 5;
  unsigned body_seconds = 10;
  unsigned send_seconds = 10;
  unsigned idle_seconds = 60;
  std::int64_t max_queue_mib = 2048;
  std::int64_t max_batch_mib = 16;
  std::size_t max_batch_tasks = 10'000;
  std::size_t max_keys = 1000;
  unsigned drain_seconds = 10;
  unsigned slow_ms = 1000;
  std::string log_level = "info";
  bool log_queries = false;
};

/// Nobody means an empty text where a name is wanted; it is what a variable of a script has that was not set.
std::string refuse_empty(const std::string& text) {
  return text.empty() ? "an empty text names nothing" : std::string();
}

/// An empty key would be none, and all of the server open to whoever reaches it.
std::string refuse_empty_key(const std::string& key) {
  return key.empty() ? "at least 16 bytes are needed, and these are none" : std::string();
}

/// Unlike CLI::Range, not content with nan.
std::string check_rate(const std::string& text) {
  double rate = -1;
  const bool valid = CLI::detail::lexical_cast(text, rate) && rate >= 0 && rate <= 1e6;
  return valid ? std::string() : text + " is no number from 0 to 1000000";
}

/// A whole number from `low` to `high`.
template <typename Number>
void limit(CLI::App& app, const char* name, Number& value, const char* help, Number low, Number high) {
  app.add_option(name, value, help)->check(CLI::Range(low, high))->capture_default_str();
}

void define_http_limits(CLI::App& app, Flags& flags) {
  using Size = std::size_t;
  limit<Size>(app, "--max-requests", flags.max_requests, "Requests worked on at once, each by a thread", 1, 1024);
  limit<Size>(app, "--max-waiting", flags.max_waiting, "Requests that wait for one of those; more get 503", 1, 100'000);
  limit<Size>(app, "--max-searches", flags.max_searches, "Searches worked on at once; more get 503", 1, 1024);
  limit<Size>(app, "--max-queries", flags.max_queries, "Searches of one multi-search", 1, 10'000);
  limit<Size>(app, "--max-query-bytes", flags.max_query_bytes, "Bytes of a query that are read", 1, 65'536);
  limit<Size>(app, "--max-query-words", flags.max_query_words, "Words of a query that are read", 1, 1024);
  limit<unsigned>(app, "--search-ms", flags.search_ms,
                  "Time that a search may take before it answers with what it has, 'degraded'; 0: as the index says", 0,
                  60'000);
  limit<Size>(app, "--max-line-kib", flags.max_line_kib, "KiB of a request's path and query string", 1, 1024);
  limit<Size>(app, "--max-head-kib", flags.max_head_kib, "KiB of a request's line and headers", 2, 1024);
  limit<Size>(app, "--max-headers", flags.max_headers, "Headers of a request", 4, 10'000);
  limit<unsigned>(app, "--head-seconds", flags.head_seconds, "Time for a request's head to arrive", 1, 3600);
  limit<unsigned>(app, "--body-seconds", flags.body_seconds, "Time for a request's body to arrive", 1, 3600);
  limit<unsigned>(app, "--send-seconds", flags.send_seconds, "Time for a client to take an answer", 1, 3600);
  limit<unsigned>(app, "--idle-seconds", flags.idle_seconds, "Time that a connection may be silent", 1, 86'400);
}

void define_queue_limits(CLI::App& app, Flags& flags) {
  limit<std::int64_t>(app, "--max-queue-mib", flags.max_queue_mib, "MiB of documents that wait; more get 503", 1,
                      1'048'576);
  limit<std::int64_t>(app, "--max-batch-mib", flags.max_batch_mib, "MiB of documents of several tasks in one commit", 1,
                      4096);
  limit<std::size_t>(app, "--max-batch-tasks", flags.max_batch_tasks, "Tasks in one commit", 1, 1'000'000);
}

void define_limits(CLI::App& app, Flags& flags) {
  app.add_option("--rate-per-address", flags.rate_per_address,
                 "Requests a second of one address, twice as many at once; 0: as many as it likes")
      ->check(check_rate, "0 to 1000000")
      ->capture_default_str();
  app.add_option("--rate-per-key", flags.rate_per_key, "The same for an API key and the tokens signed with it")
      ->check(check_rate, "0 to 1000000")
      ->capture_default_str();
  limit<std::size_t>(app, "--max-body-mib", flags.max_body_mib, "MiB of a body of documents, which goes to the disk", 1,
                     4096);
  limit<std::size_t>(app, "--max-document-mib", flags.max_document_mib, "MiB of one document in it", 1, 1024);
  limit<std::size_t>(app, "--max-json-mib", flags.max_json_mib, "MiB of any other body, which is held in memory", 1,
                     1024);
  limit<int>(app, "--max-json-depth", flags.max_json_depth, "Levels of objects and arrays within one another in JSON",
             4, telusur::server::api::kMaxJsonDepth);
  app.add_option("--max-connections", flags.max_connections, "Connections open at once")
      ->check(CLI::Range(1, 1'000'000))
      ->capture_default_str();
  app.add_option("--max-keys", flags.max_keys, "API keys that may exist")
      ->check(CLI::Range(2, 100'000))
      ->capture_default_str();
  app.add_option("--slow-ms", flags.slow_ms, "A request that takes longer is logged as a warning")
      ->check(CLI::Range(0, 3'600'000))
      ->capture_default_str();
  app.add_option("--drain-seconds", flags.drain_seconds, "Time to answer what was received, once told to stop")
      ->check(CLI::Range(0, 3600))
      ->capture_default_str();
}

void define(CLI::App& app, Flags& flags) {
  app.set_version_flag("--version", "telusur-server " + std::string(telusur::version()) + " (" +
                                        std::string(telusur::build_revision()) + ", " +
                                        std::string(telusur::build_date()) + ")");
  telusur::server::add_config_option(app)->check(refuse_empty, "");
  app.add_option("--data", flags.data, "Data directory, made where it is missing")
      ->required()
      ->check(refuse_empty, "")
      ->type_name("DIR");
  app.add_option("--import-dump", flags.import_dump, "Dump to restore first, into a data directory without indexes")
      ->check(refuse_empty, "")
      ->type_name("FILE");
  app.add_option("--listen", flags.listen,
                 "Address to listen on, a loopback one unless there is a master key; port 0 takes a free one")
      ->capture_default_str()
      ->type_name("HOST:PORT");
  app.add_option(
         "--master-key", flags.master_key,
         "At least 16 bytes, from which API keys are made; better given by the environment, where other users of "
         "this machine cannot read it")
      ->check(refuse_empty_key, "")
      ->envname("TELUSUR_MASTER_KEY")
      ->type_name("KEY");
  app.add_option("--origin", flags.origins,
                 "Whose pages a browser lets read answers: '*' or https://HOST[:PORT]; repeatable")
      ->capture_default_str()
      ->type_name("ORIGIN");
  define_limits(app, flags);
  define_http_limits(app, flags);
  define_queue_limits(app, flags);
  app.add_option("--log-level", flags.log_level,
                 "What is logged on standard error, a JSON object a line; 'info' has one for each request")
      ->check(CLI::IsMember({"debug", "info", "warning", "error", "off"}))
      ->capture_default_str();
  app.add_flag("--log-queries", flags.log_queries, "Log each search with what was typed");
}

/// `text` with each control character as a space: what arguments and files say must not steer a terminal.
std::string printable(std::string text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto value = static_cast<unsigned char>(text[i]);
    // In UTF-8, C2 80 to C2 9F are control characters, too.
    const bool wide = value == 0xC2 && i + 1 < text.size() && (static_cast<unsigned char>(text[i + 1]) & 0xE0) == 0x80;
    if (value < 0x20 || value == 0x7F || wide) {
      text.replace(i, wide ? 2 : 1, " ");
    }
  }
  return text;
}

int fail(const std::string& sentence) {
  std::cerr << "telusur-server: " << printable(sentence) << '\n';
  return kExitFailure;
}

std::shared_ptr<spdlog::logger> make_log(const std::string& level) {
  auto log = std::make_shared<spdlog::logger>("server", std::make_shared<spdlog::sinks::stderr_sink_mt>());
  log->set_formatter(telusur::server::observe::json_lines());
  log->set_level(spdlog::level::from_str(level));
  return log;
}

/// Blocks the signals that end the program, and the one that has it read its configuration anew, for this thread and
/// those it starts; `sigwait` takes them.
sigset_t block_signals() {
  sigset_t signals;
  ::sigemptyset(&signals);
  ::sigaddset(&signals, SIGTERM);
  ::sigaddset(&signals, SIGINT);
  ::sigaddset(&signals, SIGHUP);
  ::pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return signals;
}

/// A limit on the size of files is then an error like that of a full disk, and not the end.
void ignore_file_size_signal() { ::signal(SIGXFSZ, SIG_IGN); }

/// A descriptor for each connection: the soft limit is often 1,024.
void raise_descriptor_limit() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < limit.rlim_max) {
    limit.rlim_cur = std::min<rlim_t>(limit.rlim_max, 65536);
    ::setrlimit(RLIMIT_NOFILE, &limit);
  }
}

/// What the flags say, but for the address.
ApplicationOptions options_of(const Flags& flags) {
  ApplicationOptions options;
  options.data_dir = flags.data;
  options.data.import_dump = flags.import_dump;
  net::Limits& limits = options.net.limits;
  limits.body_bytes = flags.max_body_mib << 20;
  limits.connections = flags.max_connections;
  limits.threads = flags.max_requests;
  limits.queued_requests = flags.max_waiting;
  limits.target_bytes = flags.max_line_kib << 10;
  limits.head_bytes = std::max(flags.max_head_kib, flags.max_line_kib + 1) << 10;
  limits.header_count = flags.max_headers;
  limits.head_time = std::chrono::seconds(flags.head_seconds);
  limits.body_time = std::chrono::seconds(flags.body_seconds);
  limits.send_time = std::chrono::seconds(flags.send_seconds);
  limits.idle_time = std::chrono::seconds(flags.idle_seconds);
  options.data.queue.payload_bytes = flags.max_queue_mib << 20;
  options.data.queue.batch.payload_bytes = flags.max_batch_mib << 20;
  options.data.queue.batch.tasks = flags.max_batch_tasks;
  options.max_searches = flags.max_searches;
  options.max_queries = flags.max_queries;
  options.max_json_bytes = flags.max_json_mib << 20;
  options.max_json_depth = flags.max_json_depth;
  options.data.search.query_bytes = flags.max_query_bytes;
  options.data.search.query_words = flags.max_query_words;
  if (flags.search_ms > 0) {
    options.data.search.time = std::chrono::milliseconds(flags.search_ms);
  }
  options.max_document_bytes = flags.max_document_mib << 20;
  options.master_key = flags.master_key;
  options.max_keys = flags.max_keys;
  options.origins = flags.origins;
  options.slow = std::chrono::milliseconds(flags.slow_ms);
  options.log_queries = flags.log_queries;
  options.rate_per_address.per_second = flags.rate_per_address;
  options.rate_per_key.per_second = flags.rate_per_key;
  return options;
}

/// Reads command line, environment and configuration file anew; what is wrong in them is logged and changes nothing.
void reload(Application& application, spdlog::logger& log, int argc, char** argv) {
  CLI::App app;
  Flags flags;
  define(app, flags);
  try {
    app.parse(argc, argv);
    application.reload(options_of(flags));
    log.set_level(spdlog::level::from_str(flags.log_level));
    log.info("the configuration was read anew");
  } catch (const std::exception& error) {
    log.error("the configuration was read anew, and nothing was changed: {}", error.what());
  }
}

/// Opens the data directory and listens. What the import of a dump that fails has made is removed.
std::unique_ptr<Application> start(const ApplicationOptions& options, const std::shared_ptr<spdlog::logger>& log) {
  if (options.data.import_dump.empty()) {
    return std::make_unique<Application>(options, log);
  }
  const telusur::server::MadeDirectories made(options.data_dir);
  try {
    return std::make_unique<Application>(options, log);
  } catch (const std::exception&) {
    made.remove();
    throw;
  }
}

/// Waits for the signal that ends the program.
void wait_for_end(const sigset_t& signals, const std::function<void()>& on_hangup) {
  int signal = 0;
  while (::sigwait(&signals, &signal) != 0 || signal == SIGHUP) {
    if (signal == SIGHUP) {
      on_hangup();
    }
  }
}

int serve(const Flags& flags, int argc, char** argv) {
  const auto address = telusur::server::parse_listen_address(flags.listen);
  if (flags.master_key.empty() && !telusur::server::is_loopback(address.host)) {
    return fail("refusing to listen on " + address.host +
                ": without a master key (--master-key or TELUSUR_MASTER_KEY) the server serves loopback only "
                "(127.0.0.1, ::1, localhost)");
  }
  const sigset_t signals = block_signals();
  raise_descriptor_limit();
  ignore_file_size_signal();
  ApplicationOptions options = options_of(flags);
  options.net.host = address.host;
  options.net.port = address.port;
  const auto log = make_log(flags.log_level);
  std::unique_ptr<Application> application;
  try {
    application = start(options, log);
  } catch (const std::filesystem::filesystem_error& error) {
    return fail("cannot use the data directory " + flags.data + ": " + error.path1().string() + ": " +
                error.code().message());
  } catch (const std::system_error& error) {
    return fail("cannot listen on " + flags.listen + ": " + error.code().message());
  }
  std::cout << "telusur-server listens on " << telusur::server::url_of(address.host, application->port()) << std::endl;
  wait_for_end(signals, [&] { reload(*application, *log, argc, argv); });
  ::pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);  // whoever asks twice does not want to wait
  log->info("stopping");
  const auto time = std::chrono::seconds(flags.drain_seconds);
  const auto end = std::chrono::steady_clock::now() + time;
  {
    // It breaks off all who wait for their clients, and waits for requests that are being answered.
    const telusur::server::Deadline deadline(end + kBreakOffTime, log);
    if (!application->drain(time)) {
      log->warn("some connections were broken off after {} s", flags.drain_seconds);
    }
  }
  const telusur::server::Deadline deadline(end, log);
  application.reset();
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{"Answers searches over HTTP."};
  Flags flags;
  define(app, flags);
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& asked) {
    return app.exit(asked);
  } catch (const CLI::ConfigError& error) {
    return fail(error.what());
  } catch (const CLI::RequiredError& error) {
    // Who misspelled a flag is told that rather than what is missing beside it.
    const std::vector<std::string> unknown = app.remaining();
    return fail((unknown.empty() ? std::string(error.what()) : CLI::ExtrasError(unknown).what()) + " (see --help)");
  } catch (const CLI::ParseError& error) {
    return fail(std::string(error.what()) + " (see --help)");
  }
  try {
    return serve(flags, argc, argv);
  } catch (const std::exception& error) {
    return fail(error.what());
  }
}
