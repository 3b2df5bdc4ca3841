#include "store/statement_row.h"

#include <array>
#include <string_view>

namespace entente::internal {

namespace {

// The order of bind_statement() and read_statement(); the order of the table is for people.
constexpr std::array<std::string_view, 53> kColumns{
    "id", "article", "subject_key", "subject", "subject_kind", "subject_actor", "subject_code", "subject_mention", "subject_begin", "subject_end",
    "object_key", "object", "object_kind", "object_actor", "object_code", "object_mention", "object_begin", "object_end",
    "source_key", "source", "source_kind", "source_actor", "source_code", "source_mention", "source_begin", "source_end", "source_verb",
    "place_key", "place", "place_kind", "place_actor", "place_code", "place_mention", "place_begin", "place_end",
    "relation", "polarity", "modality", "content", "context", "first_day", "last_day", "confidence",
    "sentence_number", "sentence_begin", "sentence_end", "sentence", "predicate_begin", "predicate_end", "predicate", "rule", "publisher", "published"};

std::string listed() {
  std::string list;
  for (const std::string_view column : kColumns) {
    if (!list.empty()) list += ", ";
    list += column;
  }
  return list;
}

/// Binds one parameter after another.
class Binder {
 public:
  explicit Binder(Sql& sql) : sql_(sql) {}

  void text(std::string_view value) { sql_.bind(++at_, value); }
  void text_or_null(std::string_view value) { value.empty() ? null() : text(value); }
  template <class KeyType>
  void key_or_null(const std::optional<KeyType>& key) { key ? text_or_null(key->str()) : null(); }
  void null() { sql_.bind_null(++at_); }
  void number(std::int64_t value) { sql_.bind(++at_, value); }
  void real(double value) { sql_.bind(++at_, value); }
  void day(const std::optional<std::chrono::year_month_day>& value) { value ? sql_.bind_copy(++at_, to_string(*value)) : null(); }
  void span(TextSpan span) { number(span.begin); number(span.end); }
  void participant(const Participant& participant) {
    text(participant.key.str());
    text(participant.label);
    text(participant.kind.str());
    text(participant.actor.str());
    text_or_null(participant.code);
    text(participant.mention);
    span(participant.span);
  }
  void no_participant() { for (int i = 0; i < 8; ++i) null(); }

 private:
  Sql& sql_;
  int at_ = 0;
};

/// Reads one column after another.
class RowReader {
 public:
  explicit RowReader(const Sql& sql) : sql_(sql) {}

  std::string_view view() { return sql_.text(at_++); }
  std::string text() { return std::string(view()); }
  template <class KeyType>
  KeyType key() { return KeyType(view()); }
  template <class KeyType>
  std::optional<KeyType> optional_key() { return null_next() ? skip(1), std::nullopt : std::optional(key<KeyType>()); }
  std::uint32_t number() { return static_cast<std::uint32_t>(sql_.integer(at_++)); }
  double real() { return sql_.real(at_++); }
  std::optional<std::chrono::year_month_day> day() { return parse_day(view()); }
  TextSpan span() {
    const std::uint32_t begin = number();
    return {begin, number()};
  }
  void participant(Participant& participant) {
    participant.key = key<EntityKey>();
    participant.label = text();
    participant.kind = key<KindKey>();
    participant.actor = key<EntityKey>();
    participant.code = text();
    participant.mention = text();
    participant.span = span();
  }
  bool null_next() const { return sql_.is_null(at_); }
  void skip(int columns) { at_ += columns; }

 private:
  const Sql& sql_;
  int at_ = 0;
};

void read_source(RowReader& row, std::optional<Attribution>& said_by) {
  if (row.null_next()) return row.skip(9);
  row.participant(said_by.emplace().source);
  said_by->verb = row.text();
}

void read_place(RowReader& row, std::optional<Participant>& place) {
  row.null_next() ? row.skip(8) : row.participant(place.emplace());
}

void bind_provenance(Binder& to, const Provenance& provenance) {
  to.number(provenance.sentence);
  to.span(provenance.sentence_span);
  to.text(provenance.sentence_text);
  to.span(provenance.predicate_span);
  to.text(provenance.predicate);
  to.text_or_null(provenance.rule.str());
  to.text_or_null(provenance.publisher);
  to.day(provenance.published);
}

void read_provenance(RowReader& row, Provenance& provenance) {
  provenance.sentence = row.number();
  provenance.sentence_span = row.span();
  provenance.sentence_text = row.text();
  provenance.predicate_span = row.span();
  provenance.predicate = row.text();
  provenance.rule = row.key<RuleKey>();
  provenance.publisher = row.text();
  provenance.published = row.day();
  provenance.sketch = row.text();
}

}  // namespace

const std::string& insert_statement_sql() {
  static const std::string kSql = [] {
    std::string marks = "?";
    for (std::size_t i = 1; i < kColumns.size(); ++i) marks += ", ?";
    return "INSERT INTO statements (" + listed() + ") VALUES (" + marks + ")";
  }();
  return kSql;
}

const std::string& select_statement_sql() {
  static const std::string kSql = "SELECT " + listed() + ", (SELECT sketch FROM articles WHERE key = article) FROM statements";
  return kSql;
}

void bind_statement(Sql& sql, const Statement& statement) {
  Binder to(sql);
  to.text(statement.id);
  to.text(statement.provenance.article.str());
  to.participant(statement.subject);
  to.participant(statement.object);
  statement.said_by ? to.participant(statement.said_by->source) : to.no_participant();
  statement.said_by ? to.text(statement.said_by->verb) : to.null();
  statement.place ? to.participant(*statement.place) : to.no_participant();
  to.text(statement.relation.str());
  to.text(to_string(statement.polarity));
  to.text(to_string(statement.modality));
  to.key_or_null(statement.content);
  to.key_or_null(statement.context);
  to.day(statement.on ? std::optional(statement.on->first) : std::nullopt);
  to.day(statement.on ? std::optional(statement.on->last) : std::nullopt);
  to.real(statement.confidence);
  bind_provenance(to, statement.provenance);
}

void read_statement(const Sql& sql, Statement& statement) {
  RowReader row(sql);
  statement.id = row.text();
  statement.provenance.article = row.key<ArticleKey>();
  row.participant(statement.subject);
  row.participant(statement.object);
  read_source(row, statement.said_by);
  read_place(row, statement.place);
  statement.relation = row.key<RelationKey>();
  statement.polarity = parse_polarity(row.view()).value_or(Polarity::Positive);
  statement.modality = parse_modality(row.view()).value_or(Modality::Actual);
  statement.content = row.optional_key<RelationKey>();
  statement.context = row.optional_key<ContextKey>();
  const auto first = row.day(), last = row.day();
  if (first && last) statement.on = DateSpan{*first, *last};
  statement.confidence = row.real();
  read_provenance(row, statement.provenance);
}

}  // namespace entente::internal
