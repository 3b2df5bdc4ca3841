#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "entente/document.h"
#include "link/lexicon.h"

namespace entente::internal {

/// The actors of one document, each once; places are those of Document::actors.
class ActorTable {
 public:
  ActorTable(const Lexicon& lexicon, std::vector<ActorRef>& actors) : lex_(lexicon), actors_(actors) {}

  /// An actor of the catalogue, rolled up to the state or body for which it acts or in which it lies.
  std::uint32_t of(std::uint32_t catalogue_actor);
  /// A person, a group or an office that no table lists, acting for `owner` (a place here; itself if kSelf).
  static constexpr std::uint32_t kSelf = 0xFFFFFFFF;
  std::uint32_t add(std::string_view key, std::string_view label, std::string_view kind, std::uint32_t owner, std::string_view code = {});
  /// A person of the catalogue who acts for `owner` (a place here; itself if kSelf).
  std::uint32_t person(std::uint32_t catalogue_actor, std::uint32_t owner);
  /// The place of the actor for which the one at `place` acts.
  std::uint32_t rolled_up(std::uint32_t place);
  /// The catalogue's place of the actor at `place`; kSelf if no table lists it.
  [[nodiscard]] std::uint32_t catalogue_place(std::uint32_t place) const noexcept { return origins_[place]; }
  [[nodiscard]] const ActorRef& at(std::uint32_t place) const noexcept { return actors_[place]; }

 private:
  [[nodiscard]] std::uint32_t acting_for(std::uint32_t place) const;
  std::uint32_t put(ActorRef actor, std::uint32_t origin);
  [[nodiscard]] std::string code_of(std::uint32_t catalogue_actor) const;

  const Lexicon& lex_;
  std::vector<ActorRef>& actors_;
  std::vector<std::uint32_t> origins_;
  std::unordered_map<std::string, std::uint32_t> places_;
};

}  // namespace entente::internal
