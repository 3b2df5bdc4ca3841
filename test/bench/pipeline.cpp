// Words a second of the whole pipeline and of each stage, one thread, and the time to start.
//   entente_bench_pipeline DATA-FOLDER INPUT…
// Prints tab-separated: what, seconds of processor time, words a second, share of the whole, and calls of operator new per word.
// Articles are read first, so that only analysis is timed.
#include <cstdio>
#include <cstdlib>
#include <new>
#include <string>
#include <vector>

#include "bench.h"

namespace {

using namespace entente;
using namespace entente::bench;

std::size_t allocations = 0;  // Of this program, which has one thread.

struct Cost {
  std::string name;
  double seconds = 0;
  std::size_t allocations = 0;
};

/// Takes the time and the allocations of the work.
template <class Work>
Cost cost_of(std::string_view name, Work work) {
  const double seconds = processor_seconds();
  const std::size_t before = allocations;
  work();
  return {std::string(name), processor_seconds() - seconds, allocations - before};
}

void print(const Cost& cost, const Cost& whole, std::size_t words) {
  const auto count = static_cast<double>(words);
  std::printf("%s\t%.3f s\t%.0f words/s\t%.0f %%\t%.2f allocations/word\n", cost.name.c_str(), cost.seconds, count / cost.seconds,
              100 * cost.seconds / whole.seconds, static_cast<double>(cost.allocations) / count);
}

}  // namespace

// Every allocation of the program comes here.
void* operator new(std::size_t size) {
  ++allocations;
  if (void* block = std::malloc(size ? size : 1)) return block;
  throw std::bad_alloc();
}
void operator delete(void* block) noexcept { std::free(block); }
void operator delete(void* block, std::size_t) noexcept { std::free(block); }

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fprintf(stderr, "usage: entente_bench_pipeline DATA-FOLDER INPUT...\n");
    return 2;
  }
  const std::string data = argv[1];
  const double start = processor_seconds();
  auto loaded = Catalogue::load(data + "/catalogue");
  if (!loaded) return fail(loaded.error());
  const auto catalogue = std::make_shared<const Catalogue>(*std::move(loaded));
  const double with_catalogue = processor_seconds();
  auto pack = LanguagePack::load(data + "/lang/en", catalogue);
  if (!pack) return fail(pack.error());
  std::printf("start: catalogue\t%.3f s\nstart: language\t%.3f s\n", with_catalogue - start, processor_seconds() - with_catalogue);

  Result<std::vector<Document>> documents = read_all(argc - 2, argv + 2, data);
  if (!documents) return fail(documents.error());
  std::vector<Cost> stages;
  for (const auto& stage : pack->stages) {
    Result<void> done;
    stages.push_back(cost_of("stage: " + std::string(stage->name()), [&] { done = run(*stage, *documents); }));
    if (!done) return fail(done.error());
  }
  std::size_t words = 0, statements = 0;
  for (const Document& doc : *documents) words += doc.tokens.size();
  stages.push_back(cost_of("stage: rules", [&] {
    for (const Document& doc : *documents) statements += pack->rules->match(doc).size();
  }));
  Cost whole{"whole pipeline", 0, 0};
  for (const Cost& stage : stages) {
    whole.seconds += stage.seconds;
    whole.allocations += stage.allocations;
  }
  for (const Cost& stage : stages) print(stage, whole, words);
  print(whole, whole, words);
  std::printf("%zu articles, %zu words, %zu statements\n", documents->size(), words, statements);
  return 0;
}
