// SPDX-License-Identifier: EUPL-1.2
#include "codec/settings/centre_pin.h"

#include <sstream>

#include "codec/settings/toml_reader.h"

namespace lotse::codec {
namespace {

constexpr std::size_t kKeyDigits = 64;

bool is_key(const std::string& hex) {
    return hex.size() == kKeyDigits &&
           hex.find_first_not_of("0123456789abcdef") == std::string::npos;
}

}  // namespace

Result<CentrePin> read_centre_pin(std::string_view text, const std::string& file) {
    Result<CentrePin> pin = read_toml<CentrePin>(text, file, [](TableReader& reader) {
        CentrePin read;
        reader.text("centre", "id", read.centre);
        reader.text("centre", "register_key", read.register_key);
        return read;
    });
    if (pin && (pin->centre.empty() || !is_key(pin->register_key))) {
        return Error{Kind::Unusable, file + ": centre.id, centre.register_key",
                     "expected the centre's short name and 64 hexadecimal digits, as the set-up of "
                     "the centre wrote them"};
    }
    return pin;
}

std::string write_centre_pin(const CentrePin& pin) {
    const toml::table root{
        {"centre", toml::table{{"id", pin.centre}, {"register_key", pin.register_key}}}};
    std::ostringstream out;
    out << "# By this a desk knows its centre. It holds no secret; do not change it.\n"
        << root << '\n';
    return out.str();
}

}  // namespace lotse::codec
