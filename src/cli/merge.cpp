#include <filesystem>
#include <span>
#include <string>

#include "base/try.h"
#include "cli/commands.h"
#include "entente/store.h"
#include "ingest/bytes.h"
#include "store/by_article.h"

namespace entente::internal {

namespace {

constexpr std::size_t kMaxStatementBytes = std::size_t{64} << 20;  ///< Of one line.

/// Reads statements, one JSON object a line. Errors: Io; Syntax at file:line:column; Limit.
Result<void> read_statements(Bytes in, const Catalogue& catalogue, ByArticle& articles) {
  for (;;) {
    const std::uint32_t number = in.line();
    auto line = in.take_line(kMaxStatementBytes);
    if (!line) return std::unexpected(std::move(line).error());
    if (!*line) return {};
    if ((*line)->find_first_not_of(" \t\r") == std::string::npos) continue;
    Result<Statement> statement = statement_from_json(**line, catalogue);
    if (!statement) {
      Error error = std::move(statement).error();
      error.where = {in.name(), number, error.where.column};
      return std::unexpected(std::move(error));
    }
    ENTENTE_TRY(articles.add(*std::move(statement)));
  }
}

Result<void> read_input(const std::string& name, const Catalogue& catalogue, ByArticle& articles) {
  const std::string shown = name == "-" ? "standard input" : name;
  auto source = open_bytes(name, shown);
  if (!source && source.error().code == ErrorCode::NotFound) return std::unexpected(Error{ErrorCode::NotFound, "cannot open; is the name right?", {shown}});
  if (!source) return std::unexpected(std::move(source).error());
  return read_statements(Bytes(*std::move(source), shown), catalogue, articles);
}

ArticleRecord record_of(std::span<const Statement> statements) {
  ArticleRecord record;
  record.key = statements.front().provenance.article;
  record.publisher = statements.front().provenance.publisher;
  record.published = statements.front().provenance.published;
  return record;
}

}  // namespace

Result<Exit> run_merge(const Options& options) {
  if (options.arguments.empty())
    return std::unexpected(Error{ErrorCode::Syntax, "no input; name files that `entente extract` wrote, or - for standard input", {}});
  auto catalogue = load_catalogue(options);
  if (!catalogue) return std::unexpected(catalogue.error());
  ByArticle articles(std::filesystem::absolute(options.graph).parent_path());
  for (const std::string& name : options.arguments) ENTENTE_TRY(read_input(name, **catalogue, articles));
  auto store = Store::open(options.graph);
  if (!store) return std::unexpected(store.error());
  ENTENTE_TRY(store->put_relations(**catalogue));
  PutCounts sum;
  std::size_t count = 0;
  for (;; ++count) {
    const auto statements = articles.next();
    if (!statements) return std::unexpected(statements.error());
    if (statements->empty()) break;
    const auto counts = store->put(record_of(*statements), *statements);
    if (!counts) return std::unexpected(counts.error());
    sum.added += counts->added;
    sum.kept += counts->kept;
  }
  ENTENTE_TRY(store->flush());
  say_info(std::to_string(count) + " articles, " + std::to_string(sum.added) + " new statements, " + std::to_string(sum.kept) + " known");
  return count == 0 ? Exit::Nothing : Exit::Done;
}

}  // namespace entente::internal
