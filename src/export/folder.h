#pragma once

#include "entente/exporter.h"

namespace entente::internal {

/// A format of several files.
class FolderExporter : public Exporter {
 public:
  /// The files as a tar archive (POSIX.1-1988, ustar), all of 1970 and of nobody, so that same files give same bytes.
  [[nodiscard]] Result<void> write(const KnowledgeGraph& graph, std::ostream& out, const ExportOptions& options) const final;
  [[nodiscard]] Result<void> write_files(const KnowledgeGraph& graph, const FileSink& sink, const ExportOptions& options) const override = 0;
};

}  // namespace entente::internal
