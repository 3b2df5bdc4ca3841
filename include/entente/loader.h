#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "entente/graph.h"
#include "entente/result.h"

namespace entente {

struct LoadOptions {
  std::string iri_base = "https://w3id.org/entente/";  ///< Where the IRIs in a SPARQL store live.
};

/// What a database holds after a load, and which one: its URL without any password.
struct LoadReport {
  std::string place;
  std::size_t actors = 0, articles = 0, facts = 0, mentions = 0;
};

/// Makes a running database hold the graph and nothing else of entente's; a second time changes nothing. All or, on error, none.
///   postgresql://[NAME[:PASSWORD]@]HOST[:PORT]/DATABASE   into the tables of the schema entente
///   neo4j://[NAME[:PASSWORD]@]HOST[:PORT][/DATABASE]      by HTTP, port 7474; neo4j+s:// by HTTPS, port 7473
///   http://… or https://…                                 a SPARQL Graph Store; into the graph that ?graph=IRI names, else
///                                                         one of `iri_base`
/// Errors: Syntax for a URL that is none of these; Unsupported if this build cannot speak to it; Io with the cure if it
/// cannot be reached, lets nobody in or fails. No message holds a password.
[[nodiscard]] Result<LoadReport> load_into(std::string_view url, const KnowledgeGraph& graph, const LoadOptions& options = {});

/// The beginnings of URLs that this build can load to, sorted: "http://" and so on.
[[nodiscard]] std::vector<std::string_view> load_schemes();

/// `url` with *** for its password.
[[nodiscard]] std::string without_password(std::string_view url);

}  // namespace entente
