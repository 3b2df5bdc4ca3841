#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string_view>

#include "entente/result.h"
#include "entente/statement_view.h"
#include "graph/column.h"
#include "graph/hash_index.h"
#include "graph/text_pool.h"

namespace entente::internal {

inline constexpr std::uint32_t kNone = 0xFFFFFFFF;

/// A day as one number that sorts as days do. On disk: do not change.
using PackedDay = std::int32_t;
inline constexpr PackedDay kNoDay = std::numeric_limits<PackedDay>::min();
[[nodiscard]] PackedDay packed(const std::optional<std::chrono::year_month_day>& day) noexcept;
[[nodiscard]] std::optional<std::chrono::year_month_day> unpacked(PackedDay day) noexcept;

// What a graph keeps of statements. Texts are numbers of a TextPool; members are in an order without holes, since they are
// written as they stand. On disk: do not change without a new format (graph/snapshot.h).

/// How an actor is described: what Participant has beside its mention.
struct Who {
  std::uint32_t key = 0, label = 0, kind = 0, actor = 0, code = 0;
};
/// One end of a statement, or a place: a Who as mentioned.
struct EndRow {
  std::uint32_t who = kNone, mention = 0, begin = 0, end = 0;
};
struct SourceRow {
  EndRow end;
  std::uint32_t verb = 0;
};
struct ArticleRow {
  std::uint32_t key = 0, publisher = 0, sketch = 0;
  PackedDay published = kNoDay;
};
struct SentenceRow {
  std::uint32_t article = 0, number = 0, begin = 0, end = 0, text = 0;
};
struct StatementRow {
  std::uint64_t id = 0;  ///< The digits of its id.
  double confidence = 0;
  EndRow subject, object;
  std::uint32_t sentence = 0, predicate = 0, predicate_begin = 0, predicate_end = 0, rule = 0;
  std::uint32_t said_by = kNone, place = kNone;
  PackedDay first = kNoDay, last = kNoDay;
  std::uint32_t content = 0, context = 0;
  std::uint16_t relation = 0;  ///< Its number among StatementTable::relations().
  Polarity polarity = Polarity::Positive;
  Modality modality = Modality::Actual;
};
static_assert(sizeof(StatementRow) == 96);

/// Why a statement is not taken.
[[nodiscard]] std::unexpected<Error> refused(std::string_view id, std::string_view article, ErrorCode code, std::string_view why);
/// The digits of an id as statement_id() makes it; nullopt for another text.
[[nodiscard]] std::optional<std::uint64_t> digits_of(std::string_view id) noexcept;
[[nodiscard]] StatementId id_of(std::uint64_t digits) noexcept;

/// Statements by place, from 0, each text kept once.
class StatementTable {
 public:
  /// What they consist of; lent ones come from a mapped file.
  struct Columns {
    TextPool texts;
    Column<std::uint32_t> relations;  ///< Texts of those that statements have.
    Column<Who> whos;
    Column<ArticleRow> articles;
    Column<SentenceRow> sentences;
    Column<SourceRow> sources;
    Column<EndRow> places;
    Column<StatementRow> rows;
    std::shared_ptr<const void> memory;  ///< What lent columns lie in.
  };

  StatementTable() = default;
  explicit StatementTable(Columns lent) : columns_(std::move(lent)) {}

  /// The ends and the relation of a statement as numbers of the table, and the digits of its id.
  struct Core {
    std::uint64_t id = 0;
    std::uint32_t subject = 0, object = 0;
    std::uint16_t relation = 0;
  };

  /// Puts a statement at the end. Requires: accept(statement), and its core; a table that is not lent.
  std::uint32_t append(const StatementView& statement, const Core& core) { columns_.rows.push_back(row_of(statement, core)); return size() - 1; }
  /// Sees to it that `count` more can be put at the end while another thread reads what is there.
  void make_room(std::size_t count);
  /// Puts it in the place of another.
  void replace(std::uint32_t place, const StatementView& statement, const Core& core) { columns_.rows.set(place, row_of(statement, core)); }
  /// Puts a row back that was replaced.
  void restore(std::uint32_t place, const StatementRow& row) { columns_.rows.set(place, row); }
  /// Keeps the first `size` statements.
  void shrink(std::uint32_t size) { columns_.rows.shrink(size); }
  /// Whether it can be kept, but for its id. Errors: Conflict for a sketch that is none; Limit for a text that is too long.
  [[nodiscard]] Result<void> accept(const StatementView& statement) const;

  [[nodiscard]] std::uint32_t size() const noexcept { return columns_.rows.size(); }
  [[nodiscard]] StatementView view(std::uint32_t place) const;
  [[nodiscard]] const StatementRow& row(std::uint32_t place) const noexcept { return columns_.rows[place]; }
  [[nodiscard]] std::uint32_t article_of(std::uint32_t place) const noexcept { return columns_.sentences[row(place).sentence].article; }
  /// The day of the event, else that of the article; kNoDay twice if neither is known.
  [[nodiscard]] std::pair<PackedDay, PackedDay> days_of(std::uint32_t place) const noexcept;
  [[nodiscard]] std::string_view text(std::uint32_t number) const noexcept { return columns_.texts[number]; }
  [[nodiscard]] std::string_view relation(std::uint16_t number) const noexcept { return text(columns_.relations[number]); }
  /// The number of the description, new or known.
  std::uint32_t who_of(const ParticipantView& participant);
  /// The number of the relation, new or known. Requires: no more than 65,536 are asked for.
  std::uint16_t relation_of(std::string_view key);
  [[nodiscard]] ParticipantView described(std::uint32_t who) const;
  /// The key of the state or body whose act it is; its own key if none.
  [[nodiscard]] std::string_view acting(std::uint32_t who) const noexcept;
  [[nodiscard]] const Columns& columns() const noexcept { return columns_; }

 private:
  /// Whether the article that came last has this sketch, which is then good, as most come article by article.
  [[nodiscard]] bool has_last(std::string_view sketch) const noexcept { return columns_.articles.size() > 0 && has(columns_.articles[columns_.articles.size() - 1].sketch, sketch); }
  [[nodiscard]] bool has(std::uint32_t number, std::string_view text) const noexcept { return same_text(columns_.texts[number], text); }
  [[nodiscard]] StatementRow row_of(const StatementView& statement, const Core& core);
  [[nodiscard]] EndRow end_of(const ParticipantView& participant, std::uint32_t who);
  std::uint32_t article_of(const ProvenanceView& provenance);
  std::uint32_t sentence_of(const ProvenanceView& provenance);
  [[nodiscard]] ParticipantView participant(const EndRow& end) const;
  [[nodiscard]] ProvenanceView provenance(const StatementRow& row) const;

  Columns columns_;
  HashIndex whos_, articles_, relations_;
  std::array<std::uint32_t, 4096> last_whos_{};  ///< The Who that was found last, by a part of the hash of its key.
};

}  // namespace entente::internal
