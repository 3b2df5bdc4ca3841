#pragma once

#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "entente/query.h"
#include "entente/result.h"

namespace entente::internal {

/// What the command line (or the config file) asks for. Members hold what was written; the functions
/// below turn it into the library's types.
struct Options {
  static constexpr unsigned kNotGiven = std::numeric_limits<unsigned>::max();
  std::string command;
  std::vector<std::string> arguments;  ///< Inputs, the words of a pattern or a text.
  std::string graph = "entente.db", output = "-", data, config;
  std::string format, input_format, open_style = "graph", date;
  std::vector<std::string> fields;  ///< "text=NAME"
  unsigned jobs = 0;
  bool stop = false, keep_going = false;
  std::string log_level = "info", color = "auto";
  bool quiet = false;
  std::string since, until, polarity, only, by;
  std::vector<std::string> relations, actors, contexts, modalities, publishers, said_by;
  double min_confidence = 0;
  unsigned min_articles = 0;
  unsigned limit = kNotGiven, evidence = kNotGiven;
  bool as_states = false, as_actors = false;
  std::string iri_base, statement, to;
  bool pretokenized = false;

  /// The number that was given, else that default.
  [[nodiscard]] static unsigned given(unsigned value, unsigned otherwise) noexcept { return value == kNotGiven ? otherwise : value; }
};

/// What parsing gave: options to run with, or a text to print (help, version).
struct Parsed {
  Options options;
  std::string text;    ///< Help or version, for standard output; empty if there is a command to run.
};

/// Errors: Syntax with the cure for wrong usage; those of the config file.
[[nodiscard]] Result<Parsed> parse_command_line(int argc, const char* const* argv);

/// Errors: Syntax for a day, polarity or modality that is none.
[[nodiscard]] Result<Filters> filters_of(const Options& options);

/// What --polarity asks of the answers to a pattern: assertions unless told otherwise, nullopt for both. Requires: filters_of() took it.
[[nodiscard]] std::optional<Polarity> polarity_of_answers(const Options& options);

/// The names of all commands, in the order of the help.
[[nodiscard]] std::vector<std::string_view> command_names();

}  // namespace entente::internal
