#include "graph/statement_table.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <tuple>

#include "base/try.h"

namespace entente::internal {

namespace {

constexpr std::size_t kDigits = 16;
constexpr std::string_view kIdPrefix = "st_";

template <class KeyType>
std::optional<KeyType> optional_key(std::string_view text) { return text.empty() ? std::nullopt : std::optional(KeyType(text)); }

}  // namespace

PackedDay packed(const std::optional<std::chrono::year_month_day>& day) noexcept {
  return day ? int(day->year()) * 0x10000 + static_cast<int>(unsigned(day->month()) << 8U | unsigned(day->day())) : kNoDay;
}

std::optional<std::chrono::year_month_day> unpacked(PackedDay day) noexcept {
  if (day == kNoDay) return std::nullopt;
  const auto rest = static_cast<unsigned>(day) & 0xFFFFU;
  return std::chrono::year_month_day{std::chrono::year((day - static_cast<int>(rest)) / 0x10000), std::chrono::month(rest >> 8U), std::chrono::day(rest & 0xFFU)};
}

namespace {

/// Eight hexadecimal digits in lower case, taken as the bytes of one word: their value, and in `wrong` a bit for each that is none.
std::uint64_t value_of_eight(const char* text, std::uint64_t& wrong) {
  constexpr std::uint64_t kEach = 0x0101010101010101U;
  std::uint64_t word = 0;
  std::memcpy(&word, text, sizeof word);
  if constexpr (std::endian::native == std::endian::little) word = __builtin_bswap64(word);
  const std::uint64_t letters = word >> 6U & kEach, low = word & 0x0F * kEach;  // 'a' to 'f' are 0x61 to 0x66, '0' to '9' 0x30 to 0x39
  wrong |= (word & 0xF0 * kEach) ^ (0x30 * kEach + 0x30 * letters);
  const std::uint64_t values = low + 9 * letters;
  wrong |= (values + 6 * (kEach - letters)) & 0x10 * kEach;   // digits up to 9, letters up to 15
  wrong |= letters & ~((low + 0x0F * kEach) >> 4U);           // letters from 10 on
  std::uint64_t packed = (values | values >> 4U) & 0x00FF00FF00FF00FFU;
  packed = (packed | packed >> 8U) & 0x0000FFFF0000FFFFU;
  return (packed | packed >> 16U) & 0xFFFFFFFFU;
}

}  // namespace

std::optional<std::uint64_t> digits_of(std::string_view id) noexcept {
  if (id.size() != kIdPrefix.size() + kDigits || !id.starts_with(kIdPrefix)) return std::nullopt;
  std::uint64_t wrong = 0;
  const std::uint64_t upper = value_of_eight(id.data() + kIdPrefix.size(), wrong);
  const std::uint64_t digits = upper << 32U | value_of_eight(id.data() + kIdPrefix.size() + kDigits / 2, wrong);
  return wrong == 0 ? std::optional(digits) : std::nullopt;
}

StatementId id_of(std::uint64_t digits) noexcept {
  std::array<char, kIdPrefix.size() + kDigits> text{};
  kIdPrefix.copy(text.data(), kIdPrefix.size());
  for (std::size_t at = text.size(); at > kIdPrefix.size(); digits >>= 4U) text[--at] = "0123456789abcdef"[digits & 15U];
  return StatementId({text.data(), text.size()});
}

std::unexpected<Error> refused(std::string_view id, std::string_view article, ErrorCode code, std::string_view why) {
  std::string message("statement ");
  message.append(id).append(" of article '").append(article).append("': ").append(why);
  return std::unexpected(Error{code, std::move(message), {}});
}

Result<void> StatementTable::accept(const StatementView& statement) const {
  const ProvenanceView& from = statement.provenance;
  if (!from.sketch.empty() && !has_last(from.sketch) && !is_sketch(from.sketch)) return refused(statement.id, from.article.str(), ErrorCode::Conflict, "its sketch must be 36 hexadecimal digits");
  const auto& [subject, object] = std::tie(statement.subject, statement.object);
  const std::size_t longest = from.sentence_text.size() | from.predicate.size() | from.publisher.size() | from.article.str().size() | subject.mention.size() | subject.label.size() | object.mention.size() | object.label.size();
  static_assert((TextPool::kMaxBytes & (TextPool::kMaxBytes + 1)) == 0);  // so that a longer one has a bit that none may have
  if (longest > TextPool::kMaxBytes) return refused(statement.id, from.article.str(), ErrorCode::Limit, "a text of it has more than 16 MB");
  return {};
}

void StatementTable::make_room(std::size_t count) {
  constexpr std::size_t kMostWhos = 4, kMostTexts = 5 * kMostWhos + 16;  // of a statement, with its sentence and its article
  columns_.texts.make_room(kMostTexts * count);
  columns_.relations.make_room(count);
  columns_.whos.make_room(kMostWhos * count);
  columns_.articles.make_room(count);
  columns_.sentences.make_room(count);
  columns_.sources.make_room(count);
  columns_.places.make_room(count);
  columns_.rows.make_room(count);
}

std::uint32_t StatementTable::who_of(const ParticipantView& participant) {
  const std::array<std::string_view, 5> texts{participant.key.str(), participant.label, participant.kind.str(), participant.actor.str(), participant.code};
  const std::uint32_t count = columns_.whos.size();
  const auto same = [&](std::uint32_t number) {
    const Who& who = columns_.whos[number];
    return has(who.key, texts[0]) && has(who.label, texts[1]) && has(who.kind, texts[2]) && has(who.actor, texts[3]) && has(who.code, texts[4]);
  };
  // Most are described as the last time that their key came.
  std::uint32_t& last = last_whos_[hash_of(texts[0]) % last_whos_.size()];
  if (last < count && same(last)) return last;
  const std::uint32_t known = whos_.find_or_add(hash_of(texts), count, same);
  last = known == kNone ? count : known;
  if (known != kNone) return known;
  TextPool& pool = columns_.texts;
  columns_.whos.push_back({pool.intern(texts[0]), pool.intern(texts[1]), pool.intern(texts[2]), pool.intern(texts[3]), pool.intern(texts[4])});
  return count;
}

std::uint16_t StatementTable::relation_of(std::string_view key) {
  const std::uint64_t hash = hash_of(key);
  std::uint32_t number = relations_.find(hash, [&](std::uint32_t other) { return has(columns_.relations[other], key); });
  if (number == HashIndex::kNone) {
    number = columns_.relations.size();
    columns_.relations.push_back(columns_.texts.intern(key));
    relations_.add(hash, number);
  }
  return static_cast<std::uint16_t>(number);
}

EndRow StatementTable::end_of(const ParticipantView& participant, std::uint32_t who) {
  // Most are mentioned by the name that they have.
  const std::uint32_t mention = same_text(participant.label, participant.mention) ? columns_.whos[who].label : columns_.texts.intern(participant.mention);
  return {who, mention, participant.span.begin, participant.span.end};
}

std::uint32_t StatementTable::article_of(const ProvenanceView& provenance) {
  const PackedDay published = packed(provenance.published);
  const auto same = [&](std::uint32_t number) {
    const ArticleRow& row = columns_.articles[number];
    return row.published == published && has(row.key, provenance.article.str()) && has(row.publisher, provenance.publisher) && has(row.sketch, provenance.sketch);
  };
  const std::uint32_t count = columns_.articles.size();
  if (count > 0 && same(count - 1)) return count - 1;  // as most come article by article
  const std::uint64_t hash = hash_of(provenance.article.str());
  const std::uint32_t known = articles_.find(hash, same);
  if (known != HashIndex::kNone) return known;
  columns_.articles.push_back({columns_.texts.intern(provenance.article.str()), columns_.texts.intern(provenance.publisher), provenance.sketch.empty() ? 0 : columns_.texts.add(provenance.sketch), published});
  articles_.add(hash, count);
  return count;
}

/// Statements of one sentence come together, so that only the last one is compared.
std::uint32_t StatementTable::sentence_of(const ProvenanceView& provenance) {
  const std::uint32_t article = article_of(provenance), count = columns_.sentences.size();
  const auto [begin, end] = provenance.sentence_span;
  if (count > 0) {
    const SentenceRow& last = columns_.sentences[count - 1];
    if (last.article == article && last.number == provenance.sentence && last.begin == begin && last.end == end && has(last.text, provenance.sentence_text)) return count - 1;
  }
  columns_.sentences.push_back({article, provenance.sentence, begin, end, columns_.texts.add(provenance.sentence_text)});
  return count;
}

StatementRow StatementTable::row_of(const StatementView& statement, const Core& core) {
  StatementRow row;
  row.id = core.id;
  row.confidence = statement.confidence;
  row.subject = end_of(statement.subject, core.subject);
  row.object = end_of(statement.object, core.object);
  row.relation = core.relation;
  if (statement.content) row.content = columns_.texts.intern(statement.content->str());
  if (statement.context) row.context = columns_.texts.intern(statement.context->str());
  row.polarity = statement.polarity;
  row.modality = statement.modality;
  if (statement.on) std::tie(row.first, row.last) = std::pair(packed(statement.on->first), packed(statement.on->last));
  if (statement.said_by) {
    row.said_by = columns_.sources.size();
    columns_.sources.push_back({end_of(statement.said_by->source, who_of(statement.said_by->source)), columns_.texts.intern(statement.said_by->verb)});
  }
  if (statement.place) {
    row.place = columns_.places.size();
    columns_.places.push_back(end_of(*statement.place, who_of(*statement.place)));
  }
  const ProvenanceView& from = statement.provenance;
  row.sentence = sentence_of(from);
  row.predicate = columns_.texts.intern(from.predicate);
  std::tie(row.predicate_begin, row.predicate_end) = std::pair(from.predicate_span.begin, from.predicate_span.end);
  row.rule = columns_.texts.intern(from.rule.str());
  return row;
}

ParticipantView StatementTable::described(std::uint32_t who) const {
  const Who& row = columns_.whos[who];
  ParticipantView view;
  view.key = EntityKeyView(text(row.key));
  view.label = text(row.label);
  view.kind = KindKeyView(text(row.kind));
  view.actor = EntityKeyView(text(row.actor));
  view.code = text(row.code);
  return view;
}

std::string_view StatementTable::acting(std::uint32_t who) const noexcept {
  const Who& row = columns_.whos[who];
  return text(row.actor ? row.actor : row.key);
}

ParticipantView StatementTable::participant(const EndRow& end) const {
  ParticipantView view = described(end.who);
  view.span = {end.begin, end.end};
  view.mention = text(end.mention);
  return view;
}

ProvenanceView StatementTable::provenance(const StatementRow& row) const {
  const SentenceRow& sentence = columns_.sentences[row.sentence];
  const ArticleRow& article = columns_.articles[sentence.article];
  ProvenanceView view;
  view.article = ArticleKeyView(text(article.key));
  view.sentence = sentence.number;
  view.sentence_span = {sentence.begin, sentence.end};
  view.sentence_text = text(sentence.text);
  view.predicate_span = {row.predicate_begin, row.predicate_end};
  view.predicate = text(row.predicate);
  view.rule = RuleKeyView(text(row.rule));
  view.publisher = text(article.publisher);
  view.published = unpacked(article.published);
  view.sketch = text(article.sketch);
  return view;
}

StatementView StatementTable::view(std::uint32_t place) const {
  const StatementRow& row = columns_.rows[place];
  StatementView view;
  view.id = id_of(row.id);
  view.subject = participant(row.subject);
  view.relation = RelationKeyView(relation(row.relation));
  view.object = participant(row.object);
  view.polarity = row.polarity;
  view.modality = row.modality;
  view.content = optional_key<RelationKeyView>(text(row.content));
  view.context = optional_key<ContextKeyView>(text(row.context));
  if (row.said_by != kNone) {
    const SourceRow& source = columns_.sources[row.said_by];
    AttributionView& said_by = view.said_by.emplace();
    said_by.source = participant(source.end);
    said_by.verb = text(source.verb);
  }
  if (row.first != kNoDay) view.on = DateSpan{*unpacked(row.first), *unpacked(row.last)};
  if (row.place != kNone) view.place = participant(columns_.places[row.place]);
  view.confidence = row.confidence;
  view.provenance = provenance(row);
  return view;
}

std::pair<PackedDay, PackedDay> StatementTable::days_of(std::uint32_t place) const noexcept {
  const StatementRow& row = columns_.rows[place];
  if (row.first != kNoDay) return {row.first, row.last};
  const PackedDay published = columns_.articles[article_of(place)].published;
  return {published, published};
}

}  // namespace entente::internal
