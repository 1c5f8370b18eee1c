#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace telusur::base {

/// The number that a text is: decimal digits with a sign, a fraction or an exponent, and nothing else; nothing for what
/// a double does not hold.
std::optional<double> decimal_number(std::string_view text);

/// The number that a text stands for: a decimal number, or a date (2024-01-31), with or without a time in RFC 3339
/// (2024-01-31T10:00:00Z, +07:00), as seconds since 1970. A date alone is its first second, and without an offset a
/// time is UTC.
std::optional<double> number_of(std::string_view text);

/// Whether a text is an integer of 64 bits, signed or not, in the form in which JSON keeps it to its last digit.
bool is_exact_integer(std::string_view text);

/// A number in the one form in which it is compared as text: 5 for 5.0, 100000000 for 1e8.
std::string number_text(double number);

}  // namespace telusur::base
