// SPDX-License-Identifier: EUPL-1.2
// The part of kiosk/desk/desk_effects.h that carries out what an admin asks for.
#include <spdlog/spdlog.h>

#include <algorithm>

#include "kiosk/configuration/configuration_check.h"
#include "kiosk/desk/desk_configurations.h"
#include "kiosk/desk/desk_effects.h"

namespace lotse::kiosk {

void DeskEffects::run_check(Worker::Slot slot, std::function<std::optional<admin::Event>()> work) {
    m_checker->replace(slot, [this, work = std::move(work)]() -> Worker::Done {
        std::optional<admin::Event> event = work();
        return [this, event = std::move(event)] {
            if (event) {
                m_report(*event);
            }
        };
    });
}

void DeskEffects::run(const admin::Effect& effect) {
    if (std::holds_alternative<admin::ReadConfigurations>(effect)) {
        m_worker->replace(kReadAll,
                          reported([this]() -> desk::Event { return read_configurations(); }));
    } else if (const auto* read = std::get_if<admin::ReadConfiguration>(&effect)) {
        m_worker->replace(
            kReadOne, reported([this, version = read->version]() -> desk::Event {
                Result<Configuration> fetched = fetch_configuration(version);
                return fetched ? admin::Event(admin::ConfigurationFetched{std::move(*fetched)})
                               : not_done(fetched.error());
            }));
    } else if (const auto* made = std::get_if<admin::PublishConfiguration>(&effect)) {
        post([this,
              made = *made]() -> desk::Event { return publish(made.configuration, made.preview); },
             admin::Event(admin::PublishRefused{"desk.admin.problem.offline", {}, {}}));
    } else if (const auto* release = std::get_if<admin::ReleaseConfiguration>(&effect)) {
        post(
            [this, version = release->version]() -> desk::Event {
                const Result<void> released = m_client->release_configuration(version);
                return released ? admin::Event(admin::Released{version})
                                : not_done(released.error());
            },
            admin::Event(admin::AdminFailed{"desk.admin.problem.offline"}));
    } else if (const auto* draft = std::get_if<admin::CheckLanguages>(&effect)) {
        run_check(kLanguages,
                  [this, draft = draft->configuration]() -> std::optional<admin::Event> {
                      if (m_closing) {
                          return std::nullopt;
                      }
                      return check_draft(m_setup, draft);
                  });
    } else if (const auto* survey = std::get_if<admin::SurveyLanguage>(&effect)) {
        run_check(kSurvey, [this, survey = *survey]() -> std::optional<admin::Event> {
            return survey_language(m_setup, survey.configuration, survey.tag,
                                   [this] { return m_closing.load(); });
        });
    } else if (const auto* wish = std::get_if<admin::ProposeLanguage>(&effect)) {
        run_check(kProposal,
                  [tag = wish->tag]() -> std::optional<admin::Event> { return propose(tag); });
    } else if (const auto* logo = std::get_if<admin::ReadLogo>(&effect)) {
        run_check(kLogo,
                  [path = logo->path]() -> std::optional<admin::Event> { return read_logo(path); });
    }
}

admin::Event DeskEffects::read_configurations() {
    Result<codec::ConfigurationList> list = m_client->list_configurations();
    if (!list) {
        return not_done(list.error());
    }
    std::int64_t newest = 0, released = 0;
    for (const PublishedConfiguration& one : list->published) {
        newest = std::max(newest, one.version);
        released = one.preview.empty() ? std::max(released, one.version) : released;
    }
    for (const auto& [version, kept] :
         {std::pair(released, &m_released), std::pair(newest, &m_newest)}) {
        if (version == 0) {
            *kept = Configuration{};
        } else if (version == m_released.version) {
            *kept = m_released;
        } else if (kept->version != version) {
            Result<Configuration> fetched = fetch_configuration(version);
            if (!fetched) {
                return not_done(fetched.error());
            }
            *kept = std::move(*fetched);
        }
    }
    return admin::ConfigurationsKnown{std::move(list->published), std::move(list->reports),
                                      m_newest, m_released, list->retention};
}

Result<Configuration> DeskEffects::fetch_configuration(std::int64_t version) {
    if (!m_key) {
        return Error{Kind::Transient, "configuration", "logged out"};
    }
    return DeskConfigurations(*m_client, m_centre, *m_key).fetch_configuration(version);
}

admin::Event DeskEffects::publish(Configuration configuration, const std::string& preview) {
    // As a terminal would, before anybody else sees it. Broken texts are named so that they can be
    // said in German.
    const ConfigurationCheck check =
        check_configuration(m_setup.data_dir, m_setup.config, configuration);
    if (!check.broken_texts.empty()) {
        admin::PublishRefused refused{"desk.admin.problem.refused", {}, {}};
        for (const Finding& finding : check.broken_texts) {
            refused.texts.emplace_back(
                finding.tag, admin::Issue{admin::Issue::Part::Text, finding.where, finding.rule,
                                          finding.details, "", ""});
        }
        return refused;
    }
    if (const Result<void> trial = check.outcome(); !trial) {
        return admin::PublishRefused{"desk.admin.problem.refused", {to_string(trial.error())}, {}};
    }
    if (!m_key) {
        return admin::PublishRefused{"desk.admin.problem.offline", {}, {}};
    }
    const std::int64_t version = configuration.version;
    if (const Result<void> sent = DeskConfigurations(*m_client, m_centre, *m_key)
                                      .publish_configuration(configuration, preview);
        !sent) {
        spdlog::warn("configuration {}: {}", version, to_string(sent.error()));
        if (sent.error().kind == Kind::Transient) {
            return admin::PublishRefused{"desk.admin.problem.offline", {}, {}};
        }
        return admin::PublishRefused{"desk.admin.problem.refused", {to_string(sent.error())}, {}};
    }
    m_newest = std::move(configuration);
    return admin::Published{version};
}

admin::Event DeskEffects::not_done(const Error& error) {
    spdlog::warn("configuration: {}", to_string(error));
    return admin::AdminFailed{error.kind == Kind::Transient ? "desk.admin.problem.offline"
                                                            : "desk.admin.problem.not_done"};
}

}  // namespace lotse::kiosk
