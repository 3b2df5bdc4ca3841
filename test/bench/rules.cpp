// What matching costs with the rules that there are, and with ten times as many that never fire.
//   entente_bench_rules DATA-FOLDER INPUT…
// Prints tab-separated: rules, seconds of processor time, words a second; then the ratio. Matching finds rules by the lemma of
// the predicate, so that the ratio stays near one.
#include <cstdio>
#include <string>
#include <vector>

#include "bench.h"

namespace {

using namespace entente;
using namespace entente::bench;

constexpr int kCopies = 9;
constexpr int kRounds = 5;

/// Puts `prefix` before every word of the list that begins at `at`.
void rename_words(std::string& text, std::size_t at, const std::string& prefix) {
  const std::size_t end = text.find(']', at);
  std::vector<std::size_t> quotes;
  for (std::size_t i = at; i < end; ++i)
    if (text[i] == '"') quotes.push_back(i + 1);
  for (std::size_t i = quotes.size(); i-- > 0;)
    if (i % 2 == 0) text.insert(quotes[i], prefix);
}

/// A copy of a printed rule file whose keys and trigger words nothing else has.
std::string copied(std::string text, int number) {
  const std::string prefix = "zz" + std::to_string(number);
  for (std::size_t at = text.find("\"key\": \""); at != std::string::npos; at = text.find("\"key\": \"", at + 8)) text.insert(at + 8, prefix + "/");
  for (const std::string_view trigger : {"\"trigger\": { \"lemma\": [", "\"outer\": { \"lemma\": ["})
    for (std::size_t at = text.find(trigger); at != std::string::npos; at = text.find(trigger, at + trigger.size())) rename_words(text, at + trigger.size(), prefix);
  return text;
}

double seconds_of(const RuleSet& rules, const std::vector<Document>& documents, std::size_t& statements) {
  const double before = processor_seconds();
  for (int round = 0; round < kRounds; ++round)
    for (const Document& doc : documents) statements += rules.match(doc).size();
  return (processor_seconds() - before) / kRounds;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fprintf(stderr, "usage: entente_bench_rules DATA-FOLDER INPUT...\n");
    return 2;
  }
  const std::string data = argv[1];
  auto loaded = Catalogue::load(data + "/catalogue");
  if (!loaded) return fail(loaded.error());
  const auto catalogue = std::make_shared<const Catalogue>(*std::move(loaded));
  auto pack = LanguagePack::load(data + "/lang/en", catalogue);
  if (!pack) return fail(pack.error());
  auto documents = read_all(argc - 2, argv + 2, data);
  if (!documents) return fail(documents.error());
  for (const auto& stage : pack->stages)
    if (const Result<void> done = run(*stage, *documents); !done) return fail(done.error());
  std::size_t words = 0;
  for (const Document& doc : *documents) words += doc.tokens.size();

  auto files = pack->rules->print();
  const std::size_t own = files.size();
  for (std::size_t i = 0; i < own; ++i)
    if (files[i].first.find("classes") == std::string::npos && files[i].second.find("\"mention\": ") == std::string::npos)  // such rules have no trigger word
      for (int copy = 1; copy <= kCopies; ++copy) files.emplace_back(std::to_string(copy) + "-" + files[i].first, copied(files[i].second, copy));
  auto many = RuleSet::read(files, catalogue);
  if (!many) return fail(many.error());

  std::size_t few_statements = 0, many_statements = 0;
  const double few = seconds_of(*pack->rules, *documents, few_statements), more = seconds_of(*many, *documents, many_statements);
  std::printf("%zu rules\t%.3f s\t%.0f words/s\n", pack->rules->size(), few, static_cast<double>(words) / few);
  std::printf("%zu rules\t%.3f s\t%.0f words/s\n", many->size(), more, static_cast<double>(words) / more);
  std::printf("ratio\t%.2f\n", more / few);
  if (few_statements != many_statements) {
    std::fprintf(stderr, "the copies changed what is found: %zu and %zu statements\n", few_statements, many_statements);
    return 1;
  }
  return 0;
}
