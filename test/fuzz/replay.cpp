// The targets without libFuzzer: every seed as it stands, then changed blindly so many times.
//   entente_fuzz_seeds SEEDS ROUNDS [TARGET...]
// SEEDS/TARGET/ holds the kept seeds. $ENTENTE_SEED gives other changes; on a fault the input lies in entente-fuzz-fault.
#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <random>
#include <string>

#include "fuzz.h"

using namespace entente;

namespace {

std::string present;  ///< The input of the present run, for the handler below.

void keep_fault(int signal) {
  std::ofstream("entente-fuzz-fault", std::ios::binary) << present;
  std::signal(signal, SIG_DFL);
  std::raise(signal);
}

std::vector<std::string> seeds_of(const fuzz::Target& target, const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator(folder / target.name, ignored)) files.push_back(entry.path());
  std::ranges::sort(files);
  std::vector<std::string> seeds;
  for (const auto& file : files) seeds.push_back(fuzz::slurp(file));
  if (target.seeds) std::ranges::move(target.seeds(), std::back_inserter(seeds));
  return seeds;
}

/// A few bytes changed, dropped, doubled, taken from another seed, or the end cut off.
std::string changed(std::string bytes, const std::string& other, std::mt19937& random) {
  for (unsigned count = 1 + random() % 6; count > 0 && !bytes.empty(); --count) {
    const std::size_t at = random() % bytes.size();
    switch (random() % 6) {
      case 0: bytes[at] = static_cast<char>(random()); break;
      case 1: bytes[at] = static_cast<char>(bytes[at] ^ (1 << random() % 8)); break;
      case 2: bytes.erase(at, 1 + random() % 16); break;
      case 3: bytes.insert(at, bytes.substr(random() % bytes.size(), random() % 64)); break;
      case 4: if (!other.empty()) bytes.insert(at, other.substr(random() % other.size(), random() % 64)); break;
      default: if (random() % 4 == 0) bytes.resize(at); break;
    }
  }
  return bytes;
}

/// How often it ran.
std::size_t run(const fuzz::Target& target, const std::vector<std::string>& seeds, std::size_t rounds, std::uint32_t seed) {
  std::mt19937 random(seed);
  std::size_t runs = 0;
  for (std::size_t round = 0; round <= rounds; ++round) {
    for (const std::string& bytes : seeds) {
      if (round > 0 && runs >= seeds.size() + rounds) return runs;
      present = round == 0 ? bytes : changed(bytes, seeds[random() % seeds.size()], random);
      target.run(present);
      ++runs;
    }
  }
  return runs;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fprintf(stderr, "usage: entente_fuzz_seeds SEEDS ROUNDS [TARGET...]\n");
    return 1;
  }
  for (const int signal : {SIGABRT, SIGSEGV, SIGFPE, SIGILL, SIGBUS}) std::signal(signal, keep_fault);
  const char* given = std::getenv("ENTENTE_SEED");
  const auto seed = static_cast<std::uint32_t>(given ? std::strtoul(given, nullptr, 10) : 1);
  for (const fuzz::Target& target : fuzz::targets()) {
    const bool wanted = argc == 3 || std::any_of(argv + 3, argv + argc, [&](const char* name) { return target.name == name; });
    if (!wanted) continue;
    const std::vector<std::string> seeds = seeds_of(target, argv[1]);
    if (seeds.empty()) {
      std::fprintf(stderr, "%.*s has no seeds under %s\n", static_cast<int>(target.name.size()), target.name.data(), argv[1]);
      return 1;
    }
    std::printf("%-10.*s ", static_cast<int>(target.name.size()), target.name.data());
    std::fflush(stdout);
    const auto start = std::chrono::steady_clock::now();
    const std::size_t runs = run(target, seeds, std::strtoul(argv[2], nullptr, 10), seed);
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    std::printf("%4zu seeds, %6zu runs, %5.1f s\n", seeds.size(), runs, seconds);
  }
}
