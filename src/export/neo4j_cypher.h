#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "export/records.h"

namespace entente::internal {

// What the folder for Neo4j and the loader have in common (Neo4j 5, Cypher 5). Every record is a node; an edge is a
// relationship between its actors as well, of the same id. Nodes and relationships carry the hash of the load they are of.

/// "SANCTIONS"; "NOT_SANCTIONS" for a denial, so that nobody takes it for the deed.
[[nodiscard]] std::string neo4j_type(std::string_view relation, Polarity polarity);

/// One statement a record type, which makes ids unique.
[[nodiscard]] std::vector<std::string> neo4j_constraints();

/// The rows of one sort of node or relationship: where they go and what makes them.
struct Neo4jPart {
  std::string name;           ///< Of its file, without the extension.
  std::string header;         ///< The columns as the import program takes them, with the line's end.
  std::string header_name;    ///< Of the header's file, which several parts may share.
  std::string import_option;  ///< "--nodes=Entity"
  std::string clause;         ///< Cypher that merges one row: row[0], row[1] …
  std::function<void(const std::function<void(const Record&)>&)> rows;  ///< Gives all; valid as long as the graph.
};
/// All parts, in an order in which relationships come after their ends. `hash` goes into the last column.
[[nodiscard]] std::vector<Neo4jPart> neo4j_parts(const KnowledgeGraph& graph, const std::string& hash);

/// Statements that remove what an earlier load left: of another hash. The deletion stands between `before` and `after`.
[[nodiscard]] std::vector<std::string> neo4j_removals(std::string_view hash, std::string_view before, std::string_view after);

}  // namespace entente::internal
