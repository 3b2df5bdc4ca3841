#include "fuzz.h"

namespace entente::fuzz {

/// Items of RSS and Atom.
void run_feed(std::string_view bytes) { (void)read_articles("feed", bytes); }

}  // namespace entente::fuzz
