#include "fuzz.h"
#include "entente/store.h"

namespace entente::fuzz {

/// A line of JSON as `merge` reads it.
void run_statement(std::string_view bytes) {
  const auto read = statement_from_json(bytes, *shipped_catalogue(), {"fuzz", 1, 1});
  if (!read) return expect_told(read.error());
  expect(read->id == statement_id(*read), "a statement with another's id");
  const std::string line = to_json(*read, *shipped_catalogue());
  expect(line.find('\n') == std::string::npos, "a statement of several lines");
  expect(must(statement_from_json(line, *shipped_catalogue())) == *read, "a statement that changes when it is written");
  KnowledgeGraph graph(shipped_catalogue());
  if (const auto merged = graph.merge({&*read, 1}); !merged) expect_told(merged.error());
}

}  // namespace entente::fuzz
