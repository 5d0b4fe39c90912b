// SPDX-License-Identifier: EUPL-1.2
#include "ui/terminal/privacy.h"

namespace lotse::ui {

const std::vector<NoticePage>& notice_pages() {
    static const std::vector<NoticePage> kPages = {
        {"responsible", "building"}, {"purpose", "speech"}, {"data", "list"},
        {"readers", "eye"},          {"duration", "clock"}, {"rights", "shield"},
        {"withdrawal", "hand"},      {"complaint", "mail"}};
    return kPages;
}

const std::vector<const char*>& consent_icons() {
    static const std::vector<const char*> kIcons = {"speech", "helper", "lock", "hand", "trash"};
    return kIcons;
}

std::string privacy_text_id(const text::Catalogue& catalogue, const std::string& questionnaire,
                            const std::string& rest) {
    std::string own = "privacy." + questionnaire + "." + rest;
    return catalogue.has("de", own) ? own : "privacy." + rest;
}

text::Arguments privacy_arguments(const Branding& branding) {
    const PrivacyFacts& facts = branding.privacy;
    std::string processors;
    for (const std::string& processor : facts.processors) {
        processors += (processors.empty() ? "" : ", ") + processor;
    }
    const auto known = [](const std::string& text) {
        return std::string(text.empty() ? "no" : "yes");
    };
    return {{"institution", branding.institution},
            {"address", facts.address},
            {"address_known", known(facts.address)},
            {"officer", facts.officer},
            {"officer_known", known(facts.officer)},
            {"authority", facts.authority},
            {"authority_known", known(facts.authority)},
            {"processors", processors},
            {"processors_known", known(processors)},
            {"days", static_cast<std::int64_t>(facts.kept_days)},
            {"copy_days", static_cast<std::int64_t>(facts.copy_days)}};
}

std::string privacy_words(const text::Catalogue& catalogue, const std::string& tag,
                          const std::string& questionnaire, const Branding& branding) {
    const text::Arguments arguments = privacy_arguments(branding);
    std::string words = catalogue.message(tag, "consent.title") + "\n";
    const auto add = [&](const std::string& rest) {
        words +=
            catalogue.message(tag, privacy_text_id(catalogue, questionnaire, rest), arguments) +
            "\n";
    };
    for (std::size_t i = 1; i <= consent_icons().size(); ++i) {
        add("short." + std::to_string(i));
    }
    for (const NoticePage& page : notice_pages()) {
        add(std::string(page.name) + ".title");
        add(std::string(page.name) + ".text");
    }
    return words + catalogue.message(tag, "consent.agree") + "\n";
}

}  // namespace lotse::ui
