#include "auth/key_ring.hpp"

#include <doctest/doctest.h>

#include <memory>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include "auth/crypto.hpp"
#include "auth/memory_key_table.hpp"

using namespace telusur::server::auth;
using telusur::test::MemoryKeyTable;
using telusur::test::StoredKeys;

namespace {

constexpr std::string_view kMaster = "a master key of 28 characters";

KeyRing ring_over(StoredKeys& stored, std::string_view master = kMaster, std::size_t max_keys = 100) {
  return {std::string(master), std::make_unique<MemoryKeyTable>(stored), max_keys};
}

ApiKey search_key() { return {.uid = random_uuid(), .actions = {"search"}, .indexes = {"blog*"}}; }

}  // namespace

TEST_CASE("an empty table gets the two default keys, once") {
  StoredKeys stored;
  const auto names = [](const KeyRing& ring) {
    std::vector<std::string> out;
    for (const ApiKey& key : ring.list()) {
      out.push_back(*key.name + ": " + key.actions.at(0) + " on " + key.indexes.at(0));
    }
    return out;
  };
  const std::vector<std::string> both{"Default Admin API Key: * on *", "Default Search API Key: search on *"};
  const auto first = names(ring_over(stored));
  CHECK(std::vector<std::string>(first.rbegin(), first.rend()) != first);
  CHECK(std::set<std::string>(first.begin(), first.end()) == std::set<std::string>(both.begin(), both.end()));
  CHECK(names(ring_over(stored)) == first);
  CHECK(stored.keys.size() == 2);
}

TEST_CASE("a key follows from its uid and the master key") {
  StoredKeys stored;
  const KeyRing ring = ring_over(stored);
  const std::string uid = ring.list().front().uid;
  const std::string key = ring.key_of(uid);
  CHECK(key == hex(hmac(Digest::kSha256, kMaster, uid)));
  CHECK(key.size() == 64);
  CHECK(ring.by_key(key)->uid == uid);
  CHECK(ring.by_uid(uid)->uid == uid);
  CHECK_FALSE(ring.by_key(uid));
  CHECK_FALSE(ring.by_key(""));
  CHECK_FALSE(ring.by_key(kMaster));
  CHECK(ring.is_master_key(kMaster));
  CHECK_FALSE(ring.is_master_key(std::string(kMaster) + "x"));
  CHECK_FALSE(ring.is_master_key(""));
  CHECK_FALSE(ring.is_master_key(key));
  // Under another master key the keys are others.
  const KeyRing other = ring_over(stored, "another master key");
  CHECK_FALSE(other.by_key(key));
  CHECK(other.by_uid(uid));
}

TEST_CASE("keys are added, changed and removed, here and in the table") {
  StoredKeys stored;
  KeyRing ring = ring_over(stored, kMaster, 3);
  ApiKey key = search_key();
  CHECK(ring.add(key) == KeyRing::Added::kYes);
  CHECK(ring.add(key) == KeyRing::Added::kUidTaken);
  CHECK(ring.add(search_key()) == KeyRing::Added::kTooMany);
  key.name = "renamed";
  CHECK(ring.replace(key));
  CHECK(ring.by_key(ring.key_of(key.uid))->name == "renamed");
  CHECK(stored.keys.at(key.uid).name == "renamed");
  CHECK(ring_over(stored).by_uid(key.uid)->name == "renamed");
  CHECK(ring.remove(key.uid));
  CHECK_FALSE(ring.remove(key.uid));
  CHECK_FALSE(ring.replace(key));
  CHECK_FALSE(ring.by_key(ring.key_of(key.uid)));
  CHECK_FALSE(stored.keys.contains(key.uid));
}

TEST_CASE("what cannot be stored does not count") {
  StoredKeys stored;
  KeyRing ring = ring_over(stored);
  const ApiKey kept = ring.list().front();
  stored.fails = true;
  const ApiKey key = search_key();
  CHECK_THROWS(ring.add(key));
  CHECK_FALSE(ring.by_uid(key.uid));
  CHECK_THROWS(ring.remove(kept.uid));
  CHECK(ring.by_key(ring.key_of(kept.uid)));
}

TEST_CASE("a short master key is refused") {
  StoredKeys stored;
  CHECK_THROWS_AS(ring_over(stored, "fifteen bytes.."), std::invalid_argument);
  CHECK_NOTHROW(ring_over(stored, "sixteen bytes..."));
}
