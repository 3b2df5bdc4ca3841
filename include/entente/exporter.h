#pragma once

#include <cstddef>
#include <functional>
#include <iosfwd>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "entente/graph.h"
#include "entente/result.h"

namespace entente {

/// Views of string literals. A format that is a folder has several files.
struct FormatInfo { std::string_view name, media_type, extension, description; bool keeps_provenance = false, is_folder = false; };

/// What readers want to know of an article beside its key.
struct ArticleNote { std::string title, url; };

/// What a writer may be asked for. Behaviour: all of these change the output.
struct ExportOptions {
  std::string iri_base = "https://w3id.org/entente/";  ///< Where the IRIs of RDF formats live.
  unsigned evidence = 0;                               ///< GraphML, GEXF, CSV, DOT: sentences of evidence an edge carries.
  std::size_t max_edges = 60;                          ///< DOT: only the strongest facts are drawn; 0 draws all.
  std::map<ArticleKey, ArticleNote> articles{};        ///< HTML: titles and links of the evidence, where they are known.
};

/// Takes one file after another of a format that is a folder: its name, and all that it holds.
using FileSink = std::function<Result<void>(std::string_view name, std::string_view content)>;

/// Writes a graph in one format.
class Exporter {
 public:
  virtual ~Exporter() = default;
  [[nodiscard]] virtual FormatInfo info() const noexcept = 0;
  /// Same graph, same bytes. A folder is written as a tar archive of its files. Errors: Io if `out` fails, seen after the last flush.
  [[nodiscard]] virtual Result<void> write(const KnowledgeGraph& graph, std::ostream& out,
                                           const ExportOptions& options) const = 0;
  /// The files of a folder, always in the same order; of another format one, named "graph" and its extension. Errors: those of `sink`.
  [[nodiscard]] virtual Result<void> write_files(const KnowledgeGraph& graph, const FileSink& sink, const ExportOptions& options) const;
};

/// The formats by name. Movable, not copyable.
class ExporterRegistry {
 public:
  static ExporterRegistry with_builtins();
  [[nodiscard]] Result<void> add(std::unique_ptr<const Exporter> exporter);  ///< Errors: Conflict on its name.
  [[nodiscard]] const Exporter* find(std::string_view name) const noexcept;  ///< Null if unknown.
  [[nodiscard]] std::vector<FormatInfo> formats() const;                     ///< Sorted by name.

 private:
  std::vector<std::unique_ptr<const Exporter>> exporters_;
};

/// The header line of event data as conflict researchers know it, tab-separated, without the line's end.
[[nodiscard]] std::string events_header();
/// The statement as a row under events_header(): its PLOVER class after its modality (a cooperative act that is planned
/// is AGREE, a hostile one THREATEN, one that is wanted REQUEST), the relation as its mode, sectors as PLOVER has them.
/// None if its relation is a standing one or has no class.
[[nodiscard]] std::optional<std::string> to_event_row(const StatementView& statement, const Catalogue& catalogue);

}  // namespace entente
