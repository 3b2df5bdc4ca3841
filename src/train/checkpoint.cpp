#include "train/checkpoint.h"

#include <algorithm>
#include <fstream>
#include <iostream>

namespace entente::train {
namespace {

constexpr std::uint64_t kMagic = 0x32746E696F706B63U;

/// A checkpoint never leaves the machine that trains: numbers are in its own byte order.
class Writer {
 public:
  explicit Writer(std::ostream& out) : out_(out) {}
  void number(std::uint64_t n) { out_.write(reinterpret_cast<const char*>(&n), sizeof n); }
  void text(const std::string& s) {
    number(s.size());
    out_.write(s.data(), static_cast<std::streamsize>(s.size()));
  }
  void texts(const std::vector<std::string>& list) {
    number(list.size());
    for (const auto& s : list) text(s);
  }
  void floats(const float* from, std::size_t count) {
    out_.write(reinterpret_cast<const char*>(from),
               static_cast<std::streamsize>(count * sizeof(float)));
  }

 private:
  std::ostream& out_;
};

class Reader {
 public:
  explicit Reader(std::istream& in) : in_(in) {}
  std::uint64_t number() {
    std::uint64_t n = 0;
    in_.read(reinterpret_cast<char*>(&n), sizeof n);
    return in_ ? n : 0;
  }
  std::string text() {
    std::string s(number(), '\0');
    in_.read(s.data(), static_cast<std::streamsize>(s.size()));
    return s;
  }
  std::vector<std::string> texts() {
    std::vector<std::string> list(number());
    for (auto& s : list) s = text();
    return list;
  }
  std::vector<float> floats(std::size_t count) {
    std::vector<float> values(count);
    in_.read(reinterpret_cast<char*>(values.data()),
             static_cast<std::streamsize>(count * sizeof(float)));
    return values;
  }

 private:
  std::istream& in_;
};

std::vector<Checkpoint::Cluster> sorted_clusters(const ClusterTable& table) {
  std::vector<Checkpoint::Cluster> list;
  for (const auto& [word, classes] : table) list.push_back({word, classes.coarse, classes.fine});
  std::ranges::sort(list, {}, &Checkpoint::Cluster::word);
  return list;
}

void write_matrix(Writer& writer, const Parameter& p) {
  writer.text(p.name);
  writer.number(p.value.rows());
  writer.number(p.value.cols());
  for (std::size_t i = 0; i < p.value.rows(); ++i) writer.floats(p.value.row(i), p.value.cols());
}

SavedMatrix read_matrix(Reader& reader) {
  SavedMatrix m;
  m.name = reader.text();
  m.rows = reader.number();
  m.cols = reader.number();
  m.values = reader.floats(m.rows * m.cols);
  return m;
}

}  // namespace

bool write_checkpoint(const Vocabulary& vocabulary, Network& network,
                      const std::filesystem::path& file) {
  std::ofstream out(file, std::ios::binary);
  Writer writer(out);
  const NetworkOptions& options = network.options();
  for (const std::uint64_t n :
       {kMagic, std::uint64_t{options.layers}, std::uint64_t{options.units},
        std::uint64_t{options.hidden}}) {
    writer.number(n);
  }
  writer.number(vocabulary.features.size());
  for (const StringTable& table : vocabulary.features) writer.texts(table.strings());
  writer.texts(vocabulary.tags.strings());
  writer.texts(vocabulary.relations.strings());
  const auto clusters = sorted_clusters(vocabulary.clusters);
  writer.number(clusters.size());
  for (const auto& c : clusters) {
    writer.text(c.word);
    writer.number(static_cast<std::uint64_t>(c.coarse));
    writer.number(static_cast<std::uint64_t>(c.fine));
  }
  writer.number(network.parameters().all().size());
  for (const Parameter& p : network.parameters().all()) write_matrix(writer, p);
  return static_cast<bool>(out.flush());
}

bool read_checkpoint(const std::filesystem::path& file, Checkpoint& checkpoint) {
  std::ifstream in(file, std::ios::binary);
  Reader reader(in);
  if (reader.number() == kMagic) {
    checkpoint.options.layers = reader.number();
    checkpoint.options.units = reader.number();
    checkpoint.options.hidden = reader.number();
    checkpoint.features.resize(reader.number());
    for (auto& table : checkpoint.features) table = reader.texts();
    checkpoint.tags = reader.texts();
    checkpoint.relations = reader.texts();
    checkpoint.clusters.resize(reader.number());
    for (auto& c : checkpoint.clusters) {
      c.word = reader.text();
      c.coarse = static_cast<std::int32_t>(reader.number());
      c.fine = static_cast<std::int32_t>(reader.number());
    }
    checkpoint.matrices.resize(reader.number());
    for (auto& m : checkpoint.matrices) m = read_matrix(reader);
    if (in) return true;
  }
  std::cerr << file.string() << ": error: expected a whole checkpoint of this program\n";
  return false;
}

}  // namespace entente::train
