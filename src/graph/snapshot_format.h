#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "graph/snapshot.h"

namespace entente::internal {

// How a snapshot lies on disk: a header, then the sections in this order, each from a multiple of kAlignment on.

inline constexpr std::string_view kSnapshotMagic = "entente graph\r\n\x1A";  ///< 16 bytes, as text mode would damage them.
inline constexpr std::uint32_t kSnapshotVersion = 2;      ///< Raise it whenever a row or its meaning changes.
inline constexpr std::uint32_t kByteOrder = 0x01020304;
inline constexpr std::uint64_t kAlignment = 64;

enum class Section : std::uint8_t {
  TextPlaces, TextBytes, Relations, Whos, Articles, Sentences, Sources, Places, Rows,
  ActorTextPlaces, ActorTextBytes, ActorNodes, ActorFacts, ActorEvidence, ActorNamed,
  StateTextPlaces, StateTextBytes, StateNodes, StateFacts, StateEvidence, StateNamed };
inline constexpr std::size_t kSections = 21;

/// The same section of the other form of the graph; `section` names that of the actors.
[[nodiscard]] constexpr Section of_ends(Section section, Ends ends) {
  constexpr int kPerForm = 6;
  return static_cast<Section>(static_cast<int>(section) + (ends == Ends::States ? kPerForm : 0));
}

struct SectionEntry { std::uint64_t offset = 0, bytes = 0, checksum = 0; };

struct SnapshotHeader {
  std::array<char, 16> magic{};
  std::uint32_t version = kSnapshotVersion, byte_order = kByteOrder;
  SnapshotKey key;
  std::array<SectionEntry, kSections> sections;
  std::uint64_t checksum = 0;  ///< Of all before it.
};

}  // namespace entente::internal
