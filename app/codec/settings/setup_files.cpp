// SPDX-License-Identifier: EUPL-1.2
#include "codec/settings/setup_files.h"

#include <sstream>
#include <utility>

#include "codec/settings/toml_reader.h"

namespace lotse::codec {
namespace {

void text(TableReader& reader, std::string_view section, std::string_view key,
          std::optional<std::string>& out) {
    std::string value;
    reader.text(section, key, value);
    if (!value.empty()) {
        out = std::move(value);
    }
}

SetupAnswers answers_from(TableReader& reader) {
    SetupAnswers answers;
    text(reader, "centre", "name", answers.name);
    text(reader, "centre", "id", answers.centre);
    text(reader, "service", "host", answers.host);
    std::int64_t port = 0;
    reader.whole("service", "port", 1, 65535, port);
    if (port != 0) {
        answers.port = port;
    }
    text(reader, "service", "listen", answers.listen);
    text(reader, "certificate", "file", answers.certificate);
    text(reader, "certificate", "private_key", answers.private_key);
    text(reader, "certificate", "authority", answers.authority);
    text(reader, "accounts", "admin", answers.admin);
    const auto names = [&reader](std::string_view section, std::string_view key,
                                 std::optional<std::vector<std::string>>& out) {
        // An entry that cannot be a name tells "not given" from "none".
        const std::vector<std::string> unset{""};
        std::vector<std::string> value = unset;
        reader.texts(section, key, value);
        if (value != unset) {
            out = std::move(value);
        }
    };
    names("accounts", "others", answers.accounts);
    names("terminals", "names", answers.terminals);
    return answers;
}

CentreFacts facts_from(TableReader& reader) {
    CentreFacts facts;
    reader.text("centre", "name", facts.name);
    reader.text("centre", "id", facts.centre);
    reader.texts("centre", "recipients", facts.recipients);
    reader.text("centre", "configuration_key", facts.configuration_key);
    reader.text("service", "host", facts.host);
    reader.text("service", "url", facts.service);
    reader.flag("certificate", "own_authority", facts.own_authority);
    reader.texts("terminals", "enrolled", facts.terminals);
    return facts;
}

toml::array list_of(const std::vector<std::string>& texts) {
    toml::array list;
    for (const std::string& text : texts) {
        list.push_back(text);
    }
    return list;
}

}  // namespace

Result<SetupAnswers> read_setup_answers(std::string_view text, const std::string& file) {
    return read_toml<SetupAnswers>(text, file, answers_from);
}

Result<CentreFacts> read_centre_facts(std::string_view text, const std::string& file) {
    Result<CentreFacts> facts = read_toml<CentreFacts>(text, file, facts_from);
    if (!facts) {
        return facts;
    }
    for (const auto& [key, given] :
         {std::pair("centre.name", !facts->name.empty()),
          std::pair("centre.id", !facts->centre.empty()),
          std::pair("centre.recipients", !facts->recipients.empty()),
          std::pair("centre.configuration_key", !facts->configuration_key.empty()),
          std::pair("service.host", !facts->host.empty()),
          std::pair("service.url", !facts->service.empty())}) {
        if (!given) {
            return Error{Kind::Unusable, file + ": " + key,
                         "is missing: \"lotse-setup centre\" did not write this file"};
        }
    }
    return facts;
}

std::string write_centre_facts(const CentreFacts& facts) {
    const toml::table root{
        {"centre", toml::table{{"name", facts.name},
                               {"id", facts.centre},
                               {"recipients", list_of(facts.recipients)},
                               {"configuration_key", facts.configuration_key}}},
        {"service", toml::table{{"host", facts.host}, {"url", facts.service}}},
        {"certificate", toml::table{{"own_authority", facts.own_authority}}},
        {"terminals", toml::table{{"enrolled", list_of(facts.terminals)}}},
    };
    std::ostringstream out;
    out << "# Made by lotse-setup; while this file is here, nothing is made again. It holds no "
           "secret.\n"
        << root << '\n';
    return out.str();
}

}  // namespace lotse::codec
