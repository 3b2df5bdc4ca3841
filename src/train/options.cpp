#include "train/options.h"

#include <algorithm>
#include <charconv>
#include <iostream>

namespace entente::train {
namespace {

template <class T>
std::function<bool(const std::string&)> number_into(T& value) {
  return [&value](const std::string& text) {
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value);
    return error == std::errc{} && stop == end;
  };
}

void list_options(const std::vector<Option>& options) {
  for (const Option& o : options) std::cerr << "  " << o.name << "  " << o.help << '\n';
}

}  // namespace

bool read_options(const std::vector<std::string>& arguments, const std::vector<Option>& options) {
  for (std::size_t i = 0; i < arguments.size(); i += 2) {
    const auto found = std::ranges::find(options, arguments[i], &Option::name);
    const bool has_value = i + 1 < arguments.size();
    if (found != options.end() && has_value && found->take(arguments[i + 1])) continue;
    std::cerr << "error: cannot use '" << arguments[i]
              << (has_value ? " " + arguments[i + 1] : std::string()) << "'; options are\n";
    list_options(options);
    return false;
  }
  return true;
}

std::function<bool(const std::string&)> into(double& value) { return number_into(value); }
std::function<bool(const std::string&)> into(int& value) { return number_into(value); }
std::function<bool(const std::string&)> into(std::size_t& value) { return number_into(value); }

std::function<bool(const std::string&)> into(std::filesystem::path& value) {
  return [&value](const std::string& text) {
    value = text;
    return true;
  };
}

}  // namespace entente::train
