#include "base/text.h"
#include "base/try.h"
#include "cli/commands.h"
#include "cli/filtered_graph.h"
#include "cli/output.h"
#include "entente/exporter.h"

namespace entente::internal {

namespace {

Error unknown_format(const std::string& name, const std::vector<FormatInfo>& formats) {
  std::vector<std::string_view> names;
  std::string list;
  for (const FormatInfo& format : formats) {
    names.push_back(format.name);
    list += (list.empty() ? " " : ", ") + std::string(format.name);
  }
  if (name.empty()) return {ErrorCode::Syntax, "no format; name one with --format:" + list, {}};
  return {ErrorCode::Syntax, "--format: unknown format '" + name + "'" + did_you_mean(name, names) + "; there are" + list, {}};
}

}  // namespace

Result<Exit> run_export(const Options& options) {
  const ExporterRegistry registry = ExporterRegistry::with_builtins();
  const Exporter* exporter = registry.find(options.format);
  if (!exporter) return std::unexpected(unknown_format(options.format, registry.formats()));
  auto catalogue = load_catalogue(options);
  if (!catalogue) return std::unexpected(catalogue.error());
  const auto loaded = load_filtered(options, *catalogue, options.as_states ? Ends::States : Ends::Actors);
  if (!loaded) return std::unexpected(loaded.error());
  const KnowledgeGraph& graph = loaded->graph;
  auto output = Output::open(options.output);
  if (!output) return std::unexpected(output.error());
  ExportOptions settings;
  if (!options.iri_base.empty()) settings.iri_base = options.iri_base;
  settings.evidence = Options::given(options.evidence, 0);
  ENTENTE_TRY(exporter->write(graph, output->stream(), settings));
  ENTENTE_TRY(output->finish());
  return graph.facts().empty() ? Exit::Nothing : Exit::Done;
}

}  // namespace entente::internal
