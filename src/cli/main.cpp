#include <cstdio>
#include <iostream>

#include "cli/commands.h"
#include "cli/heap.h"

namespace {

using namespace entente;
using namespace entente::internal;

int report(const Error& error, Exit exit) {
  say_error(error);
  return static_cast<int>(exit);
}

}  // namespace

int main(int argc, char** argv) {
  prepare_heap();
  std::ios::sync_with_stdio(false);
  if (const Result<void> ready = set_up_console({}); !ready) return report(ready.error(), Exit::Usage);  // so that mistakes in the command line itself are told properly
  const Result<Parsed> parsed = parse_command_line(argc, argv);
  if (!parsed) return report(parsed.error(), exit_for(parsed.error()));
  if (!parsed->text.empty()) {
    std::cout << parsed->text << std::flush;
    return std::cout ? 0 : report({ErrorCode::Io, "cannot write; free some space and run the command again", {"standard output"}}, Exit::File);
  }
  if (const Result<void> ready = set_up_console(parsed->options); !ready) return report(ready.error(), Exit::Usage);
  const TerminalGuard guard(colour_on_stdout(parsed->options) && prints_table(parsed->options) ? Colours::Ours : Colours::None);
  const Result<Exit> ended = run_command(parsed->options);
  if (!ended) return report(ended.error(), exit_for(ended.error()));
  return static_cast<int>(*ended);
}
