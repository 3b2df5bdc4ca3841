#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "entente/keys.h"
#include "entente/result.h"
#include "entente/span.h"

namespace entente {

enum class Polarity : std::uint8_t { Positive, Negative };  ///< On disk: do not renumber.

/// How far the text commits itself to a clause. On disk: do not renumber.
enum class Modality : std::uint8_t { Actual, Planned, Possible, Conditional, Wanted };

[[nodiscard]] std::string_view to_string(Polarity value) noexcept;  ///< "positive", "negative"
[[nodiscard]] std::string_view to_string(Modality value) noexcept;  ///< "actual", "planned", …
[[nodiscard]] std::optional<Polarity> parse_polarity(std::string_view text) noexcept;
[[nodiscard]] std::optional<Modality> parse_modality(std::string_view text) noexcept;

/// First and last day on which the text places an event; equal for a known day.
struct DateSpan {
  std::chrono::year_month_day first, last;
  auto operator<=>(const DateSpan&) const = default;
};
/// "2005-11-25"
[[nodiscard]] std::string to_string(std::chrono::year_month_day day);
/// A day written as YYYY-MM-DD; nullopt for anything else, also for a day that no calendar has.
[[nodiscard]] std::optional<std::chrono::year_month_day> parse_day(std::string_view text) noexcept;

/// What merging compares: the ends and the relation.
struct Triple {
  EntityKey subject;
  RelationKey relation;
  EntityKey object;
  auto operator<=>(const Triple&) const = default;
};

/// One end of a statement, self-contained so that actors whom no table lists survive storing.
struct Participant {
  EntityKey key;         ///< The actor that was named: "person/anatoly-antonov".
  std::string label;     ///< Its display name: "Anatoly Antonov".
  KindKey kind;          ///< "person"
  EntityKey actor;       ///< The state or body whose act it is: "state/rus"; `key` itself if none.
  std::string code;      ///< ISO 3166 alpha-3 of `actor`, or the short name of a body or group.
  TextSpan span;         ///< Where it is mentioned, in bytes of the article's text.
  std::string mention;   ///< The text under `span`.
  auto operator<=>(const Participant&) const = default;
};

/// Who says so, if the text attributes a statement.
struct Attribution {
  Participant source;
  std::string verb;  ///< Lemma of the reporting verb: "say", "accuse"; "according to" as it stands.
  auto operator<=>(const Attribution&) const = default;
};

/// Where a statement was read.
struct Provenance {
  ArticleKey article;
  std::uint32_t sentence = 0;   ///< Number of the sentence in its article, from 0.
  TextSpan sentence_span;       ///< In bytes of the article's text.
  std::string sentence_text;    ///< The text under it, white space made single blanks.
  TextSpan predicate_span;
  std::string predicate;        ///< The words that carry the relation: "held talks with".
  RuleKey rule;
  std::string publisher;                                   ///< The article's source, if known.
  std::optional<std::chrono::year_month_day> published;    ///< The article's date, if known.
  std::string sketch;                                      ///< sketch_of() the article's text; empty if there is none.
  auto operator<=>(const Provenance&) const = default;
};

inline constexpr std::size_t kSketchBands = 3, kSketchBandDigits = 12;
/// What tells copies of `text` that differ in a few words: kSketchBands groups of kSketchBandDigits hexadecimal digits. Texts that
/// share nine in ten of their runs of five words agree in one of the groups nearly always, those that share one in ten nearly never
/// (least hashes of shingles; Broder 1997, "On the resemblance and containment of documents"). Empty for a text of few words.
[[nodiscard]] std::string sketch_of(std::string_view text);
[[nodiscard]] bool is_sketch(std::string_view text) noexcept;  ///< Whether it has the form of one, and is not empty.

/// One observation of one relation. Never edited once made.
struct Statement {
  std::string id;  ///< "st_" and 16 hexadecimal digits: a hash of what it says and where (see statement_id).
  Participant subject;
  RelationKey relation;
  Participant object;
  Polarity polarity = Polarity::Positive;
  Modality modality = Modality::Actual;
  std::optional<RelationKey> content;  ///< What is promised, wanted, threatened or refused.
  std::optional<ContextKey> context;   ///< "military", "diplomatic", "economic", …
  std::optional<Attribution> said_by;
  std::optional<DateSpan> on;
  std::optional<Participant> place;
  double confidence = 0;               ///< In [0, 1]; not a probability.
  Provenance provenance;

  [[nodiscard]] Triple triple() const { return {subject.key, relation, object.key}; }
  /// The triple between the actors whose acts these are.
  [[nodiscard]] Triple rolled_up() const { return {subject.actor, relation, object.actor}; }
  auto operator<=>(const Statement&) const = default;
};

/// The id of `statement`: XXH64, hence the same in every run and on every machine, of its article,
/// spans, triple, polarity, modality and content. Its rule and its confidence take no part.
[[nodiscard]] std::string statement_id(const Statement& statement);

}  // namespace entente
