// Writing documents over HTTP, through real sockets.
#include <doctest/doctest.h>

#include <string>

#include "writing_fixture.hpp"

using nlohmann::json;
using telusur::test::Answer;
using telusur::test::kJsonType;
using telusur::test::WritingFixture;

namespace {

constexpr std::string_view kNdjson = "Content-Type: application/x-ndjson\r\n";
constexpr std::string_view kCsv = "Content-Type: text/csv; charset=utf-8\r\n";

}  // namespace

TEST_CASE_FIXTURE(WritingFixture, "documents are added, and the task tells so in the API's shape") {
  const Answer answer = send("POST", "/indexes/a/documents", R"([{"id":1,"title":"soto"},{"id":2}])");
  CHECK(answer.status == 202);
  const json summary = json::parse(answer.body);
  CHECK(summary["indexUid"] == "a");
  CHECK(summary["status"] == "enqueued");
  CHECK(summary["type"] == "documentAdditionOrUpdate");
  CHECK(summary.size() == 5);
  const json task = ended(summary["taskUid"]);
  CHECK(task["uid"] == summary["taskUid"]);
  CHECK(task["enqueuedAt"] == summary["enqueuedAt"]);
  CHECK(task["status"] == "succeeded");
  CHECK(task["error"].is_null());
  CHECK(task["canceledBy"].is_null());
  CHECK(task["details"] == json{{"receivedDocuments", 2}, {"indexedDocuments", 2}});
  CHECK(task["duration"].get<std::string>().starts_with("PT"));
  CHECK(task.size() == 12);
  CHECK(get("/indexes/a/search?q=soto")["hits"].size() == 1);
  CHECK(get("/indexes/a")["primaryKey"] == "id");
}

TEST_CASE_FIXTURE(WritingFixture, "a task shows the metadata that its request brought") {
  CHECK(write("POST", "/indexes/a/documents?customMetadata=import%2017", R"({"id":1})")["customMetadata"] ==
        "import 17");
  CHECK(write("DELETE", "/indexes/a/documents/1?customMetadata=%ff", "", "")["customMetadata"] == "\xEF\xBF\xBD");
  CHECK_FALSE(write("DELETE", "/indexes/a/documents", "", "").contains("customMetadata"));
  refused(send("DELETE", "/indexes/a/documents?skipCreation=true", "", ""), 400, "bad_request");
}

TEST_CASE_FIXTURE(WritingFixture, "POST replaces and PUT merges") {
  write("POST", "/indexes/a/documents", R"({"id":1,"title":"soto","n":1})");
  write("PUT", "/indexes/a/documents", R"({"id":1,"n":2})");
  CHECK(get("/indexes/a/documents/1") == json{{"id", 1}, {"title", "soto"}, {"n", 2}});
  write("POST", "/indexes/a/documents", R"({"id":1})");
  CHECK(get("/indexes/a/documents/1") == json{{"id", 1}});
}

TEST_CASE_FIXTURE(WritingFixture, "NDJSON and CSV are taken, with a primary key of the request") {
  write("POST", "/indexes/a/documents?primaryKey=key", "{\"key\":\"x\",\"id\":1}\n{\"key\":\"y\"}\n", kNdjson);
  CHECK(get("/indexes/a")["primaryKey"] == "key");
  CHECK(get("/indexes/a/documents/y") == json{{"key", "y"}});
  write("POST", "/indexes/b/documents?csvDelimiter=%3B", "id:number;title\n7;\"soto; ayam\"\n", kCsv);
  CHECK(get("/indexes/b/documents/7") == json{{"id", 7}, {"title", "soto; ayam"}});
  const json task = write("POST", "/indexes/a/documents?primaryKey=id", R"({"key":"z","id":1})");
  CHECK(task["status"] == "failed");
  CHECK(task["error"]["code"] == "index_primary_key_already_exists");
}

TEST_CASE_FIXTURE(WritingFixture, "documents are deleted one by one, in numbers, by a filter, and all") {
  std::string lines;
  for (int id = 0; id < 10; ++id) {
    lines += R"({"id":)" + std::to_string(id) + "}\n";
  }
  write("POST", "/indexes/a/documents", lines, kNdjson);
  CHECK(write("DELETE", "/indexes/a/documents/3")["details"] ==
        json{{"providedIds", 1}, {"deletedDocuments", 1}, {"originalFilter", nullptr}});
  CHECK(write("POST", "/indexes/a/documents/delete-batch", R"([4,"5",77])")["details"]["deletedDocuments"] == 2);
  const json failed = write("POST", "/indexes/a/documents/delete", R"({"filter":"id > 7"})");
  CHECK(failed["error"]["code"] == "invalid_document_filter");
  CHECK(get("/indexes/a/stats")["numberOfDocuments"] == 7);
  CHECK(write("DELETE", "/indexes/a/documents")["details"]["deletedDocuments"] == 7);
  CHECK(get("/indexes/a/stats")["numberOfDocuments"] == 0);
  CHECK(write("DELETE", "/indexes/none/documents")["error"]["code"] == "index_not_found");
}

