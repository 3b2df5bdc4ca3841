#include "entente/store.h"

#include <doctest/doctest.h>
#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <fstream>
#include <iterator>
#include <map>

#include "support/statements.h"

using namespace entente;
using namespace entente::test;

namespace {

using ByArticle = std::map<ArticleKey, std::vector<Statement>>;

ByArticle by_article(const std::vector<Statement>& statements) {
  ByArticle sorted;
  for (const Statement& statement : statements) sorted[statement.provenance.article].push_back(statement);
  return sorted;
}

ArticleRecord record(const ArticleKey& key) { return {key, "Title of " + key.str(), "", "Xinhua", parse_day("2024-02-03"), 12, 345}; }

/// Every article in its turn; the error if there is one.
Result<void> put_all(Store& store, const ByArticle& articles) {
  for (const auto& [key, statements] : articles)
    if (const auto put = store.put(record(key), statements); !put) return std::unexpected(put.error());
  return store.flush();
}

void fill(const std::filesystem::path& file, const ByArticle& articles) {
  auto store = Store::open(file);
  REQUIRE_MESSAGE(store, to_string(store.error()));
  const auto done = put_all(*store, articles);
  REQUIRE_MESSAGE(done, to_string(done.error()));
}

std::string lines_of(const std::vector<Statement>& statements) {
  std::string lines;
  for (const Statement& statement : statements) lines += to_json(statement, *graph_catalogue()) + "\n";
  return lines;
}

std::string all_of(const std::filesystem::path& file) {
  const auto store = Store::open(file, OpenMode::ReadOnly);
  REQUIRE_MESSAGE(store, to_string(store.error()));
  REQUIRE(store->check());
  const auto statements = store->statements();
  REQUIRE_MESSAGE(statements, to_string(statements.error()));
  return lines_of(*statements);
}

std::string bytes_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void write_bytes(const std::filesystem::path& file, std::string_view bytes) { std::ofstream(file, std::ios::binary) << bytes; }

void run_sql(const std::filesystem::path& file, const char* sql) {
  sqlite3* database = nullptr;
  REQUIRE(sqlite3_open(file.c_str(), &database) == SQLITE_OK);
  CHECK(sqlite3_exec(database, sql, nullptr, nullptr, nullptr) == SQLITE_OK);
  sqlite3_close(database);
}

/// The first column of the first row.
std::string ask(const std::filesystem::path& file, const char* sql) {
  sqlite3* database = nullptr;
  REQUIRE(sqlite3_open(file.c_str(), &database) == SQLITE_OK);
  sqlite3_stmt* query = nullptr;
  REQUIRE_MESSAGE(sqlite3_prepare_v2(database, sql, -1, &query, nullptr) == SQLITE_OK, sqlite3_errmsg(database));
  std::string answer;
  if (sqlite3_step(query) == SQLITE_ROW) answer = reinterpret_cast<const char*>(sqlite3_column_text(query, 0));
  sqlite3_finalize(query);
  sqlite3_close(database);
  return answer;
}

Error open_error(const std::filesystem::path& file, OpenMode mode = OpenMode::ReadWrite) {
  const auto store = Store::open(file, mode);
  return store ? Error{} : store.error();
}

}  // namespace

TEST_CASE("statements come back from the store as they went in") {
  const ScratchFolder folder("store-round-trip");
  const ByArticle articles = by_article(random_statements(7, 400));
  {
    auto store = Store::open(folder.file("g.db"));
    REQUIRE_MESSAGE(store, to_string(store.error()));
    REQUIRE(put_all(*store, articles));
    CHECK(store->counts()->articles == articles.size());
    CHECK(store->counts()->sentences == articles.size() * 12);
    CHECK(store->articles()->front() .title == "Title of " + articles.begin()->first.str());
  }
  KnowledgeGraph direct(graph_catalogue());
  for (const auto& [key, statements] : articles) REQUIRE(direct.merge(statements));
  std::vector<Statement> expected;
  for (const Fact* fact : direct.facts())
    for (const StatementRef statement : fact->evidence) expected.push_back(to_statement(*statement));
  std::ranges::sort(expected, {}, &Statement::id);
  CHECK(all_of(folder.file("g.db")) == lines_of(expected));
  const auto loaded = Store::open(folder.file("g.db"), OpenMode::ReadOnly)->load(graph_catalogue());
  REQUIRE(loaded);
  CHECK(loaded->facts().size() == direct.facts().size());
  CHECK(!std::filesystem::exists(folder.file("g.db-wal")));
}

