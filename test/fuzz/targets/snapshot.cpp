#include "graph/snapshot.h"

#include <xxhash.h>

#include <cstddef>
#include <cstring>

#include "fuzz.h"
#include "graph/graph_impl.h"
#include "graph/snapshot_format.h"
#include "support/graph_text.h"
#include "support/statements.h"

namespace entente::fuzz {

namespace {

using internal::SnapshotHeader;
using internal::SnapshotKey;

constexpr SnapshotKey kKey{{1, 2}, 3, 4};

KnowledgeGraph graph_of(std::uint64_t seed, std::size_t count) {
  KnowledgeGraph graph(test::graph_catalogue());
  (void)must(graph.merge(test::random_statements(seed, count)));
  return graph;
}

/// The bytes with a head that names them a snapshot, and with the check sums of what they hold.
std::string mended(std::string bytes) {
  if (bytes.size() < sizeof(SnapshotHeader)) return bytes;
  SnapshotHeader header;
  std::memcpy(&header, bytes.data(), sizeof header);
  internal::kSnapshotMagic.copy(header.magic.data(), header.magic.size());
  header.version = internal::kSnapshotVersion;
  header.byte_order = internal::kByteOrder;
  header.key = kKey;
  for (internal::SectionEntry& entry : header.sections)
    if (entry.offset <= bytes.size() && entry.bytes <= bytes.size() - entry.offset) entry.checksum = XXH3_64bits(bytes.data() + entry.offset, entry.bytes);
  header.checksum = XXH3_64bits(&header, offsetof(SnapshotHeader, checksum));
  std::memcpy(bytes.data(), &header, sizeof header);
  return bytes;
}

}  // namespace

std::vector<std::string> snapshot_seeds() {
  std::vector<std::string> seeds;
  for (const std::size_t count : {0, 1, 6}) {
    const KnowledgeGraph graph = graph_of(count, count);
    const auto file = scratch() / "seed-graph";
    must(internal::write_snapshot(file, kKey, graph, internal::rolled_up(graph)));
    seeds.push_back(slurp(file));
  }
  return seeds;
}

/// A snapshot whose check sums were mended: what it says may be wrong, but nobody looks beyond its end.
void run_snapshot(std::string_view bytes) {
  const auto file = write("graph", mended(std::string(bytes)));
  for (const Ends ends : {Ends::Actors, Ends::States}) {
    auto graph = internal::read_snapshot(file, kKey, test::graph_catalogue(), ends);
    if (!graph) { expect_told(graph.error()); continue; }
    (void)test::text_of(*graph);
    for (const Fact* fact : graph->facts()) (void)graph->find(fact->triple, fact->polarity);
    (void)graph->merge(test::random_statements(9, 3));
  }
}

}  // namespace entente::fuzz
