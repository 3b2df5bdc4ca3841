#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>

#include "entente/graph.h"
#include "entente/result.h"

namespace entente::internal {

// A snapshot is a file beside a graph file that holds the graph as it lies in memory, so that it can be mapped instead of
// made anew. Nothing is lost with it, and nothing in it is believed that its check sums and its key do not bear out.

/// What a snapshot was made of. Two are equal only if the same statements and catalogue give them.
struct SnapshotKey {
  std::array<std::uint64_t, 2> revision{};  ///< Of the statements.
  std::uint64_t file = 0;                   ///< Of the file that holds them.
  std::uint64_t catalogue = 0;              ///< See fingerprint().
  bool operator==(const SnapshotKey&) const = default;
};

/// A hash of all in a catalogue that graphs depend on.
[[nodiscard]] std::uint64_t fingerprint(const Catalogue& catalogue);

/// Writes the graph of all statements and its rolled-up form, which share one table. Readers see the old file or the
/// whole new one. Errors: Io; Conflict if another program is just writing it.
[[nodiscard]] Result<void> write_snapshot(const std::filesystem::path& file, const SnapshotKey& key, const KnowledgeGraph& actors, const KnowledgeGraph& states);

/// The graph of a snapshot, mapped. Errors: NotFound; Io; Corrupt; Unsupported for another version or machine; Conflict if
/// it was made of something else.
[[nodiscard]] Result<KnowledgeGraph> read_snapshot(const std::filesystem::path& file, const SnapshotKey& key, std::shared_ptr<const Catalogue> catalogue, Ends ends);

}  // namespace entente::internal
