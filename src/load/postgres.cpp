// https://www.postgresql.org/docs/15/libpq.html
#ifdef ENTENTE_POSTGRES
#include <libpq-fe.h>
#endif

#include <array>
#include <memory>
#include <string>

#include "base/text.h"
#include "base/try.h"
#include "export/postgres_sql.h"
#include "load/loaders.h"

namespace entente::internal {

#ifdef ENTENTE_POSTGRES

namespace {

struct Closer {
  void operator()(PGconn* connection) const { PQfinish(connection); }
  void operator()(PGresult* result) const { PQclear(result); }
};
using Answer = std::unique_ptr<PGresult, Closer>;

class Connection {
 public:
  Connection(std::string_view text, const Url& url) : url_(url) {
    const std::string address(text);
    // What stands behind dbname takes its words from the URL, so the URL may ask for another time limit, but not for another encoding.
    const std::array<const char*, 5> names{"application_name", "connect_timeout", "dbname", "client_encoding", nullptr};
    const std::array<const char*, 5> values{"entente", "10", address.c_str(), "UTF8", nullptr};
    connection_.reset(PQconnectdbParams(names.data(), values.data(), 1));
    PQsetNoticeProcessor(connection_.get(), [](void*, const char*) {}, nullptr);  // the library prints nothing
  }

  Result<void> open() const {
    if (PQstatus(connection_.get()) == CONNECTION_OK) return {};
    const std::string told = PQerrorMessage(connection_.get());
    const auto says = [&told](std::string_view words) { return told.find(words) != std::string::npos; };
    if (says("password authentication failed") || says("no password supplied") || says("authentication failed"))
      return fault("the server refuses the name or the password; write them as postgresql://NAME:PASSWORD@HOST/DATABASE, or keep the password in ~/.pgpass");
    if (says("database \"") && says("does not exist")) return fault("there is no such database; make it first with createdb");
    if (says("could not translate host name")) return fault("there is no such host; is the name right?");
    if (says("Connection refused") || says("No such file or directory") || says("timeout expired"))
      return fault("cannot connect; does the server run there, and are host and port right?");
    return fault(single_blanks(told));
  }

  Result<void> run(const std::string& sql) const {
    const Answer answer(PQexec(connection_.get(), sql.c_str()));
    const ExecStatusType status = PQresultStatus(answer.get());
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_COPY_IN) return {};
    return failed();
  }

  Result<void> copy(const RecordType& type, RecordKind kind, const KnowledgeGraph& graph) const {
    constexpr std::size_t kPiece = 1 << 16;
    ENTENTE_TRY(run("COPY new_" + std::string(type.name) + " FROM STDIN"));
    std::string lines;
    bool good = true;
    const auto put = [&] {
      good = good && PQputCopyData(connection_.get(), lines.data(), static_cast<int>(lines.size())) == 1;
      lines.clear();
    };
    each_record(graph, kind, [&](const Record& record) {
      append_copy_line(lines, record);
      if (lines.size() > kPiece) put();
    });
    put();
    good = good && PQputCopyEnd(connection_.get(), nullptr) == 1;
    while (const Answer answer{PQgetResult(connection_.get())}) good = good && PQresultStatus(answer.get()) == PGRES_COMMAND_OK;
    return good ? Result<void>{} : failed();
  }

 private:
  Result<void> fault(std::string message) const { return std::unexpected(Error{ErrorCode::Io, std::move(message), {shown(url_)}}); }
  Result<void> failed() const {
    const std::string told = single_blanks(PQerrorMessage(connection_.get()));
    if (told.find("permission denied") != std::string::npos)
      return fault("this user may not make the schema or its tables (" + told + "); grant CREATE on the database");
    return fault("the database answers: " + told);
  }

  const Url& url_;
  std::unique_ptr<PGconn, Closer> connection_;
};

}  // namespace

Result<void> load_postgres(std::string_view text, const Url& url, const KnowledgeGraph& graph) {
  const Connection connection(text, url);
  ENTENTE_TRY(connection.open());
  ENTENTE_TRY(connection.run("BEGIN"));  // closing the connection before COMMIT takes all back
  ENTENTE_TRY(connection.run("SELECT pg_advisory_xact_lock(hashtext('entente load'))"));
  ENTENTE_TRY(connection.run(postgres_schema()));
  for (std::size_t kind = 0; kind < record_types().size(); ++kind) {
    ENTENTE_TRY(connection.run(postgres_staging(record_types()[kind])));
    ENTENTE_TRY(connection.copy(record_types()[kind], static_cast<RecordKind>(kind), graph));
  }
  ENTENTE_TRY(connection.run(postgres_replace()));
  return connection.run("COMMIT");
}

#else

Result<void> load_postgres(std::string_view, const Url& url, const KnowledgeGraph&) {
  return std::unexpected(Error{ErrorCode::Unsupported, "this build cannot speak to PostgreSQL; install libpq-dev and configure it again, or load a folder: entente export --format postgres -o DIR", {shown(url)}});
}

#endif

}  // namespace entente::internal
