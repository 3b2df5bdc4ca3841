#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "entente/statement_view.h"
#include "store/database.h"
#include "store/numbered.h"
#include "store/row_range.h"

namespace entente::internal {

/// Reads statements in the order of their rows, those of an article together. Statements whose article is gone are passed over.
class StatementReader {
 public:
  /// `database` and `names` outlive the reader.
  StatementReader(const Database& database, const Names& names) : database_(&database), names_(&names) {}
  /// Begins with the first of `range`. Errors: Io.
  [[nodiscard]] Result<void> start(RowRange range);
  /// The next one, valid until it is called again; null at the end. Requires: start(). Errors: Io, Corrupt.
  [[nodiscard]] Result<const StatementView*> next();
  void close();  ///< Ends the SQL that is prepared.

 private:
  struct Sentence {
    std::int64_t number = 0;
    std::uint32_t index = 0;
    TextSpan span;
    std::string_view publisher;
    std::optional<std::chrono::year_month_day> published;
    std::string text;
  };
  [[nodiscard]] Result<void> go_to(std::int64_t article);
  void take_sentence();
  [[nodiscard]] const Sentence* sentence_of_row() const;
  [[nodiscard]] std::unexpected<Error> damaged(std::string_view what) const;
  void take_row(const Sentence& sentence);
  [[nodiscard]] ParticipantView participant(int column);
  [[nodiscard]] std::string_view word(int column);
  [[nodiscard]] std::string_view text(const Sql& sql, int column);
  [[nodiscard]] std::optional<std::chrono::year_month_day> day(const Sql& sql, int column);

  const Database* database_;
  const Names* names_;
  Sql rows_, sentence_rows_, articles_;
  std::int64_t article_ = -1, article_found_ = -1;
  std::string key_, sketch_;
  std::vector<Sentence> sentences_;  ///< Of the article; only the first `sentence_count_` count, the others keep their memory.
  std::size_t sentence_count_ = 0;
  bool sentence_waits_ = false;      ///< Whether the row where `sentence_rows_` stands is of a later article.
  bool sentences_end_ = false;
  std::string_view wrong_;           ///< What the present row, or a sentence of its article, has that cannot be; empty if all can.
  StatementView view_;
};

}  // namespace entente::internal
