// The forces of ForceAtlas2 (Jacomy and others, 2014): every node pushes every other away in proportion to what both are
// bonded with, bonds pull, and a gravity keeps the parts together. Far nodes push as one (Barnes and Hut, 1986). A node moves
// no further in a step than its temperature lets it, which falls to nothing.
#include "export/layout.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <map>

namespace entente::internal {

namespace {

constexpr double kRepulsion = 900, kGravity = 0.02, kPull = 6, kFarEnough = 1.1, kTooClose = 1e-6;
constexpr std::size_t kWork = 400000, kManySteps = 900, kFewSteps = 100, kMaxDepth = 40;

/// A square of the plane with the weight of all nodes in it.
struct Cell {
  double left = 0, top = 0, side = 0;
  double weight = 0, x = 0, y = 0;  ///< Sum of the weights, and their centre once settled.
  std::int32_t children = -1;       ///< Index of the first of four; none if negative.
  std::int32_t node = -1;           ///< The only node in it; none if negative.
};

class QuadTree {
 public:
  QuadTree(const std::vector<Place>& places, const std::vector<double>& weights) : places_(places), weights_(weights) {
    Place low = places[0], high = places[0];
    for (const Place& p : places) {
      low = {std::min(low.x, p.x), std::min(low.y, p.y)};
      high = {std::max(high.x, p.x), std::max(high.y, p.y)};
    }
    cells_.reserve(places.size() * 4);
    cells_.push_back({low.x, low.y, std::max({high.x - low.x, high.y - low.y, 1.0}) * 1.001});
    for (std::uint32_t node = 0; node < places.size(); ++node) insert(node);
    for (Cell& cell : cells_) {
      if (cell.weight == 0) continue;
      cell.x /= cell.weight;
      cell.y /= cell.weight;
    }
  }

  /// The push of all others on `node`.
  Place push_on(std::uint32_t node) {
    const Place at = places_[node];
    Place force;
    stack_.assign(1, 0);
    while (!stack_.empty()) {
      const Cell& cell = cells_[static_cast<std::size_t>(stack_.back())];
      stack_.pop_back();
      if (cell.weight == 0 || cell.node == static_cast<std::int32_t>(node)) continue;
      const double dx = at.x - cell.x, dy = at.y - cell.y, square = std::max(dx * dx + dy * dy, kTooClose);
      if (cell.children >= 0 && cell.side * cell.side * kFarEnough > square) {
        for (std::int32_t child = cell.children; child < cell.children + 4; ++child) stack_.push_back(child);
        continue;
      }
      const double push = kRepulsion * weights_[node] * cell.weight / square;
      force.x += dx * push;
      force.y += dy * push;
    }
    return force;
  }

 private:
  void insert(std::uint32_t node) {
    std::size_t at = 0;
    for (std::size_t depth = 0;; ++depth) {
      const bool was_empty = cells_[at].weight == 0;
      add_weight(cells_[at], node);
      if (was_empty && cells_[at].children < 0) { cells_[at].node = static_cast<std::int32_t>(node); return; }
      if (cells_[at].children < 0) {
        if (depth == kMaxDepth) { cells_[at].node = -1; return; }  // nodes upon each other share a cell
        divide(at);
      }
      at = child_for(at, places_[node]);
    }
  }
  void add_weight(Cell& cell, std::uint32_t node) {
    cell.weight += weights_[node];
    cell.x += weights_[node] * places_[node].x;
    cell.y += weights_[node] * places_[node].y;
  }
  void divide(std::size_t at) {
    const Cell parent = cells_[at];
    const double half = parent.side / 2;
    cells_[at].children = static_cast<std::int32_t>(cells_.size());
    for (const auto& [right, down] : std::array<std::pair<int, int>, 4>{{{0, 0}, {1, 0}, {0, 1}, {1, 1}}})
      cells_.push_back({parent.left + right * half, parent.top + down * half, half});
    if (parent.node < 0) return;
    cells_[at].node = -1;
    Cell& child = cells_[child_for(at, places_[static_cast<std::size_t>(parent.node)])];
    child.node = parent.node;
    add_weight(child, static_cast<std::uint32_t>(parent.node));
  }
  std::size_t child_for(std::size_t at, const Place& place) const {
    const Cell& cell = cells_[at];
    const double half = cell.side / 2;
    return static_cast<std::size_t>(cell.children) + (place.x >= cell.left + half ? 1 : 0) + (place.y >= cell.top + half ? 2 : 0);
  }

