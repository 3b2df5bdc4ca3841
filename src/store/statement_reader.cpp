#include "store/statement_reader.h"

#include <algorithm>
#include <chrono>
#include <span>
#include <tuple>
#include <utility>

#include "base/text.h"
#include "base/try.h"
#include "graph/statement_table.h"

namespace entente::internal {

namespace {

constexpr std::string_view kSelectRows =
    "SELECT number, id, sentence, subject, subject_mention, subject_span, relation, object, object_mention, object_span, polarity, modality, confidence, "
    "predicate, predicate_span, rule, content, context, first_day, last_day, source, source_mention, source_span, source_verb, place, place_mention, place_span "
    "FROM statement_rows WHERE number BETWEEN ? AND ? ORDER BY number";
constexpr std::string_view kSelectSentences =
    "SELECT number, sentence_number, span, publisher, published, sentence FROM sentence_rows WHERE number BETWEEN ? AND ? ORDER BY number";
constexpr std::string_view kSelectArticles = "SELECT number, key, sketch FROM articles WHERE number BETWEEN ? AND ? ORDER BY number";

// Columns of kSelectRows.
constexpr int kNumber = 0, kId = 1, kSentence = 2, kSubject = 3, kRelation = 6, kObject = 7, kPolarity = 10, kModality = 11, kConfidence = 12, kPredicate = 13,
              kRule = 15, kContent = 16, kContext = 17, kFirstDay = 18, kLastDay = 19, kSource = 20, kVerb = 23, kPlace = 24;

constexpr std::string_view kNobody = "no actor or relation";

std::uint32_t count_at(const Sql& sql, int column) { return static_cast<std::uint32_t>(sql.integer(column)); }
TextSpan span_at(const Sql& sql, int column) {
  const auto span = static_cast<std::uint64_t>(sql.integer(column));
  return {static_cast<std::uint32_t>(span >> 32U), static_cast<std::uint32_t>(span)};
}


}  // namespace

Result<void> StatementReader::start(RowRange range) {
  const RowRange articles{range.first >> kPlaceBits, range.last >> kPlaceBits}, sentences{rows_of(articles.first).first, rows_of(articles.last).last};
  using Part = std::tuple<Sql*, std::string_view, RowRange>;
  for (const auto& [sql, text, numbers] : {Part{&rows_, kSelectRows, range}, Part{&sentence_rows_, kSelectSentences, sentences}, Part{&articles_, kSelectArticles, articles}}) {
    if (!*sql) {
      Result<Sql> prepared = database_->prepare(text);
      if (!prepared) return std::unexpected(std::move(prepared).error());
      *sql = *std::move(prepared);
    }
    sql->reset();
    sql->bind(1, numbers.first);
    sql->bind(2, numbers.last);
  }
  article_ = article_found_ = -1;
  sentence_waits_ = sentences_end_ = false;
  return {};
}

void StatementReader::close() {
  for (Sql* sql : {&rows_, &sentence_rows_, &articles_}) *sql = Sql();
}

std::unexpected<Error> StatementReader::damaged(std::string_view what) const {
  return database_->fault(ErrorCode::Corrupt, "the graph file is damaged (a statement of article '" + repair_utf8(key_) + "' has " + std::string(what) + "); build it again");
}

std::string_view StatementReader::text(const Sql& sql, int column) {
  const std::string_view text = sql.text(column);
  if (first_bad_utf8(text)) wrong_ = "a text that is not UTF-8";
  return text;
}

/// A day that a date of four digits can have.
std::optional<std::chrono::year_month_day> StatementReader::day(const Sql& sql, int column) {
  constexpr std::chrono::year_month_day kFirst{std::chrono::year(0), std::chrono::January, std::chrono::day(1)}, kLast{std::chrono::year(9999), std::chrono::December, std::chrono::day(31)};
  if (sql.is_null(column)) return std::nullopt;
  const std::int64_t days = sql.integer(column);
  if (days >= std::chrono::sys_days(kFirst).time_since_epoch().count() && days <= std::chrono::sys_days(kLast).time_since_epoch().count())
    return std::chrono::sys_days(std::chrono::days(static_cast<int>(days)));
  wrong_ = "a day that is none";
  return std::nullopt;
}

/// Goes on to the row of the article, if there is one, and to its sentences.
Result<void> StatementReader::go_to(std::int64_t article) {
  article_ = article;
  wrong_ = {};
  while (article_found_ < article) {
    const Result<bool> row = database_->step(articles_);
    if (!row) return std::unexpected(row.error());
    article_found_ = *row ? articles_.integer(0) : INT64_MAX;
    if (!*row) return {};
    key_ = articles_.text(1);
    sketch_ = articles_.text(2);
  }
  if (first_bad_utf8(key_)) wrong_ = "a text that is not UTF-8";
  sentence_count_ = 0;
  while (!sentences_end_) {
    if (!sentence_waits_) {
      const Result<bool> row = database_->step(sentence_rows_);
      if (!row) return std::unexpected(row.error());
      sentences_end_ = !*row;
      if (sentences_end_) return {};
    }
    const std::int64_t of = sentence_rows_.integer(0) >> kPlaceBits;
    sentence_waits_ = of > article;
    if (sentence_waits_) return {};
    if (of == article) take_sentence();
  }
  return {};
}

void StatementReader::take_sentence() {
  if (sentence_count_ == sentences_.size()) sentences_.emplace_back();
  Sentence& sentence = sentences_[sentence_count_++];
  sentence.number = sentence_rows_.integer(0);
  sentence.index = count_at(sentence_rows_, 1);
  sentence.span = span_at(sentence_rows_, 2);
  const std::int64_t publisher = sentence_rows_.integer(3);
  sentence.publisher = names_->words.has(publisher) ? names_->words.texts(publisher)[0] : std::string_view();
  sentence.published = day(sentence_rows_, 4);
  sentence.text = text(sentence_rows_, 5);
}

/// The sentence of the row; null if it is missing. Sentences have their places as numbers, unless some were deleted.
const StatementReader::Sentence* StatementReader::sentence_of_row() const {
  const std::int64_t place = rows_.integer(kSentence);
  if (place < 0 || place >= kMostPlaces) return nullptr;
  const std::int64_t number = rows_of(article_).first + place;
  const auto all = std::span(sentences_).first(sentence_count_);
  if (static_cast<std::size_t>(place) < all.size() && all[static_cast<std::size_t>(place)].number == number) return &all[static_cast<std::size_t>(place)];
  const auto found = std::ranges::lower_bound(all, number, {}, &Sentence::number);
  return found != all.end() && found->number == number ? &*found : nullptr;
}

/// The text of the word; empty for null, and for one that is missing too, which `wrong_` then says.
std::string_view StatementReader::word(int column) {
  if (rows_.is_null(column)) return {};
  const std::int64_t number = rows_.integer(column);
  if (names_->words.has(number)) return names_->words.texts(number)[0];
  wrong_ = kNobody;
  return {};
}

ParticipantView StatementReader::participant(int column) {
  ParticipantView who;
  const std::int64_t number = rows_.integer(column);
  if (!names_->descriptions.has(number)) {
    wrong_ = kNobody;
    return who;
  }
  const Numbered::Texts texts = names_->descriptions.texts(number);
  who.key = EntityKeyView(texts[0]);
  who.label = texts[1];
  who.kind = KindKeyView(texts[2]);
  who.actor = EntityKeyView(texts[3]);
  who.code = texts[4];
  who.mention = text(rows_, column + 1);
  who.span = span_at(rows_, column + 2);
  return who;
}

void StatementReader::take_row(const Sentence& sentence) {
  view_ = {};
  view_.id = id_of(static_cast<std::uint64_t>(rows_.integer(kId)));
  view_.subject = participant(kSubject);
  view_.relation = RelationKeyView(word(kRelation));
  view_.object = participant(kObject);
  const std::int64_t polarity = rows_.integer(kPolarity), modality = rows_.integer(kModality);
  if (polarity < 0 || polarity > static_cast<std::int64_t>(Polarity::Negative) || modality < 0 || modality > static_cast<std::int64_t>(Modality::Wanted)) wrong_ = "a polarity or modality that is none";
  else std::tie(view_.polarity, view_.modality) = std::pair(static_cast<Polarity>(polarity), static_cast<Modality>(modality));
  view_.confidence = rows_.real(kConfidence);
  if (!(view_.confidence >= 0 && view_.confidence <= 1)) wrong_ = "a confidence that is not from 0 to 1";
  if (!rows_.is_null(kContent)) view_.content = RelationKeyView(word(kContent));
  if (!rows_.is_null(kContext)) view_.context = ContextKeyView(word(kContext));
  const auto first = day(rows_, kFirstDay), last = day(rows_, kLastDay);
  if (first && last) view_.on = DateSpan{*first, *last};
  else if (rows_.is_null(kFirstDay) != rows_.is_null(kLastDay)) wrong_ = "one day of two";
  if (!rows_.is_null(kSource)) {
    AttributionView& said_by = view_.said_by.emplace();
    said_by.source = participant(kSource);
    said_by.verb = word(kVerb);
  }
  if (!rows_.is_null(kPlace)) view_.place = participant(kPlace);
  ProvenanceView& from = view_.provenance;
  from.article = ArticleKeyView(key_);
  from.sketch = sketch_;
  from.sentence = sentence.index;
  from.sentence_span = sentence.span;
  from.sentence_text = sentence.text;
  from.publisher = sentence.publisher;
  from.published = sentence.published;
  from.predicate = text(rows_, kPredicate);
  from.predicate_span = span_at(rows_, kPredicate + 1);
  from.rule = RuleKeyView(word(kRule));
}

Result<const StatementView*> StatementReader::next() {
  while (true) {
    const Result<bool> row = database_->step(rows_);
    if (!row) return std::unexpected(row.error());
    if (!*row) {
      sentence_rows_.reset();
      articles_.reset();
      return nullptr;
    }
    const std::int64_t article = rows_.integer(kNumber) >> kPlaceBits;
    if (article != article_) ENTENTE_TRY(go_to(article));
    if (article_found_ != article) continue;
    const Sentence* sentence = sentence_of_row();
    if (!sentence) return damaged("no sentence");
    take_row(*sentence);
    if (!wrong_.empty()) return damaged(wrong_);
    return &view_;
  }
}

}  // namespace entente::internal
