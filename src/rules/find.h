#pragma once

#include <span>
#include <vector>

#include "rules/view.h"

namespace entente::internal {

/// An actor as an end of a relation: which mention names it.
struct Party {
  std::uint32_t mention = kNone;
  std::uint32_t actor = kNone;   ///< Index into Document::actors.
  bool stepped = false;          ///< Found inside the noun phrase of an argument.
  bool place = false;            ///< The mention tells a place.
};

enum class Places : std::uint8_t { Refused, Taken };

/// The arguments that `path` names, whatever follows in its steps.
[[nodiscard]] Few<const Argument*> arguments_at(const View& view, const Clause& clause, const Path& path);
/// The head tokens under `path`, steps included.
[[nodiscard]] Few<std::uint32_t> tokens_at(const View& view, const Clause& clause, const Path& path);
/// The actors under `path`, in text order of their arguments. Mentions of use Other and unresolved ones give none,
/// nor does who only reports `clause`.
[[nodiscard]] std::vector<Party> parties_at(const View& view, const Clause& clause, const Path& path, Places places);
/// The same among the arguments of `at` itself, whatever scope the path names.
[[nodiscard]] std::vector<Party> parties_in(const View& view, const Clause& at, const Path& path, Places places);
/// The actors of a mention over `token` that is no modifier and tells no place.
[[nodiscard]] std::vector<Party> parties_over(const View& view, std::uint32_t token);

/// True if the argument stands in the noun phrase of `event` itself, though it may have changed its role there.
[[nodiscard]] bool is_own(const Clause& event, const Argument& argument);

/// The state or body whose act an act of `party` is; for a place the state it lies in.
[[nodiscard]] EntityKey rolled_up(const View& view, const Party& party);
/// True if the actor named or its roll-up is of one of these kinds, or if there are none.
[[nodiscard]] bool is_of_kind(const View& view, const Party& party, std::span<const KindKey> kinds);
/// True if the actor named or its roll-up can act.
[[nodiscard]] bool can_act(const View& view, const Party& party);

}  // namespace entente::internal
