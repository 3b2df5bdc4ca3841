// Words a second of the whole pipeline and of each stage, one thread, and the time to start.
//   entente_bench_pipeline DATA-FOLDER INPUT…
// Prints tab-separated: what, seconds of processor time, words a second. Articles are read first, so that only analysis is timed.
#include <cstdio>
#include <string>
#include <vector>

#include "bench.h"

namespace {

using namespace entente;
using namespace entente::bench;

void print(const char* what, double seconds, std::size_t words) {
  std::printf("%s\t%.3f s\t%.0f words/s\n", what, seconds, static_cast<double>(words) / seconds);
}

}  // namespace

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
  std::vector<std::pair<std::string, double>> stages;
  double whole = 0;
  for (const auto& stage : pack->stages) {
    const double before = processor_seconds();
    if (const Result<void> done = run(*stage, *documents); !done) return fail(done.error());
    stages.emplace_back(stage->name(), processor_seconds() - before);
    whole += stages.back().second;
  }
  std::size_t words = 0, statements = 0;
  const double before = processor_seconds();
  for (const Document& doc : *documents) {
    words += doc.tokens.size();
    statements += pack->rules->match(doc).size();
  }
  stages.emplace_back("rules", processor_seconds() - before);
  whole += stages.back().second;
  for (const auto& [name, seconds] : stages) print(("stage: " + name).c_str(), seconds, words);
  print("whole pipeline", whole, words);
  std::printf("%zu articles, %zu words, %zu statements\n", documents->size(), words, statements);
  return 0;
}