TEST_CASE("the same run twice changes no byte of what is kept") {
  const ScratchFolder folder("store-twice");
  const ByArticle articles = by_article(random_statements(8, 300));
  fill(folder.file("g.db"), articles);
  {
    auto store = Store::open(folder.file("g.db"));
    REQUIRE(store);
    const auto& [key, statements] = *articles.begin();
    const auto counts = store->put(record(key), statements);
    REQUIRE(counts);
    CHECK(counts->added == 0);
    CHECK(counts->removed == 0);
    CHECK(counts->kept > 0);
  }
  const std::string once = bytes_of(folder.file("g.db"));
  fill(folder.file("g.db"), articles);
  CHECK(ask(folder.file("g.db"), "SELECT count(*) FROM statements") == std::to_string(Store::open(folder.file("g.db"), OpenMode::ReadOnly)->counts()->statements));
  // The first hundred bytes are SQLite's header, which counts how often the file was opened for writing.
  CHECK(bytes_of(folder.file("g.db")).substr(100) == once.substr(100));
}

TEST_CASE("putting an article again replaces what was kept of it") {
  const ScratchFolder folder("store-replace");
  auto store = Store::open(folder.file("g.db"));
  REQUIRE(store);
  const Statement first = statement({.subject = "state/usa", .relation = "sanctions", .object = "state/rus"});
  const Statement second = statement({.subject = "state/usa", .relation = "criticizes", .object = "state/rus"});
  const Statement third = statement({.subject = "state/usa", .relation = "threatens", .object = "state/rus"});
  const ArticleRecord article = record(ArticleKey("a/1"));
  REQUIRE(store->put(article, std::vector{first, second}));
  const auto counts = store->put(article, std::vector{second, third});
  REQUIRE(counts);
  CHECK(counts->added == 1);
  CHECK(counts->removed == 1);
  CHECK(counts->kept == 1);
  CHECK(store->counts()->statements == 2);
  CHECK(store->statement(second.id) == second);
  CHECK(store->statement(third.id.substr(0, 10))->id == third.id);
  CHECK(store->statement("st_zz").error().message == "there is no statement 'st_zz'");
  CHECK(store->statement("st_").error().code == ErrorCode::Conflict);
  const auto wrong = store->put(record(ArticleKey("a/2")), std::vector{first});
  REQUIRE(!wrong);
  CHECK(wrong.error().message == "statement " + first.id + " is of article 'a/1', not of 'a/2'");
  CHECK(store->remove(ArticleKey("a/1")));
  CHECK(store->counts()->statements == 0);
  CHECK(store->remove(ArticleKey("a/1")).error().message == "there is no article 'a/1'");
}

TEST_CASE("people read the file with plain SQL") {
  const ScratchFolder folder("store-sql");
  {
    auto store = Store::open(folder.file("g.db"));
    REQUIRE(store);
    REQUIRE(store->put_relations(*graph_catalogue()));
    REQUIRE(store->put(record(ArticleKey("a/1")), std::vector{statement({.subject = "state/usa", .relation = "meets-with", .object = "state/chn"})}));
    REQUIRE(store->put(record(ArticleKey("a/2")), std::vector{statement({.subject = "state/chn", .relation = "meets-with", .object = "state/usa", .article = "a/2"})}));
  }
  CHECK(ask(folder.file("g.db"), "SELECT subject || ' ' || relation || ' ' || object || ' ' || articles || ' ' || first_seen FROM facts") ==
        "China meets-with United States 2 2024-02-03");
  CHECK(ask(folder.file("g.db"), "SELECT group_concat(label || mentions) FROM actors") == "China2,United States2");
  CHECK(ask(folder.file("g.db"), "PRAGMA application_id") == std::to_string(0x456E7465));
  CHECK(ask(folder.file("g.db"), "PRAGMA user_version") == "3");
}

