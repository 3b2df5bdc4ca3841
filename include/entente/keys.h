#pragma once

#include <compare>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "entente/result.h"

namespace entente {

/// True if `text` is a path that a key may hold: one or more parts divided by single slashes, each of
/// lower-case ASCII letters, digits and any of "-_.". Article keys may hold any printable ASCII.
[[nodiscard]] bool is_key_path(std::string_view text) noexcept;

/// A name that outlives a run. Never store an index or a vertex number instead.
/// Ordered by bytes and hashable, so that the same keys sort alike on every machine.
template <class Tag>
class Key {
 public:
  Key() = default;
  /// Takes `text` as it stands. Requires: is_key_path(text), but for article keys.
  explicit Key(std::string_view text) : text_(text) {}

  [[nodiscard]] const std::string& str() const noexcept { return text_; }
  [[nodiscard]] bool empty() const noexcept { return text_.empty(); }
  auto operator<=>(const Key&) const = default;

 private:
  std::string text_;
};

using ArticleKey = Key<struct ArticleTag>;    ///< "reuters/2024-02-03/17"
using KindKey = Key<struct KindTag>;          ///< "state", "alliance", "person"
using EntityKey = Key<struct EntityTag>;      ///< Kind, then name: "state/fra"
using RelationKey = Key<struct RelationTag>;  ///< "sanctions"
using RuleKey = Key<struct RuleTag>;          ///< "en/sanction.verb"
using ContextKey = Key<struct ContextTag>;    ///< "military"

}  // namespace entente

template <class Tag>
struct std::hash<entente::Key<Tag>> {
  std::size_t operator()(const entente::Key<Tag>& key) const noexcept {
    return std::hash<std::string>{}(key.str());
  }
};
