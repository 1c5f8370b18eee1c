#include "schema/document_id.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "telusur/error.hpp"

namespace schema = telusur::schema;

using telusur::Error;

namespace {

std::string outcome(const auto& body) {
  try {
    return body();
  } catch (const Error& error) {
    CHECK(error.code() == telusur::ErrorCode::kInvalidArgument);
    return std::string("error: ") + error.what();
  }
}

std::string id_of(const std::string& json, const std::string& key = "id") {
  return outcome([&] { return schema::document_id(schema::parse_json(json, "test"), key); });
}

std::string key_of(const std::string& json) {
  return outcome([&] { return schema::infer_primary_key(schema::parse_json(json, "test")); });
}

constexpr char kRange[] = " must be an integer or 1 to 511 characters of A-Z a-z 0-9 - _ . : /";

}  // namespace

TEST_CASE("ids are integers or strings of a few characters") {
  CHECK(id_of(R"({"id":7})") == "7");
  CHECK(id_of(R"({"id":-7})") == "-7");
  CHECK(id_of(R"({"id":18446744073709551615})") == "18446744073709551615");
  CHECK(id_of(R"({"id":"aZ09-_.:/"})") == "aZ09-_.:/");
  CHECK(id_of(R"({"id":")" + std::string(511, 'x') + "\"}") == std::string(511, 'x'));
  CHECK(id_of(R"({"meta":{"id":"x"}})", "meta.id") == "x");
  CHECK(id_of("{}", "kunci") == "error: the document {} has no attribute 'kunci', its primary key");
  for (const std::string bad : {"\"\"", "\"a b\"", "\"é\"", "1.5", "true", "null", "[1]", "{}", "1e300"}) {
    CAPTURE(bad);
    const std::string message = id_of("{\"id\":" + bad + "}");
    CHECK(message.starts_with("error: document id "));
    CHECK(message.ends_with(std::string("in 'id'") + kRange));
  }
}

TEST_CASE("an id that is too long is shown by its beginning") {
  const std::string message = id_of(R"({"id":")" + std::string(512, 'x') + "\"}");
  CHECK(message == "error: document id \"" + std::string(59, 'x') + "… in 'id'" + kRange);
}

TEST_CASE("the primary key is id, else the only attribute that ends in id") {
  CHECK(key_of(R"({"userId":1,"id":2})") == "id");
  CHECK(key_of(R"({"title":"x","articleID":2})") == "articleID");
  CHECK(key_of(R"({"uuid":2})") == "uuid");
  CHECK(key_of(R"({"aid":1,"bid":2})") == "error: both 'aid' and 'bid' could be the primary key: name one");
  CHECK(key_of(R"({"title":1})") ==
        "error: no attribute of the document is 'id' or ends in 'id': name the primary key");
  CHECK(key_of("{}") == "error: no attribute of the document is 'id' or ends in 'id': name the primary key");
}

TEST_CASE("uids of indexes") {
  for (const std::string& uid : {std::string("a"), std::string("A-z_09"), std::string(400, 'x')}) {
    schema::check_index_uid(uid);
  }
  for (const std::string& uid : {std::string(), std::string("a b"), std::string("../x"), std::string("é"),
                                 std::string("a\0b", 3), std::string(401, 'x')}) {
    CAPTURE(uid);
    CHECK_THROWS_AS(schema::check_index_uid(uid), Error);
  }
}
