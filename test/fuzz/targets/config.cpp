#include <array>

#include "cli/options.h"
#include "fuzz.h"

namespace entente::fuzz {

/// A config file.
void run_config(std::string_view bytes) {
  const std::string file = write("config.json", bytes).string();
  for (const char* command : {"build", "query", "export"}) {
    const std::array<const char*, 4> words{"entente", command, "--config", file.c_str()};
    const auto parsed = internal::parse_command_line(words.size(), words.data());
    if (!parsed) { expect_told(parsed.error()); continue; }
    if (const auto filters = internal::filters_of(parsed->options); !filters) expect_told(filters.error());
  }
}

}  // namespace entente::fuzz
