#include "entente/store.h"

#include <sqlite3.h>

#include "fuzz.h"
#include "support/graph_text.h"
#include "support/statements.h"

namespace entente::fuzz {

namespace {

void told(const auto& result) {
  if (!result) expect_told(result.error());
}

/// As small as SQLite makes it, so that changes hit something.
void shrink(const std::filesystem::path& file) {
  sqlite3* database = nullptr;
  expect(sqlite3_open(file.c_str(), &database) == SQLITE_OK, "a seed that cannot be opened");
  expect(sqlite3_exec(database, "PRAGMA page_size = 512; VACUUM", nullptr, nullptr, nullptr) == SQLITE_OK, "a seed that cannot be packed");
  sqlite3_close(database);
}

std::string seed(std::size_t count) {
  const auto file = write("seed.db", "");
  {
    Store store = must(Store::open(file));
    must(store.put_relations(*test::graph_catalogue()));
    for (Statement& statement : test::random_statements(count, count)) {
      ArticleRecord record;
      record.key = statement.provenance.article;
      record.title = "A title";
      (void)must(store.put(record, {&statement, 1}));
    }
  }
  shrink(file);
  return slurp(file);
}

void read(const std::filesystem::path& file) {
  const auto store = Store::open(file, OpenMode::ReadOnly);
  if (!store) return expect_told(store.error());
  told(store->check());
  told(store->counts());
  told(store->articles());
  if (const auto statements = store->statements()) for (const Statement& statement : *statements) (void)to_json(statement, *test::graph_catalogue());
  else expect_told(statements.error());
  told(store->statement("st_"));
  if (const auto graph = store->load(test::graph_catalogue(), Ends::States)) (void)test::text_of(*graph);
  else expect_told(graph.error());
}

/// Where one step cannot be done, the next may try.
void write_into(const std::filesystem::path& file) {
  auto store = Store::open(file);
  if (!store) return expect_told(store.error());
  const auto statements = test::random_statements(3, 2);
  for (const Statement& statement : statements) {
    ArticleRecord record;
    record.key = statement.provenance.article;
    told(store->put(record, {&statement, 1}));
    told(store->flush());
    told(store->remove(record.key));
  }
  told(store->put_relations(*test::graph_catalogue()));
  told(store->flush());
}

}  // namespace

std::vector<std::string> store_seeds() { return {seed(0), seed(1), seed(4)}; }

/// A graph file that somebody damaged, or made: read, then written into.
void run_store(std::string_view bytes) {
  const auto file = write("graph.db", bytes);
  read(file);
  write_into(file);
}

}  // namespace entente::fuzz
