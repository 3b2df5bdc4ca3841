#pragma once

#include <string>

namespace entente::internal {

// What a shell needs to complete commands, options, the values that an option takes, and file names where they are asked for.

[[nodiscard]] std::string bash_completion();
[[nodiscard]] std::string zsh_completion();
[[nodiscard]] std::string fish_completion();

}  // namespace entente::internal
