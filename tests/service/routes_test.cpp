// SPDX-License-Identifier: EUPL-1.2
/// The table of routes, and that openapi.json says the same of every one of them.
#include "service/routes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "core/limits.h"
#include "service/openapi.h"

namespace lotse::service {
namespace {

std::string name_of(const Route& route) {
    return std::string(route.method) + " " + std::string(route.pattern);
}

/// "PUT /v1/intakes/{id}" → what openapi.json says of it.
std::map<std::string, nlohmann::json> described() {
    std::map<std::string, nlohmann::json> all;
    const auto description = nlohmann::json::parse(openapi_json());
    for (const auto& [path, item] : description["paths"].items()) {
        for (const auto& [method, operation] : item.items()) {
            if (method == "parameters") {
                continue;
            }
            std::string upper;
            for (const char c : method) {
                upper.push_back(static_cast<char>(c - 'a' + 'A'));
            }
            all[upper + " " + path] = operation;
        }
    }
    return all;
}

std::string size_in_words(std::size_t bytes) {
    constexpr std::size_t kMiB = 1024 * 1024;
    return bytes % kMiB == 0 ? std::to_string(bytes / kMiB) + " MiB"
                             : std::to_string(bytes / 1024) + " KiB";
}

TEST(Routes, the_description_names_exactly_the_routes_there_are) {
    std::vector<std::string> documented, served;
    for (const auto& [name, operation] : described()) {
        documented.push_back(name);
    }
    for (const Route& route : routes()) {
        served.push_back(name_of(route));
    }
    EXPECT_THAT(documented, testing::UnorderedElementsAreArray(served));
}

TEST(Routes, the_description_asks_for_a_session_exactly_where_the_table_does) {
    for (const Route& route : routes()) {
        const nlohmann::json operation = described()[name_of(route)];
        const bool session = asks_for_session(route.caller);
        EXPECT_EQ(operation.contains("security"), session) << name_of(route);
        // A signed log-in is refused with 401 as well.
        EXPECT_EQ(operation["responses"].contains("401"),
                  session || name_of(route) == "POST /v1/session")
            << name_of(route);
        if (!route.rights.empty() || route.caller == Caller::Terminal) {
            EXPECT_TRUE(operation["responses"].contains("403")) << name_of(route);
        }
    }
}

TEST(Routes, the_description_gives_the_bounds_of_bodies_that_the_table_gives) {
    for (const Route& route : routes()) {
        const nlohmann::json operation = described()[name_of(route)];
        EXPECT_EQ(operation["responses"].contains("413"), route.largest_body > 0) << name_of(route);
        if (route.largest_body > 0) {
            EXPECT_EQ(operation["responses"]["413"]["description"],
                      "Larger than " + size_in_words(route.largest_body))
                << name_of(route);
        } else {
            EXPECT_FALSE(operation.contains("requestBody")) << name_of(route);
        }
        if (!operation.contains("requestBody")) {
            continue;
        }
        for (const auto& [type, content] : operation["requestBody"]["content"].items()) {
            if (content["schema"].contains("maxLength")) {
                EXPECT_EQ(content["schema"]["maxLength"], route.largest_body) << name_of(route);
            }
        }
    }
}

TEST(Routes, a_path_is_one_route_with_its_id_or_version) {
    const std::string id(32, 'a');
    const Match intake = match("GET", "/v1/intakes/" + id);
    ASSERT_NE(intake.route, nullptr);
    EXPECT_EQ(name_of(*intake.route), "GET /v1/intakes/{id}");
    EXPECT_EQ(to_hex(intake.id), id);
    const Match release = match("POST", "/v1/configurations/12/release");
    ASSERT_NE(release.route, nullptr);
    EXPECT_EQ(name_of(*release.route), "POST /v1/configurations/{version}/release");
    EXPECT_EQ(release.version, 12);
    for (const Route& route : routes()) {
        std::string path(route.pattern);
        for (const auto& [name, value] : {std::pair<std::string, std::string>{"{id}", id},
                                          std::pair<std::string, std::string>{"{version}", "1"},
                                          std::pair<std::string, std::string>{"{serial}", "1"},
                                          std::pair<std::string, std::string>{"{terminal}", "t"}}) {
            if (const std::size_t at = path.find(name); at != std::string::npos) {
                path.replace(at, name.size(), value);
            }
        }
        EXPECT_EQ(match(route.method, path).route, &route) << name_of(route);
        EXPECT_EQ(match(route.method, path + "/").route, nullptr) << name_of(route);
        const Match wrong = match("PATCH", path);
        EXPECT_EQ(wrong.route, nullptr);
        EXPECT_THAT(wrong.allowed, testing::HasSubstr(std::string(route.method)));
    }
}

TEST(Routes, nothing_is_where_an_id_or_a_version_is_malformed) {
    for (const std::string& path :
         {std::string(), std::string("/"), std::string("v1/queue"), std::string("/v1"),
          std::string("/v1/intakes/"), "/v1/intakes/" + std::string(31, 'a'),
          "/v1/intakes/" + std::string(32, 'A'), "/v1/intakes//" + std::string(32, 'a'),
          "/v1/intakes/" + std::string(32, 'a') + "/", std::string("/v1/configurations/"),
          std::string("/v1/configurations/0"), std::string("/v1/configurations/01"),
          std::string("/v1/configurations/-1"), std::string("/v1/configurations/1x"),
          std::string("/v1/configurations/99999999999999999999"), std::string("/v1/queue?day=x")}) {
        const Match found = match("GET", path);
        EXPECT_EQ(found.route, nullptr) << path;
        EXPECT_EQ(found.allowed, "") << path;
    }
}

}  // namespace
}  // namespace lotse::service
