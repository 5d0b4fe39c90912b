// SPDX-License-Identifier: EUPL-1.2
/// A questionnaire that comes as a spreadsheet, run on the terminal at once: `lotse --preview
/// FILE.xlsx`.
///
/// Decides what the form becomes (a configuration over what is installed, so that everything is
/// checked as for a centre) and that nothing of a preview is kept: no enrolment, no key, no outbox,
/// and a number that says so.
#pragma once

#include <string>
#include <vector>

#include "core/configuration/configuration.h"
#include "kiosk/terminal/effect_runner.h"

namespace lotse::kiosk {

/// The form alone is offered. Texts that its default language has and German lacks stand for the
/// German ones, because every fallback ends there. `languages`: arguments NAME=TAG for headings
/// without a tag. Errors as of codec/xlsform/xlsform.h; what the terminal cannot ask is logged with
/// sheet, row and column. `locales`: folder of the program's own texts.
Result<Configuration> configuration_of_form(const std::string& file,
                                            const std::vector<std::string>& languages,
                                            const std::string& locales);

/// Answers every effect at once and keeps nothing.
class PreviewEffects final : public EffectRunner {
public:
    /// `notify` wakes the loop that calls `collect`.
    explicit PreviewEffects(std::function<void()> notify) : m_notify(std::move(notify)) {}

    void run(const terminal::Effect& effect, std::function<void(terminal::Event)> report) override;
    bool collect() override;
    bool settled() const override { return m_answers.empty(); }

private:
    std::function<void()> m_notify;
    std::vector<std::function<void()>> m_answers;
};

}  // namespace lotse::kiosk
