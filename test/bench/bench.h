#pragma once

#include <cstdio>
#include <ctime>
#include <string>
#include <vector>

#include "entente/pipeline.h"

/// What the bench programs share.
namespace entente::bench {

inline double processor_seconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

inline int fail(const Error& error) {
  std::fprintf(stderr, "%s\n", to_string(error).c_str());
  return 1;
}

/// The English articles of the files `names`, not analysed.
inline Result<std::vector<Document>> read_all(int count, char** names, const std::string& data) {
  ReaderOptions options;
  options.languages = {data + "/lang/en/tokenizer.json"};
  auto reader = open_articles({names, names + count}, std::move(options));
  if (!reader) return std::unexpected(reader.error());
  std::vector<Document> documents;
  for (;;) {
    Result<std::optional<Article>> article = (*reader)->next();
    if (!article) return std::unexpected(article.error());
    if (!*article) return documents;
    if (!(*article)->language.starts_with("en")) continue;
    documents.emplace_back().article = **std::move(article);
  }
}

/// Runs one stage over all documents.
inline Result<void> run(const Stage& stage, std::vector<Document>& documents) {
  for (Document& doc : documents) {
    if (Result<void> done = stage.run(doc); !done) return done;
    doc.layers.add(stage.adds());
  }
  return {};
}

}  // namespace entente::bench
