// SPDX-License-Identifier: EUPL-1.2
/// The table of what a hostile service answers to a terminal: each answer that there is, altered in
/// each way that whoever controls the service can think of.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace lotse::trust {

inline constexpr const char* kPutRoute = "PUT /v1/intakes/{id}";
inline constexpr const char* kReportRoute = "POST /v1/terminal-report";
inline constexpr const char* kHelpRoute = "POST /v1/help";
inline constexpr const char* kCallsRoute = "POST /v1/calls";

/// An answer in its parts.
struct Answer {
    int status = 200;
    std::string fields;  ///< each with its line's end; without length, type and connection
    std::string type = "application/json";
    std::string body;

    std::string bytes() const;
};
Answer answer_from(const std::string& bytes);

struct HostileAnswer {
    std::string route, name;
    /// What is sent instead of a genuine one.
    std::function<std::string(Answer)> made;
    /// It calls what was sent deleted by the centre: then the terminal has to let it go, and says
    /// so in its reports.
    bool gone = false;
};

/// `genuine`: bodies of good replies by route, now and before; `elsewhere`: who must not be asked.
std::vector<HostileAnswer> hostile_answers(const std::map<std::string, std::string>& genuine,
                                           const std::map<std::string, std::string>& older,
                                           const std::string& elsewhere);
/// Of bytes, status, type and body: of whatever route.
std::vector<HostileAnswer> strange_answers(const std::string& route, const std::string& elsewhere);
/// Of each member of the genuine body.
std::vector<HostileAnswer> altered_answers(const std::string& route,
                                           const std::map<std::string, std::string>& genuine,
                                           const std::map<std::string, std::string>& older);

}  // namespace lotse::trust
