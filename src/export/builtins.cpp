#include "export/builtins.h"

#include <algorithm>
#include <cassert>
#include <string>

namespace entente {

ExporterRegistry ExporterRegistry::with_builtins() {
  ExporterRegistry registry;
  for (const auto& make : {internal::csv_exporter, internal::dot_exporter, internal::events_exporter, internal::gexf_exporter, internal::graphml_exporter,
                           internal::html_exporter, internal::jsonld_exporter, internal::neo4j_exporter, internal::nquads_exporter, internal::postgres_exporter,
                           internal::sqlite_exporter, internal::turtle_exporter}) {
    [[maybe_unused]] const Result<void> added = registry.add(make());
    assert(added);
  }
  return registry;
}

Result<void> ExporterRegistry::add(std::unique_ptr<const Exporter> exporter) {
  const std::string_view name = exporter->info().name;
  const auto place = std::ranges::lower_bound(exporters_, name, {}, [](const auto& other) { return other->info().name; });
  if (place != exporters_.end() && (*place)->info().name == name)
    return std::unexpected(Error{ErrorCode::Conflict, "there is an export format '" + std::string(name) + "' already", {}});
  exporters_.insert(place, std::move(exporter));
  return {};
}

const Exporter* ExporterRegistry::find(std::string_view name) const noexcept {
  const auto found = std::ranges::find(exporters_, name, [](const auto& exporter) { return exporter->info().name; });
  return found == exporters_.end() ? nullptr : found->get();
}

std::vector<FormatInfo> ExporterRegistry::formats() const {
  std::vector<FormatInfo> formats;
  for (const auto& exporter : exporters_) formats.push_back(exporter->info());
  return formats;
}

}  // namespace entente
