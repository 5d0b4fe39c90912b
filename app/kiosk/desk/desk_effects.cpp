// SPDX-License-Identifier: EUPL-1.2
#include "kiosk/desk/desk_effects.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <utility>

#include "base/clock.h"
#include "core/dispatch.h"
#include "core/limits.h"
#include "kiosk/desk/desk_configurations.h"
#include "kiosk/desk/desk_problems.h"
#include "vault/envelope.h"
#include "vault/genuine.h"
#include "vault/password.h"

namespace lotse::kiosk {

Result<std::unique_ptr<DeskEffects>> DeskEffects::open(const DeskConnection& connection,
                                                       std::function<void()> notify) {
    sync::HttpsOptions options;
    options.base_url = connection.service;
    options.ca_file = connection.ca_file;
    std::unique_ptr<DeskEffects> made(new DeskEffects);
    made->m_line = std::make_unique<ServiceLine>(limits::kDeskQueueLength, notify);
    made->m_hands = std::make_unique<Worker>(limits::kDeskQueueLength, notify);
    if (connection.centre) {
        Result<std::unique_ptr<CentreTrust>> trust =
            CentreTrust::open(*connection.centre, connection.memory);
        if (!trust) {
            return trust.error();
        }
        made->m_trust = std::move(*trust);
    }
    made->m_watch = std::make_unique<ServiceWatch>(
        made->m_trust.get(),
        [effects = made.get()](const QueuePosition& now) { return effects->went_back(now); });
    options.heard = [watch = made->m_watch.get()](const ServiceTime& time) { watch->hear(time); };
    options.position = &made->m_watch->position();
    options.give_way = [line = made->m_line.get()](std::chrono::milliseconds lasted) {
        return line->gives_way(lasted);
    };
    Result<std::unique_ptr<sync::DeskClient>> client =
        sync::DeskClient::make(options, connection.room, connection.languages);
    if (!client) {
        return client.error();
    }
    made->m_client = std::move(*client);
    made->m_bounds = connection.log_in;
    DeskEffects& self = *made;
    self.m_intakes = std::make_unique<DeskIntakes>(
        DeskIntakes::Desk{*self.m_client, *self.m_line, self.m_person, self.m_trust.get(),
                          self.m_watch.get(), [&self] { self.want_list(); }});
    self.m_keys = std::make_unique<DeskKeys>(
        DeskKeys::Desk{*self.m_client, self.m_person, self.m_trust.get(), self.m_watch.get()});
    self.m_admin = std::make_unique<AdminEffects>(
        AdminEffects::Session{*self.m_client, *self.m_line, self.m_person, self.m_trust.get(),
                              self.m_bounds},
        connection.admin, [&self](const desk::Event& event) { self.m_report(event); },
        std::move(notify));
    return made;
}

DeskEffects::~DeskEffects() {
    if (m_admin) {
        m_admin->stop();
    }
    m_line->stop();  // a log-in under way may still start the stream; what the stream posts from
                     // now on is dropped
    m_hands->stop();
    if (m_client) {
        m_client->stop_changes();
    }
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

Worker::Job DeskEffects::quiet(std::function<void()> work) {
    return [work = std::move(work)]() -> Worker::Done {
        work();
        return [] {};
    };
}

void DeskEffects::post(Work work, desk::Event refused) {
    m_line->post(reported(std::move(work)), too_much(std::move(refused)));
}

Worker::Done DeskEffects::too_much(desk::Event refused) {
    return [this, refused = std::move(refused)] {
        spdlog::error("refused: too much waits for the queue service");
        m_report(refused);
    };
}

void DeskEffects::run(const desk::Effect& effect) {
    const desk::Event busy = desk::ActionRefused{"desk.problem.offline"};
    std::visit(
        Overloaded{
            [&](const desk::LogIn& credentials) {
                post([this,
                      credentials] { return log_in(credentials.account, credentials.password); },
                     desk::LogInRefused{"desk.login.later", 0});
            },
            [&](const desk::ChoosePassword& choice) {
                post([this, choice] { return choose_password(choice.password); },
                     desk::LogInRefused{"desk.choose.later", 0});
            },
            [&](const desk::ChangePassword& change) {
                post([this, change] { return change_password(change.now, change.fresh); },
                     desk::PasswordRefused{"desk.choose.later", 0});
            },
            [&](const desk::LogOut&) {
                m_person.forget();  // at once, whatever waits
                m_line->leave(kLogOut, [this] { return log_out(); });
            },
            [&](const desk::Lock&) {
                m_person.lock();
                m_line->replace(kLock, quiet([this] { m_admin->forget(); }));
            },
            [&](const desk::Unlock& credentials) {
                const desk::LogInRefused later{"desk.login.later", 0};
                if (m_client->signed_in()) {
                    m_hands->post(reported([this, credentials] { return unlock(credentials); }),
                                  too_much(later));
                } else {
                    post([this, credentials] { return log_in_again(credentials); }, later);
                }
            },
            [&](const desk::ListQueue&) { want_list(); },
            [&](const desk::RenewLease& lease) {
                m_line->replace(kRenew,
                                reported([this, lease] { return m_intakes->renew(lease); }));
            },
            [&](const desk::SeeReaders&) {
                post(
                    [this]() -> std::optional<desk::Event> {
                        m_trust->see_readers();
                        return list();
                    },
                    busy);
            },
            [&](const desk::Admit& a) { post([this, a] { return admit(a.newcomer); }, busy); },
            [&](const desk::ConfirmClock&) { post([this] { return confirm_clock(); }, busy); },
            [&](const desk::ReleaseLeases& leases) {
                m_line->replace(kRelease, quiet([this, leases] { m_intakes->release(leases); }));
            },
            [&](const desk::CallNext& next) {
                post([this, known = next.known] { return m_intakes->call_next(known); }, busy);
            },
            [&](const desk::Act& a) { post([this, a] { return m_intakes->act(a); }, busy); },
            [&](const desk::OpenCase& open) {
                post([this, open] { return m_intakes->open_case(open); }, busy);
            },
            [&](const desk::ReadNames& names) {
                m_line->replace(kNames,
                                reported([this, names] { return m_intakes->read_names(names); }));
            },
            [&](const desk::AskTerminals&) {
                m_line->replace(kTerminals,
                                reported([this] { return m_watch->ask_terminals(*m_client); }));
                look_after_keys();
            },
            [&](const desk::AskHelpCalls&) { want_help_calls(); },
            [&](const desk::EndHelpCall& call) {
                post([this, call] { return end_help_call(call); }, busy);
            },
            [&](const desk::RaiseAlarms& raised) {
                // One that finds no room is raised at the next log-in.
                m_line->add(quiet([this, raised] {
                    for (const auto& [alarm, object] : raised.alarms) {
                        raise(alarm, object);
                    }
                }));
            },
            [&](const desk::CheckAudit&) { want_audit(); },
            [&](const desk::AskDue&) {
                m_line->replace(kDue, reported([this] { return m_watch->ask_due(*m_client); }));
            },
            [&](const desk::KeepPosition&) {
                m_line->replace(kKeep, quiet([this] { m_watch->confirm_position(); }));
            },
            [](const desk::WipeDesk&) {},  // the role's
            [&](const admin::Effect& of_admin) { m_admin->run(of_admin); },
        },
        effect);
}

void DeskEffects::forget_person() {
    m_person.forget();
    m_invited.reset();
    m_intakes->forget();
    m_keys->forget();
    m_admin->forget();
    if (m_trust) {
        m_trust->forget();
    }
}

Worker::Done DeskEffects::log_out() {
    m_client->stop_changes();
    forget_person();
    if (m_client->signed_in()) {
        if (const Result<void> left = m_client->log_out(); !left) {
            spdlog::warn("log-out did not reach the service: {}", to_string(left.error()));
        }
    }
    return [] {};
}

desk::Event DeskEffects::log_in(const std::string& account, const SecretText& password) {
    if (!m_trust) {
        spdlog::error("this desk does not know its centre: centre.toml is missing");
        return desk::LogInRefused{"desk.login.unpinned", 0};
    }
    std::optional<vault::LogInSecrets> secrets;
    LogInTerms terms;
    bool foreign = false;
    const auto prove = [&](const LogInTerms& asked) -> Result<SecretText> {
        if (asked.centre != m_trust->centre()) {
            // A name without an account shows any of the service's centres.
            return Error{Kind::Refused, "log-in", "the account is of another centre than the desk"};
        }
        Result<vault::LogInSecrets> made =
            vault::log_in_secrets(account, password.view(), asked, m_bounds);
        if (!made) {
            foreign = made.error().kind != Kind::Transient;
            return made.error();
        }
        terms = asked;
        secrets.emplace(std::move(*made));
        return secrets->proof_text();
    };
    Result<codec::Session> session = m_client->log_in(account, prove, m_trust->device_of(account));
    if (!session) {
        spdlog::warn("log-in: {}", to_string(session.error()));
        const int seconds = static_cast<int>(m_client->retry_after().count());
        const Cause cause = session.error().cause;
        return desk::LogInRefused{foreign ? "desk.login.foreign"
                                  : secrets && session.error().kind == Kind::Corrupt
                                      ? "desk.login.key"
                                  : session.error().kind == Kind::Refused ? "desk.login.wrong"
                                  : seconds > 0 && cause != Cause::Busy   ? "desk.login.blocked"
                                  : cause == Cause::Certificate || cause == Cause::CertificateTime
                                      ? "desk.login." + std::string(to_string(cause))
                                      : "desk.login.later",
                                  seconds};
    }
    m_trust->keep_device(account, session->device);
    const Result<codec::CentreReply> centre = m_client->centre();
    if (!centre) {
        spdlog::warn("log-in: {}", to_string(centre.error()));
        static_cast<void>(m_client->log_out());
        return desk::LogInRefused{"desk.login.later", 0};
    }
    Result<vault::Keyring> keys =
        vault::open_keyring(session->wrapped, secrets->wrap, terms.centre, account, centre->grants);
    if (!keys) {
        spdlog::error("the account's keys do not open: {}", to_string(keys.error()));
        static_cast<void>(m_client->log_out());
        return desk::LogInRefused{"desk.login.key", 0};
    }
    if (const std::optional<Alarm> alarm = doubt_about_centre(*centre, *keys)) {
        raise(*alarm, "");
        static_cast<void>(m_client->log_out());
        return desk::LogInRefused{"desk.login.register", 0};
    }
    if (session->invited) {
        m_invited.emplace(Invited{account, terms, secrets->proof_text(), std::move(*keys)});
        return desk::PasswordWanted{};
    }
    desk::Event begun =
        begin(std::move(*keys), *session, {terms, session->wrapped, centre->grants});
    m_keys->know(*centre);
    return begun;
}

std::optional<Alarm> DeskEffects::doubt_about_centre(const codec::CentreReply& centre,
                                                     const vault::Keyring& keys) {
    Result<void> accepted = m_trust->accept(centre.keys);
    if (accepted) {
        accepted = m_trust->accept_people(centre.people);
    }
    if (!accepted) {
        spdlog::error("log-in: {}", to_string(accepted.error()));
        return Alarm::Register;
    }
    return vault::doubt_about_keys(*m_trust->keys(), keys.secrets());
}

bool DeskEffects::went_back(const QueuePosition& now) {
    return m_line->replace(kWentBack, reported([this, now]() -> std::optional<desk::Event> {
                               m_watch->doubt_position();
                               raise(Alarm::WentBack, to_text(now));
                               return desk::WentBack{};
                           }));
}

void DeskEffects::raise(Alarm alarm, const std::string& object) {
    m_watch->raise(*m_client, alarm, object);
}

desk::Event DeskEffects::begin(vault::Keyring keys, const codec::Session& session,
                               PersonAtDesk::Kept kept) {
    const desk::Staff staff{session.account, session.centre, session.rights};
    m_person.begin(staff, std::move(keys), std::move(kept));
    sync::ChangesEvents events;
    events.changed = [this, calls = staff.may(StaffRight::Call),
                      last = codec::Change()](const codec::Change& change) mutable {
        if (change.help == last.help || change.revision != last.revision) {
            want_list();
        }
        if (calls && change.help != last.help) {
            want_help_calls();
        }
        last = change;
    };
    events.connected = [this, calls = staff.may(StaffRight::Call)](bool connected, Cause cause) {
        if (connected && calls) {
            want_help_calls();  // what changed meanwhile was not told
        }
        m_hands->replace(kConnection, reported([connected, cause] {
                             return desk::Event(desk::ConnectionKnown{connected, cause});
                         }));
    };
    events.session_ended = [this] {
        m_line->replace(kSessionEnded, reported([] { return desk::Event(desk::SessionEnded{}); }));
    };
    m_client->start_changes(std::move(events));
    want_list();  // even if the stream cannot be opened
    want_configuration();
    return desk::LoggedIn{staff};
}

desk::Event DeskEffects::choose_password(const SecretText& password) {
    if (!m_invited) {
        return desk::LogInRefused{"desk.choose.code", 0};
    }
    const std::string account = m_invited->account;
    const std::string& centre = m_invited->terms.centre;
    if (const Result<void> fit = vault::check_password(password.view(), account, centre); !fit) {
        return desk::LogInRefused{"desk.choose.weak", 0};
    }
    const Result<vault::LogInSecrets> secrets =
        vault::log_in_secrets(account, password.view(), m_invited->terms, m_bounds);
    if (!secrets) {
        spdlog::error("choosing a password: {}", to_string(secrets.error()));
        return desk::LogInRefused{"desk.choose.later", 0};
    }
    // Keys that whoever made the code never had; what was granted goes over to them.
    const vault::PersonKeys person = vault::PersonKeys::generate();
    const vault::PublicKey& box = person.box().public_key();
    const vault::Keyring& old = m_invited->keys;
    Result<std::vector<Grant>> grants = vault::grants_for(
        box, {StaffRight::Open, StaffRight::Configure, StaffRight::People}, old.secrets());
    if (!grants) {
        spdlog::error("choosing a password: {}", to_string(grants.error()));
        return desk::LogInRefused{"desk.choose.later", 0};
    }
    codec::Acceptance acceptance;
    acceptance.password = {m_invited->proof, secrets->proof_text(), m_invited->terms.cost,
                           vault::wrap_seed(person.seed(), secrets->wrap, centre, account)};
    acceptance.vouched =
        vault::vouch_for(account, box, person.sign().public_key(), old.person.sign());
    acceptance.person = {Bytes(box.bytes.begin(), box.bytes.end()), person.sign().public_key(),
                         std::move(*grants)};
    if (const Result<void> accepted = m_client->accept_invitation(acceptance); !accepted) {
        spdlog::warn("choosing a password: {}", to_string(accepted.error()));
        const bool over = accepted.error().kind == Kind::Refused;
        m_invited.reset();
        return desk::LogInRefused{over ? "desk.choose.code" : "desk.choose.lost", 0};
    }
    m_invited.reset();
    return log_in(account, password);
}

desk::Event DeskEffects::change_password(const SecretText& now, const SecretText& fresh) {
    const auto [account, own_centre, rights] = m_person.staff();
    const PersonAtDesk::Kept kept = m_person.kept();
    if (const Result<void> fit = vault::check_password(fresh.view(), account, own_centre); !fit) {
        return desk::PasswordRefused{"desk.choose.weak", 0};
    }
    const Result<vault::LogInSecrets> before =
        vault::log_in_secrets(account, now.view(), kept.terms, m_bounds);
    const Result<vault::LogInSecrets> after =
        before ? vault::log_in_secrets(account, fresh.view(), kept.terms, m_bounds)
               : before.error();
    if (!before || !after) {
        return desk::PasswordRefused{"desk.choose.later", 0};
    }
    // Here as at the lock: a wrong one need not be sent, and costs no wait at the service.
    Result<vault::SecretBytes> seed =
        vault::unwrap_seed(kept.wrapped, before->wrap, kept.terms.centre, account);
    if (!seed) {
        return desk::PasswordRefused{"desk.password.wrong", 0};
    }
    Bytes wrapped = vault::wrap_seed(*seed, after->wrap, kept.terms.centre, account);
    const Result<void> changed = m_client->change_password(
        {before->proof_text(), after->proof_text(), kept.terms.cost, wrapped});
    if (!changed) {
        spdlog::warn("change of password: {}", to_string(changed.error()));
        if (!m_client->signed_in()) {
            return desk::SessionEnded{};
        }
        return desk::PasswordRefused{changed.error().kind == Kind::Transient
                                         ? "desk.password.unknown"
                                         : "desk.password.refused",
                                     0};
    }
    m_person.rewrap(std::move(wrapped));
    return desk::PasswordChanged{};
}

std::optional<desk::Event> DeskEffects::unlock(const desk::Unlock& effect) {
    const Result<std::optional<desk::Staff>> staff =
        m_person.unlock(effect.account, effect.password.view(), m_bounds);
    if (!staff) {
        spdlog::warn("unlock: {}", to_string(staff.error()));
        return desk::LogInRefused{"desk.login.wrong", 0};
    }
    if (!*staff) {
        return std::nullopt;
    }
    want_configuration();
    return desk::Unlocked{**staff};
}

desk::Event DeskEffects::log_in_again(const desk::Unlock& effect) {
    const desk::Event outcome = log_in(effect.account, effect.password);
    if (std::holds_alternative<desk::PasswordWanted>(outcome)) {
        // Invited anew meanwhile: the password of before is none any more.
        static_cast<void>(log_out());
        return desk::LogInRefused{"desk.login.wrong", 0};
    }
    const auto* begun = std::get_if<desk::LoggedIn>(&outcome);
    return begun != nullptr ? desk::Event(desk::Unlocked{begun->staff}) : outcome;
}

void DeskEffects::want_configuration() {
    m_line->replace(kConfigured, [this]() -> Worker::Done {
        return [this, content = configured()] {
            if (content) {
                m_show(content);
            }
        };
    });
}

/// Null: nothing changed, or it cannot be had.
std::shared_ptr<const Content> DeskEffects::configured() {
    const std::shared_ptr<const vault::Keyring> keys = m_person.keys();
    if (!m_load || !m_client->signed_in() || !keys || !(keys->centre || keys->configuration)) {
        return nullptr;
    }
    const Result<Configuration> newest =
        DeskConfigurations(*m_client, m_person.staff().centre, *keys).fetch_released();
    if (m_line->gave_way()) {
        want_configuration();
        return nullptr;
    }
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
    m_line->replace(kList, reported([this] { return list(); }));
}

void DeskEffects::want_help_calls() {
    m_line->replace(kHelp, reported([this] { return m_watch->ask_help_calls(*m_client); }));
}

void DeskEffects::want_audit() {
    m_line->replace(kAudit, reported([this]() -> std::optional<desk::Event> {
                        const std::shared_ptr<const vault::Keyring> keys = m_person.keys();
                        std::optional<desk::Event> found =
                            m_watch->check_audit(*m_client, m_person.staff(), keys.get());
                        if (m_line->gave_way()) {
                            want_audit();
                        } else {
                            m_keys->renew();
                        }
                        return found;
                    }));
}

std::optional<desk::Event> DeskEffects::end_help_call(const desk::EndHelpCall& call) {
    const Result<void> ended = m_client->end_help_call(call.terminal, call.call);
    // One that does not stand any more was ended by somebody else.
    if (!ended && (ended.error().kind != Kind::Refused || !m_client->signed_in())) {
        return m_intakes->refused(ended.error());
    }
    return m_watch->ask_help_calls(*m_client);
}

std::optional<desk::Event> DeskEffects::list() {
    if (!m_client->signed_in()) {
        return std::nullopt;  // logged out between the change and this
    }
    const desk::Staff staff = m_person.staff();
    if (!staff.may(StaffRight::Call)) {
        // Nothing of the queue that this person may see.
        return desk::QueueKnown{{}, {}, m_watch->clock_news(), {}, {}, m_trust->keys()->at};
    }
    Result<codec::Listing> listing = m_client->list();
    if (m_line->gave_way()) {
        want_list();
        return std::nullopt;
    }
    if (!listing) {
        spdlog::warn("queue service: {}", to_string(listing.error()));
        if (!m_client->signed_in()) {
            return desk::SessionEnded{};
        }
        const Cause cause = listing.error().cause;
        return desk::ListFailed{cause == Cause::None ? Cause::NoAnswer : cause};
    }
    const PeopleRegister* people = m_trust->people();
    if (listing->keys > m_trust->keys()->serial ||
        listing->people > (people == nullptr ? 0 : people->serial)) {
        m_watch->take_newer_register(*m_client);
        if (!m_client->signed_in()) {
            return desk::SessionEnded{};
        }
        look_after_keys();
    }
    return desk::QueueKnown{
        std::move(listing->page.entries),
        listing->now,
        m_watch->clock_news(),
        staff.may(StaffRight::Open) ? m_trust->unseen_readers() : std::vector<RegisteredPerson>(),
        std::move(listing->page.damaged),
        m_trust->keys()->at,
        m_keys->newcomers(),
        m_keys->own_fingerprint(),
        wait_for(listing->waits, {}, {}),
        m_keys->keys_wait()};
}

void DeskEffects::look_after_keys() {
    m_line->replace(kKeys, reported([this]() -> std::optional<desk::Event> {
                        const bool was_in = m_client->signed_in();
                        if (m_keys->look()) {
                            want_list();
                        }
                        // A register that must not be believed ends the session.
                        return was_in && !m_client->signed_in()
                                   ? std::optional<desk::Event>(desk::SessionEnded{})
                                   : std::nullopt;
                    }));
}

std::optional<desk::Event> DeskEffects::admit(const desk::Newcomer& newcomer) {
    if (const Result<void> admitted = m_keys->admit(newcomer); !admitted) {
        look_after_keys();
        return m_client->signed_in() && admitted.error().kind == Kind::Refused
                   ? desk::ActionRefused{"desk.problem.admit", "", newcomer.account}
                   : m_intakes->refused(admitted.error());
    }
    m_keys->look();
    return list();
}

std::optional<desk::Event> DeskEffects::confirm_clock() {
    const Result<void> confirmed = m_client->confirm_clock(wall_now());
    if (confirmed) {
        return list();
    }
    if (confirmed.error().kind == Kind::Refused && m_client->signed_in()) {
        return desk::ActionRefused{"desk.problem.clock"};
    }
    return m_intakes->refused(confirmed.error());
}

}  // namespace lotse::kiosk
