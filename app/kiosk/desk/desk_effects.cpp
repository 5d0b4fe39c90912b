// SPDX-License-Identifier: EUPL-1.2
#include "kiosk/desk/desk_effects.h"

#include <spdlog/spdlog.h>

#include <utility>

#include "codec/wire/intake_json.h"
#include "core/limits.h"
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
    if (const auto* credentials = std::get_if<desk::LogIn>(&effect)) {
        post([this, effect = *credentials] { return log_in(effect); },
             desk::LogInRefused{"desk.login.later", 0});
    } else if (std::holds_alternative<desk::LogOut>(effect)) {
        m_worker->replace(kLogOut, [this]() -> Worker::Done {
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
        });
    } else if (std::holds_alternative<desk::CallNext>(effect)) {
        post([this] { return call_next(); }, busy);
    } else if (const auto* action = std::get_if<desk::Act>(&effect)) {
        post([this, a = *action] { return act(a.id, a.action, a.revision); }, busy);
    } else if (const auto* open = std::get_if<desk::OpenCase>(&effect)) {
        post([this, entry = open->entry] { return open_case(entry); }, busy);
    } else if (const auto* of_admin = std::get_if<admin::Effect>(&effect)) {
        run(*of_admin);
    } else if (const auto* names = std::get_if<desk::ReadNames>(&effect)) {
        m_worker->replace(kNames, reported([this, effect = *names] { return read_names(effect); }));
    }
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

}  // namespace lotse::kiosk
