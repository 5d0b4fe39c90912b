// SPDX-License-Identifier: EUPL-1.2
#include "tools/setup/plan.h"

#include <arpa/inet.h>
#include <unistd.h>

#include <algorithm>
#include <set>
#include <tuple>

#include "core/account_name.h"
#include "core/limits.h"
#include "tools/console.h"
#include "tools/setup/centre_files.h"

namespace lotse::tools::setup {
namespace {

constexpr int kPort = 8443;

bool is_address(const std::string& text) {
    unsigned char address[16];
    return inet_pton(AF_INET, text.c_str(), address) == 1 ||
           inet_pton(AF_INET6, text.c_str(), address) == 1;
}

/// "Beratung Köln-Süd" → "beratung-koeln-sued"
std::string short_name(const std::string& name) {
    static constexpr std::pair<std::string_view, std::string_view> kSpelt[] = {
        {"ä", "ae"}, {"ö", "oe"}, {"ü", "ue"}, {"Ä", "ae"}, {"Ö", "oe"}, {"Ü", "ue"}, {"ß", "ss"}};
    std::string out;
    for (std::size_t i = 0; i < name.size() && out.size() < limits::kLongestNameBytes; ++i) {
        const auto spelt =
            std::find_if(std::begin(kSpelt), std::end(kSpelt), [&](const auto& pair) {
                return std::string_view(name).substr(i).starts_with(pair.first);
            });
        if (spelt != std::end(kSpelt)) {
            out += spelt->second;
            i += spelt->first.size() - 1;
        } else if ((name[i] >= 'a' && name[i] <= 'z') || (name[i] >= '0' && name[i] <= '9')) {
            out.push_back(name[i]);
        } else if (name[i] >= 'A' && name[i] <= 'Z') {
            out.push_back(static_cast<char>(name[i] - 'A' + 'a'));
        } else if (!out.empty() && out.back() != '-') {
            out.push_back('-');
        }
    }
    while (!out.empty() && out.back() == '-') {
        out.pop_back();
    }
    return out.substr(0, limits::kLongestNameBytes);
}

std::string own_host() {
    char name[256] = "";
    return gethostname(name, sizeof name - 1) == 0 && is_host(name) ? name : "localhost";
}

/// The address of the machine that fits the name by which it is reached.
std::string listen_for(const std::string& host) {
    if (host == "localhost" || host.starts_with("127.")) {
        return "127.0.0.1";
    }
    return host == "::1" ? host : host.find(':') != std::string::npos ? "::" : "0.0.0.0";
}

std::optional<std::string> names_complaint(const Dialogue& dialogue,
                                           const std::vector<std::string>& names, std::size_t most,
                                           const std::string& also) {
    std::set<std::string> seen{account_key(also)};
    for (const std::string& name : names) {
        if (const auto wrong = name_complaint(dialogue, name)) {
            return "\"" + name + "\": " + *wrong;
        }
        if (!seen.insert(account_key(name)).second) {
            return dialogue.words(Text::NameTwice, {name});
        }
    }
    return names.size() > most
               ? std::optional(dialogue.words(Text::TooMany, {std::to_string(most)}))
               : std::nullopt;
}

std::string fault_words(const Dialogue& dialogue, const CertificateFinding& finding) {
    switch (finding.fault) {
        case CertificateFault::Unreadable:
            return dialogue.words(Text::CertUnreadable, {finding.detail});
        case CertificateFault::OtherKey:
            return dialogue.words(Text::CertOtherKey, {finding.detail});
        case CertificateFault::Expired:
            return dialogue.words(Text::CertExpired, {finding.detail});
        case CertificateFault::NotYetValid:
            return dialogue.words(Text::CertNotYetValid, {finding.detail});
        case CertificateFault::OtherHost:
            return dialogue.words(Text::CertOtherHost, {finding.detail});
        case CertificateFault::Untrusted:
            return dialogue.words(Text::CertUntrusted, {finding.detail});
    }
    return finding.detail;
}

Result<void> ask_certificates(const CentreRequest& request, Dialogue& dialogue, Plan& plan) {
    const codec::SetupAnswers& answers = request.answers;
    const bool any = answers.certificate || answers.private_key || answers.authority;
    if (any && request.own_authority) {
        return dialogue.failure(Kind::Refused, "--own-authority", Text::CertificateChoice);
    }
    if (any && !dialogue.asks() &&
        !(answers.certificate && answers.private_key && answers.authority)) {
        return dialogue.failure(Kind::Refused, "--certificate, --private-key, --authority",
                                Text::CertificatePart);
    }
    bool given = any;
    if (!any && !request.own_authority) {
        const Result<std::string> chosen =
            dialogue.ask(Text::AskCertificates, "--own-authority", std::nullopt, "1",
                         [&](const std::string& answer) -> std::optional<std::string> {
                             return answer == "1" || answer == "2"
                                        ? std::nullopt
                                        : std::optional(dialogue.words(Text::CertificateChoice));
                         });
        if (!chosen) {
            return chosen.error();
        }
        given = *chosen == "2";
    }
    if (!given) {
        return {};
    }
    const auto file = [&dialogue](Text question, const char* option,
                                  const std::optional<std::string>& answer) -> Result<std::string> {
        return dialogue.ask(question, option, answer, "",
                            [](const std::string& path) -> std::optional<std::string> {
                                const Result<std::string> text =
                                    read_file(path, limits::kLargestCertificateBytes);
                                return text ? std::nullopt : std::optional(to_string(text.error()));
                            });
    };
    CertificateFiles files;
    for (const auto& [question, option, answer, out] :
         {std::tuple(Text::AskCertificate, "--certificate", &answers.certificate,
                     &files.certificate),
          std::tuple(Text::AskPrivateKey, "--private-key", &answers.private_key,
                     &files.private_key),
          std::tuple(Text::AskAuthority, "--authority", &answers.authority, &files.authority)}) {
        Result<std::string> path = file(question, option, *answer);
        if (!path) {
            return path.error();
        }
        *out = std::move(*path);
    }
    if (const auto finding = check_certificates(files, plan.host)) {
        return dialogue.worded(Kind::Refused, finding->file, fault_words(dialogue, *finding));
    }
    plan.given = files;
    return {};
}

}  // namespace

std::string Plan::service() const {
    const bool v6 = host.find(':') != std::string::npos;
    return "https://" + (v6 ? "[" + host + "]" : host) + ":" + std::to_string(port);
}

Result<Plan> ask_for_plan(const CentreRequest& request, Dialogue& dialogue) {
    const codec::SetupAnswers& answers = request.answers;
    Plan plan;
    dialogue.head(Text::CentreTitle);
    if (dialogue.asks()) {
        dialogue.tell(Text::CentreIntro);
    }
    const auto a_name = [&dialogue](const std::string& answer) {
        return name_complaint(dialogue, answer);
    };
    Result<std::string> name =
        dialogue.ask(Text::AskName, "--name", answers.name, "Anerkennungsberatung", nullptr);
    if (!name) {
        return name.error();
    }
    plan.name = *name;
    Result<std::string> centre =
        dialogue.ask(Text::AskId, "--id", answers.centre, short_name(plan.name), a_name);
    if (!centre) {
        return centre.error();
    }
    plan.centre = *centre;
    Result<std::string> host =
        dialogue.ask(Text::AskHost, "--host", answers.host, own_host(),
                     [&](const std::string& answer) -> std::optional<std::string> {
                         return is_host(answer) ? std::nullopt
                                                : std::optional(dialogue.words(Text::HostExpected));
                     });
    if (!host) {
        return host.error();
    }
    plan.host = *host;
    const auto given_port =
        answers.port ? std::optional(std::to_string(*answers.port)) : std::nullopt;
    Result<std::string> port = dialogue.ask(
        Text::AskPort, "--port", given_port, std::to_string(kPort),
        [&](const std::string& answer) -> std::optional<std::string> {
            const bool digits =
                answer.size() <= 5 && std::all_of(answer.begin(), answer.end(),
                                                  [](char c) { return c >= '0' && c <= '9'; });
            const int number = digits ? std::stoi(answer) : 0;
            return number >= 1 && number <= 65535
                       ? std::nullopt
                       : std::optional(dialogue.words(Text::PortExpected));
        });
    if (!port) {
        return port.error();
    }
    plan.port = std::stoi(*port);
    Result<std::string> listen = dialogue.ask(
        Text::AskListen, "--listen", answers.listen, listen_for(plan.host),
        [&](const std::string& answer) -> std::optional<std::string> {
            return is_address(answer) ? std::nullopt
                                      : std::optional(dialogue.words(Text::AddressExpected));
        });
    if (!listen) {
        return listen.error();
    }
    plan.listen = *listen;
    if (Result<void> certificates = ask_certificates(request, dialogue, plan); !certificates) {
        return certificates.error();
    }
    Result<std::string> admin =
        dialogue.ask(Text::AskAdmin, "--admin", answers.admin, "leitung", a_name);
    if (!admin) {
        return admin.error();
    }
    plan.admin = *admin;
    Result<std::vector<std::string>> accounts = dialogue.ask_names(
        Text::AskAccounts, "--account", answers.accounts, {"empfang", "beratung"},
        [&](const std::vector<std::string>& names) {
            return names_complaint(dialogue, names, limits::kMostFirstAccounts, plan.admin);
        });
    if (!accounts) {
        return accounts.error();
    }
    plan.accounts = *accounts;
    Result<std::vector<std::string>> terminals = dialogue.ask_names(
        Text::AskTerminals, "--terminal", answers.terminals, {"terminal-1"},
        [&](const std::vector<std::string>& names) {
            return names_complaint(dialogue, names, limits::kMostFirstTerminals, "");
        });
    if (!terminals) {
        return terminals.error();
    }
    plan.terminals = *terminals;
    return plan;
}

Result<bool> is_agreed(const CentreRequest& request, const Plan& plan, Dialogue& dialogue) {
    dialogue.head(Text::SummaryTitle);
    dialogue.tell(Text::SummaryCentre, {plan.name, plan.centre});
    dialogue.tell(Text::SummaryService, {plan.service(), plan.listen, std::to_string(plan.port)});
    plan.given ? dialogue.tell(Text::SummaryGiven, {plan.given->certificate})
               : dialogue.tell(Text::SummaryOwnAuthority, {plan.host});
    const std::string none = dialogue.words(Text::None);
    dialogue.tell(Text::SummaryAccounts,
                  {plan.admin, plan.accounts.empty() ? none : joined(plan.accounts)});
    dialogue.tell(Text::SummaryTerminals, {plan.terminals.empty() ? none : joined(plan.terminals)});
    dialogue.tell(Text::SummaryState, {request.state});
    return dialogue.confirm(Text::AskMake, "--no-questions", true);
}

}  // namespace lotse::tools::setup
