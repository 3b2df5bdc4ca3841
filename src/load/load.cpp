#include <algorithm>

#include "base/text.h"
#include "base/try.h"
#include "export/records.h"
#include "load/loaders.h"

namespace entente {

namespace {

Result<void> load(std::string_view text, const internal::Url& url, const KnowledgeGraph& graph, const LoadOptions& options) {
  if (url.scheme == "postgresql" || url.scheme == "postgres") return internal::load_postgres(text, url, graph);
  if (url.host.empty()) return std::unexpected(Error{ErrorCode::Syntax, "'" + internal::shown(url) + "' names no host", {}});
  if (url.scheme == "neo4j" || url.scheme == "neo4j+s") return internal::load_neo4j(url, graph);
  if (url.scheme == "http" || url.scheme == "https") return internal::load_sparql(url, graph, options);
  const std::vector<std::string_view> schemes = load_schemes();
  std::string list;
  for (const std::string_view scheme : schemes) list += (list.empty() ? " " : ", ") + std::string(scheme);
  return std::unexpected(Error{ErrorCode::Syntax, "cannot load to '" + url.scheme + "://'; there are" + list + internal::did_you_mean(url.scheme + "://", schemes), {}});
}

std::size_t count(const KnowledgeGraph& graph, internal::RecordKind kind) {
  std::size_t number = 0;
  internal::each_record(graph, kind, [&number](const internal::Record&) { ++number; });
  return number;
}

}  // namespace

std::vector<std::string_view> load_schemes() { return {"http://", "https://", "neo4j+s://", "neo4j://", "postgresql://"}; }

Result<LoadReport> load_into(std::string_view text, const KnowledgeGraph& graph, const LoadOptions& options) {
  const Result<internal::Url> url = internal::parse_url(text);
  if (!url) return std::unexpected(url.error());
  if (const Result<void> loaded = load(text, *url, graph, options); !loaded) {
    Error error = loaded.error();
    error.message = internal::hide_secret(std::move(error.message), text, *url);
    return std::unexpected(std::move(error));
  }
  using internal::RecordKind;
  return LoadReport{internal::shown(*url), count(graph, RecordKind::Entity), count(graph, RecordKind::Article), count(graph, RecordKind::Edge), count(graph, RecordKind::Mention)};
}

}  // namespace entente