namespace {

/// Makes `old` a file of version 2 with all that `file` holds, whose views have the columns of its tables.
void write_version_2(const std::filesystem::path& file, const std::filesystem::path& old) {
  const std::filesystem::path schemas = std::filesystem::path(ENTENTE_SOURCE_DIR) / "schemas/store";
  run_sql(old, (bytes_of(schemas / "001.sql") + bytes_of(schemas / "002.sql") + "PRAGMA user_version = 2; PRAGMA application_id = " + std::to_string(0x456E7465)).c_str());
  std::string copies = "ATTACH '" + file.string() + "' AS new;";
  for (const std::string table : {"articles", "statements", "relations"}) {
    const std::string columns = ask(old, ("SELECT group_concat(name) FROM pragma_table_info('" + table + "')").c_str());
    copies += "INSERT INTO " + table + " (" + columns + ") SELECT " + columns + " FROM new." + table + ";";
  }
  run_sql(old, copies.c_str());
}

}  // namespace

TEST_CASE("a file of an older entente is brought up to date by whoever opens it, and keeps all it holds") {
  const ScratchFolder folder("store-older");
  const auto file = folder.file("g.db"), old = folder.file("old.db");
  fill(file, by_article(random_statements(14, 300)));
  write_version_2(file, old);
  const std::string in_rows = "SELECT count(*) || group_concat(hex(id || sentence || coalesce(first_day, '-') || coalesce(source_verb, '-') || subject_end || coalesce(rule, '-'))) FROM (SELECT * FROM statements ORDER BY id)";
  const std::string before = ask(old, in_rows.c_str());
  std::filesystem::permissions(old, std::filesystem::perms::owner_read);
  if (geteuid() != 0) CHECK(open_error(old, OpenMode::ReadOnly).message.starts_with("written by an older entente (format 2), and cannot be changed here; make it writable"));
  std::filesystem::permissions(old, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  CHECK(all_of(old) == all_of(file));  // opens it for reading only
  CHECK(ask(old, "PRAGMA user_version") == "3");
  CHECK(ask(old, in_rows.c_str()) == before);
  CHECK(ask(old, "SELECT count(*) FROM sqlite_schema WHERE name LIKE 'old%'") == "0");
  auto store = Store::open(old);
  REQUIRE(store);
  const auto articles = by_article(random_statements(14, 300));
  for (const auto& [key, statements] : articles) CHECK(store->put(record(key), statements)->added == 0);
}

TEST_CASE("statements and articles can be deleted with plain SQL") {
  const ScratchFolder folder("store-sql-delete");
  const auto file = folder.file("g.db");
  const ByArticle articles = by_article(random_statements(15, 300));
  fill(file, articles);
  const ArticleKey gone = articles.begin()->first;
  run_sql(file, ("DELETE FROM articles WHERE key = '" + gone.str() + "'").c_str());
  ByArticle rest = articles;
  rest.erase(gone);
  const auto whole = folder.file("rest.db");
  fill(whole, rest);
  CHECK(all_of(file) == all_of(whole));
  fill(file, articles);  // takes its numbers again
  fill(whole, articles);
  CHECK(all_of(file) == all_of(whole));
  run_sql(file, "DELETE FROM statements WHERE polarity = 'negative'");
  CHECK(ask(file, "SELECT count(*) FROM statements WHERE polarity = 'negative'") == "0");
  CHECK(Store::open(file, OpenMode::ReadOnly)->counts()->statements < Store::open(whole, OpenMode::ReadOnly)->counts()->statements);
}

TEST_CASE("files that are no good graph file are refused with a cure") {
  const ScratchFolder folder("store-bad");
  const auto file = folder.file("g.db");
  CHECK(to_string(open_error(file, OpenMode::ReadOnly)) == file.string() + ": error: there is no such graph file; make one with: entente build");
  write_bytes(file, std::string(5000, 'x'));
  CHECK(open_error(file).code == ErrorCode::Corrupt);
  CHECK(to_string(open_error(file)) == file.string() + ": error: not a graph file of entente; give another name, or move this file away");
  std::filesystem::remove(file);
  run_sql(file, "CREATE TABLE t (x)");
  CHECK(open_error(file).message == "an SQLite file of another program, not a graph file of entente; give another name");
  std::filesystem::remove(file);
  write_bytes(file, "");
  CHECK(open_error(file, OpenMode::ReadOnly).message == "the graph file is empty; fill it with: entente build");
  CHECK(open_error(folder.file("no/such/folder.db")).message == "cannot open the graph file; check that its folder exists and may be written to");
  CHECK(open_error(folder.file("")).message == "is a folder; a graph file was expected");
}

TEST_CASE("a file of a newer entente is left alone") {
  const ScratchFolder folder("store-newer");
  const auto file = folder.file("g.db");
  { REQUIRE(Store::open(file)); }
  run_sql(file, "PRAGMA user_version = 9");
  const std::string before = bytes_of(file);
  CHECK(open_error(file).code == ErrorCode::Unsupported);
  CHECK(open_error(file).message == "written by a newer entente (format 9; this one reads up to 3); update entente");
  CHECK(bytes_of(file) == before);
}

TEST_CASE("a truncated or overwritten file is reported as damaged") {
  const ScratchFolder folder("store-damaged");
  const auto file = folder.file("g.db");
  fill(file, by_article(random_statements(9, 500)));
  const std::string whole = bytes_of(file);
  for (const std::size_t length : {whole.size() / 2, whole.size() - 100, std::size_t{3000}, std::size_t{50}}) {
    INFO("length " << length);
    write_bytes(file, whole.substr(0, length));
    CHECK(open_error(file, OpenMode::ReadOnly).code == ErrorCode::Corrupt);
  }
  std::string scribbled = whole;
  for (std::size_t at = 8192; at + 512 < scribbled.size(); at += 4096) scribbled.replace(at, 512, std::string(512, '\xAA'));
  write_bytes(file, scribbled);
  const auto store = Store::open(file, OpenMode::ReadOnly);
  const ErrorCode found = store ? store->check().error().code : store.error().code;
  CHECK(found == ErrorCode::Corrupt);
}

TEST_CASE("a file opened for reading only stays as it is") {
  const ScratchFolder folder("store-read-only");
  const auto file = folder.file("g.db");
  fill(file, by_article(random_statements(10, 50)));
  const std::string before = bytes_of(file);
  {
    auto store = Store::open(file, OpenMode::ReadOnly);
    REQUIRE(store);
    const auto put = store->put(record(ArticleKey("a/1")), {});
    REQUIRE(!put);
    CHECK(to_string(put.error()) == file.string() + ": error: the graph file was opened for reading only");
  }
  CHECK(bytes_of(file) == before);
}

TEST_CASE("a run that is killed leaves a good file, which the next run completes") {
  const ScratchFolder folder("store-killed");
  const auto file = folder.file("g.db"), whole = folder.file("whole.db");
  const ByArticle articles = by_article(random_statements(11, 600));
  fill(whole, articles);
  const pid_t child = fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    auto store = Store::open(file);
    std::size_t count = 0;
    for (const auto& [key, statements] : articles) {
      if (!store->put(record(key), statements)) _exit(3);
      if (++count == 10 && !store->flush()) _exit(4);
      if (count == 20) raise(SIGKILL);
    }
    _exit(5);
  }
  int status = 0;
  waitpid(child, &status, 0);
  REQUIRE(WIFSIGNALED(status));
  {
    auto store = Store::open(file);
    REQUIRE_MESSAGE(store, to_string(store.error()));
    CHECK(store->check());
    CHECK(store->counts()->articles == 10);
    REQUIRE(put_all(*store, articles));
  }
  CHECK(all_of(file) == all_of(whole));
}

