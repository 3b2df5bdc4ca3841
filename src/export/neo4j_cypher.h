#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "export/records.h"

namespace entente::internal {

// What the folder for Neo4j and the loader have in common (Neo4j 5, Cypher 5). Every record is a node; an edge is a
// relationship between its actors as well, of the same id. Nodes and relationships carry the hash of the load they are of.

/// "SANCTIONS"; "NOT_SANCTIONS" for a denial, so that nobody takes it for the deed.
[[nodiscard]] std::string neo4j_type(std::string_view relation, Polarity polarity);
/// The types of the graph's facts, sorted.
[[nodiscard]] std::vector<std::string> neo4j_types(const KnowledgeGraph& graph);

/// One statement a record type, which makes ids unique.
[[nodiscard]] std::vector<std::string> neo4j_constraints();

/// A connection between two sorts of node that follows from a field: ("edge", "subject_id") is (:Fact)-[:SUBJECT]->(:Entity).
struct Neo4jLink { RecordKind from; std::string_view field; RecordKind to; std::string_view type; };
[[nodiscard]] std::vector<Neo4jLink> neo4j_links();

/// The value of a field as Cypher takes it from the text `expression`: "toInteger(row[5])".
[[nodiscard]] std::string neo4j_value(const Field& field, std::string_view expression);
/// Statements that remove what an earlier load left: of another hash. The deletion stands between `before` and `after`.
[[nodiscard]] std::vector<std::string> neo4j_removals(std::string_view hash, std::string_view before, std::string_view after);

}  // namespace entente::internal
