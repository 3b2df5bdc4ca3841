#include "fuzz.h"

namespace entente::fuzz {

/// Tables of articles, with commas or with tabs.
void run_csv(std::string_view bytes) {
  (void)read_articles("csv", bytes);
  (void)read_articles("tsv", bytes);
}

}  // namespace entente::fuzz
