// SPDX-License-Identifier: EUPL-1.2
#include "kiosk/desk/desk_role.h"

#include "base/clock.h"
#include "core/dispatch.h"
#include "ui/kit/fonts.h"

namespace lotse::kiosk {
namespace {

/// What is not the drawing's.
using OfDeskEffects =
    Types<desk::LogIn, desk::ChoosePassword, desk::ChangePassword, desk::SeeReaders, desk::Admit,
          desk::LogOut, desk::Lock, desk::Unlock, desk::CallNext, desk::Act, desk::ListQueue,
          desk::ConfirmClock, desk::RenewLease, desk::ReleaseLeases, desk::OpenCase,
          desk::ReadNames, desk::AskTerminals, desk::AskHelpCalls, desk::EndHelpCall,
          desk::RaiseAlarms, desk::CheckAudit, desk::AskDue, desk::KeepPosition, admin::Effect>;

}  // namespace

DeskRole::DeskRole(const Content& content, const codec::KioskConfig& config, DeskEffects& effects,
                   FrameLoop& loop)
    : m_content(&content),
      m_config(config),
      m_effects(effects),
      m_loop(loop),
      m_drawing(std::make_unique<ui::Desk>(content.catalogue, config.institution,
                                           content.occupations, config.desk_language)) {
    m_effects.report_to([this](const desk::Event& event) { handle(event); });
    m_state.now = moment_now();
    m_state.wall = m_state.now.utc;
    m_rules.idle = m_config.desk_lock;
    take_questionnaires();
    prepare_admin();
    m_view = desk::screen_for(m_state, m_rules);
}

/// The desk is set up like the centre's terminals: what is installed here is what they show.
void DeskRole::prepare_admin() {
    ui::AdminContent& admin = m_admin;
    admin.texts = &m_content->catalogue;
    for (const Language& language : m_content->catalogue.languages()) {
        admin.installed.folders.push_back(language.tag);
    }
    admin.installed.languages = m_config.languages;
    admin.installed.default_language = m_config.default_language;
    admin.installed.second_language = m_config.second_language;
    for (const auto& form : m_content->questionnaires) {
        admin.installed.questionnaires.push_back(form->name);
        admin.installed.questions[form->name] = question_facts(*form);
    }
    admin.installed.institution = m_config.institution;
    admin.installed.funding_line = m_config.funding_line;
    admin.installed.idle = m_config.idle;
    admin.installed.number_shown = m_config.number_shown;
    admin.installed.text_scale = m_config.text_scale;
    m_rules.admin.installed = admin.installed;
    admin.rules = rules_for(*m_content, m_config);
    admin.occupations = [content = m_content] { return occupation_words(*content); };
    admin.branding = branding_of(*m_content);
    m_drawing->serve_admin(admin);
}

bool DeskRole::draw(ui::Canvas& canvas, const platform::InputFrame& input) {
    m_changed = false;
    const std::vector<desk::Event> events = m_drawing->draw(canvas, m_view, input.strokes);
    for (const desk::Event& event : events) {
        handle(event);
    }
    if (events.empty() && input.oldest_event) {
        touched();
    }
    return m_changed;
}

void DeskRole::touched() {
    const Instant now = monotonic_now();
    if (m_view.locks_in || now - m_state.last_input >= m_rules.idle - m_rules.warning) {
        handle(desk::Touched{});
    } else {
        m_state.last_input = now;  // nothing that is shown depends on it
    }
}

ui::Theme DeskRole::theme(int width_px, int height_px) const {
    return ui::make_desk_theme({width_px, height_px, static_cast<float>(m_config.diagonal_inch),
                                static_cast<float>(m_config.text_scale)});
}

text::Typography DeskRole::typography() const {
    const Language* own = m_content->catalogue.language(m_config.desk_language);
    return ui::typography(own != nullptr ? *own : m_content->catalogue.languages().front());
}

bool DeskRole::advance(Instant now) {
    m_changed = false;
    m_effects.collect();
    if (const std::optional<Instant> deadline = next_deadline(); deadline && now >= *deadline) {
        handle(desk::Ticked{});
    }
    return m_changed;
}

std::optional<Instant> DeskRole::next_deadline() const {
    return m_next_tick;
}

void DeskRole::handle(const desk::Event& event) {
    desk::Update step = desk::update(std::move(m_state), event, moment_now(), m_rules);
    m_state = std::move(step.state);
    m_next_tick = desk::next_deadline(m_state, m_rules);
    m_view = desk::screen_for(m_state, m_rules);
    m_changed = true;
    for (const desk::Effect& effect : step.effects) {
        std::visit(Overloaded{
                       [&](const desk::WipeDesk&) {
                           m_drawing->wipe();
                           m_loop.wipe();
                       },
                       [&](const OneOf<OfDeskEffects> auto&) { m_effects.run(effect); },
                   },
                   effect);
    }
}

void DeskRole::show(std::shared_ptr<const Content> content) {
    m_drawing = std::make_unique<ui::Desk>(content->catalogue, content->config.institution,
                                           content->occupations, m_config.desk_language);
    m_drawing->serve_admin(m_admin);
    m_content = content.get();
    m_configured = std::move(content);
    take_questionnaires();
    handle(desk::QuestionnairesChanged{});
    m_loop.redraw();
}

void DeskRole::take_questionnaires() {
    m_rules.occupations = &m_content->occupations;
    m_rules.questionnaires.clear();
    m_rules.name_questions.clear();
    for (const auto& form : m_content->questionnaires) {
        m_rules.questionnaires.push_back(form.get());
        m_rules.name_questions[form->name] = desk::name_questions(*form);
    }
    m_rules.questionnaires.push_back(m_content->withdrawal.get());
}

}  // namespace lotse::kiosk
