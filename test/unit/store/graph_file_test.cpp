// The graph that a large store keeps beside itself: it answers as the statements do, or not at all.
#include <doctest/doctest.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <span>

#include "entente/store.h"
#include "support/graph_text.h"
#include "support/statements.h"

using namespace entente;
using namespace entente::test;

namespace {

constexpr std::size_t kPerArticle = 100, kArticles = 250;  // more than the least that is kept

std::vector<Statement> article(std::size_t number) {
  std::vector<Statement> made;
  const std::string key = "wire/" + std::to_string(number);
  for (std::uint32_t i = 0; i < kPerArticle; ++i)
    made.push_back(statement({.subject = i % 2 ? "state/usa" : "state/rus", .relation = i % 3 ? "criticizes" : "visits", .object = "person/p" + std::to_string((number + i) % 50),
                              .article = key, .confidence = 0.5 + static_cast<double>(i) / 1000, .sentence = i}));
  return made;
}

void put(Store& store, std::size_t number, std::span<const Statement> statements) {
  ArticleRecord record;
  record.key = ArticleKey("wire/" + std::to_string(number));
  REQUIRE(store.put(record, statements));
}

std::filesystem::path filled(const ScratchFolder& folder) {
  auto store = Store::open(folder.file("g.db"));
  REQUIRE(store);
  for (std::size_t number = 0; number < kArticles; ++number) put(*store, number, article(number));
  REQUIRE(store->flush());
  return folder.file("g.db");
}

std::string loaded(const std::filesystem::path& file, Ends ends = Ends::Actors) {
  const auto store = Store::open(file, OpenMode::ReadOnly);
  REQUIRE_MESSAGE(store, to_string(store.error()));
  const auto graph = store->load(graph_catalogue(), ends);
  REQUIRE_MESSAGE(graph, to_string(graph.error()));
  return text_of(*graph);
}

std::filesystem::path kept(const std::filesystem::path& file) { return file.string() + "-graph"; }

ino_t inode_of(const std::filesystem::path& file) {
  struct stat status {};
  return stat(file.c_str(), &status) == 0 ? status.st_ino : 0;
}

void run_sql(const std::filesystem::path& file, const char* sql) {
  sqlite3* database = nullptr;
  REQUIRE(sqlite3_open(file.c_str(), &database) == SQLITE_OK);
  CHECK(sqlite3_exec(database, sql, nullptr, nullptr, nullptr) == SQLITE_OK);
  sqlite3_close(database);
}

/// What is loaded now is what a store without a graph beside it gives.
void check_fresh(const std::filesystem::path& file) {
  const std::string states = loaded(file, Ends::States), actors = loaded(file);
  const auto copy = file.string() + ".copy";
  std::filesystem::copy_file(file, copy, std::filesystem::copy_options::overwrite_existing);
  std::filesystem::remove(kept(copy));
  CHECK(loaded(copy) == actors);
  CHECK(loaded(copy, Ends::States) == states);
}

}  // namespace

TEST_CASE("a large store keeps its graph, which is mapped from then on") {
  const ScratchFolder folder("graph-kept");
  const auto file = filled(folder);
  CHECK(!std::filesystem::exists(kept(file)));
  const std::string first = loaded(file);
  const ino_t made = inode_of(kept(file));
  CHECK(made != 0);
  CHECK(loaded(file) == first);
  check_fresh(file);
  CHECK(inode_of(kept(file)) == made);
}

TEST_CASE("every change of the statements makes the kept graph anew") {
  const ScratchFolder folder("graph-stale");
  const auto file = filled(folder);
  (void)loaded(file);
  const std::vector<Statement> extra{statement({.subject = "state/chn", .relation = "attacks", .object = "state/usa", .article = "wire/new"})};
  const auto change = [&](const auto& how) {
    const std::string before = loaded(file);
    {
      auto store = Store::open(file);
      REQUIRE(store);
      how(*store);
      REQUIRE(store->flush());
    }
    CHECK(loaded(file) != before);
    check_fresh(file);
  };
  change([&](Store& store) { ArticleRecord record; record.key = ArticleKey("wire/new"); REQUIRE(store.put(record, extra)); });
  const std::vector<Statement> whole = article(7);
  change([&](Store& store) { put(store, 7, std::span(whole).first(50)); });
  change([&](Store& store) { REQUIRE(store.remove(ArticleKey("wire/new"))); });
  change([&](Store& store) { put(store, 7, whole); });
}

TEST_CASE("a change by plain SQL is seen") {
  const ScratchFolder folder("graph-sql");
  const auto file = filled(folder);
  const std::string before = loaded(file);
  run_sql(file, "DELETE FROM statements WHERE article = 'wire/3'");
  CHECK(loaded(file) != before);
  check_fresh(file);
}

namespace {

/// Twenty articles, a commit each.
Result<void> write_twenty(const std::filesystem::path& file, std::size_t first) {
  auto store = Store::open(file);
  if (!store) return std::unexpected(store.error());
  for (std::size_t number = first; number < first + 20; ++number) {
    ArticleRecord record;
    record.key = ArticleKey("wire/" + std::to_string(number));
    if (const auto put = store->put(record, article(number)); !put) return std::unexpected(put.error());
    if (const auto done = store->flush(); !done) return done;
  }
  return {};
}

/// Whether a writer is done, or was told to wait for another.
bool done_or_told(const Result<void>& result) {
  return result || (result.error().code == ErrorCode::Io && result.error().message == "another program is writing to the graph file; wait until it is done and run again");
}

}  // namespace

TEST_CASE("two writers at once: each is done or told of the other, and nothing is lost") {
  const ScratchFolder folder("graph-writers");
  const auto file = filled(folder);
  (void)loaded(file);
  const pid_t child = fork();
  REQUIRE(child >= 0);
  if (child == 0) _exit(done_or_told(write_twenty(file, kArticles)) ? 0 : 1);
  const Result<void> mine = write_twenty(file, kArticles + 20);
  int status = 0;
  waitpid(child, &status, 0);
  CHECK(WIFEXITED(status));
  CHECK(WEXITSTATUS(status) == 0);
  CHECK(done_or_told(mine));
  check_fresh(file);
  REQUIRE(write_twenty(file, kArticles));
  REQUIRE(write_twenty(file, kArticles + 20));
  CHECK(Store::open(file, OpenMode::ReadOnly)->counts()->articles == kArticles + 40);
  check_fresh(file);
}

TEST_CASE("a damaged graph, or that of another store, is made anew") {
  const ScratchFolder folder("graph-damaged"), other("graph-other");
  const auto file = filled(folder), another = filled(other);
  const std::string right = loaded(file);
  std::fstream(kept(file), std::ios::binary | std::ios::in | std::ios::out).seekp(5000) << "scribble";
  CHECK(loaded(file) == right);
  std::ofstream(kept(file), std::ios::binary) << "short";
  CHECK(loaded(file) == right);
  run_sql(another, "DELETE FROM statements WHERE article = 'wire/3'; DELETE FROM revision");
  { REQUIRE(Store::open(another)->put_relations(*graph_catalogue())); }
  (void)loaded(another);
  std::filesystem::copy_file(kept(another), kept(file), std::filesystem::copy_options::overwrite_existing);
  CHECK(loaded(file) == right);
}

TEST_CASE("a store that cannot keep its graph is read all the same") {
  const ScratchFolder folder("graph-nowhere");
  const auto file = filled(folder);
  std::filesystem::create_directory(kept(file));  // in the way
  CHECK(!loaded(file).empty());
  check_fresh(file);
}
