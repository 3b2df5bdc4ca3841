// Writes the manual page and the shell completions, made of the table of options, into a folder.
//
//   entente_documents FOLDER
#include <cstdio>
#include <fstream>
#include <string>

#include "cli/completions.h"
#include "cli/manual.h"

namespace {

bool write(const std::string& file, const std::string& text) {
  std::ofstream out(file, std::ios::binary);
  out << text;
  if (!out.flush()) std::fprintf(stderr, "%s: error: cannot write\n", file.c_str());
  return out.good();
}

}  // namespace

int main(int count, char** arguments) {
  using namespace entente::internal;
  if (count != 2) return std::fprintf(stderr, "usage: entente_documents FOLDER\n"), 2;
  const std::string folder = arguments[1];
  const bool done = write(folder + "/entente.1", manual_page()) && write(folder + "/entente.bash", bash_completion()) &&
                    write(folder + "/_entente", zsh_completion()) && write(folder + "/entente.fish", fish_completion());
  return done ? 0 : 4;
}
