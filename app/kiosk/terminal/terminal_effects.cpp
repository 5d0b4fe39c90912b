// SPDX-License-Identifier: EUPL-1.2
#include "kiosk/terminal/terminal_effects.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <filesystem>
#include <thread>
#include <variant>

#include "base/clock.h"
#include "base/version.h"
#include "codec/files.h"
#include "codec/wire/configuration_wire.h"
#include "codec/wire/help_wire.h"
#include "codec/wire/intake_json.h"
#include "core/civil_time.h"
#include "core/dispatch.h"
#include "core/limits.h"
#include "core/reason.h"
#include "vault/configuration_key.h"
#include "vault/envelope.h"
#include "vault/key_files.h"
#include "vault/password.h"

namespace lotse::kiosk {
namespace {

/// A disk that is busy or full for a moment; the client waits less than a second.
constexpr int kStoreAttempts = 3;
constexpr std::chrono::milliseconds kStorePause{100};

std::string enrolment_of(const std::string& state_dir) {
    return state_dir + "/terminal/enrolment.toml";
}

std::string below(const std::string& folder, const std::string& name) {
    const std::filesystem::path path(name);
    return path.is_absolute() ? name : (std::filesystem::path(folder) / path).string();
}

/// A disk that is busy or full for a moment is tried again.
bool stored(const std::function<Result<void>()>& store) {
    for (int attempt = 1; attempt <= kStoreAttempts; ++attempt) {
        const Result<void> done = store();
        if (done) {
            return true;
        }
        spdlog::error("outbox refuses an intake (attempt {}): {}", attempt,
                      to_string(done.error()));
        if (done.error().kind != Kind::Transient) {
            break;
        }
        std::this_thread::sleep_for(kStorePause);
    }
    return false;
}

/// All zeros for a number without data.
Digest digest_from_hex(const std::string& hex) {
    Digest digest{};
    const Result<Bytes> bytes = vault::bytes_from_hex(hex);
    if (bytes && bytes->size() == digest.size()) {
        std::copy(bytes->begin(), bytes->end(), digest.begin());
    }
    return digest;
}

}  // namespace

Result<codec::Enrolment> load_enrolment(const std::string& state_dir) {
    const std::string enrolment_file = enrolment_of(state_dir);
    const Result<std::string> text =
        codec::read_file(enrolment_file, limits::kLargestSettingsBytes);
    if (!text) {
        return Error{Kind::Unusable, enrolment_file,
                     "this terminal is not enrolled; run \"lotse-tool enrol\" first (" +
                         text.error().detail + ")"};
    }
    return codec::read_enrolment(*text, enrolment_file);
}

Result<std::unique_ptr<TerminalEffects>> TerminalEffects::open(const std::string& state_dir,
                                                               std::chrono::days copies_kept,
                                                               std::function<void()> notify) {
    std::unique_ptr<TerminalEffects> made(new TerminalEffects);
    TerminalEffects& self = *made;
    self.m_copies_kept = copies_kept;
    const std::string enrolment_file = enrolment_of(state_dir);
    Result<codec::Enrolment> enrolment = load_enrolment(state_dir);
    if (!enrolment) {
        return enrolment.error();
    }
    self.m_enrolment = std::move(*enrolment);
    if (const Result<void> prefix = check_prefix(self.m_enrolment.prefix); !prefix) {
        return Error{Kind::Unusable, enrolment_file + ": terminal.prefix", prefix.error().detail};
    }
    Result<std::unique_ptr<TerminalKeys>> keys =
        TerminalKeys::open(self.m_enrolment, state_dir + "/terminal");
    if (!keys) {
        return Error{Kind::Unusable, enrolment_file + ": " + keys.error().where,
                     keys.error().detail};
    }
    self.m_keys = std::move(*keys);
    Result<vault::SigningKey> signing_key =
        vault::load_signing_key(state_dir + "/terminal/terminal.key");
    if (!signing_key) {
        return signing_key.error();
    }
    self.m_signing_key = std::move(*signing_key);

    const Bytes own_key = self.m_signing_key->public_key();
    store::OutboxOptions options;
    options.authenticate = [own_key](const Bytes& envelope) -> Result<SealedIntake> {
        if (Result<void> verified = vault::verify(envelope, own_key); !verified) {
            return verified.error();
        }
        return vault::sealed_intake_from(envelope);
    };
    options.read_unverified = vault::sealed_intake_from;
    Result<store::OpenedOutbox> opened =
        store::open_outbox(state_dir + "/terminal/outbox.db", options);
    if (!opened) {
        return opened.error();
    }
    if (opened->salvage) {
        spdlog::error("outbox was damaged ({}): set aside as {}, {} intakes saved, {} lost",
                      opened->salvage->damage, opened->salvage->set_aside, opened->salvage->saved,
                      opened->salvage->lost);
        self.m_salvage = terminal::SalvageReport{opened->salvage->saved, opened->salvage->lost};
    }
    self.m_store = std::move(opened->outbox);
    self.m_outbox = std::make_unique<sync::LockedOutbox>(*self.m_store);

    const Result<std::string> known = self.m_outbox->clock();
    if (!known) {
        return known.error();
    }
    self.m_clock = std::make_unique<BelievedClock>(*known);
    if (const auto word = synchronised_time()) {
        self.m_clock->hear(*word);
    }
    if (const BelievedTime time = self.m_clock->now(); time.wall_is_wrong()) {
        spdlog::warn("this machine's clock is {} seconds ahead of the time that is gone by",
                     time.wall_ahead.count());
    }

    Result<std::unique_ptr<sync::OutboxReporter>> reporter = sync::OutboxReporter::make(
        *self.m_outbox,
        [effects = made.get()](const QueuePosition& now, const Result<void>& again) {
            effects->went_back(now, again);
        });
    if (!reporter) {
        return reporter.error();
    }
    self.m_reporter = std::move(*reporter);

    sync::HttpsOptions https;
    https.position = &self.m_reporter->position();
    https.heard = [effects = made.get()](const ServiceTime& time) { effects->hear(time); };
    https.base_url = self.m_enrolment.service;
    https.ca_file = below(state_dir, self.m_enrolment.ca_file);
    self.m_https = https;
    Result<std::unique_ptr<IntakeSender>> sender = sync::make_https_sender(https);
    if (!sender) {
        return sender.error();
    }
    self.m_sender = std::move(*sender);
    sync::HelpCallerEvents help;
    help.sign = [effects = made.get()](const HelpCall& call) { return effects->signed_help(call); };
    help.known = [effects = made.get()](std::int64_t call, std::optional<HelpAnswer> answer) {
        effects->help_known(call, answer);
    };
    Result<std::unique_ptr<sync::HelpCaller>> helper =
        sync::HelpCaller::make(https, std::move(help));
    if (!helper) {
        return helper.error();
    }
    self.m_helper = std::move(*helper);
    self.m_notify = notify;
    self.m_courier = std::make_unique<sync::Courier>(
        *self.m_outbox, *self.m_sender, monotonic_now, sync::system_chance,
        [effects = made.get()](const sync::CourierStatus& status) {
            spdlog::debug("courier: {} waiting, {} held", status.waiting, status.held);
            effects->let_copies_age();
        });
    self.m_worker = std::make_unique<Worker>(limits::kTerminalQueueLength, notify);
    self.m_courier->start();
    return made;
}

TerminalEffects::~TerminalEffects() {
    if (m_follower) {
        m_follower->stop();  // before the pointer goes: its thread still uses it
    }
    m_helper.reset();  // as the follower's
    m_worker.reset();
    if (m_courier) {
        m_courier->stop();
    }
}

Result<void> TerminalEffects::follow(ConfigurationStore& store, std::chrono::seconds interval,
                                     std::function<void(terminal::Event)> report) {
    m_configurations = &store;
    sync::FollowerEvents events;
    events.report = [this, &store](WallTime at) {
        codec::ReportMessage message;
        message.centre = m_enrolment.centre;
        message.report = store.report();
        message.report.terminal = m_enrolment.terminal;
        message.report.program = version();
        message.report.at = at;
        message.outbox = outbox_report();
        message.keys = m_keys->serial();
        codec::SignedReport signed_report;
        signed_report.text = codec::write_report(message);
        const auto signature = vault::sign_report(signed_report.text, *m_signing_key);
        signed_report.signature.assign(signature.begin(), signature.end());
        return codec::write_signed_report(signed_report);
    };
    events.arrived = [this, &store, report = std::move(report)](const std::string& bundle) {
        if (const Result<void> taken = store.take(bundle); !taken) {
            spdlog::error("a configuration was not taken: {}", to_string(taken.error()));
        } else {
            spdlog::info("configuration {} waits for the next moment between two clients",
                         store.report().accepted);
            m_worker->replace(kArrived, [report]() -> Worker::Done {
                return [report] { report(terminal::ConfigurationArrived{}); };
            });
        }
        m_follower->wake();
    };
    events.answered = [this](const std::string& reply) { return take_outbox_reply(reply); };
    events.asked = [this](const std::string& problem) { service_asked(problem); };
    Result<std::unique_ptr<sync::ConfigurationFollower>> made =
        sync::ConfigurationFollower::make(m_https, interval, std::move(events));
    if (!made) {
        return made.error();
    }
    m_follower = std::move(*made);
    m_follower->start();
    return {};
}

void TerminalEffects::tell_service() {
    if (m_follower) {
        m_follower->wake();
    }
}

void TerminalEffects::probe_store(std::function<void()> answered) {
    m_worker->replace(kProbe, [this, answered = std::move(answered)]() -> Worker::Done {
        if (const Result<void> ready = m_outbox->ready(); !ready) {
            spdlog::error("no intake can be stored: {}", to_string(ready.error()));
        }
        return answered;
    });
}

bool TerminalEffects::prints(std::function<void(terminal::Event)> report) {
    if (m_tickets) {
        m_tickets->tell(std::move(report));
    }
    return m_tickets != nullptr;
}

bool TerminalEffects::collect() {
    const bool told = m_tickets && m_tickets->collect();
    return m_worker->collect() || told;
}

std::string TerminalEffects::name() const {
    return m_enrolment.centre + "/" + m_enrolment.terminal;
}

void TerminalEffects::run(const terminal::Effect& effect,
                          std::function<void(terminal::Event)> report) {
    const auto reported = [&](std::function<terminal::Event()> work) -> Worker::Job {
        return [work = std::move(work), report]() -> Worker::Done {
            terminal::Event event = work();
            return [report, event = std::move(event)] { report(event); };
        };
    };
    const auto last = [&](Slot slot, std::function<terminal::Event()> work) {
        m_worker->replace(slot, reported(std::move(work)));
    };
    std::visit(
        Overloaded{
            [&](const terminal::SealAndStore& seal) {
                m_worker->post(
                    reported(
                        [this, seal, client = m_client] { return seal_and_store(seal, client); }),
                    [report] {
                        spdlog::error("no intake can be stored: too many wait for the disk");
                        report(terminal::IntakeNotStored{});
                    });
            },
            [&](const terminal::CheckReadiness&) {
                last(kReadiness, [this]() -> terminal::Event {
                    const Result<void> ready = m_outbox->ready();
                    if (!ready) {
                        spdlog::error("no intake can be stored: {}", to_string(ready.error()));
                    }
                    return terminal::ReadinessKnown{ready.ok() && !is_blocked()};
                });
            },
            [&](const terminal::CheckPin& pin) {
                last(kPin, [this, pin]() -> terminal::Event {
                    return terminal::PinChecked{
                        vault::verify_pin(pin.digits.view(), m_enrolment.pin_hash), pin.check};
                });
            },
            [&](const terminal::ReadOutbox&) { last(kOutbox, [this] { return outbox_known(); }); },
            [&](const terminal::ReadConfiguration&) {
                last(kConfiguration, [this]() -> terminal::Event {
                    return terminal::ConfigurationKnown{rollout(), false};
                });
            },
            [&](const terminal::AskForConfiguration&) {
                if (m_follower) {
                    ask_service(report);
                } else {
                    last(kAsked, [this]() -> terminal::Event {
                        return terminal::ConfigurationKnown{rollout(), true};
                    });
                }
            },
            [&](const terminal::BeginNewDay&) {
                last(kNewDay, [this]() -> terminal::Event {
                    const Result<bool> begun = m_outbox->begin_new_day(number_moment());
                    if (!begun) {
                        spdlog::error("outbox: {}", to_string(begun.error()));
                    }
                    return terminal::NewDayAnswered{begun.ok() && *begun};
                });
            },
            [&](const terminal::ReleaseHeld& held) {
                // If it is refused, the menu goes on showing the intake as held.
                if (!m_worker->post(reported([this, id = held.id] { return release(id); }))) {
                    spdlog::error("an intake was not released: too much waits for the disk");
                }
            },
            [&](const terminal::CallForHelp& call) { call_for_help(call, report); },
            [&](const terminal::EndHelpCall&) { m_helper->withdraw(); },
            [&](const terminal::PrintTicket& ticket) {
                if (m_tickets) {
                    m_tickets->print(ticket, report);
                }
            },
            [&](const terminal::WipeTraces&) {
                m_worker->replace(kForget, [this, client = m_client++]() -> Worker::Done {
                    if (m_unstored && m_unstored->client <= client) {
                        forget_unstored();
                    }
                    if (m_open && m_open->client <= client) {
                        let_go();
                    }
                    return [] {};
                });
            },
            [](const terminal::Restart&) {},  // the role's
        },
        effect);
}

void TerminalEffects::call_for_help(const terminal::CallForHelp& call,
                                    std::function<void(terminal::Event)> report) {
    {
        const std::lock_guard lock(m_help_mutex);
        m_help_report = std::move(report);
    }
    m_helper->call(call.call, call.language);
}

std::string TerminalEffects::signed_help(HelpCall call) const {
    call.centre = m_enrolment.centre;
    call.terminal = m_enrolment.terminal;
    codec::SignedReport as_signed;
    as_signed.text = codec::write_help_call(call);
    const auto signature = vault::sign_help_call(as_signed.text, *m_signing_key);
    as_signed.signature.assign(signature.begin(), signature.end());
    return codec::write_signed_report(as_signed);
}

void TerminalEffects::help_known(std::int64_t call, std::optional<HelpAnswer> answer) {
    using terminal::HelpState;
    const HelpState state = answer == HelpAnswer::Told   ? HelpState::Heard
                            : answer == HelpAnswer::Done ? HelpState::Done
                                                         : HelpState::Unheard;
    std::function<void(terminal::Event)> report;
    {
        const std::lock_guard lock(m_help_mutex);
        report = m_help_report;
    }
    m_worker->replace(kHelp, [report, call, state]() -> Worker::Done {
        return [report, call, state] { report(terminal::HelpCallKnown{call, state}); };
    });
}

/// The answer comes once the follower asked.
void TerminalEffects::ask_service(std::function<void(terminal::Event)> report) {
    {
        const std::lock_guard lock(m_asked_mutex);
        m_asked.report = [this, report = std::move(report)] {
            m_worker->replace(kAsked, [this, report]() -> Worker::Done {
                const terminal::ConfigurationKnown known{rollout(), true};
                return [report, known] { report(known); };
            });
        };
    }
    m_follower->wake();
}

terminal::Event TerminalEffects::release(const IntakeId& id) {
    const Result<std::vector<OutboxEntry>> entries = m_outbox->entries();
    for (const OutboxEntry& entry : entries ? *entries : std::vector<OutboxEntry>{}) {
        if (entry.header.id == id) {
            if (const Result<void> kept = m_outbox->update(released(entry)); !kept) {
                spdlog::error("outbox: {}", to_string(kept.error()));
            }
        }
    }
    m_courier->wake();
    return outbox_known();
}

void TerminalEffects::service_asked(const std::string& problem) {
    std::function<void()> report;
    {
        const std::lock_guard lock(m_asked_mutex);
        if (problem != m_asked.problem) {
            problem.empty() ? spdlog::info("the service answers about configurations again")
                            : spdlog::warn("no word about configurations: {}", problem);
        }
        m_asked.problem = problem;
        m_asked.blocked = !problem.empty() &&
                          (m_asked.blocked || read_reason(problem).cause == Cause::UnknownTerminal);
        if (problem.empty()) {
            m_asked.last_answer = now().wall;
        }
        report = std::exchange(m_asked.report, nullptr);
    }
    if (const auto known = m_clock->due()) {
        keep_clock(*known);
    }
    let_copies_age();
    if (report) {
        report();
    }
}

Moment TerminalEffects::now() const {
    const auto [time, clocks] = m_clock->reading();
    return moment_at(clocks.up, time.time);
}

void TerminalEffects::hear(const ServiceTime& time) {
    // The machine's own time service, where it has one, is asked first: it does not travel.
    if (const auto word = synchronised_time()) {
        m_clock->hear(*word);
    } else {
        m_clock->hear(time);
    }
    const std::lock_guard lock(m_asked_mutex);
    m_asked.service_ahead = time.now - m_clock->now().time;
    m_asked.certificate_until.reset();
    if (time.certificate_until &&
        *time.certificate_until < time.now + limits::kRenewCertificateBefore) {
        m_asked.certificate_until = time.certificate_until;
    }
}

void TerminalEffects::keep_clock(const std::string& known) {
    if (const Result<void> kept = m_outbox->keep_clock(known); !kept) {
        spdlog::error("outbox: {}", to_string(kept.error()));
    }
}

void TerminalEffects::let_copies_age() {
    const Result<int> gone = m_outbox->expire(m_clock->lived(), m_copies_kept);
    if (!gone) {
        spdlog::error("outbox: {}", to_string(gone.error()));
    } else if (*gone > 0) {
        spdlog::info("{} copies of what the centre received are deleted", *gone);
    }
}

void TerminalEffects::went_back(const QueuePosition& now, const Result<void>& again) {
    if (!again) {
        spdlog::error("outbox: {}", to_string(again.error()));
        return;
    }
    spdlog::warn("the queue's database went back, now {}: all that is kept is sent again",
                 to_text(now));
    m_courier->wake();
}

std::optional<OutboxReport> TerminalEffects::outbox_report() {
    Result<OutboxReport> report = m_reporter->report(to_iso(german_time(m_clock->now().time).date));
    if (!report) {
        spdlog::error("outbox: {}", to_string(report.error()));
        return std::nullopt;
    }
    return std::move(*report);
}

bool TerminalEffects::take_outbox_reply(const std::string& reply) {
    Result<sync::OutboxReporter::Taken> taken =
        m_reporter->take(reply, number_moment(), m_clock->lived());
    if (!taken) {
        spdlog::error("the service's word about intakes: {}", to_string(taken.error()));
        return false;
    }
    if (taken->buried > 0) {
        spdlog::info("{} copies are deleted: the centre deleted what they are of", taken->buried);
    }
    m_waits.hear(std::move(taken->waits), monotonic_now());
    if (taken->copied) {
        spdlog::error(
            "the service has heard later reports of this terminal than it made: an older "
            "state of its folder is in place, or a copy of it runs");
    }
    if (!taken->keys.empty()) {
        if (const Result<void> accepted = m_keys->accept(taken->keys); !accepted) {
            spdlog::error("the service's register of keys is not taken: {}",
                          to_string(accepted.error()));
        } else {
            spdlog::info("register of keys {} holds", m_keys->serial().value_or(0));
        }
    }
    if (taken->left_out > 0) {
        spdlog::warn("{} numbers are left out: they may have been given", taken->left_out);
    }
    if (taken->wanted > 0) {
        spdlog::warn("the centre asks for {} intakes again", taken->wanted);
        m_courier->wake();
    }
    return taken->more;
}

terminal::MachineTime TerminalEffects::machine_time() const {
    const auto [time, clocks] = m_clock->reading();
    terminal::MachineTime told;
    told.believed = to_iso(german_time(time.time));
    if (time.wall_is_wrong()) {
        told.shown = to_iso(german_time(clocks.wall));
    }
    const std::lock_guard lock(m_asked_mutex);
    if (read_reason(m_asked.problem).cause != Cause::None) {
        told.problem = m_asked.problem;
    }
    if (m_asked.service_ahead > kClockTolerance || m_asked.service_ahead < -kClockTolerance) {
        told.service = to_iso(german_time(time.time + m_asked.service_ahead));
    }
    if (m_asked.certificate_until) {
        told.certificate_until = to_iso(german_time(*m_asked.certificate_until));
    }
    return told;
}

bool TerminalEffects::is_blocked() const {
    const std::lock_guard lock(m_asked_mutex);
    return m_asked.blocked;
}

terminal::Rollout TerminalEffects::rollout() const {
    terminal::Rollout rollout;
    if (m_configurations == nullptr) {
        return rollout;
    }
    const TerminalReport report = m_configurations->report();
    rollout.followed = true;
    rollout.waits = report.accepted;
    rollout.refused = report.refused;
    rollout.reason = report.reason;
    const std::lock_guard lock(m_asked_mutex);
    rollout.last_answer = m_asked.last_answer;
    rollout.problem = m_asked.problem;
    return rollout;
}

NumberMoment TerminalEffects::number_moment() const {
    const auto [time, clocks] = m_clock->reading();
    return {to_iso(german_time(time.time).date),
            time.time,
            time.trust == ClockTrust::Sure,
            clocks.boot,
            clocks.up,
            m_reporter->numbers_above(m_clock->lived())};
}

void TerminalEffects::forget_unstored() {
    // The client was told that nothing is stored; a failed commit may have been durable all the
    // same.
    const IntakeId id = std::exchange(m_unstored, {})->intake.header.id;
    if (const Result<void> gone = m_outbox->purge(id); !gone) {
        spdlog::error("outbox: {}", to_string(gone.error()));
    }
}

Result<SealedIntake> TerminalEffects::sealed(IntakeHeader header,
                                             const terminal::SealAndStore& effect) const {
    header.language = effect.counselling_language;
    header.questionnaire = effect.content.questionnaire;
    header.questionnaire_hash = digest_from_hex(effect.content.questionnaire_hash);
    std::string payload = codec::write_intake(effect.content);
    Result<SealedIntake> intake =
        vault::seal(header, payload, m_keys->recipients(m_clock->now().time), *m_signing_key);
    wipe_string(payload);
    if (!intake) {
        spdlog::error("intake cannot be sealed: {}", to_string(intake.error()));
    }
    return intake;
}

terminal::Event TerminalEffects::seal_and_store(const terminal::SealAndStore& effect, int client) {
    if (m_unstored && m_unstored->client != client) {
        forget_unstored();  // of somebody who left; the wipe of their traces still waits
    }
    if (m_open && m_open->client != client) {
        let_go();
    }
    if (effect.replaces) {
        return seal_again(effect);
    }
    if (!m_unstored) {
        const NumberMoment moment = number_moment();
        const Result<int> number = m_outbox->next_number(moment);
        if (!number) {
            spdlog::error("outbox gives no number: {}", to_string(number.error()));
            return terminal::IntakeNotStored{};
        }
        IntakeHeader header;
        header.id = vault::new_intake_id();
        header.centre = m_enrolment.centre;
        header.terminal = m_enrolment.terminal;
        header.number = number_text(m_enrolment.prefix, *number);
        header.day = moment.day;
        Result<SealedIntake> intake = sealed(std::move(header), effect);
        if (!intake) {
            return terminal::IntakeNotStored{};
        }
        m_unstored = Unstored{std::move(*intake), client};
    }
    const IntakeHeader header = m_unstored->intake.header;
    if (effect.stays_open) {
        m_open = Open{header, client};
        m_courier->hold_open(header.id);
    }
    if (!stored([&] { return m_outbox->add(m_unstored->intake); })) {
        let_go();
        return terminal::IntakeNotStored{};
    }
    spdlog::info("intake {} is durable, {} bytes sealed", to_hex(header.id),
                 m_unstored->intake.envelope.size());
    m_unstored.reset();
    m_courier->wake();
    keep_clock(m_clock->text());
    return stored_intake(header);
}

terminal::IntakeStored TerminalEffects::stored_intake(const IntakeHeader& header) const {
    return {header.number, m_waits.wait(header.language, header.questionnaire, monotonic_now())};
}

terminal::Event TerminalEffects::seal_again(const terminal::SealAndStore& effect) {
    if (!m_open) {
        spdlog::error("there is no open intake to seal anew");
        return terminal::IntakeNotStored{};
    }
    m_open->withdrawn = effect.content.questionnaire.empty();
    const Result<SealedIntake> intake = sealed(m_open->header, effect);
    if (!intake || !stored([&] { return m_outbox->replace(*intake); })) {
        return terminal::IntakeNotStored{};
    }
    spdlog::info("intake {} is sealed anew, {} bytes", to_hex(intake->header.id),
                 intake->envelope.size());
    m_open->withdrawn = false;
    if (!effect.stays_open) {
        let_go();
    }
    return stored_intake(intake->header);
}

void TerminalEffects::let_go() {
    if (m_open && m_open->withdrawn) {
        // Their number is lost to the queue until the next start; their answers would be worse.
        spdlog::error("intake {} was withdrawn and cannot be emptied: it is not sent",
                      to_hex(m_open->header.id));
    } else if (m_open) {
        m_courier->hold_open(std::nullopt);
    }
    m_open.reset();
}

terminal::Event TerminalEffects::outbox_known() {
    const Result<OutboxSummary> summary = m_outbox->summary();
    if (!summary) {
        spdlog::error("outbox: {}", to_string(summary.error()));
    }
    terminal::OutboxKnown event;
    event.failed = !summary.ok();
    event.summary = summary ? *summary : OutboxSummary{};
    event.salvage = m_salvage;
    if (const auto contact = m_courier->status().last_contact) {
        const auto [time, clocks] = m_clock->reading();
        event.last_contact = to_iso(german_time(
            time.time - std::chrono::duration_cast<std::chrono::seconds>(clocks.up - *contact)));
    }
    event.time = machine_time();
    // The line to the service is one: an answer about configurations shows that it stands, too.
    const std::lock_guard lock(m_asked_mutex);
    event.last_contact = std::max(event.last_contact, m_asked.last_answer);
    return event;
}

}  // namespace lotse::kiosk
