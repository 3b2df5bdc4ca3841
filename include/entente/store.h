#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "entente/document.h"
#include "entente/graph.h"
#include "entente/result.h"
#include "entente/statement.h"

namespace entente {

enum class OpenMode : std::uint8_t { ReadWrite, ReadOnly };

struct StoreCounts { std::size_t articles = 0, sentences = 0, statements = 0; };
struct PutCounts { std::size_t added = 0, removed = 0, kept = 0; };

/// What is kept of an article beside its statements.
struct ArticleRecord {
  ArticleKey key;
  std::string title, url, publisher;
  std::optional<std::chrono::year_month_day> published;
  std::size_t sentences = 0, words = 0;
};

/// The statements of every article, in one SQLite file. The graph is computed from them, never stored in it; beside a large
/// file FILE-graph keeps it as it lay in memory, and is made anew whenever it does not fit. Threads: one at a time.
class Store {
 public:
  /// ReadWrite creates a missing file. Errors: NotFound (ReadOnly); Io; Corrupt, if it is no file of ours or
  /// damaged; Unsupported if a newer entente wrote it.
  static Result<Store> open(const std::filesystem::path& file, OpenMode mode = OpenMode::ReadWrite);
  Store(Store&&) noexcept;
  Store& operator=(Store&&) noexcept;
  ~Store();

  /// Replaces what an earlier run kept for the article. Atomic; commits come in batches (see flush). Errors: Io; all that
  /// was not committed is then lost.
  [[nodiscard]] Result<PutCounts> put(const ArticleRecord& article, std::span<const Statement> statements);
  /// Forgets an article and its statements. NotFound if it is not there.
  [[nodiscard]] Result<void> remove(const ArticleKey& article);
  /// Keeps what SQL users need of the relations, which the view `facts` reads: class, weight, symmetry. Errors: Io.
  [[nodiscard]] Result<void> put_relations(const Catalogue& catalogue);
  /// Commits what is pending. The destructor commits too, without telling of errors.
  [[nodiscard]] Result<void> flush();

  /// Reads every page of the file, and holds its statements against the sum over them that it keeps. Errors: Corrupt, naming the
  /// first fault. Cost: the size of the file.
  [[nodiscard]] Result<void> check() const;
  [[nodiscard]] Result<StoreCounts> counts() const;
  /// All statements, sorted by id.
  [[nodiscard]] Result<std::vector<Statement>> statements() const;
  /// The statement with this id; NotFound if there is none. Any unambiguous beginning of an id will do.
  [[nodiscard]] Result<Statement> statement(std::string_view id) const;
  [[nodiscard]] Result<std::vector<ArticleRecord>> articles() const;  ///< Sorted by key.
  [[nodiscard]] Result<std::optional<ArticleRecord>> article(const ArticleKey& key) const;  ///< Nullopt if it is not there.
  /// The graph of all statements. From a file opened for reading only, and with FILE-graph, it is mapped, not made.
  [[nodiscard]] Result<KnowledgeGraph> load(std::shared_ptr<const Catalogue> catalogue, Ends ends = Ends::Actors) const;

 private:
  struct Impl;
  explicit Store(std::unique_ptr<Impl> impl) noexcept;
  std::unique_ptr<Impl> impl_;
};

/// One statement as one line of JSON, without the line's end (schemas/statement.schema.json).
[[nodiscard]] std::string to_json(const StatementView& statement, const Catalogue& catalogue);
/// Reads such a line; `where` gives errors their file and line. A missing id is made.
/// Errors: Syntax with the column; NotFound for an unknown relation; Conflict for an id that is not the statement's own.
[[nodiscard]] Result<Statement> statement_from_json(std::string_view line, const Catalogue& catalogue, const SourcePos& where = {});

}  // namespace entente
