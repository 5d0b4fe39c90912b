// SPDX-License-Identifier: EUPL-1.2
/// Inside of `Expression`: places on earth as ODK writes them, and what can be measured between
/// them. Distances are those of a sphere with the equator's radius, which is what ODK's programs
/// measure; results are rounded to centimetres. Source: ODK XForms specification, geopoint,
/// geotrace, geoshape.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace lotse {

/// In degrees: north and east are positive.
struct Place {
    double latitude = 0, longitude = 0;
};

/// "latitude longitude altitude accuracy", the last two may be missing, between semicolons. Nothing
/// if one of them is no place.
std::optional<std::vector<Place>> places_of_text(std::string_view text);
double metres_along(const std::vector<Place>& line);
/// The last place is joined to the first.
double square_metres_within(const std::vector<Place>& border);
/// Of a border that ends where it begins; false for any other.
bool is_within(const Place& place, const std::vector<Place>& border);

}  // namespace lotse
