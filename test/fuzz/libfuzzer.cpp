// The targets under libFuzzer: entente_fuzz --target=NAME [libFuzzer's options] [CORPUS...]; --target=NAME --write-seeds=FOLDER
// writes the seeds that are made.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>

#include "fuzz.h"

using namespace entente;

namespace {

const fuzz::Target* chosen = nullptr;

/// The value of --NAME=VALUE, which libFuzzer passes over; empty if it is not there.
std::string_view option(int argc, char** argv, std::string_view name) {
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    if (word.starts_with(name)) return word.substr(name.size());
  }
  return {};
}

void write_seeds(const std::filesystem::path& folder) {
  if (!chosen->seeds) return;
  int number = 0;
  for (const std::string& seed : chosen->seeds()) std::ofstream(folder / ("made-" + std::to_string(++number)), std::ios::binary) << seed;
}

}  // namespace

extern "C" int LLVMFuzzerInitialize(int* argc, char*** argv) {
  chosen = fuzz::find_target(option(*argc, *argv, "--target="));
  if (!chosen) {
    std::fprintf(stderr, "entente_fuzz: expected --target= and one of:");
    for (const fuzz::Target& target : fuzz::targets()) std::fprintf(stderr, " %.*s", static_cast<int>(target.name.size()), target.name.data());
    std::fprintf(stderr, "\n");
    std::exit(1);
  }
  if (const std::string_view folder = option(*argc, *argv, "--write-seeds="); !folder.empty()) {
    write_seeds(folder);
    std::exit(0);
  }
  chosen->run("0");  // what is loaded once takes its time before libFuzzer's clock runs
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  chosen->run({reinterpret_cast<const char*>(data), size});
  return 0;
}
