// SPDX-License-Identifier: EUPL-1.2
#include "kiosk/desk/desk_effects.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <utility>

#include "codec/wire/intake_json.h"
#include "core/dispatch.h"
#include "core/limits.h"
#include "kiosk/configuration/configuration_check.h"
#include "kiosk/desk/desk_configurations.h"
#include "text/names/name_key.h"
#include "vault/envelope.h"

namespace lotse::kiosk {

Result<std::unique_ptr<DeskEffects>> DeskEffects::open(const DeskConnection& connection,
                                                       std::function<void()> notify) {
    sync::HttpsOptions options;
    options.base_url = connection.service;
    options.ca_file = connection.ca_file;
    Result<std::unique_ptr<sync::DeskClient>> client = sync::DeskClient::make(options);
    if (!client) {
        return client.error();
    }
    std::unique_ptr<DeskEffects> made(new DeskEffects);
    made->m_client = std::move(*client);
    made->m_setup = connection.admin;
    made->m_checker = std::make_unique<Worker>(limits::kDeskQueueLength, notify);
    made->m_worker = std::make_unique<Worker>(limits::kDeskQueueLength, std::move(notify));
    return made;
}

DeskEffects::~DeskEffects() {
    m_closing = true;
    m_checker->stop();
    m_worker->stop();  // a log-in under way may still start the stream; what the stream posts from
                       // now on is dropped
    m_client->stop_changes();
}

Worker::Job DeskEffects::reported(Work work) {
    return [this, work = std::move(work)]() -> Worker::Done {
        std::optional<desk::Event> event = work();
        return [this, event = std::move(event)] {
            if (event) {
                m_report(*event);
            }
        };
    };
}

void DeskEffects::post(Work work, desk::Event refused) {
    m_worker->post(reported(std::move(work)), [this, refused = std::move(refused)] {
        spdlog::error("refused: too much waits for the queue service");
        m_report(refused);
    });
}

void DeskEffects::run(const desk::Effect& effect) {
    const desk::Event busy = desk::ActionRefused{"desk.problem.offline"};
    std::visit(
        Overloaded{
            [&](const desk::LogIn& credentials) {
                post([this, credentials] { return log_in(credentials); },
                     desk::LogInRefused{"desk.login.later", 0});
            },
            [&](const desk::LogOut&) { m_worker->replace(kLogOut, [this] { return log_out(); }); },
            [&](const desk::CallNext&) { post([this] { return call_next(); }, busy); },
            [&](const desk::Act& a) {
                post([this, a] { return act(a.id, a.action, a.revision); }, busy);
            },
            [&](const desk::OpenCase& open) {
                post([this, entry = open.entry] { return open_case(entry); }, busy);
            },
            [&](const desk::ReadNames& names) {
                m_worker->replace(kNames, reported([this, names] { return read_names(names); }));
            },
            [](const desk::WipeDesk&) {},  // the role's
            [&](const admin::Effect& of_admin) { run(of_admin); },
        },
        effect);
}

Worker::Done DeskEffects::log_out() {
    m_client->stop_changes();
    m_key.reset();
    m_newest = m_released = Configuration{};
    m_account.clear();
    if (m_client->signed_in()) {
        if (const Result<void> left = m_client->log_out(); !left) {
            spdlog::warn("log-out did not reach the service: {}", to_string(left.error()));
        }
    }
    return [] {};
}

desk::Event DeskEffects::log_in(const desk::LogIn& effect) {
    Result<codec::Session> session = m_client->log_in(effect.account, effect.password);
    if (!session) {
        spdlog::warn("log-in: {}", to_string(session.error()));
        const int seconds = static_cast<int>(m_client->retry_after().count());
        return desk::LogInRefused{session.error().kind == Kind::Refused ? "desk.login.wrong"
                                  : seconds > 0                         ? "desk.login.blocked"
                                                                        : "desk.login.later",
                                  seconds};
    }
    Result<vault::PrivateKey> key = vault::unwrap(session->wrapped_key, effect.password.view());
    if (!key) {
        spdlog::error("the account's key does not open: {}", to_string(key.error()));
        static_cast<void>(m_client->log_out());
        return desk::LogInRefused{"desk.login.key", 0};
    }
    m_key = std::move(*key);
    m_account = session->account;
    m_centre = session->centre;
    sync::ChangesEvents events;
    events.changed = [this](const codec::Change&) { want_list(); };
    events.connected = [this](bool connected) {
        m_worker->replace(kConnection, reported([connected] {
                              return desk::Event(desk::ConnectionKnown{connected});
                          }));
    };
    events.session_ended = [this] {
        m_worker->replace(kSessionEnded,
                          reported([] { return desk::Event(desk::SessionEnded{}); }));
    };
    m_client->start_changes(std::move(events));
    want_list();  // even if the stream cannot be opened
    want_configuration();
    return desk::LoggedIn{{session->account, session->centre, session->admin}};
}

void DeskEffects::want_configuration() {
    m_worker->replace(kConfigured, [this]() -> Worker::Done {
        return [this, content = configured()] {
            if (content) {
                m_show(content);
            }
        };
    });
}

/// Null: nothing changed, or it cannot be had.
std::shared_ptr<const Content> DeskEffects::configured() {
    if (!m_load || !m_client->signed_in() || !m_key) {
        return nullptr;
    }
    const Result<Configuration> newest =
        DeskConfigurations(*m_client, m_centre, *m_key).fetch_released();
    if (!newest) {
        spdlog::warn("the centre's configuration cannot be read: {}", to_string(newest.error()));
        return nullptr;
    }
    if (newest->version == m_configuration) {
        return nullptr;
    }
    Result<Content> content = m_load(*newest);
    if (!content) {
        spdlog::error("configuration {} cannot be shown here: {}", newest->version,
                      to_string(content.error()));
        return nullptr;
    }
    m_configuration = newest->version;
    spdlog::info("the desk shows configuration {}", m_configuration);
    return std::make_shared<const Content>(std::move(*content));
}

void DeskEffects::want_list() {
    m_worker->replace(kList, reported([this] { return list(); }));
}

std::optional<desk::Event> DeskEffects::list() {
    if (!m_client->signed_in()) {
        return std::nullopt;  // logged out between the change and this
    }
    Result<codec::Listing> listing = m_client->list();
    if (!listing) {
        return refused(listing.error());
    }
    return desk::QueueKnown{std::move(listing->entries), listing->now};
}

desk::Event DeskEffects::call_next() {
    const Result<std::optional<QueueEntry>> called = m_client->call_next();
    if (!called) {
        return refused(called.error());
    }
    if (!called->has_value()) {
        return desk::ActionRefused{"desk.problem.nobody_waits"};
    }
    return desk::ActionDone{**called};
}

desk::Event DeskEffects::act(const IntakeId& id, QueueAction action, std::int64_t revision) {
    const Result<QueueEntry> entry = m_client->act(id, action, revision);
    return entry ? desk::Event(desk::ActionDone{*entry}) : refused(entry.error());
}

desk::Event DeskEffects::open_case(QueueEntry entry) {
    const IntakeId id = entry.header.id;
    if (entry.state != QueueState::Called && entry.state != QueueState::InProgress) {
        const Result<QueueEntry> called = m_client->act(id, QueueAction::Call, entry.revision);
        if (!called) {
            return refused(called.error());
        }
        entry = *called;
    }
    if (entry.state != QueueState::InProgress || entry.holder != m_account) {
        const Result<QueueEntry> opened = m_client->act(id, QueueAction::Open, entry.revision);
        if (!opened) {
            return refused(opened.error());
        }
        entry = *opened;
    }
    const Result<Bytes> envelope = m_client->envelope(id);
    if (!envelope) {
        return refused(envelope.error());
    }
    Result<IntakeContent> content = unsealed(entry, *envelope);
    if (!content) {
        spdlog::error("intake {}: {}", to_hex(id), to_string(content.error()));
        return desk::ActionRefused{content.error().kind == Kind::Refused ? "desk.problem.other_key"
                                                                         : "desk.problem.damaged"};
    }
    return desk::CaseDecrypted{entry, std::move(*content)};
}

Result<IntakeContent> DeskEffects::unsealed(const QueueEntry& entry, const Bytes& envelope) const {
    const Result<IntakeHeader> header = vault::read_header(envelope);
    if (!header || header->id != entry.header.id || vault::digest_of(envelope) != entry.digest) {
        return Error{Kind::Corrupt, "envelope", "the service's copy does not match its digest"};
    }
    Result<std::string> payload = vault::open(envelope, *m_key);
    if (!payload) {
        return payload.error();
    }
    Result<IntakeContent> content = codec::read_intake(*payload);
    wipe_string(*payload);
    if (!content && content.error().kind == Kind::Refused) {
        return Error{Kind::Corrupt, content.error().where,
                     content.error().detail};  // our key did open it
    }
    return content;
}

desk::Event DeskEffects::read_names(const desk::ReadNames& effect) {
    desk::NameKeysKnown known;
    for (const QueueEntry& entry : effect.entries) {
        const IntakeId& id = entry.header.id;
        const Result<Bytes> envelope = m_client->envelope_for_name(id);
        if (!m_client->signed_in()) {
            return desk::SessionEnded{};
        }
        if (!envelope && envelope.error().kind != Kind::Refused) {
            spdlog::warn("names: {}", to_string(envelope.error()));
            known.interrupted = true;
            break;
        }
        SecretText& key =
            known.keys[id];  // empty: closed meanwhile, or damaged; not asked for again
        if (!envelope) {
            continue;
        }
        const Result<IntakeContent> content = unsealed(entry, *envelope);
        if (!content) {
            spdlog::error("intake {}: {}", to_hex(id), to_string(content.error()));
            continue;
        }
        key = text::name_key_of(desk::names_in(*content, effect.questions));
    }
    return known;
}

desk::Event DeskEffects::refused(const Error& error) {
    spdlog::warn("queue service: {}", to_string(error));
    if (!m_client->signed_in()) {
        return desk::SessionEnded{};
    }
    switch (error.kind) {
        case Kind::Refused:
            return desk::ActionRefused{"desk.problem.refused"};
        case Kind::Transient:
            return desk::ActionRefused{"desk.problem.offline"};
        case Kind::Corrupt:
        case Kind::Unusable:
            break;
    }
    return desk::ActionRefused{"desk.problem.damaged"};
}

// --- The admin's effects ------------------------------------------------------------------------

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
    const admin::Event busy = admin::AdminFailed{"desk.admin.problem.offline"};
    std::visit(
        Overloaded{
            [&](const admin::ReadConfigurations&) {
                m_worker->replace(
                    kReadAll, reported([this]() -> desk::Event { return read_configurations(); }));
            },
            [&](const admin::ReadConfiguration& read) {
                m_worker->replace(
                    kReadOne, reported([this, version = read.version]() -> desk::Event {
                        Result<Configuration> fetched = fetch_configuration(version);
                        return fetched
                                   ? admin::Event(admin::ConfigurationFetched{std::move(*fetched)})
                                   : not_done(fetched.error());
                    }));
            },
            [&](const admin::PublishConfiguration& made) {
                post([this,
                      made]() -> desk::Event { return publish(made.configuration, made.preview); },
                     admin::Event(admin::PublishRefused{"desk.admin.problem.offline", {}, {}}));
            },
            [&](const admin::ReleaseConfiguration& release) {
                post(
                    [this, version = release.version]() -> desk::Event {
                        const Result<void> released = m_client->release_configuration(version);
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
            [&](const admin::ReadLogo& logo) {
                run_check(kLogo, [path = logo.path]() -> std::optional<admin::Event> {
                    return read_logo(path);
                });
            },
        },
        effect);
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
