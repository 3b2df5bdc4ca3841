#include <algorithm>
#include <array>
#include <expected>
#include <utility>

#include "base/names.h"
#include "base/text.h"
#include "rules/rule.h"

namespace entente::internal {

namespace {

constexpr std::array<std::string_view, 9> kRoots{"agent", "patient", "recipient", "attribute", "possessor",
                                                 "modifier", "complement", "time", "obl:*"};
constexpr EnumNames<InnerEnd, 4> kEnds{{"subject", "object", "other", "parties"}};
constexpr EnumNames<Keep, 6> kKeeps{{"none", "planned", "possible", "wanted", "negative", "same"}};
constexpr EnumNames<InnerPolarity, 3> kInnerPolarities{{"positive", "negative", "any"}};
constexpr std::array<Quad, 4> kQuads{Quad::VerbalCooperation, Quad::MaterialCooperation, Quad::VerbalConflict, Quad::MaterialConflict};

constexpr std::array<std::pair<std::string_view, Scope>, 3> kScopes{{{"outer.", Scope::Outer}, {"complement.", Scope::Complement}, {"condition.", Scope::Condition}}};

/// Prepositions that say where something is or goes.
constexpr std::array<std::string_view, 17> kPlaceMarkers{"across", "around", "at", "from", "in", "inside", "into", "near", "off",
                                                         "outside", "through", "throughout", "to", "toward", "towards", "via", "within"};
constexpr std::size_t kMaxSteps = 3;

std::expected<std::vector<std::string>, std::string> words_of(std::string_view list) {
  std::vector<std::string> words;
  for (const std::string_view word : split(list, '|')) {
    if (word.empty()) return std::unexpected("an empty word between the bars of '" + std::string(list) + "'");
    words.emplace_back(word);
  }
  return words;
}

std::expected<Step, std::string> parse_step(std::string_view text) {
  auto words = words_of(text);
  if (!words) return std::unexpected(words.error());
  Step step;
  for (std::string& word : *words) {
    if (word == "any") step.any = true;
    else if (word == "possessor") step.possessor = true;
    else if (word == "modifier") step.modifier = true;
    else step.markers.push_back(std::move(word));
  }
  return step;
}

std::expected<void, std::string> parse_root(std::string_view text, Path& path) {
  if (text.starts_with("obl:")) {
    path.role = Role::Oblique;
    if (text == "obl:*") return {};
    auto markers = words_of(text.substr(4));
    if (!markers) return std::unexpected(markers.error());
    path.markers = std::move(*markers);
    return {};
  }
  const auto role = parse_role(text);
  if (role && *role != Role::Oblique) { path.role = *role; return {}; }
  if (text == "obl" || text == "oblique") return std::unexpected("'" + std::string(text) + "' lacks its preposition; write 'obl:with', 'obl:on|against' or 'obl:*'");
  return std::unexpected("unknown path '" + std::string(text) + "'" + did_you_mean(text, {kRoots.begin(), kRoots.end()}) +
                         (nearest(text, {kRoots.begin(), kRoots.end()}).empty() ? "; expected a role such as 'agent' or 'obl:with', then steps such as '>any'" : ""));
}

std::expected<void, std::string> parse_start(std::string_view text, Path& path) {
  if (text.starts_with("inner.")) {
    path.scope = Scope::Inner;
    const auto end = kEnds.parse(text.substr(6));
    if (!end) return std::unexpected("unknown end '" + std::string(text) + "'" + did_you_mean(text, {"inner.subject", "inner.object", "inner.other", "inner.parties"}));
    path.end = *end;
    return {};
  }
  for (const auto& [prefix, scope] : kScopes) {
    if (!text.starts_with(prefix)) continue;
    path.scope = scope;
    return parse_root(text.substr(prefix.size()), path);
  }
  return parse_root(text, path);
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : "|") + word;
  return text;
}

std::string text_of(const Step& step) {
  std::vector<std::string> words;
  if (step.any) words.emplace_back("any");
  if (step.possessor) words.emplace_back("possessor");
  if (step.modifier) words.emplace_back("modifier");
  words.insert(words.end(), step.markers.begin(), step.markers.end());
  return joined(words);
}

}  // namespace

bool is_place_marker(std::string_view marker) noexcept { return std::ranges::find(kPlaceMarkers, marker) != kPlaceMarkers.end(); }

std::expected<Path, std::string> parse_path(std::string_view text) {
  Path path;
  const std::vector<std::string_view> parts = split(text, '>');
  if (auto start = parse_start(parts[0], path); !start) return std::unexpected(start.error());
  if (parts.size() > 1 && path.scope == Scope::Inner) return std::unexpected("'" + std::string(text) + "' steps into an end, which is an actor already");
  if (parts.size() > 1 + kMaxSteps) return std::unexpected("'" + std::string(text) + "' has more than " + std::to_string(kMaxSteps) + " steps");
  for (std::size_t i = 1; i < parts.size(); ++i) {
    auto step = parse_step(parts[i]);
    if (!step) return std::unexpected(step.error());
    path.steps.push_back(std::move(*step));
  }
  return path;
}

std::string to_string(const Path& path) {
  if (path.scope == Scope::Inner) return "inner." + std::string(kEnds.name(path.end));
  std::string text;
  for (const auto& [prefix, scope] : kScopes)
    if (path.scope == scope) text = prefix;
  if (path.role != Role::Oblique) text += entente::to_string(path.role);
  else text += "obl:" + (path.markers.empty() ? "*" : joined(path.markers));
  for (const Step& step : path.steps) text += ">" + text_of(step);
  return text;
}

std::string_view to_string(Keep value) noexcept { return kKeeps.name(value); }
std::optional<Keep> parse_keep(std::string_view text) noexcept { return kKeeps.parse(text); }
std::string_view to_string(InnerPolarity value) noexcept { return kInnerPolarities.name(value); }
std::optional<InnerPolarity> parse_inner_polarity(std::string_view text) noexcept { return kInnerPolarities.parse(text); }

std::optional<Quad> parse_quad(std::string_view text) noexcept {
  const auto found = std::ranges::find(kQuads, text, [](Quad quad) { return entente::to_string(quad); });
  return found == kQuads.end() ? std::nullopt : std::optional(*found);
}

}  // namespace entente::internal
