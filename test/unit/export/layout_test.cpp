#include "export/layout.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

using namespace entente::internal;

namespace {

double distance(const Place& a, const Place& b) { return std::hypot(a.x - b.x, a.y - b.y); }

/// Two rings of eight, each bonded within itself, and one bond between them.
std::vector<Bond> two_rings() {
  std::vector<Bond> bonds;
  for (std::uint32_t ring : {0U, 8U})
    for (std::uint32_t i = 0; i < 8; ++i)
      for (std::uint32_t step : {1U, 2U, 3U}) bonds.push_back({ring + i, ring + (i + step) % 8, 1});
  bonds.push_back({0, 8, 1});
  return bonds;
}

}  // namespace

TEST_CASE("a layout fills its square and keeps nodes apart") {
  const std::vector<double> radii(16, 30);
  const auto places = lay_out(radii, two_rings());
  REQUIRE(places.size() == 16);
  double widest = 0;
  for (std::size_t a = 0; a < places.size(); ++a) {
    widest = std::max({widest, std::abs(places[a].x), std::abs(places[a].y)});
    for (std::size_t b = 0; b < a; ++b) CHECK(distance(places[a], places[b]) > 50);
  }
  CHECK(widest == doctest::Approx(kLayoutExtent));
}

TEST_CASE("those who have to do with each other lie closer together") {
  const auto places = lay_out(std::vector<double>(16, 10), two_rings());
  double within = 0, between = 0;
  for (std::size_t a = 0; a < 16; ++a)
    for (std::size_t b = 0; b < a; ++b) ((a < 8) == (b < 8) ? within : between) += distance(places[a], places[b]);
  CHECK(within / 56 < 0.6 * between / 64);
}

TEST_CASE("the same input gives the same bits, and none, one and equal places are no trouble") {
  const std::vector<double> radii(16, 10);
  const auto once = lay_out(radii, two_rings()), again = lay_out(radii, two_rings());
  CHECK(std::ranges::equal(once, again, [](const Place& a, const Place& b) { return a.x == b.x && a.y == b.y; }));
  CHECK(lay_out({}, {}).empty());
  const auto alone = lay_out(std::vector<double>(1, 10), {});
  CHECK(std::abs(alone[0].x) < 1e-6);
  for (const Place& place : lay_out(std::vector<double>(3, 10), std::vector<Bond>{{0, 1, 0}, {1, 1, 5}})) CHECK(std::isfinite(place.x + place.y));
}
