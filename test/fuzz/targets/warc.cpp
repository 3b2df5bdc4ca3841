#include "fuzz.h"

namespace entente::fuzz {

/// The pages of a web archive.
void run_warc(std::string_view bytes) { (void)read_articles("warc", bytes); }

}  // namespace entente::fuzz
