#pragma once

#include <filesystem>
#include <memory>
#include <optional>

#include "entente/graph.h"
#include "entente/result.h"
#include "graph/graph_impl.h"
#include "graph/snapshot.h"
#include "store/database.h"
#include "store/revision.h"

namespace entente::internal {

/// What the file says its statements are; nullopt if it does not, or cannot be read.
[[nodiscard]] std::optional<Revision> revision_of(const Database& database);

/// The graph that is kept beside a graph file. While it lives, the file is read as it was when it was made.
class GraphSnapshot {
 public:
  GraphSnapshot(const Database& database, const Catalogue& catalogue);
  GraphSnapshot(const GraphSnapshot&) = delete;
  GraphSnapshot& operator=(const GraphSnapshot&) = delete;

  /// Whether there are so many statements that their graph is worth keeping, and the file can tell what it holds. Errors: Io, Corrupt.
  [[nodiscard]] Result<bool> is_worth_keeping() const;
  /// Errors: those of read_snapshot(); NotFound if there can be none.
  [[nodiscard]] Result<KnowledgeGraph> read(std::shared_ptr<const Catalogue> catalogue, Ends ends) const;
  [[nodiscard]] Result<void> write(const KnowledgeGraph& actors, const KnowledgeGraph& states) const;

 private:
  const Database& database_;
  ReadTransaction transaction_;
  std::filesystem::path file_;
  std::optional<SnapshotKey> key_;
};

}  // namespace entente::internal
