#pragma once

#include <array>
#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "entente/keys.h"
#include "entente/span.h"
#include "entente/statement.h"

namespace entente {

/// A key whose text another owns: what std::string_view is to std::string.
template <class Tag>
class KeyView {
 public:
  KeyView() = default;
  explicit KeyView(std::string_view text) noexcept : text_(text) {}
  KeyView(const Key<Tag>& key) noexcept : text_(key.str()) {}  // NOLINT: as a view of a string

  [[nodiscard]] std::string_view str() const noexcept { return text_; }
  [[nodiscard]] bool empty() const noexcept { return text_.empty(); }
  friend auto operator<=>(KeyView, KeyView) = default;

 private:
  std::string_view text_;
};

using ArticleKeyView = KeyView<struct ArticleTag>;
using KindKeyView = KeyView<struct KindTag>;
using EntityKeyView = KeyView<struct EntityTag>;
using RelationKeyView = KeyView<struct RelationTag>;
using RuleKeyView = KeyView<struct RuleTag>;
using ContextKeyView = KeyView<struct ContextTag>;

/// The id of a statement, held in place.
class StatementId {
 public:
  StatementId() = default;
  /// Requires: an id as statement_id() makes it, or nothing; what is longer is cut.
  explicit StatementId(std::string_view text) noexcept : size_(static_cast<std::uint8_t>(text.copy(bytes_.data(), bytes_.size()))) {}

  [[nodiscard]] std::string_view view() const noexcept { return {bytes_.data(), size_}; }
  [[nodiscard]] std::string str() const { return std::string(view()); }
  operator std::string_view() const noexcept { return view(); }  // NOLINT: as std::string has it
  friend auto operator<=>(const StatementId& a, const StatementId& b) { return a.view() <=> b.view(); }
  friend bool operator==(const StatementId& a, const StatementId& b) { return a.view() == b.view(); }

 private:
  std::array<char, 19> bytes_{};
  std::uint8_t size_ = 0;
};

// The parts of a statement as views, member for member those of statement.h. They live as long as what they were made of.

struct ParticipantView {
  ParticipantView() = default;
  ParticipantView(const Participant& made) noexcept  // NOLINT: as a view of a string
      : key(made.key), label(made.label), kind(made.kind), actor(made.actor), code(made.code), span(made.span), mention(made.mention) {}
  auto operator<=>(const ParticipantView&) const = default;

  EntityKeyView key;
  std::string_view label;
  KindKeyView kind;
  EntityKeyView actor;
  std::string_view code;
  TextSpan span;
  std::string_view mention;
};

struct AttributionView {
  AttributionView() = default;
  AttributionView(const Attribution& made) noexcept : source(made.source), verb(made.verb) {}  // NOLINT
  auto operator<=>(const AttributionView&) const = default;

  ParticipantView source;
  std::string_view verb;
};

struct ProvenanceView {
  ProvenanceView() = default;
  ProvenanceView(const Provenance& made) noexcept  // NOLINT
      : article(made.article), sentence(made.sentence), sentence_span(made.sentence_span), sentence_text(made.sentence_text),
        predicate_span(made.predicate_span), predicate(made.predicate), rule(made.rule), publisher(made.publisher), published(made.published),
        sketch(made.sketch) {}
  auto operator<=>(const ProvenanceView&) const = default;

  ArticleKeyView article;
  std::uint32_t sentence = 0;
  TextSpan sentence_span;
  std::string_view sentence_text;
  TextSpan predicate_span;
  std::string_view predicate;
  RuleKeyView rule;
  std::string_view publisher;
  std::optional<std::chrono::year_month_day> published;
  std::string_view sketch;
};

/// A statement whose texts another owns: a Statement, or a graph, which keeps each text once. What only reads a statement
/// takes it as this.
struct StatementView {
  StatementView() = default;
  StatementView(const Statement& made) noexcept;  // NOLINT: as a view of a string
  auto operator<=>(const StatementView&) const = default;

  StatementId id;
  ParticipantView subject;
  RelationKeyView relation;
  ParticipantView object;
  Polarity polarity = Polarity::Positive;
  Modality modality = Modality::Actual;
  std::optional<RelationKeyView> content;
  std::optional<ContextKeyView> context;
  std::optional<AttributionView> said_by;
  std::optional<DateSpan> on;
  std::optional<ParticipantView> place;
  double confidence = 0;
  ProvenanceView provenance;
};

/// A statement with texts of its own.
[[nodiscard]] Statement to_statement(const StatementView& view);

}  // namespace entente
