#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "cli/options.h"

namespace entente::internal {

// The one table of commands and options: the parser, --help, the manual page and the shell completions are made of it.

struct CommandSpec { std::string_view name, arguments, help; };

/// The commands in the order of the help. The number of one is its bit in OptionSpec::commands.
[[nodiscard]] std::span<const CommandSpec> command_table() noexcept;
[[nodiscard]] constexpr std::uint32_t bit_of(std::size_t command) noexcept { return 1U << command; }

/// One option, in one row for all commands or in several where its meaning differs.
struct OptionSpec {
  using Member = std::variant<bool Options::*, unsigned Options::*, double Options::*, std::string Options::*, std::vector<std::string> Options::*>;
  std::string_view names;            ///< "-g,--graph"
  std::string_view value;            ///< What its value is called; empty for a flag.
  std::string_view help;             ///< "{}" stands for the choices.
  std::vector<std::string> choices;  ///< The values it takes, each perhaps with a note behind it: "table (default)".
  std::string_view changes;          ///< "output", only the "speed", or only the "talk" on standard error.
  std::uint32_t commands;            ///< Which commands have it, a bit each.
  Member member;                     ///< Where its value goes.
};

[[nodiscard]] const std::vector<OptionSpec>& option_table();

/// Its long name, with and without the dashes; the latter is its key in a config file.
[[nodiscard]] std::string_view long_name(const OptionSpec& spec) noexcept;
[[nodiscard]] std::string_view config_key(const OptionSpec& spec) noexcept;
/// "-g" or an empty view.
[[nodiscard]] std::string_view short_name(const OptionSpec& spec) noexcept;
/// What the option does, in words.
[[nodiscard]] std::string help_text(const OptionSpec& spec);
/// The values without their notes.
[[nodiscard]] std::vector<std::string> values_of(const OptionSpec& spec);
/// True if it may be given several times.
[[nodiscard]] bool is_list(const OptionSpec& spec) noexcept;

/// What an exit code means, from 0.
inline constexpr std::array<std::string_view, 5> kExitMeanings{"all done", "nothing usable in the input or no answer", "wrong usage",
                                                               "some articles failed and the rest is done", "a file could not be read or written"};

inline constexpr std::string_view kSummary = "entente reads news text and builds a graph of diplomatic and military relations";

}  // namespace entente::internal
