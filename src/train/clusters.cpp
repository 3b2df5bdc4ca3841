#include "train/clusters.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iostream>
#include <map>

#include "nlp/word_features.h"

namespace entente::train {
namespace {

/// How often a word stands beside one context. Contexts are neighbours on the left, then
/// neighbours on the right.
struct Context {
  std::size_t id = 0;
  std::size_t count = 0;
};

struct Counts {
  std::vector<std::string> words;  ///< Most frequent first.
  std::vector<std::size_t> frequency;
  std::vector<std::vector<Context>> contexts;  ///< Of each word.
  std::size_t context_count = 0;
};

std::vector<std::vector<std::string>> normal_forms(const Treebank& text) {
  std::vector<std::vector<std::string>> lines;
  for (const Sentence& sentence : text) {
    auto& line = lines.emplace_back();
    for (const Word& word : sentence.words) line.push_back(internal::normal_form(word.form));
  }
  return lines;
}

void list_words(const std::vector<std::vector<std::string>>& lines, std::size_t min_count,
                Counts& counts) {
  std::map<std::string, std::size_t> frequency;
  for (const auto& line : lines) {
    for (const auto& word : line) ++frequency[word];
  }
  std::vector<std::pair<std::size_t, std::string>> order;
  for (const auto& [word, count] : frequency) {
    if (count >= min_count) order.emplace_back(count, word);
  }
  std::stable_sort(order.begin(), order.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  for (auto& [count, word] : order) {
    counts.words.push_back(word);
    counts.frequency.push_back(count);
  }
}

Counts count_contexts(const Treebank& text, std::size_t min_count) {
  Counts counts;
  const auto lines = normal_forms(text);
  list_words(lines, min_count, counts);
  const std::size_t size = counts.words.size();
  const std::size_t edge = size;      // before the first and after the last word
  const std::size_t rare = size + 1;  // any word that is not clustered
  counts.context_count = 2 * (size + 2);
  std::unordered_map<std::string, std::size_t> ids;
  for (std::size_t i = 0; i < size; ++i) ids[counts.words[i]] = i;
  std::vector<std::map<std::size_t, std::size_t>> beside(size);
  for (const auto& line : lines) {
    std::vector<std::size_t> row{edge};
    for (const auto& word : line) {
      const auto found = ids.find(word);
      row.push_back(found == ids.end() ? rare : found->second);
    }
    row.push_back(edge);
    for (std::size_t i = 1; i + 1 < row.size(); ++i) {
      if (row[i] >= size) continue;
      ++beside[row[i]][row[i - 1]];
      ++beside[row[i]][size + 2 + row[i + 1]];
    }
  }
  for (const auto& map : beside) {
    auto& list = counts.contexts.emplace_back();
    for (const auto& [id, count] : map) list.push_back({id, count});
  }
  return counts;
}

/// x log x, from a table for small x.
class XLogX {
 public:
  XLogX() : table_(1U << 16U) {
    for (std::size_t x = 1; x < table_.size(); ++x) table_[x] = slow(x);
  }
  double operator()(std::size_t x) const { return x < table_.size() ? table_[x] : slow(x); }

 private:
  static double slow(std::size_t x) {
    const auto value = static_cast<double>(x);
    return value * std::log(value);
  }
  std::vector<double> table_;
};

/// Maximises sum n(context, class) log n(context, class) - 2 sum n(class) log n(class) by moving
/// one word at a time to its best class.
class Exchange {
 public:
  Exchange(const Counts& counts, int classes)
      : counts_(counts),
        classes_(static_cast<std::size_t>(classes)),
        pair_(counts.context_count * classes_),
        total_(classes_),
        class_of_(counts.words.size()) {
    for (std::size_t word = 0; word < class_of_.size(); ++word) put(word, word % classes_);
  }

  /// Goes over all words once; gives how many moved.
  std::size_t pass() {
    std::size_t moved = 0;
    for (std::size_t word = 0; word < class_of_.size(); ++word) {
      const std::size_t old = class_of_[word];
      add(word, old, static_cast<std::size_t>(-1));
      const std::size_t best = best_class(word, old);
      put(word, best);
      if (best != old) ++moved;
    }
    return moved;
  }
  int class_of(std::size_t word) const { return static_cast<int>(class_of_[word]); }

 private:
  void put(std::size_t word, std::size_t cls) {
    class_of_[word] = cls;
    add(word, cls, 1);
  }
  /// Unsigned arithmetic wraps, so `sign` of -1 takes the counts away again.
  void add(std::size_t word, std::size_t cls, std::size_t sign) {
    for (const Context& context : counts_.contexts[word]) {
      pair_[context.id * classes_ + cls] += static_cast<std::uint32_t>(sign * context.count);
    }
    total_[cls] += sign * counts_.frequency[word];
  }
  std::size_t best_class(std::size_t word, std::size_t old) {
    const std::size_t frequency = counts_.frequency[word];
    gain_.resize(classes_);
    for (std::size_t k = 0; k < classes_; ++k) {
      gain_[k] = -2 * (xlogx_(total_[k] + frequency) - xlogx_(total_[k]));
    }
    for (const Context& context : counts_.contexts[word]) {
      const std::uint32_t* row = &pair_[context.id * classes_];
      const double alone = xlogx_(context.count);
      for (std::size_t k = 0; k < classes_; ++k) {
        gain_[k] += row[k] == 0 ? alone : xlogx_(row[k] + context.count) - xlogx_(row[k]);
      }
    }
    const auto best = static_cast<std::size_t>(
        std::max_element(gain_.begin(), gain_.end()) - gain_.begin());
    return gain_[old] >= gain_[best] - 1e-9 ? old : best;
  }

  const Counts& counts_;
  std::size_t classes_;
  std::vector<std::uint32_t> pair_;
  std::vector<std::size_t> total_;
  std::vector<std::size_t> class_of_;
  std::vector<double> gain_;
  XLogX xlogx_;
};

Exchange cluster(const Counts& counts, int classes, int passes) {
  Exchange exchange(counts, classes);
  for (int pass = 0; pass < passes; ++pass) {
    const std::size_t moved = exchange.pass();
    std::cerr << classes << " classes, pass " << pass + 1 << ": " << moved << " words moved\n";
    if (moved < counts.words.size() / 300) break;
  }
  return exchange;
}

}  // namespace

bool write_clusters(const Treebank& text, const ClusterOptions& options,
                    const std::filesystem::path& file) {
  const Counts counts = count_contexts(text, static_cast<std::size_t>(options.min_count));
  std::cerr << counts.words.size() << " words to cluster\n";
  const Exchange coarse = cluster(counts, options.coarse, options.passes);
  const Exchange fine = cluster(counts, options.fine, options.passes);
  std::ofstream out(file);
  for (std::size_t i = 0; i < counts.words.size(); ++i) {
    out << counts.words[i] << ' ' << coarse.class_of(i) << ' ' << fine.class_of(i) << '\n';
  }
  return static_cast<bool>(out.flush());
}

bool read_clusters(const std::filesystem::path& file, ClusterTable& table) {
  std::ifstream in(file);
  std::string word;
  WordClasses classes;
  while (in >> word >> classes.coarse >> classes.fine) table[word] = classes;
  if (!table.empty()) return true;
  std::cerr << file.string() << ": error: expected lines of a word and two classes\n";
  return false;
}

}  // namespace entente::train
