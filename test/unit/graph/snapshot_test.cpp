#include "graph/snapshot.h"

#include <doctest/doctest.h>

#include <xxhash.h>

#include <cstddef>
#include <cstring>
#include <fstream>
#include <iterator>
#include <random>

#include "graph/graph_impl.h"
#include "graph/snapshot_format.h"
#include "support/graph_text.h"
#include "support/graphs.h"

using namespace entente;
using namespace entente::test;
using internal::read_snapshot;
using internal::SnapshotKey;
using internal::write_snapshot;

namespace {

constexpr SnapshotKey kKey{{1, 2}, 3, 4};

std::string bytes_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}
void write_bytes(const std::filesystem::path& file, std::string_view bytes) {
  std::filesystem::remove(file);  // what has mapped the old one keeps it
  std::ofstream(file, std::ios::binary) << bytes;
}

ErrorCode refusal(const std::filesystem::path& file, const SnapshotKey& key = kKey) {
  const auto read = read_snapshot(file, key, graph_catalogue(), Ends::Actors);
  return read ? ErrorCode::Internal : read.error().code;
}

/// A graph and its snapshot.
struct Written {
  explicit Written(std::uint64_t seed, std::size_t count = 300) : graph(graph_of(random_statements(seed, count))), states(internal::rolled_up(graph)) {
    REQUIRE(write_snapshot(file(), kKey, graph, states));
  }
  [[nodiscard]] std::filesystem::path file() const { return folder.file("graph"); }

  ScratchFolder folder{"snapshot"};
  KnowledgeGraph graph, states;
};

}  // namespace

TEST_CASE("a mapped graph is the graph that was written") {
  for (const std::uint64_t seed : {1U, 2U, 3U}) {
    const Written written(seed);
    for (const auto* graph : {&written.graph, &written.states}) {
      const auto mapped = read_snapshot(written.file(), kKey, graph_catalogue(), graph->ends());
      REQUIRE_MESSAGE(mapped, to_string(mapped.error()));
      CHECK(text_of(*mapped) == text_of(*graph));
      for (const Fact* fact : graph->facts()) CHECK(mapped->find(fact->triple, fact->polarity)->id() == fact->id());
      CHECK(mapped->find({EntityKey("state/none"), RelationKey("attacks"), EntityKey("state/usa")}) == nullptr);
    }
  }
}

TEST_CASE("an empty graph has a snapshot too") {
  const Written written(1, 0);
  const auto mapped = read_snapshot(written.file(), kKey, graph_catalogue(), Ends::Actors);
  REQUIRE_MESSAGE(mapped, to_string(mapped.error()));
  CHECK(mapped->facts().empty());
}

TEST_CASE("a mapped graph can be merged into, and the file stays as it is") {
  const Written written(4);
  const std::string before = bytes_of(written.file());
  auto mapped = read_snapshot(written.file(), kKey, graph_catalogue(), Ends::Actors);
  REQUIRE(mapped);
  const std::vector<Statement> more = random_statements(5, 200);
  std::vector<Statement> all = random_statements(4, 300);
  all.insert(all.end(), more.begin(), more.end());
  REQUIRE(mapped->merge(more));
  CHECK(text_of(*mapped) == text_of(graph_of(all)));
  CHECK(bytes_of(written.file()) == before);
}

TEST_CASE("the same graph gives the same snapshot") {
  const Written written(6), again(6);
  CHECK(bytes_of(written.file()) == bytes_of(again.file()));
}

TEST_CASE("a snapshot of something else is refused") {
  const Written written(7);
  CHECK(refusal(written.file(), {{1, 9}, 3, 4}) == ErrorCode::Conflict);
  CHECK(refusal(written.file(), {{1, 2}, 9, 4}) == ErrorCode::Conflict);
  CHECK(refusal(written.file(), {{1, 2}, 3, 9}) == ErrorCode::Conflict);
  CHECK(refusal(written.folder.file("missing")) == ErrorCode::NotFound);
}

TEST_CASE("a damaged or cut snapshot is never believed") {
  const Written written(8);
  const std::string whole = bytes_of(written.file()), right = text_of(written.graph);
  std::mt19937_64 random(8);
  for (int round = 0; round < 300; ++round) {
    std::string damaged = whole;
    const std::size_t at = random() % damaged.size();
    if (round % 3 == 0) damaged.resize(at);
    else damaged[at] = static_cast<char>(damaged[at] ^ static_cast<char>(1 + random() % 255));
    INFO("round " << round << ", byte " << at);
    write_bytes(written.file(), damaged);
    // What belongs to the other form of the graph, and the room between sections, may differ.
    if (const auto read = read_snapshot(written.file(), kKey, graph_catalogue(), Ends::Actors)) CHECK(text_of(*read) == right);
  }
  for (const std::string_view bytes : {std::string_view(), std::string_view("entente"), std::string_view(whole).substr(0, 700)}) {
    write_bytes(written.file(), bytes);
    CHECK(refusal(written.file()) == ErrorCode::Corrupt);
  }
}

namespace {

/// `bytes` with another byte at `at` of a section, and the check sums that go with it.
std::string changed(std::string bytes, internal::Section section, std::size_t at, char value) {
  internal::SnapshotHeader header;
  std::memcpy(&header, bytes.data(), sizeof header);
  internal::SectionEntry& entry = header.sections[static_cast<std::size_t>(section)];
  REQUIRE(at < entry.bytes);
  bytes[entry.offset + at] = value;
  entry.checksum = XXH3_64bits(bytes.data() + entry.offset, entry.bytes);
  header.checksum = XXH3_64bits(&header, offsetof(internal::SnapshotHeader, checksum));
  std::memcpy(bytes.data(), &header, sizeof header);
  return bytes;
}

}  // namespace

TEST_CASE("a snapshot whose values cannot be is refused though its check sums are right") {
  using internal::Section;
  const Written written(9);
  const std::string whole = bytes_of(written.file());
  const auto refused = [&](Section section, std::size_t at, char value) {
    write_bytes(written.file(), changed(whole, section, at, value));
    return refusal(written.file()) == ErrorCode::Corrupt;
  };
  CHECK(refused(Section::Rows, offsetof(internal::StatementRow, polarity), 7));
  CHECK(refused(Section::Rows, offsetof(internal::StatementRow, modality), 7));
  CHECK(refused(Section::Rows, offsetof(internal::StatementRow, confidence) + 7, '\x7F'));
  CHECK(refused(Section::Rows, offsetof(internal::StatementRow, last), '\x7F'));
  CHECK(refused(Section::Relations, 0, 0));  // the empty text names no relation
  CHECK(refused(Section::ActorFacts, offsetof(internal::FactRow, confidence) + 7, '\x7F'));
  CHECK(refused(Section::ActorFacts, offsetof(internal::FactRow, slot) + offsetof(internal::FactSlot, polarity), 7));
}
