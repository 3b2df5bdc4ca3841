#include "load/url.h"

#include "entente/loader.h"
#include "fuzz.h"

namespace entente::fuzz {

/// Where to load to. No message shows a password.
void run_url(std::string_view bytes) {
  const auto url = internal::parse_url(bytes);
  (void)without_password(bytes);
  (void)internal::percent_encoded(bytes);
  if (!url) return expect_told(url.error());
  (void)internal::shown(*url);
  (void)internal::hide_secret("cannot reach " + std::string(bytes), bytes, *url);
}

}  // namespace entente::fuzz
