#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "entente/graph.h"
#include "entente/result.h"

namespace entente {

/// Which statements take part. Empty members ask for nothing.
struct Filters {
  std::optional<std::chrono::year_month_day> since{}, until{};  ///< Day of the event, else of the article.
  std::vector<std::string> relations{};   ///< As in a pattern: names, classes, quad classes, "conflict".
  std::vector<std::string> actors{};      ///< One end is one of these.
  std::vector<std::string> contexts{};
  std::vector<std::string> publishers{};
  std::vector<std::string> said_by{};
  std::optional<Polarity> polarity{};
  std::vector<Modality> modalities{};
  double min_confidence = 0;
  std::size_t min_articles = 0;           ///< Of the facts that the other filters leave.

  bool operator==(const Filters&) const = default;
};

/// The graph of those statements of `graph` that pass, with the same ends. It keeps what it needs of `graph` alive.
/// Errors: NotFound with the nearest names for an actor or relation that is unknown.
[[nodiscard]] Result<KnowledgeGraph> filter(const KnowledgeGraph& graph, const Filters& filters);

/// One term of a pattern: a variable, or the keys it may be. Both empty for "?", which stands for anything.
struct PatternTerm { std::string variable; std::vector<std::string> keys; };

/// One row of an answer: what each variable is bound to, and the facts that bear it out.
struct Answer {
  std::map<std::string, std::string> bindings;
  std::vector<const Fact*> facts;
};

/// A parsed pattern: triples joined by " . ". Inverted: the relation was given by the name of its inverse, so that
/// the subject of the pattern is the object of the fact.
struct Pattern { struct Triple { PatternTerm subject, relation, object; bool inverted = false; }; std::vector<Triple> triples; };

/// The actors that `name` may mean: a key, a code, a Wikidata id, or a name of the tables or of the graph. Where it has
/// several meanings, actors come before places, then those that the graph has, then the one that news usually means.
/// In a graph of states these are the states and bodies that the named actors act for.
[[nodiscard]] std::vector<EntityKey> actors_named(std::string_view name, const KnowledgeGraph& graph);

/// `SUBJECT RELATION OBJECT`, or several joined by " . ". An end is an actor as actors_named() takes it, of any number
/// of words, with or without quotes; `?x`, a variable; or `?`. A relation is a name of it or of its inverse, a PLOVER class,
/// a quad class, `cooperation`, `conflict`, a variable or `?`.
/// Errors: Syntax with the column; NotFound for an unknown actor or relation, with "did you mean";
/// Conflict for an ambiguous actor, with its candidates; Limit for more than kMaxPatternTriples, or kMaxTripleWords in one.
[[nodiscard]] Result<Pattern> parse_pattern(std::string_view text, const KnowledgeGraph& graph);

inline constexpr std::size_t kMaxPatternTriples = 8;
inline constexpr std::size_t kMaxTripleWords = 60;       ///< A name in quotes is one word.
inline constexpr std::size_t kMaxAnswers = 100000;
inline constexpr std::size_t kMaxAnswerSteps = 300'000'000;  ///< Facts looked at for one pattern: some tens of seconds.

/// Answers by support, then confidence (of the weakest fact), then keys. No answer has one fact twice. A symmetric relation is
/// matched from both ends, but given once where nothing tells them apart. Facts of `polarity` only; nullopt takes both.
/// Errors: Limit for more than kMaxAnswers, or `max_steps` facts to be looked at. Lifetime: that of the graph's facts.
[[nodiscard]] Result<std::vector<Answer>> answers(const Pattern& pattern, const KnowledgeGraph& graph,
                                                  std::optional<Polarity> polarity = Polarity::Positive, std::size_t max_steps = kMaxAnswerSteps);

}  // namespace entente
