#pragma once

#include <ostream>
#include <string>
#include <vector>

#include "entente/graph.h"

namespace entente::internal {

/// How facts are laid out for people.
struct TableStyle {
  bool colour = false;
  std::size_t width = 100;
  unsigned evidence = 1;  ///< Sentences under each fact.
};

/// Prints facts as aligned rows: subject, relation, object, support, days, confidence; evidence below each.
void print_facts(std::ostream& out, const KnowledgeGraph& graph, const std::vector<const Fact*>& facts, const TableStyle& style);

/// The facts by support, then confidence, then triple, the strongest first.
[[nodiscard]] std::vector<const Fact*> strongest_first(std::vector<const Fact*> facts);

/// "2005-11-25", "2005-11" for a whole month, "2005" for a whole year, else "first – last"; empty for none.
[[nodiscard]] std::string short_days(const std::optional<DateSpan>& days);

/// The number of columns that `text` takes on a terminal.
[[nodiscard]] std::size_t columns_of(std::string_view text);

}  // namespace entente::internal
