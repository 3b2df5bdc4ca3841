#include "base/text.h"
#include "entente/query.h"
#include "fuzz.h"
#include "support/statements.h"

namespace entente::fuzz {

namespace {

constexpr std::size_t kMostSteps = 100'000;

const KnowledgeGraph& graph() {
  static const KnowledgeGraph kGraph = [] {
    KnowledgeGraph made(test::graph_catalogue());
    (void)must(made.merge(test::random_statements(1, 200)));
    return made;
  }();
  return kGraph;
}

}  // namespace

/// The first line is a pattern, the others are names for filters.
void run_pattern(std::string_view bytes) {
  const std::vector<std::string_view> lines = internal::split(bytes, '\n');
  const auto pattern = parse_pattern(lines.front(), graph());
  if (!pattern) expect_told(pattern.error());
  else if (const auto found = answers(*pattern, graph(), std::nullopt, kMostSteps); !found) expect_told(found.error());
  (void)actors_named(lines.front(), graph());
  Filters filters;
  for (std::size_t i = 1; i < lines.size(); ++i)
    for (auto* list : {&filters.relations, &filters.actors, &filters.said_by})
      if (i % 3 == static_cast<std::size_t>(list == &filters.actors) + 2 * static_cast<std::size_t>(list == &filters.said_by)) list->emplace_back(lines[i]);
  if (const auto filtered = filter(graph(), filters); !filtered) expect_told(filtered.error());
}

}  // namespace entente::fuzz
