// SPDX-License-Identifier: EUPL-1.2
#include "kiosk/terminal/preview.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <filesystem>
#include <utility>

#include "codec/files.h"
#include "codec/xlsform/form_files.h"
#include "codec/xlsform/import.h"
#include "codec/xlsform/xlsform.h"
#include "core/dispatch.h"
#include "core/limits.h"

namespace lotse::kiosk {
namespace {

constexpr const char* kGerman = "de";
constexpr const char* kNumber = "TEST";

/// A questionnaire's name from the file's: letters a-z, digits and _.
std::string name_from(const std::string& file) {
    std::string name;
    for (const char c : std::filesystem::path(file).stem().string()) {
        const bool upper = c >= 'A' && c <= 'Z';
        const bool usable = upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        name += upper ? static_cast<char>(c - 'A' + 'a') : usable ? c : '_';
    }
    const bool begins_with_letter = !name.empty() && name.front() >= 'a' && name.front() <= 'z';
    return begins_with_letter && !codec::is_taken_name(name) ? name : "form_" + name;
}

}  // namespace

Result<Configuration> configuration_of_form(const std::string& file,
                                            const std::vector<std::string>& languages,
                                            const std::string& locales) {
    const auto told = codec::told_languages(languages);
    if (!told) {
        return told.error();
    }
    const Result<std::string> bytes = codec::read_file(file, limits::kLargestSpreadsheetBytes);
    if (!bytes) {
        return bytes.error();
    }
    const std::string name = name_from(file);
    std::vector<codec::Finding> findings;
    codec::XlsFormOptions options{name, file, *told, codec::read_program_texts(locales)};
    options.beside = [&](const std::string& beside) {
        const auto path = std::filesystem::path(file).parent_path() / beside;
        return codec::read_file(path.string(), limits::kLargestSpreadsheetBytes);
    };
    options.accept_lost_conditions = true;  // a look at it, with the warnings below
    Result<codec::ImportedForm> form = codec::read_xlsform(*bytes, options, &findings);
    for (const codec::Finding& finding : form ? form->findings : findings) {
        spdlog::warn("{}: {}", file, codec::to_string(finding));
    }
    if (!form) {
        return form.error();
    }
    Configuration out;
    out.institution = "Vorschau: " + std::filesystem::path(file).filename().string();
    out.offered_questionnaires = {name};
    out.questionnaires[name] = std::move(form->definition);
    std::map<std::string, std::string>& german = form->texts[kGerman];
    for (const auto& [id, text] : form->texts[form->default_language]) {
        german.emplace(id, text);
    }
    out.texts = std::move(form->texts);
    return out;
}

void PreviewEffects::run(const terminal::Effect& effect,
                         std::function<void(terminal::Event)> report) {
    const auto answer = [&](terminal::Event event) {
        m_answers.push_back([report, event = std::move(event)] { report(event); });
        m_notify();
    };
    std::visit(
        Overloaded{
            [&](const terminal::SealAndStore&) { answer(terminal::IntakeStored{kNumber}); },
            [&](const terminal::CheckReadiness&) { answer(terminal::ReadinessKnown{true}); },
            [&](const terminal::CheckPin& pin) {
                answer(terminal::PinChecked{false, pin.check});
            },
            [&](const terminal::ReadOutbox&) { answer(terminal::OutboxKnown{}); },
            [&](const terminal::ReleaseHeld&) { answer(terminal::OutboxKnown{}); },
            [&](const terminal::ReadConfiguration&) {
                answer(terminal::ConfigurationKnown{{}, true});
            },
            [&](const terminal::BeginNewDay&) { answer(terminal::NewDayAnswered{true}); },
            [&](const terminal::AskForConfiguration&) {
                answer(terminal::ConfigurationKnown{{}, true});
            },
            [&](const terminal::CallForHelp& call) {
                answer(terminal::HelpCallKnown{call.call, terminal::HelpState::Unheard});
            },
            [&](const terminal::PrintTicket& ticket) {
                answer(terminal::TicketPrinted{ticket.number, false});
            },
            // Here is nothing to wipe, and nobody was called.
            [](const OneOf<
                Types<terminal::WipeTraces, terminal::EndHelpCall, terminal::Restart>> auto&) {},
        },
        effect);
}

bool PreviewEffects::collect() {
    const auto answers = std::exchange(m_answers, {});
    std::ranges::for_each(answers, [](const auto& answer) { answer(); });
    return !answers.empty();
}

}  // namespace lotse::kiosk
