// The HTTP API for Cypher: https://neo4j.com/docs/http-api/5/transactions/ and .../actions/. One transaction holds all.
#include "base/json.h"
#include "base/try.h"
#include "export/neo4j_cypher.h"
#include "load/http.h"
#include "load/loaders.h"

namespace entente::internal {

namespace {

constexpr std::size_t kRowsPerRequest = 5000;

Result<Url> http_url(Url url) {
  const bool secure = url.scheme == "neo4j+s";
  if (url.port == "7687")
    return std::unexpected(Error{ErrorCode::Syntax, "7687 is the port of Bolt; entente speaks HTTP, whose port is usually 7474 (7473 for neo4j+s://)", {}});
  if (url.port.empty()) url.port = secure ? "7473" : "7474";
  url.path = url.path.size() > 1 ? url.path : "/neo4j";
  return url;
}

void append_rows(std::string& body, const std::vector<Record>& rows) {
  body += '[';
  for (const Record& row : rows) {
    body += body.back() == '[' ? "[" : ",[";
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i) body += ',';
      if (row[i]) append_json_string(body, *row[i]);
      else body += "null";
    }
    body += ']';
  }
  body += ']';
}

/// A transaction that was begun and is taken back unless commit() is reached.
class Transaction {
 public:
  explicit Transaction(const Url& url) : url_(url), root_((url.scheme == "neo4j+s" ? "https://" : "http://") + url.host + ":" + url.port + "/db" + url.path + "/tx") {}
  ~Transaction() {
    if (!place_.empty()) (void)send({"DELETE", place_, {"Accept: application/json"}, ""}, url_);
  }
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;

  /// Statements of their own, each without parameters, done at once.
  Result<void> at_once(const std::vector<std::string>& statements) { return ask(root_ + "/commit", statements_of(statements)); }
  Result<void> begin() {
    const Result<Json> answer = post(root_, statements_of({}));
    if (!answer) return std::unexpected(answer.error());
    const Json* commit = answer->find("commit");
    const std::size_t number = commit ? commit->string.rfind("/tx/") : std::string::npos;
    if (number == std::string::npos) return std::unexpected(Error{ErrorCode::Io, "the server does not begin a transaction; is it Neo4j 4 or later?", {shown(url_)}});
    // The server may know itself by another name than we do.
    place_ = root_ + commit->string.substr(number + 3, commit->string.rfind("/commit") - number - 3);
    return {};
  }
  Result<void> run(const std::vector<std::string>& statements) { return ask(place_, statements_of(statements)); }
  Result<void> merge(const std::string& clause, const std::vector<Record>& rows) {
    std::string body = "{\"statements\":[{\"statement\":";
    append_json_string(body, "UNWIND $rows AS row " + clause);
    body += ",\"parameters\":{\"rows\":";
    append_rows(body, rows);
    return ask(place_, body + "}}]}");
  }
  Result<void> commit() {
    ENTENTE_TRY(ask(place_ + "/commit", statements_of({})));
    place_.clear();
    return {};
  }

 private:
  static std::string statements_of(const std::vector<std::string>& statements) {
    std::string body = "{\"statements\":[";
    for (const std::string& statement : statements) {
      body += body.ends_with('[') ? "{\"statement\":" : ",{\"statement\":";
      append_json_string(body, statement);
      body += '}';
    }
    return body + "]}";
  }

  Result<void> ask(const std::string& address, const std::string& body) {
    const Result<Json> answer = post(address, body);
    return answer ? Result<void>{} : std::unexpected(answer.error());
  }
  Result<Json> post(const std::string& address, const std::string& body) {
    const Result<HttpAnswer> answer = send({"POST", address, {"Content-Type: application/json", "Accept: application/json;charset=UTF-8", "Expect:"}, body}, url_);
    if (!answer) return std::unexpected(answer.error());
    if (answer->status == 404) return std::unexpected(http_error(*answer, url_, "is this Neo4j's HTTP port, and is there a database '" + url_.path.substr(1) + "'?"));
    if (answer->status < 200 || answer->status >= 300) return std::unexpected(http_error(*answer, url_, ""));
    Result<Json> told = parse_json(answer->body, "the server's answer");
    if (!told) return std::unexpected(Error{ErrorCode::Io, "the server's answer is no JSON; is this Neo4j's HTTP port?", {shown(url_)}});
    if (const Json* errors = told->find("errors"); errors && !errors->items.empty()) {
      const Json* message = errors->items[0].find("message");
      return std::unexpected(Error{ErrorCode::Io, "the database answers: " + (message ? message->string : std::string("an error without words")), {shown(url_)}});
    }
    return told;
  }

  const Url& url_;
  std::string root_, place_;
};

Result<void> merge_all(Transaction& transaction, const Neo4jPart& part) {
  std::vector<Record> rows;
  Result<void> good;
  const auto hand_over = [&] {
    if (good && !rows.empty()) good = transaction.merge(part.clause, rows);
    rows.clear();
  };
  part.rows([&](const Record& row) {
    rows.push_back(row);
    if (rows.size() == kRowsPerRequest) hand_over();
  });
  hand_over();
  return good;
}

}  // namespace

Result<void> load_neo4j(const Url& given, const KnowledgeGraph& graph) {
  const Result<Url> url = http_url(given);
  if (!url) return std::unexpected(url.error());
  const std::string hash = records_hash(graph);
  Transaction transaction(*url);
  ENTENTE_TRY(transaction.at_once(neo4j_constraints()));  // Neo4j keeps these out of transactions that write data
  ENTENTE_TRY(transaction.begin());
  for (const Neo4jPart& part : neo4j_parts(graph, hash)) ENTENTE_TRY(merge_all(transaction, part));
  ENTENTE_TRY(transaction.run(neo4j_removals("'" + hash + "'", "", "")));
  return transaction.commit();
}

}  // namespace entente::internal
