#include "load/url.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>

#include "base/text.h"
#include "entente/loader.h"

namespace entente {

namespace internal {

namespace {

std::string percent_decoded(std::string_view text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    unsigned byte = 0;
    const bool coded = text[i] == '%' && i + 2 < text.size() && std::from_chars(text.data() + i + 1, text.data() + i + 3, byte, 16).ptr == text.data() + i + 3;
    plain += coded ? static_cast<char>(byte) : text[i];
    if (coded) i += 2;
  }
  return plain;
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) text.replace(at, from.size(), to);
}

/// Where the password stands in a URL; empty if there is none. RFC 3986, 3.2.1: userinfo ends at the last @ before the path.
std::string_view password_in(std::string_view text) {
  const std::size_t start = text.find("://");
  if (start == std::string_view::npos) return {};
  std::string_view authority = text.substr(start + 3);
  authority = authority.substr(0, authority.find_first_of("/?#"));
  const std::size_t at = authority.rfind('@'), colon = authority.find(':');
  if (at == std::string_view::npos || colon >= at) return {};
  return authority.substr(colon + 1, at - colon - 1);
}

/// "host:port" or "[::1]:port".
void split_host(std::string_view text, Url& url) {
  const std::size_t bracket = text.starts_with('[') ? text.find(']') : std::string_view::npos;
  const std::size_t colon = text.find(':', bracket == std::string_view::npos ? 0 : bracket);
  url.host = text.substr(0, colon);
  if (colon != std::string_view::npos) url.port = text.substr(colon + 1);
}

}  // namespace

Result<Url> parse_url(std::string_view text) {
  const std::size_t start = text.find("://");
  if (start == std::string_view::npos || start == 0)
    return std::unexpected(Error{ErrorCode::Syntax, "'" + without_password(text) + "' is no URL; expected one such as postgresql://NAME@HOST/DATABASE", {}});
  Url url;
  url.scheme = ascii_lower(text.substr(0, start));
  std::string_view rest = text.substr(start + 3);
  rest = rest.substr(0, rest.find('#'));
  const std::size_t end = std::min(rest.size(), rest.find_first_of("/?"));
  std::string_view authority = rest.substr(0, end);
  const std::string_view after = rest.substr(end);
  url.path = after.substr(0, after.find('?'));
  url.query = after.substr(url.path.size());
  if (const std::size_t at = authority.rfind('@'); at != std::string_view::npos) {
    const std::string_view user = authority.substr(0, at);
    url.user = percent_decoded(user.substr(0, user.find(':')));
    url.password = percent_decoded(password_in(text));
    authority.remove_prefix(at + 1);
  }
  split_host(authority, url);
  return url;
}

std::string shown(const Url& url) {
  const std::string user = url.user.empty() ? "" : url.user + (url.password.empty() ? "@" : ":***@");
  return url.scheme + "://" + user + url.host + (url.port.empty() ? "" : ":" + url.port) + url.path + url.query;
}

std::string hide_secret(std::string message, std::string_view text, const Url& url) {
  if (url.password.empty()) return message;
  replace_all(message, text, without_password(text));
  replace_all(message, password_in(text), "***");
  if (url.password != "***") replace_all(message, url.password, "***");
  return message;
}

std::string percent_encoded(std::string_view text) {
  std::string coded;
  for (const char c : text) {
    if (is_ascii_alpha(c) || is_ascii_digit(c) || std::string_view("-._~").find(c) != std::string_view::npos) { coded += c; continue; }
    std::array<char, 4> hex{};
    std::snprintf(hex.data(), hex.size(), "%%%02X", static_cast<unsigned char>(c));
    coded += hex.data();
  }
  return coded;
}

}  // namespace internal

std::string without_password(std::string_view url) {
  const std::string_view password = internal::password_in(url);
  if (password.empty()) return std::string(url);
  const auto at = static_cast<std::size_t>(password.data() - url.data());
  return std::string(url.substr(0, at)) + "***" + std::string(url.substr(at + password.size()));
}

}  // namespace entente
