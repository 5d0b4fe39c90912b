// SPDX-License-Identifier: EUPL-1.2
/// Decides the form of the file by which a desk knows its centre: `centre.toml`, made with the
/// centre and copied to each desk beside the authority of the service's certificate.
///
/// As in kiosk_config.h: an error is Unusable and names file, line, key and the expected value.
/// Holds no secret; who changes it decides whom the desk believes.
#pragma once

#include <string>
#include <string_view>

#include "core/error.h"

namespace lotse::codec {

struct CentrePin {
    std::string centre;        ///< its short name
    std::string register_key;  ///< Ed25519 in hex: who signs the centre's registers
    bool operator==(const CentrePin&) const = default;
};
Result<CentrePin> read_centre_pin(std::string_view toml, const std::string& file);
std::string write_centre_pin(const CentrePin& pin);

}  // namespace lotse::codec
