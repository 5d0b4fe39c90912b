// SPDX-License-Identifier: EUPL-1.2
#include "kiosk/desk/admin_effects.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <utility>

#include "core/dispatch.h"
#include "core/limits.h"
#include "core/reason.h"
#include "kiosk/configuration/configuration_check.h"
#include "kiosk/desk/desk_configurations.h"

namespace lotse::kiosk {

AdminEffects::AdminEffects(Session session, AdminSetup setup, Report report,
                           std::function<void()> notify)
    : m_session(session),
      m_setup(std::move(setup)),
      m_report(std::move(report)),
      m_checker(limits::kDeskQueueLength, std::move(notify)) {}

void AdminEffects::stop() {
    m_closing = true;
    m_checker.stop();
}

void AdminEffects::forget() {
    m_newest = m_released = Configuration{};
}

Worker::Job AdminEffects::reported(Work work) {
    return [this, work = std::move(work)]() -> Worker::Done {
        return [this, event = work()] { m_report(event); };
    };
}

void AdminEffects::post(Work work, admin::Event refused) {
    m_session.line.post(reported(std::move(work)), [this, refused = std::move(refused)] {
        spdlog::error("refused: too much waits for the queue service");
        m_report(refused);
    });
}

void AdminEffects::run_check(Worker::Slot slot, std::function<std::optional<admin::Event>()> work) {
    m_checker.replace(slot, [this, work = std::move(work)]() -> Worker::Done {
        std::optional<admin::Event> event = work();
        return [this, event = std::move(event)] {
            if (event) {
                m_report(*event);
            }
        };
    });
}

void AdminEffects::run(const admin::Effect& effect) {
    const admin::Event busy = admin::AdminFailed{"desk.admin.problem.offline"},
                       people_busy = admin::AdminFailed{"desk.people.problem.offline"};
    std::visit(
        Overloaded{
            [&](const admin::ReadConfigurations&) {
                m_session.line.replace(
                    kReadAll, reported([this]() -> admin::Event { return read_configurations(); }));
            },
            [&](const admin::ReadConfiguration& read) {
                m_session.line.replace(
                    kReadOne, reported([this, version = read.version]() -> admin::Event {
                        Result<Configuration> fetched = fetch_configuration(version);
                        return fetched
                                   ? admin::Event(admin::ConfigurationFetched{std::move(*fetched)})
                                   : not_done(fetched.error());
                    }));
            },
            [&](const admin::PublishConfiguration& made) {
                post([this,
                      made]() -> admin::Event { return publish(made.configuration, made.preview); },
                     admin::PublishRefused{"desk.admin.problem.offline", {}, {}});
            },
            [&](const admin::ReleaseConfiguration& release) {
                post(
                    [this, version = release.version]() -> admin::Event {
                        const Result<void> released =
                            m_session.client.release_configuration(version);
                        return released ? admin::Event(admin::Released{version})
                                        : not_done(released.error());
                    },
                    busy);
            },
            [&](const admin::CheckLanguages& draft) {
                run_check(kLanguages, [this, draft]() -> std::optional<admin::Event> {
                    if (m_closing) {
                        return std::nullopt;
                    }
                    return check_draft(m_setup, draft.configuration);
                });
            },
            [&](const admin::SurveyLanguage& survey) {
                run_check(kSurvey, [this, survey]() -> std::optional<admin::Event> {
                    return survey_language(m_setup, survey.configuration, survey.tag,
                                           [this] { return m_closing.load(); });
                });
            },
            [&](const admin::ProposeLanguage& wish) {
                run_check(kProposal, [tag = wish.tag]() -> std::optional<admin::Event> {
                    return propose(tag);
                });
            },
            [&](const admin::ReadPeople&) {
                m_session.line.replace(
                    kPeople, reported([this] {
                        return with_people([](DeskPeople& people) { return people.read(); });
                    }));
            },
            [&](const admin::GiveRights& wish) {
                post([this,
                      wish] { return with_people([&](DeskPeople& p) { return p.give(wish); }); },
                     people_busy);
            },
            [&](const admin::RemovePerson& wish) {
                post(
                    [this, wish] {
                        return with_people([&](DeskPeople& p) { return p.remove(wish.account); });
                    },
                    people_busy);
            },
            [&](const admin::UnblockPerson& wish) {
                post(
                    [this, wish] {
                        return with_people([&](DeskPeople& p) { return p.unblock(wish.account); });
                    },
                    people_busy);
            },
            [&](const admin::ReadLogo& logo) {
                run_check(kLogo, [path = logo.path]() -> std::optional<admin::Event> {
                    return read_logo(path);
                });
            },
        },
        effect);
}

admin::Event AdminEffects::read_configurations() {
    Result<codec::ConfigurationList> list = m_session.client.list_configurations();
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

Result<Configuration> AdminEffects::fetch_configuration(std::int64_t version) {
    const std::shared_ptr<const vault::Keyring> keys = m_session.person.keys();
    if (!keys) {
        return Error{Kind::Transient, "configuration", "logged out"};
    }
    return DeskConfigurations(m_session.client, m_session.person.staff().centre, *keys)
        .fetch_configuration(version);
}

admin::Event AdminEffects::publish(Configuration configuration, const std::string& preview) {
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
        spdlog::warn("configuration {}: {}", configuration.version, to_string(trial.error()));
        return admin::PublishRefused{
            "desk.admin.problem.refused", {written_reason(trial.error())}, {}};
    }
    const std::shared_ptr<const vault::Keyring> keys = m_session.person.keys();
    if (!keys) {
        return admin::PublishRefused{"desk.admin.problem.offline", {}, {}};
    }
    const std::int64_t version = configuration.version;
    if (const Result<void> sent =
            DeskConfigurations(m_session.client, m_session.person.staff().centre, *keys)
                .publish_configuration(configuration, preview);
        !sent) {
        spdlog::warn("configuration {}: {}", version, to_string(sent.error()));
        if (sent.error().kind == Kind::Transient) {
            return admin::PublishRefused{"desk.admin.problem.offline", {}, {}};
        }
        return admin::PublishRefused{
            "desk.admin.problem.refused", {written_reason(sent.error())}, {}};
    }
    m_newest = std::move(configuration);
    return admin::Published{version};
}

admin::Event AdminEffects::with_people(const std::function<admin::Event(DeskPeople&)>& work) {
    const std::shared_ptr<const vault::Keyring> keys = m_session.person.keys();
    if (!keys || m_session.trust == nullptr) {
        return admin::AdminFailed{"desk.people.problem.offline"};
    }
    const desk::Staff staff = m_session.person.staff();
    DeskPeople people(m_session.client, *m_session.trust, *keys, staff, m_session.bounds);
    return work(people);
}

admin::Event AdminEffects::not_done(const Error& error) {
    spdlog::warn("configuration: {}", to_string(error));
    switch (error.cause) {
        case Cause::NoAdmin:
            return admin::AdminFailed{"desk.admin.problem.no_admin"};
        case Cause::NotHere:
            return admin::AdminFailed{"desk.admin.problem.not_here"};
        case Cause::Signature:
        case Cause::OtherCentre:
        case Cause::Damaged:
        case Cause::OutOfBounds:
            return admin::AdminFailed{"desk.admin.problem.not_genuine"};
        default:
            return admin::AdminFailed{error.kind == Kind::Transient
                                          ? "desk.admin.problem.offline"
                                          : "desk.admin.problem.not_done"};
    }
}

}  // namespace lotse::kiosk