TEST_CASE_FIXTURE(WritingFixture, "what is wrong with a request to write is named, and makes no task") {
  const char* documents = "/indexes/a/documents";
  refused(send("POST", documents, "{}", ""), 415, "missing_content_type");
  refused(send("POST", documents, "{}", "Content-Type: text/plain\r\n"), 415, "invalid_content_type");
  refused(send("POST", documents, " "), 400, "missing_payload");
  refused(send("POST", documents, "{"), 400, "malformed_payload");
  refused(send("POST", documents, "[1]"), 400, "malformed_payload");
  refused(send("POST", "/indexes/a%20b/documents", "{}"), 400, "invalid_index_uid");
  refused(send("POST", "/indexes/a/documents?csvDelimiter=%3B", "{}"), 400, "invalid_document_csv_delimiter");
  refused(send("POST", "/indexes/a/documents?csvDelimiter=ab", "a", kCsv), 400, "invalid_document_csv_delimiter");
  refused(send("POST", "/indexes/a/documents?other=1", "{}"), 400, "bad_request");
  refused(send("POST", "/indexes/a/documents/delete-batch", "{}"), 400, "bad_request");
  refused(send("POST", "/indexes/a/documents/delete-batch", "[1.5]"), 400, "invalid_document_id");
  refused(send("POST", "/indexes/a/documents/delete", "{}"), 400, "missing_document_filter");
  for (const char* none :
       {R"("")", R"(" ")", R"("\n")", "[]", R"([""])", "[[]]", R"(["",[" ",""]])", "{}", "1", "null"}) {
    CAPTURE(none);
    refused(send("POST", "/indexes/a/documents/delete", R"({"filter":)" + std::string(none) + "}"), 400,
            "invalid_document_filter");
  }
  CHECK(get("/tasks")["total"] == 0);
}

TEST_CASE_FIXTURE(WritingFixture, "a page of another site cannot write") {
  const auto from = [&](const std::string& origin) {
    return send("DELETE", "/indexes/a/documents", "", "Origin: " + origin + "\r\n");
  };
  for (const char* origin : {"https://example.org", "http://127.0.0.1.example.org", "null", "http://[::2]:7700", ""}) {
    CAPTURE(origin);
    refused(from(origin), 403, "origin_not_allowed");
  }
  for (const char* origin : {"http://localhost:7700", "http://127.0.0.1", "http://[::1]:7700"}) {
    CAPTURE(origin);
    CHECK(from(origin).status == 202);
  }
}

TEST_CASE_FIXTURE(WritingFixture, "tasks are listed, found, canceled and deleted") {
  write("POST", "/indexes/a/documents", R"({"id":1})");
  write("POST", "/indexes/b/documents", R"({"id":1})");
  const json list = get("/tasks?indexUids=a,b&statuses=succeeded&limit=1");
  CHECK(list["total"] == 2);
  CHECK(list["limit"] == 1);
  CHECK(list["from"] == 2);
  CHECK(list["next"] == 1);
  CHECK(list["results"][0]["indexUid"] == "b");
  CHECK(get("/tasks?from=1&limit=1")["next"].is_null());
  const json canceled = write("POST", "/tasks/cancel?uids=1,2");
  CHECK(canceled["type"] == "taskCancelation");
  CHECK(canceled["details"] == json{{"matchedTasks", 2}, {"canceledTasks", 0}, {"originalFilter", "?uids=1,2"}});
  CHECK(write("DELETE", "/tasks?statuses=succeeded&uids=1")["details"]["deletedTasks"] == 1);
  refused(send("GET", "/tasks/1"), 404, "task_not_found");
  refused(send("GET", "/tasks/x"), 400, "invalid_task_uid");
  refused(send("GET", "/tasks?limit=x"), 400, "invalid_task_limit");
  refused(send("GET", "/tasks?reverse=x"), 400, "invalid_task_reverse");
  refused(send("GET", "/tasks?more=x"), 400, "bad_request");
  refused(send("POST", "/tasks/cancel"), 400, "missing_task_filters");
  refused(send("DELETE", "/tasks?statuses=done"), 400, "invalid_task_statuses");
}

TEST_CASE_FIXTURE(WritingFixture, "a second server of the same directory searches and does not write") {
  write("POST", "/indexes/a/documents", R"({"id":1,"title":"soto"})");
  telusur::server::ApplicationOptions options;
  options.data_dir = data.path();
  options.net.port = 0;
  const auto log = std::make_shared<spdlog::logger>("test", std::make_shared<spdlog::sinks::null_sink_mt>());
  telusur::server::Application second(options, log);
  using telusur::test::fetch;
  CHECK(fetch(second.port(), "GET", "/indexes/a/search?q=soto").status == 200);
  refused(fetch(second.port(), "POST", "/indexes/a/documents", kJsonType, "{}"), 503, "busy");
}
