#pragma once

#include <ostream>
#include <string>
#include <vector>

#include "cli/filtered_graph.h"
#include "entente/graph.h"

namespace entente::internal {

/// How facts are laid out for people.
struct TableStyle {
  bool colour = false;
  std::size_t width = 100;
  unsigned evidence = 1;               ///< Sentences under each fact.
  const Store* store = nullptr;        ///< For the titles of the evidence; without it keys stand there.
  bool header = true;                  ///< The names of the columns.
  std::string indent{};                ///< Before every line.
};

/// Prints facts as aligned rows: subject, relation, object, support, days, confidence; evidence below each.
void print_facts(std::ostream& out, const KnowledgeGraph& graph, const std::vector<const Fact*>& facts, const TableStyle& style);

/// The facts by support, then confidence, then triple, the strongest first.
[[nodiscard]] std::vector<const Fact*> strongest_first(std::vector<const Fact*> facts);

/// "2005-11-25", "2005-11" for a whole month, "2005" for a whole year, else "first – last"; empty for none.
[[nodiscard]] std::string short_days(const std::optional<DateSpan>& days);

/// The label of a node, harmless to a terminal; its key if the graph has no such node.
[[nodiscard]] std::string label_of(const KnowledgeGraph& graph, const EntityKey& key);

/// "“sentence” – title, day": the words that a statement rests on and where they stand, at most `width` columns.
[[nodiscard]] std::string evidence_line(const StatementView& statement, const Store* store, std::size_t width);

/// Red for conflict, green for cooperation, none for neither or for a null.
[[nodiscard]] std::string_view colour_of(const RelationType* relation);

}  // namespace entente::internal
