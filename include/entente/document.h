#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "entente/clause.h"
#include "entente/keys.h"
#include "entente/result.h"
#include "entente/span.h"
#include "entente/statement.h"
#include "entente/ud.h"

namespace entente {

inline constexpr std::size_t kMaxArticleBytes = 64U << 20;    ///< Longer articles are an Error.
inline constexpr std::size_t kMaxSentenceTokens = 400;        ///< Longer sentences are cut by the splitter.

/// One text to read.
struct Article {
  ArticleKey key;
  std::string language;   ///< BCP 47, such as "en".
  std::string title;      ///< Valid UTF-8; empty if none. Also the first line of `text` if there is one.
  std::string text;       ///< Valid UTF-8 of at most kMaxArticleBytes.
  std::string url;        ///< Empty if unknown.
  std::string publisher;  ///< "Xinhua"; empty if unknown.
  std::optional<std::chrono::year_month_day> published;
};

/// One syntactic word with its Universal Dependencies labels.
struct Token {
  TextSpan span;
  std::string lemma;              ///< Empty until Layer::Tags.
  Upos upos = Upos::X;            ///< Until Layer::Tags X.
  Xpos xpos = Xpos::None;         ///< Until Layer::Tags None.
  Feats feats;
  std::uint32_t head = kNoToken;  ///< Index into Document::tokens; kNoToken at a sentence root.
  Deprel deprel = Deprel::Dep;    ///< Until Layer::Tree Dep.
  bool continues = false;         ///< True if it is a later part of a multiword token: "n't" of "don't".
};

/// What a sentence is in its article.
enum class SentenceKind : std::uint8_t { Body, Title, Dateline, Caption, Byline, Furniture };

/// Half-open range of tokens. Furniture is never evidence; a caption may be.
struct Sentence {
  TokenRange tokens;
  SentenceKind kind = SentenceKind::Body;
  std::uint32_t paragraph = 0;  ///< Number of its paragraph, from 0.
};

/// An actor as far as this document knows it: from the catalogue, or made from a title and a name.
struct ActorRef {
  EntityKey key;
  std::string label;
  KindKey kind;
  EntityKey actor;   ///< Roll-up: the state or body whose acts these are; `key` itself if none.
  std::string code;  ///< ISO alpha-3 or short name of the roll-up; empty if none.
  auto operator<=>(const ActorRef&) const = default;
};

/// How an actor is named. Name: by a name of the tables. Title: by an office, with or without a name.
/// Group: country plus noun ("Russian forces"). Pronoun and Description: by coreference.
enum class MentionForm : std::uint8_t { Name, Title, Person, Group, Pronoun, Description };

/// What a mention does in its sentence. Place: where something is ("in Moscow"). Modifier: inside another
/// mention or noun phrase ("Russian gas"). Other: a name that is no actor here (media, blockers).
enum class MentionUse : std::uint8_t { Actor, Place, Modifier, Other };

struct Candidate { EntityKey entity; double score = 0; };

/// One stretch of text that names actors.
struct Mention {
  TokenRange tokens;                   ///< Title, country and name together.
  std::uint32_t head = 0;              ///< The token that other words of the sentence attach to.
  KindKey kind;
  std::vector<std::uint32_t> actors;   ///< Indices into Document::actors; several for "the two countries"; empty if unresolved.
  MentionForm form = MentionForm::Name;
  MentionUse use = MentionUse::Actor;
  std::optional<std::uint32_t> antecedent;  ///< Index of the mention that settled a pronoun or description.
  std::vector<Candidate> candidates;        ///< All readings of an ambiguous name, best first.
  bool former = false;                 ///< "former president X": not the acts of the office.
  double score = 0;                    ///< Link score in [0, 1]; not a probability.
};

/// One expression of time, resolved against the article's date. Never sure without one for "on Friday".
struct TimeMention {
  TokenRange tokens;
  std::uint32_t head = 0;
  std::optional<DateSpan> span;  ///< None if it cannot be resolved.
};

/// The layers of analysis, in order. Dates come with Mentions.
enum class Layer : std::uint8_t { Tokens, Sentences, Tags, Tree, Mentions, Clauses };

/// A set of Layer.
class Layers {
 public:
  constexpr Layers() = default;
  constexpr Layers(std::initializer_list<Layer> layers) { for (Layer l : layers) add(l); }
  [[nodiscard]] constexpr bool has(Layer layer) const noexcept { return (bits_ >> int(layer)) & 1U; }
  [[nodiscard]] constexpr bool has_all(Layers other) const noexcept { return (bits_ & other.bits_) == other.bits_; }
  constexpr void add(Layer layer) noexcept { bits_ |= 1U << int(layer); }
  constexpr void add(Layers other) noexcept { bits_ |= other.bits_; }
  auto operator<=>(const Layers&) const = default;

 private:
  std::uint32_t bits_ = 0;
};

inline constexpr Layers kAllLayers{Layer::Tokens, Layer::Sentences, Layer::Tags, Layer::Tree, Layer::Mentions, Layer::Clauses};

/// One article and the analysis added so far. Owns its text; spans and ranges index into it.
struct Document {
  Article article;
  std::vector<Token> tokens;
  std::vector<Sentence> sentences;   ///< They tile `tokens`.
  std::vector<ActorRef> actors;      ///< Every actor that a mention names, once each.
  std::vector<Mention> mentions;     ///< By first token; one token belongs to at most one outermost mention,
                                     ///< and mentions of use Modifier may lie inside another.
  std::vector<TimeMention> times;
  std::vector<Clause> clauses;       ///< By predicate; a governor stands anywhere.
  Layers layers;
};

/// The text under `span`. Valid while `doc` lives and is neither moved nor changed.
[[nodiscard]] std::string_view text_of(const Document& doc, TextSpan span);
[[nodiscard]] std::string_view text_of(const Document& doc, TokenRange tokens);
[[nodiscard]] std::string_view text_of(const Document& doc, const Token& token);
std::string_view text_of(Document&&, TextSpan) = delete;
std::string_view text_of(Document&&, TokenRange) = delete;

/// The sentence that holds `token`. Requires: a token of `doc`. Cost: logarithmic.
[[nodiscard]] std::uint32_t sentence_of(const Document& doc, std::uint32_t token);

/// The children of every token, as one flat list: children of t are items[start[t]] … items[start[t+1]-1], in text order.
struct Children {
  std::vector<std::uint32_t> start, items;
};
/// Requires: `doc` has Tree.
[[nodiscard]] Children children_of(const Document& doc);

/// Checks every invariant of the layers present. Errors: Internal, naming the first one broken.
[[nodiscard]] Result<void> check(const Document& doc);

}  // namespace entente
