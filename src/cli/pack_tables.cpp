// Run by the build: packs the actor tables of a catalogue into one file, which a start reads in their place.
//
//   entente_pack_tables CATALOGUE FILE
#include <fstream>
#include <iostream>

#include "entente/catalogue.h"

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: entente_pack_tables CATALOGUE FILE\n";
    return 2;
  }
  const entente::Result<std::string> bytes = entente::Catalogue::pack(argv[1]);
  if (!bytes) {
    std::cerr << to_string(bytes.error()) << '\n';
    return 1;
  }
  std::ofstream out(argv[2], std::ios::binary);
  if (out << *bytes << std::flush) return 0;
  std::cerr << argv[2] << ": cannot write\n";
  return 4;
}
