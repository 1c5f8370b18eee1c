#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "fetch/api_client.hpp"
#include "telusur/index.hpp"

namespace telusur::indexer {

/// An index of a server.
struct RemoteIndex {
  std::string primary_key;  ///< "" until decided
  std::uint64_t documents = 0;
};

/// What a job does at a server, by its HTTP API. Every member that changes something returns when the server has done
/// it, apart from `add`. Every member may throw what `ApiClient::send` does; Error kPermission where the key does not
/// allow it, kIo with the server's own words where the server refuses or fails. One thread at a time.
class RemoteServer {
 public:
  RemoteServer(ServerOptions options, ApiClient::Report report) : client_(std::move(options), std::move(report)) {}

  /// The uids of every index that the key sees.
  std::vector<std::string> indexes();

  /// Nothing when there is none.
  std::optional<RemoteIndex> find(const std::string& uid);

  /// All settings, as JSON.
  std::string settings(const std::string& uid);

  IndexStats stats(const std::string& uid);

  /// Creates an empty index; that it is there already is no failure.
  /// @param replaces an index whose changes from now on the new one gets when the two are swapped; "": none.
  void create(const std::string& uid, const std::string& primary_key, const std::string& replaces);

  /// Changes the settings that the JSON names.
  void change_settings(const std::string& uid, const std::string& json);

  /// Adds documents, a JSON object a line. Returns the tasks to wait for: more than one where the server takes only
  /// shorter requests. @throws Error kInvalidArgument when it does not even take a single document.
  std::vector<std::uint64_t> add(const std::string& uid, std::string_view lines);

  /// Waits until a task has succeeded.
  void wait_for(std::uint64_t task);

  /// Exchanges two indexes, once whatever happens to the connection.
  void swap(const std::string& uid, const std::string& other);

  /// Deletes an index; that it is not there is no failure.
  void remove(const std::string& uid);

  /// As `ApiClient::be_undisturbed`.
  void be_undisturbed(std::chrono::seconds retry_for) { client_.be_undisturbed(retry_for); }

  const std::string& url() const noexcept { return client_.url(); }

 private:
  std::string get(const std::string& path);
  std::uint64_t enqueue(const ApiRequest& request);
  void change(const ApiRequest& request, std::string_view harmless_code);
  std::vector<std::uint64_t> swaps_of(const std::string& uid);

  ApiClient client_;
};

}  // namespace telusur::indexer
