#include "store/statement_writer.h"

#include <string>
#include <utility>

#include "base/try.h"

namespace entente::internal {

namespace {

constexpr std::size_t kSentenceColumns = 6, kStatementColumns = 27;  // as schemas/store/003.sql has them

std::int64_t days_since_1970(std::chrono::year_month_day day) { return std::chrono::sys_days(day).time_since_epoch().count(); }

/// Binds one parameter after another.
class Binder {
 public:
  Binder(Sql& sql, int first) : sql_(sql), at_(first) {}

  void text(std::string_view value) { sql_.bind(at_++, value); }
  void number(std::int64_t value) { sql_.bind(at_++, value); }
  void number_or_null(std::int64_t value) { value ? number(value) : null(); }
  void real(double value) { sql_.bind(at_++, value); }
  void day(const std::optional<std::chrono::year_month_day>& value) { value ? number(days_since_1970(*value)) : null(); }
  void span(TextSpan span) { number(static_cast<std::int64_t>(std::uint64_t{span.begin} << 32U | span.end)); }
  void participant(std::int64_t description, const Participant& who) {
    number(description);
    text(who.mention);
    span(who.span);
  }
  void nulls(int count) { while (count-- > 0) null(); }

 private:
  void null() { sql_.bind_null(at_++); }

  Sql& sql_;
  int at_;
};

bool same_sentence(const Provenance& a, const Provenance& b) {
  return a.sentence == b.sentence && a.sentence_span == b.sentence_span && a.published == b.published && a.publisher == b.publisher && a.sentence_text == b.sentence_text;
}

}  // namespace

Result<Sql*> RowInserter::prepared(const Database& database, std::size_t count) {
  Sql& sql = prepared_[count - 1];
  if (sql) return &sql;
  std::string row = "(?";
  for (std::size_t i = 1; i < columns_; ++i) row += ", ?";
  // A row that fails ends the whole transaction, so that SQLite need not keep what each run could take back.
  std::string text = "INSERT OR FAIL INTO " + std::string(table_) + " VALUES " + row + ")";
  for (std::size_t i = 1; i < count; ++i) text += ", " + row + ")";
  Result<Sql> made = database.prepare(text);
  if (!made) return std::unexpected(std::move(made).error());
  sql = *std::move(made);
  return &sql;
}

StatementWriter::StatementWriter() : sentence_rows_("sentence_rows", kSentenceColumns), statement_rows_("statement_rows", kStatementColumns) {}

void StatementWriter::close() {
  sentence_rows_.close();
  statement_rows_.close();
  erase_ = {};
}

Result<void> StatementWriter::erase(const Database& database, std::int64_t article) {
  constexpr std::array<std::string_view, 2> kErase{"DELETE FROM statement_rows WHERE number BETWEEN ? AND ?", "DELETE FROM sentence_rows WHERE number BETWEEN ? AND ?"};
  for (std::size_t i = 0; i < kErase.size(); ++i) {
    if (!erase_[i]) {
      Result<Sql> prepared = database.prepare(kErase[i]);
      if (!prepared) return std::unexpected(std::move(prepared).error());
      erase_[i] = *std::move(prepared);
    }
    erase_[i].bind(1, rows_of(article).first);
    erase_[i].bind(2, rows_of(article).last);
    ENTENTE_TRY(database.done(erase_[i]));
  }
  return {};
}

/// Statements of one sentence come together, so that only the last one is compared.
Result<void> StatementWriter::take_sentence(const Database& database, Names& names, const Provenance& provenance) {
  if (!sentences_.empty() && same_sentence(*sentences_.back().of, provenance)) return {};
  return names.find_word(database, provenance.publisher, sentences_.emplace_back(&provenance).publisher);
}

Result<void> StatementWriter::number(const Database& database, Names& names, const Statement& statement) {
  ENTENTE_TRY(take_sentence(database, names, statement.provenance));
  Numbers& found = numbers_.emplace_back();
  found.sentence = static_cast<std::int64_t>(sentences_.size()) - 1;
  ENTENTE_TRY(names.find(database, statement.subject, found.subject));
  ENTENTE_TRY(names.find(database, statement.object, found.object));
  ENTENTE_TRY(names.find_word(database, statement.relation.str(), found.relation, false));
  ENTENTE_TRY(names.find_word(database, statement.provenance.rule.str(), found.rule));
  if (statement.content) ENTENTE_TRY(names.find_word(database, statement.content->str(), found.content));
  if (statement.context) ENTENTE_TRY(names.find_word(database, statement.context->str(), found.context));
  if (statement.place) ENTENTE_TRY(names.find(database, *statement.place, found.place));
  if (!statement.said_by) return {};
  ENTENTE_TRY(names.find(database, statement.said_by->source, found.source));
  return names.find_word(database, statement.said_by->verb, found.verb, false);
}

namespace {

void bind_sentence(Binder to, std::int64_t number, const Provenance& provenance, std::int64_t publisher) {
  to.number(number);
  to.number(provenance.sentence);
  to.span(provenance.sentence_span);
  to.number_or_null(publisher);
  to.day(provenance.published);
  to.text(provenance.sentence_text);
}

template <class Numbers>
void bind_statement(Binder to, std::int64_t number, std::int64_t id, const Numbers& numbers, const Statement& statement) {
  to.number(number);
  to.number(id);
  to.number(numbers.sentence);
  to.participant(numbers.subject, statement.subject);
  to.number(numbers.relation);
  to.participant(numbers.object, statement.object);
  to.number(static_cast<std::int64_t>(statement.polarity));
  to.number(static_cast<std::int64_t>(statement.modality));
  to.real(statement.confidence);
  to.text(statement.provenance.predicate);
  to.span(statement.provenance.predicate_span);
  to.number_or_null(numbers.rule);
  to.number_or_null(numbers.content);
  to.number_or_null(numbers.context);
  to.day(statement.on ? std::optional(statement.on->first) : std::nullopt);
  to.day(statement.on ? std::optional(statement.on->last) : std::nullopt);
  if (statement.said_by) {
    to.participant(numbers.source, statement.said_by->source);
    to.number(numbers.verb);
  } else to.nulls(4);
  statement.place ? to.participant(numbers.place, *statement.place) : to.nulls(3);
}

}  // namespace

Result<void> StatementWriter::insert(const Database& database, Names& names, std::int64_t article, std::span<const Wanted> statements) {
  if (statements.size() > static_cast<std::size_t>(kMostPlaces)) return database.fault(ErrorCode::Limit, "an article has more than " + std::to_string(kMostPlaces) + " statements");
  numbers_.clear();
  sentences_.clear();
  for (const Wanted& wanted : statements) ENTENTE_TRY(number(database, names, *wanted.statement));
  const std::int64_t first = rows_of(article).first;
  ENTENTE_TRY(sentence_rows_.insert(database, sentences_.size(), [&](Sql& sql, int parameter, std::size_t row) {
    bind_sentence({sql, parameter}, first + static_cast<std::int64_t>(row), *sentences_[row].of, sentences_[row].publisher);
  }));
  return statement_rows_.insert(database, statements.size(), [&](Sql& sql, int parameter, std::size_t row) {
    bind_statement({sql, parameter}, first + static_cast<std::int64_t>(row), static_cast<std::int64_t>(statements[row].id), numbers_[row], *statements[row].statement);
  });
}

}  // namespace entente::internal
