#include <unistd.h>

#include <filesystem>

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

Result<void> write_file(const Exporter& exporter, const KnowledgeGraph& graph, const std::string& name, const ExportOptions& settings) {
  auto output = Output::open(name);
  if (!output) return std::unexpected(output.error());
  ENTENTE_TRY(exporter.write(graph, output->stream(), settings));
  return output->finish();
}

/// Every file of the format into a folder, which is made if it is missing; other files there are left alone.
Result<void> write_folder(const Exporter& exporter, const KnowledgeGraph& graph, const std::string& name, const ExportOptions& settings) {
  const std::string format(exporter.info().name);
  if (name == "-") return std::unexpected(Error{ErrorCode::Syntax, format + " is a folder of files; name it with -o DIR, or take it as an archive with -o FILE.tar", {}});
  std::error_code failure;
  std::filesystem::create_directories(name, failure);
  if (failure) return std::unexpected(Error{ErrorCode::Io, "cannot make this folder: " + failure.message() + "; " + format + " is a folder of files", {name}});
  return exporter.write_files(graph, [&name](std::string_view file, std::string_view content) -> Result<void> {
    auto output = Output::open((std::filesystem::path(name) / file).string());
    if (!output) return std::unexpected(output.error());
    output->stream() << content;
    return output->finish();
  }, settings);
}

/// The one format that shows titles and links.
Result<void> note_articles(const Store& store, ExportOptions& settings) {
  const auto articles = store.articles();
  if (!articles) return std::unexpected(articles.error());
  for (const ArticleRecord& article : *articles) settings.articles[article.key] = {article.title, article.url};
  return {};
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
  ExportOptions settings;
  if (!options.iri_base.empty()) settings.iri_base = options.iri_base;
  settings.evidence = Options::given(options.evidence, 0);
  if (exporter->info().name == "html") ENTENTE_TRY(note_articles(loaded->store, settings));
  const bool as_archive = options.output.ends_with(".tar") || (options.output == "-" && !isatty(STDOUT_FILENO));
  ENTENTE_TRY(exporter->info().is_folder && !as_archive ? write_folder(*exporter, graph, options.output, settings) : write_file(*exporter, graph, options.output, settings));
  return graph.facts().empty() ? Exit::Nothing : Exit::Done;
}

}  // namespace entente::internal