TEST_CASE("a full disk is told, and what was committed is kept") {
  const ScratchFolder folder("store-full");
  const auto file = folder.file("g.db");
  const ByArticle articles = by_article(random_statements(12, 3000));
  const pid_t child = fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{400000, 400000};
    setrlimit(RLIMIT_FSIZE, &limit);
    auto store = Store::open(file);
    if (!store || !store->put(record(articles.begin()->first), articles.begin()->second) || !store->flush()) _exit(3);
    const auto done = put_all(*store, articles);
    if (done) _exit(4);
    const Error& error = done.error();
    _exit(error.code == ErrorCode::Io && error.message.find("what was committed is kept") != std::string::npos && error.where.file == file.string() ? 0 : 5);
  }
  int status = 0;
  waitpid(child, &status, 0);
  REQUIRE(WIFEXITED(status));
  CHECK(WEXITSTATUS(status) == 0);
  auto store = Store::open(file);
  REQUIRE_MESSAGE(store, to_string(store.error()));
  CHECK(store->check());
  CHECK(store->counts()->articles >= 1);
  CHECK(put_all(*store, articles));
}

TEST_CASE("a statement that was damaged in its place is told, and never guessed") {
  const ScratchFolder folder("store-cells");
  const auto file = folder.file("g.db");
  const auto fault_after = [&](const std::string& change) {
    std::filesystem::remove(file);
    fill(file, by_article(random_statements(13, 20)));
    run_sql(file, ("UPDATE " + change).c_str());
    const auto store = Store::open(file, OpenMode::ReadOnly);
    REQUIRE(store);
    const auto statements = store->statements();
    REQUIRE(!statements);
    CHECK(statements.error().code == ErrorCode::Corrupt);
    const std::string& message = statements.error().message;
    return message.substr(message.find('('));
  };
  CHECK(fault_after("statement_rows SET polarity = 2").ends_with("' has a polarity or modality that is none); build it again"));
  CHECK(fault_after("statement_rows SET modality = -1").ends_with("' has a polarity or modality that is none); build it again"));
  CHECK(fault_after("statement_rows SET confidence = 9e999").ends_with("' has a confidence that is not from 0 to 1); build it again"));
  CHECK(fault_after("statement_rows SET first_day = 1, last_day = NULL").ends_with("' has one day of two); build it again"));
  CHECK(fault_after("statement_rows SET first_day = 1, last_day = 99999999").ends_with("' has a day that is none); build it again"));
  CHECK(fault_after("statement_rows SET sentence = 9223372036854775807").ends_with("' has no sentence); build it again"));
  CHECK(fault_after("statement_rows SET object = 0").ends_with("' has no actor or relation); build it again"));
  CHECK(fault_after("sentence_rows SET sentence = CAST(x'41ff42' AS TEXT)").ends_with("' has a text that is not UTF-8); build it again"));
  CHECK(fault_after("descriptions SET key = 'state/ f'") == "(a key or text in 'descriptions'); build it again");
  CHECK(fault_after("words SET text = CAST(x'ff' AS TEXT)") == "(a key or text in 'words'); build it again");
  CHECK(fault_after("words SET number = 4000000000 WHERE number = 1") == "(a number in 'words'); build it again");
}

