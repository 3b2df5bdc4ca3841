#include "base/text.h"
#include "cli/options.h"
#include "fuzz.h"

namespace entente::fuzz {

/// A command line, a word a line.
void run_options(std::string_view bytes) {
  std::vector<std::string> words{"entente"};
  for (const std::string_view word : internal::split(bytes, '\n')) words.emplace_back(word.substr(0, word.find('\0')));
  std::vector<const char*> given;
  for (const std::string& word : words) given.push_back(word.c_str());
  const auto parsed = internal::parse_command_line(static_cast<int>(given.size()), given.data());
  if (!parsed) return expect_told(parsed.error());
  expect(!parsed->options.command.empty() || !parsed->text.empty(), "a command line that asks for nothing");
  if (const auto filters = internal::filters_of(parsed->options); !filters) expect_told(filters.error());
}

}  // namespace entente::fuzz
