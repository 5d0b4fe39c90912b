// SPDX-License-Identifier: EUPL-1.2
#include "core/form/places.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <string>

#include "core/form/value.h"

namespace lotse {
namespace {

constexpr double kEarthRadiusMetres = 6'378'100;

double radians(double degrees) {
    return degrees * std::numbers::pi / 180;
}

double to_centimetres(double metres) {
    return std::abs(std::round(metres * 100)) / 100;
}

/// Spherical law of cosines.
double metres_between(const Place& from, const Place& to) {
    const double cosine = std::sin(radians(from.latitude)) * std::sin(radians(to.latitude)) +
                          std::cos(radians(from.latitude)) * std::cos(radians(to.latitude)) *
                              std::cos(radians(from.longitude - to.longitude));
    return std::acos(std::clamp(cosine, -1.0, 1.0)) * kEarthRadiusMetres;
}

std::optional<Place> place_of_text(std::string_view text) {
    std::vector<double> numbers;
    for (text = trimmed_xml(text); !text.empty(); text = trimmed_xml(text)) {
        const auto end = text.find(' ');
        numbers.push_back(to_number(std::string(text.substr(0, end))));
        text = end == std::string_view::npos ? std::string_view() : text.substr(end);
    }
    const bool complete = numbers.size() >= 2 && numbers.size() <= 4 &&
                          std::none_of(numbers.begin(), numbers.end(),
                                       [](double number) { return std::isnan(number); });
    if (!complete || std::abs(numbers[0]) > 90 || std::abs(numbers[1]) > 180 ||
        (numbers.size() == 4 && numbers[3] < 0)) {
        return std::nullopt;
    }
    return Place{numbers[0], numbers[1]};
}

}  // namespace

std::optional<std::vector<Place>> places_of_text(std::string_view text) {
    std::vector<Place> out;
    text = trimmed_xml(text);
    if (text.ends_with(';')) {
        text.remove_suffix(1);
    }
    for (bool more = true; more;) {
        const auto end = text.find(';');
        const auto place = place_of_text(text.substr(0, end));
        if (!place) {
            return std::nullopt;
        }
        out.push_back(*place);
        more = end != std::string_view::npos;
        text = more ? text.substr(end + 1) : std::string_view();
    }
    return out;
}

double metres_along(const std::vector<Place>& line) {
    double metres = 0;
    for (std::size_t i = 1; i < line.size(); ++i) {
        metres += metres_between(line[i - 1], line[i]);
    }
    return to_centimetres(metres);
}

double square_metres_within(const std::vector<Place>& border) {
    if (border.size() < 3) {
        return 0;
    }
    // R. Chamberlain and W. Duquette, "Some Algorithms for Polygons on a Sphere".
    double sum = 0;
    for (std::size_t i = 0; i < border.size(); ++i) {
        const Place& from = border[i];
        const Place& to = border[(i + 1) % border.size()];
        sum += radians(to.longitude - from.longitude) *
               (2 + std::sin(radians(from.latitude)) + std::sin(radians(to.latitude)));
    }
    return to_centimetres(sum * kEarthRadiusMetres * kEarthRadiusMetres / 2);
}

bool is_within(const Place& place, const std::vector<Place>& border) {
    const bool closed = border.size() >= 4 && border.front().latitude == border.back().latitude &&
                        border.front().longitude == border.back().longitude;
    bool inside = false;
    for (std::size_t i = 1; closed && i < border.size(); ++i) {
        const Place& from = border[i - 1];
        const Place& to = border[i];
        // A line to the north crosses an uneven number of sides from inside.
        if ((from.longitude > place.longitude) != (to.longitude > place.longitude)) {
            const double share =
                (place.longitude - from.longitude) / (to.longitude - from.longitude);
            inside =
                inside != (place.latitude < from.latitude + share * (to.latitude - from.latitude));
        }
    }
    return inside;
}

}  // namespace lotse
