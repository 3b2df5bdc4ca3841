#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "entente/graph.h"

namespace entente::internal {

/// What a relation is to the two parties, as far as colours go.
enum class Tone : std::uint8_t { Cooperation, Conflict, Neutral };
[[nodiscard]] Tone tone_of(const RelationType& relation) noexcept;

/// The relation of a fact. Requires: a fact of `graph`.
[[nodiscard]] const RelationType& relation_of(const KnowledgeGraph& graph, const Fact& fact);

/// The strongest commitment among the evidence: actual if any sentence says that it happened.
[[nodiscard]] Modality modality_of(const Fact& fact);

/// At most `count` pieces of evidence: what happened before what was planned, feared or wanted, then by confidence, day and id.
[[nodiscard]] std::vector<StatementRef> best_evidence(const Fact& fact, std::size_t count);

/// "sanctions" or "sanctions|negative": what tells parallel edges between two nodes apart.
[[nodiscard]] std::string edge_kind(const Fact& fact);
/// "sanctions" or "sanctions (negative)", for people.
[[nodiscard]] std::string edge_label(const Fact& fact);

/// The node's label, or its key if that is nothing but white space.
[[nodiscard]] std::string_view label_of(const Node& node) noexcept;
/// ISO 3166 code of a node that is a state itself; empty for other nodes.
[[nodiscard]] std::string_view iso3_of(const Node& node) noexcept;
/// The node's Wikidata id; empty if unknown.
[[nodiscard]] std::string_view wikidata_of(const KnowledgeGraph& graph, const Node& node) noexcept;

struct Color { std::uint8_t red, green, blue; };
/// A colour for each sort of actor: states, bodies, armed forces, groups, persons, others.
[[nodiscard]] Color color_of(const KindKey& kind) noexcept;
[[nodiscard]] std::string hex(Color color);  ///< "#4c78a8"

/// A diameter that grows with the logarithm of the mentions.
[[nodiscard]] double node_size(std::size_t mentions) noexcept;

}  // namespace entente::internal
