#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/try.h"
#include "cli/commands.h"
#include "entente/store.h"
#include "ingest/bytes.h"
#include "pipeline/window.h"
#include "store/by_article.h"

namespace entente::internal {

namespace {

constexpr std::size_t kMaxStatementBytes = std::size_t{64} << 20;  ///< Of one line.

/// Lines as they follow each other in an input, and the number of the first.
struct Lines {
  std::uint32_t first = 0;
  std::vector<std::string> lines;
};

/// Some of the next; none at the end. Errors: Io; Limit.
Result<Lines> take_lines(Bytes& in) {
  constexpr std::size_t kEnough = std::size_t{1} << 18U;  // bytes that are worth the way to another thread
  Lines taken{in.line(), {}};
  for (std::size_t bytes = 0; bytes < kEnough;) {
    auto line = in.take_line(kMaxStatementBytes);
    if (!line) return std::unexpected(std::move(line).error());
    if (!*line) break;
    bytes += (*line)->size();
    taken.lines.push_back(**std::move(line));
  }
  return taken;
}

/// Errors: Syntax at file:line:column, and what else statement_from_json() has.
Result<std::vector<Statement>> statements_of(const Lines& lines, const Catalogue& catalogue, const std::string& name) {
  std::vector<Statement> statements;
  for (std::uint32_t number = lines.first; const std::string& line : lines.lines) {
    const SourcePos here{name, number++, 0};
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    Result<Statement> statement = statement_from_json(line, catalogue, here);
    if (!statement) return std::unexpected(std::move(statement).error());
    statements.push_back(*std::move(statement));
  }
  return statements;
}

/// Reads statements, one JSON object a line, on every core. Errors: Io; Syntax at file:line:column; Limit. That of the first line
/// that has one.
Result<void> read_statements(Bytes in, const Catalogue& catalogue, ByArticle& articles) {
  constexpr std::size_t kWaiting = 8;
  OrderedWindow<Lines, Result<std::vector<Statement>>> window(0, kWaiting, [&](const Lines& lines) { return statements_of(lines, catalogue, in.name()); });
  for (bool more = true; more || !window.empty();) {
    if (more && !window.full()) {
      Result<Lines> lines = take_lines(in);
      more = lines && !lines->lines.empty();
      if (more) window.push(*std::move(lines));
      if (lines) continue;
      while (!window.empty()) ENTENTE_TRY(window.pop());  // a fault there comes first
      return std::unexpected(std::move(lines).error());
    }
    Result<std::vector<Statement>> statements = window.pop();
    if (!statements) return std::unexpected(std::move(statements).error());
    for (Statement& statement : *statements) ENTENTE_TRY(articles.add(std::move(statement)));
  }
  return {};
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