TEST_CASE("check finds a letter that changed in a text, which nothing else shows") {
  const ScratchFolder folder("store-letter");
  const auto file = folder.file("g.db");
  fill(file, by_article(random_statements(14, 50)));
  CHECK(Store::open(file, OpenMode::ReadOnly)->check());
  std::string bytes = bytes_of(file);
  const std::size_t at = bytes.find("They met.");
  REQUIRE(at != std::string::npos);
  bytes[at] = 'H';
  write_bytes(file, bytes);
  const auto store = Store::open(file, OpenMode::ReadOnly);
  REQUIRE(store);
  const auto checked = store->check();
  REQUIRE(!checked);
  CHECK(checked.error().message == "its statements are not those that entente wrote; build the graph again, or, if you changed them by SQL, say so with: DELETE FROM revision");
  run_sql(file, "DELETE FROM revision");
  CHECK(Store::open(file, OpenMode::ReadOnly)->check());
}

TEST_CASE("a file whose tables are not ours is told as damaged, not as a fault of the program") {
  const ScratchFolder folder("store-tables");
  const auto file = folder.file("g.db");
  fill(file, by_article(random_statements(15, 5)));
  run_sql(file, "DROP TABLE statement_rows");
  const auto store = Store::open(file, OpenMode::ReadOnly);
  REQUIRE(store);
  CHECK(store->statements().error().message == "the graph file is damaged, or its tables are not those of entente (no such table: statement_rows); build it again");
  CHECK(store->statements().error().code == ErrorCode::Corrupt);
  std::string bytes = bytes_of(file);
  bytes[18] = bytes[19] = 9;  // a file format of a later SQLite
  write_bytes(file, bytes);
  CHECK(open_error(file, OpenMode::ReadOnly).code == ErrorCode::Corrupt);
}
