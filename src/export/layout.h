#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace entente::internal {

struct Place { double x = 0, y = 0; };
/// Something between two nodes that pulls them together.
struct Bond { std::uint32_t first = 0, second = 0; double strength = 1; };

/// A place for every node: those with bonds close, none upon another, the middle of all at (0, 0), half the longer side
/// kLayoutExtent. `radii` says how much room each node needs, in the same unit. The same input gives the same bits on every
/// machine, as only operations that IEEE 754 rounds exactly take part.
/// Requires: bonds between nodes that `radii` has. Cost: some seconds for 5,000 nodes and 20,000 bonds.
[[nodiscard]] std::vector<Place> lay_out(std::span<const double> radii, std::span<const Bond> bonds);

inline constexpr double kLayoutExtent = 1000;

}  // namespace entente::internal