  const std::vector<Place>& places_;
  const std::vector<double>& weights_;
  std::vector<Cell> cells_;
  std::vector<std::int32_t> stack_;
};

/// Sunflower seeds, the heaviest in the middle: turning by the golden angle needs no sine.
std::vector<Place> first_places(const std::vector<double>& weights) {
  constexpr double kCosine = -0.7373688780783197, kSine = 0.6754902942615238;
  std::vector<std::uint32_t> order(weights.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
  std::ranges::stable_sort(order, [&](std::uint32_t a, std::uint32_t b) { return weights[a] > weights[b]; });
  std::vector<Place> places(weights.size());
  Place turn{1, 0};
  for (std::size_t i = 0; i < order.size(); ++i) {
    const double radius = 30 * std::sqrt(static_cast<double>(i));
    places[order[i]] = {turn.x * radius, turn.y * radius};
    turn = {turn.x * kCosine - turn.y * kSine, turn.x * kSine + turn.y * kCosine};
  }
  return places;
}

void pull_together(std::span<const Bond> bonds, const std::vector<Place>& places, std::vector<Place>& forces) {
  for (const Bond& bond : bonds) {
    const double dx = places[bond.second].x - places[bond.first].x, dy = places[bond.second].y - places[bond.first].y;
    const double pull = kPull * bond.strength / std::sqrt(std::sqrt(dx * dx + dy * dy) + 1);
    forces[bond.first].x += dx * pull;
    forces[bond.first].y += dy * pull;
    forces[bond.second].x -= dx * pull;
    forces[bond.second].y -= dy * pull;
  }
}

double length_of(const Place& p) { return std::sqrt(p.x * p.x + p.y * p.y); }

void simulate(std::span<const Bond> bonds, const std::vector<double>& weights, std::vector<Place>& places) {
  const std::size_t steps = std::clamp(kWork / places.size(), kFewSteps, kManySteps);
  const double warmth = 12 * std::sqrt(static_cast<double>(places.size()));
  std::vector<Place> forces(places.size());
  for (std::size_t step = 0; step < steps; ++step) {
    const double left = 1 - static_cast<double>(step) / static_cast<double>(steps);
    QuadTree tree(places, weights);
    for (std::uint32_t node = 0; node < places.size(); ++node) {
      forces[node] = tree.push_on(node);
      forces[node].x -= kGravity * weights[node] * places[node].x;
      forces[node].y -= kGravity * weights[node] * places[node].y;
    }
    pull_together(bonds, places, forces);
    for (std::size_t node = 0; node < places.size(); ++node) {
      const double strength = length_of(forces[node]) / weights[node];
      if (strength == 0) continue;
      const double step_length = std::min(strength * 0.5, warmth * left * left) / (strength * weights[node]);
      places[node].x += forces[node].x * step_length;
      places[node].y += forces[node].y * step_length;
    }
  }
}

/// Moves the middle to (0, 0) and stretches all to the extent.
void fit(std::vector<Place>& places) {
  Place low = places[0], high = places[0];
  for (const Place& p : places) {
    low = {std::min(low.x, p.x), std::min(low.y, p.y)};
    high = {std::max(high.x, p.x), std::max(high.y, p.y)};
  }
  const double half = std::max({high.x - low.x, high.y - low.y, 1e-9}) / 2, scale = kLayoutExtent / half;
  for (Place& p : places) p = {(p.x - (low.x + high.x) / 2) * scale, (p.y - (low.y + high.y) / 2) * scale};
}

/// Pushes apart what lies upon another; a grid finds the neighbours. True if anything moved.
bool part(std::span<const double> radii, double cell, std::vector<Place>& places) {
  std::map<std::pair<int, int>, std::vector<std::uint32_t>> grid;
  const auto square_of = [cell](const Place& p) { return std::pair(static_cast<int>(std::floor(p.x / cell)), static_cast<int>(std::floor(p.y / cell))); };
  for (std::uint32_t node = 0; node < places.size(); ++node) grid[square_of(places[node])].push_back(node);
  bool moved = false;
  const auto push = [&](std::uint32_t a, std::uint32_t b) {
    double dx = places[b].x - places[a].x, dy = places[b].y - places[a].y, distance = std::sqrt(dx * dx + dy * dy);
    const double wanted = radii[a] + radii[b];
    if (distance >= wanted) return;
    if (distance < kTooClose) { dx = distance = 1; dy = 0; }
    const double by = (wanted - distance) * 0.5 / distance + 1e-4, share = radii[b] / wanted;
    places[a] = {places[a].x - dx * by * share, places[a].y - dy * by * share};
    places[b] = {places[b].x + dx * by * (1 - share), places[b].y + dy * by * (1 - share)};
    moved = true;
  };
  for (std::uint32_t node = 0; node < places.size(); ++node) {
    const auto [column, row] = square_of(places[node]);
    for (int x = column - 1; x <= column + 1; ++x)
      for (int y = row - 1; y <= row + 1; ++y)
        if (const auto found = grid.find({x, y}); found != grid.end())
          for (const std::uint32_t other : found->second)
            if (other > node) push(node, other);
  }
  return moved;
}

}  // namespace

std::vector<Place> lay_out(std::span<const double> radii, std::span<const Bond> bonds) {
  if (radii.empty()) return {};
  std::vector<double> weights(radii.size(), 1);
  for (const Bond& bond : bonds) {
    weights[bond.first] += bond.strength;
    weights[bond.second] += bond.strength;
  }
  std::vector<Place> places = first_places(weights);
  simulate(bonds, weights, places);
  fit(places);
  const double cell = 2 * std::ranges::max(radii);
  for (int round = 0; round < 120 && part(radii, cell, places); ++round) {}
  fit(places);
  return places;
}

}  // namespace entente::internal
