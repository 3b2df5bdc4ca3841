// SPARQL 1.1 Graph Store HTTP Protocol, 5.3: PUT replaces one graph as a whole.
#include <sstream>

#include "base/try.h"
#include "entente/exporter.h"
#include "load/http.h"
#include "load/loaders.h"

namespace entente::internal {

namespace {

/// Whether the URL says itself which graph is meant.
bool names_graph(const Url& url) {
  for (const std::string_view name : {"?graph=", "&graph=", "?default", "&default"})
    if (url.query.find(name) != std::string::npos) return true;
  return false;
}

std::string address_of(const Url& url, const LoadOptions& options) {
  const std::string address = url.scheme + "://" + url.host + (url.port.empty() ? "" : ":" + url.port) + (url.path.empty() ? "/" : url.path) + url.query;
  if (names_graph(url)) return address;
  return address + (url.query.empty() ? "?" : "&") + "graph=" + percent_encoded(options.iri_base + "graph");
}

constexpr std::string_view kCure = "is this the address of its Graph Store? Fuseki has it at /NAME/data, Oxigraph at /store, GraphDB at /repositories/NAME/rdf-graphs/service";

}  // namespace

Result<void> load_sparql(const Url& url, const KnowledgeGraph& graph, const LoadOptions& options) {
  const ExporterRegistry registry = ExporterRegistry::with_builtins();
  ExportOptions settings;
  settings.iri_base = options.iri_base;
  std::ostringstream turtle;
  ENTENTE_TRY(registry.find("turtle")->write(graph, turtle, settings));
  const std::string body = std::move(turtle).str();
  const Result<HttpAnswer> answer = send({"PUT", address_of(url, options), {"Content-Type: text/turtle; charset=utf-8", "Expect:"}, body}, url);
  if (!answer) return std::unexpected(answer.error());
  if (answer->status >= 200 && answer->status < 300) return {};
  return std::unexpected(http_error(*answer, url, answer->status >= 500 ? "" : kCure));
}

}  // namespace entente::internal
