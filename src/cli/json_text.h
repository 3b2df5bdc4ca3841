#pragma once

#include <charconv>
#include <concepts>
#include <string>
#include <string_view>

#include "base/json.h"

namespace entente::internal {

/// Writes one JSON value after another, with the commas between them. Requires: begin() and end() in pairs.
class JsonText {
 public:
  JsonText& begin(char bracket) { comma(); text_ += bracket; first_ = true; return *this; }
  JsonText& end(char bracket) { text_ += bracket; first_ = false; return *this; }
  JsonText& key(std::string_view name) {
    comma();
    append_json_string(text_, name);
    text_ += ':';
    first_ = true;
    return *this;
  }
  JsonText& value(std::string_view text) { comma(); append_json_string(text_, text); return *this; }
  JsonText& value(const char* text) { return value(std::string_view(text)); }
  JsonText& value(std::same_as<bool> auto yes) { return raw(yes ? "true" : "false"); }
  JsonText& value(std::unsigned_integral auto number) requires(!std::same_as<decltype(number), bool>) { return raw(std::to_string(number)); }
  JsonText& value(double number) {
    char digits[32];
    return raw({digits, std::to_chars(digits, digits + sizeof digits, number).ptr});
  }
  /// What is JSON already.
  JsonText& raw(std::string_view json) { comma(); text_ += json; return *this; }

  template <class T>
  JsonText& member(std::string_view name, const T& of) { return key(name).value(of); }

  [[nodiscard]] const std::string& text() const noexcept { return text_; }

 private:
  void comma() {
    if (!first_) text_ += ',';
    first_ = false;
  }

  std::string text_;
  bool first_ = true;
};

}  // namespace entente::internal
