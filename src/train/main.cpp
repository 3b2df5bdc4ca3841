#include <fstream>
#include <functional>
#include <iostream>
#include <iterator>
#include <map>
#include <sstream>

#include "train/clusters.h"
#include "train/export.h"
#include "train/morphology_table.h"
#include "train/options.h"
#include "train/parse.h"
#include "train/trainer.h"

namespace {

using namespace entente::train;
using Arguments = std::vector<std::string>;

std::function<bool(const std::string&)> append(std::vector<std::filesystem::path>& files) {
  return [&files](const std::string& text) {
    files.emplace_back(text);
    return true;
  };
}


bool run_clusters(const Arguments& arguments) {
  std::vector<std::filesystem::path> files;
  std::filesystem::path out = "clusters.txt";
  ClusterOptions options;
  if (!read_options(arguments,
                    {{"--text", "a CoNLL-U file to count words in; may be repeated", append(files)},
                     {"--out", "file for the classes", into(out)},
                     {"--coarse", "number of coarse classes", into(options.coarse)},
                     {"--fine", "number of fine classes", into(options.fine)},
                     {"--min-count", "rarest word that gets a class", into(options.min_count)}})) {
    return false;
  }
  Treebank text;
  for (const auto& file : files) {
    if (!read_treebank(file, text)) return false;
  }
  return write_clusters(text, options, out);
}

bool run_train(const Arguments& arguments) {
  TrainingOptions o;
  std::size_t seed = o.seed;
  const bool good = read_options(
      arguments,
      {{"--gold", "a CoNLL-U file to learn from; may be repeated", append(o.gold)},
       {"--silver", "a machine-made CoNLL-U file; may be repeated", append(o.silver)},
       {"--dev", "a CoNLL-U file to score on; may be repeated", append(o.dev)},
       {"--clusters", "word classes, as the clusters command writes them", into(o.clusters)},
       {"--out", "folder for the checkpoints", into(o.out)},
       {"--layers", "number of BiLSTM layers", into(o.network.layers)},
       {"--units", "units of a direction, a multiple of 16", into(o.network.units)},
       {"--hidden", "units of the action classifier, a multiple of 16", into(o.network.hidden)},
       {"--dropout", "share of values dropped", into(o.network.dropout)},
       {"--epochs", "passes over the gold", into(o.epochs)},
       {"--gold-only", "last passes without silver", into(o.gold_only_epochs)},
       {"--slice", "silver sentences a pass", into(o.silver_slice)},
       {"--silver-dev", "silver sentences kept apart to score on", into(o.silver_dev)},
       {"--rate", "largest learning rate", into(o.learning_rate)},
       {"--seed", "seed of all random numbers", into(seed)}});
  o.seed = seed;
  return good && train(o);
}

bool run_export(const Arguments& arguments) {
  std::filesystem::path checkpoint;
  std::filesystem::path out = "parser.model";
  return read_options(arguments, {{"--checkpoint", "weights, as the train command leaves them", into(checkpoint)},
                                  {"--out", "model file to write", into(out)}}) &&
         export_model(checkpoint, out);
}

std::vector<std::string> words_of(const std::string& text) {
  std::istringstream in(text);
  return {std::istream_iterator<std::string>(in), {}};
}

bool read_verbs(const std::filesystem::path& file, std::vector<IrregularVerb>& verbs) {
  if (file.empty()) return true;
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with('#')) continue;
    std::istringstream columns(line);
    std::string base, past, participle;
    std::getline(std::getline(std::getline(columns, base, '\t'), past, '\t'), participle);
    verbs.push_back({base, words_of(past), words_of(participle)});
  }
  if (verbs.empty()) std::cerr << file.string() << ": error: expected lines of a verb, its past and its participle\n";
  return !verbs.empty();
}

bool run_morphology(const Arguments& arguments) {
  std::vector<std::filesystem::path> gold_files, silver_files;
  std::filesystem::path verb_file;
  std::filesystem::path out = "morphology.tsv";
  if (!read_options(arguments, {{"--gold", "a CoNLL-U file to learn from; may be repeated", append(gold_files)},
                                {"--silver", "a machine-made CoNLL-U file; may be repeated", append(silver_files)},
                                {"--verbs", "irregular verbs: base, past, participle", into(verb_file)},
                                {"--out", "table to write", into(out)}})) {
    return false;
  }
  Treebank gold, silver;
  std::vector<IrregularVerb> verbs;
  for (const auto& file : gold_files) {
    if (!read_treebank(file, gold)) return false;
  }
  for (const auto& file : silver_files) {
    if (!read_treebank(file, silver)) return false;
  }
  std::ofstream stream(out);
  return read_verbs(verb_file, verbs) && write_morphology(gold, silver, verbs, stream);
}

bool run_parse(const Arguments& arguments) {
  std::filesystem::path folder = "data/lang/en";
  return read_options(arguments, {{"--model", "folder with parser.model and morphology.tsv", into(folder)}}) &&
         parse(folder, std::cin, std::cout);
}

}  // namespace

int main(int argc, char** argv) {
  const std::map<std::string, std::function<bool(const Arguments&)>> commands = {
      {"clusters", run_clusters},
      {"export", run_export},
      {"morphology", run_morphology},
      {"parse", run_parse},
      {"train", run_train}};
  const Arguments arguments(argv + 1, argv + argc);
  const auto command = arguments.empty() ? commands.end() : commands.find(arguments[0]);
  if (command != commands.end()) {
    return command->second(Arguments(arguments.begin() + 1, arguments.end())) ? 0 : 1;
  }
  std::cerr << "usage: entente-train COMMAND [--option value]...; commands are\n";
  for (const auto& [name, run] : commands) std::cerr << "  " << name << '\n';
  return 2;
}
