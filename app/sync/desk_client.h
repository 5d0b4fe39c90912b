// SPDX-License-Identifier: EUPL-1.2
/// The desk's side of the queue service: log-in, listing, actions, envelopes, live changes.
///
/// Leaves alone: passwords, opening envelopes and grants (vault), what a desk shows (kiosk).
/// Calls block for at most the time-outs of core/limits.h and come from one worker thread at a
/// time; `start_changes` runs its own thread. Transport as in https_sender.h: pinned CA, TLS 1.3,
/// no redirect.
///
/// Errors: Transient (no line, service busy, too many failed log-ins: `detail` says how long to
/// wait), Refused (wrong password, lease of another desk, stale revision; `detail` is the service's
/// word), Corrupt (reply not understood). When a call ends with Refused and `signed_in()` became
/// false, the session is over: log in again. The token lives in this object only and is wiped at
/// the end of the session.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "codec/wire/audit_wire.h"
#include "codec/wire/configuration_wire.h"
#include "codec/wire/keys_wire.h"
#include "codec/wire/people_wire.h"
#include "codec/wire/proposal_wire.h"
#include "codec/wire/staff_wire.h"
#include "codec/wire/wire.h"
#include "core/error.h"
#include "core/intake/queue.h"
#include "core/secret_text.h"
#include "sync/https_sender.h"

namespace lotse::sync {

struct ChangesEvents {
    /// The queue has this revision now, or other people wait for help: list again. Also called at
    /// every new connection.
    std::function<void(const codec::Change&)> changed;
    /// True when the stream stands, false when it broke, and why; it connects again by itself.
    std::function<void(bool, Cause)> connected;
    /// The service ended the session; the stream is over.
    std::function<void()> session_ended;
};

class DeskClient {
public:
    /// `room`: where this desk calls clients to; empty: it says nothing of that. `languages`: in
    /// which it counsels; none: in all. Unusable if the address is not https or the CA file cannot
    /// be read.
    static Result<std::unique_ptr<DeskClient>> make(HttpsOptions options, std::string room = {},
                                                    std::vector<std::string> languages = {});
    virtual ~DeskClient() = default;

    /// What the person proves with, made from what the service said (vault/log_in.h); an error ends
    /// the log-in. The password is known to this function alone.
    using Prove = std::function<Result<SecretText>(const LogInTerms&)>;
    /// `device`: what an earlier session of the account gave this desk; empty: nothing.
    virtual Result<codec::Session> log_in(const std::string& account, const Prove& prove,
                                          const std::string& device = "") = 0;
    /// What was granted to the person who is logged in.
    virtual Result<codec::CentreReply> centre() = 0;
    /// Every other session of the account ends.
    virtual Result<void> change_password(const codec::NewPassword& change) = 0;
    /// An invitation becomes the person's own account; this session ends too.
    virtual Result<void> accept_invitation(const codec::Acceptance& acceptance) = 0;
    /// The session is over here in any case, even if the service cannot be reached.
    virtual Result<void> log_out() = 0;
    virtual bool signed_in() const = 0;
    /// How long the service asked to wait when it refused the last log-in (429, 503); 0: it did
    /// not.
    virtual std::chrono::seconds retry_after() const = 0;

    /// `day` (YYYY-MM-DD) chooses whose closed entries are listed too; empty: the service's today.
    /// Always the whole list. Of today's, within a session, only what changed since the last call
    /// is asked for, as long as that is of the same day and database and nothing in it is damaged.
    virtual Result<codec::Listing> list(const std::string& day = "") = 0;
    /// Claims the longest-waiting entry; nothing if nobody waits. With `known` it may be asked
    /// again when no answer came: core/intake/ports.h.
    virtual Result<std::optional<QueueEntry>> call_next(
        const std::optional<std::vector<IntakeId>>& known = std::nullopt) = 0;
    virtual Result<QueueEntry> act(const IntakeId& id, QueueAction action, std::int64_t revision,
                                   ActionReason reason = ActionReason::None) = 0;
    /// Only for the holder of the lease; every call stands in the centre's audit log.
    virtual Result<Bytes> envelope(const IntakeId& id) = 0;
    /// To find a client by name: of every entry that is not closed, without a lease; stands in the
    /// audit log too, under another word.
    virtual Result<Bytes> envelope_for_name(const IntakeId& id) = 0;
    /// To see whose it is before its client is called: of every entry that is not closed, also for
    /// who cannot open it; under a third word.
    virtual Result<Bytes> envelope_to_check(const IntakeId& id) = 0;
    /// Something that the service gave is not genuine: it is noted in the centre's audit log.
    virtual Result<void> raise(const codec::AlarmReport& report) = 0;
    /// Of the audit log, behind row `after`; nothing: the head of now alone.
    virtual Result<AuditHeads> audit_heads(std::optional<std::int64_t> after) = 0;
    /// A head that this account signed (vault/signed_document.h).
    virtual Result<void> sign_audit_head(const std::string& document) = 0;
    /// What retention erases soon; for who looks after the centre.
    virtual Result<codec::DueList> due() = 0;
    /// What the centre's terminals said last; whose signatures they carry is the caller's to see.
    virtual Result<std::vector<codec::SignedReport>> terminals() = 0;
    /// The same of who waits for help there.
    virtual Result<std::vector<codec::SignedReport>> help_calls() = 0;
    /// Refused if it does not stand any more.
    virtual Result<void> end_help_call(const std::string& terminal, std::int64_t call) = 0;

    /// The next register of keys, as it was signed; whoever may let people in. Refused if it does
    /// not follow the one that the service keeps.
    virtual Result<void> put_keys(std::int64_t serial, const std::string& document) = 0;

    /// The same of people: their rights hold from now on, and who is not named is gone.
    virtual Result<void> put_people(std::int64_t serial, const std::string& document) = 0;
    virtual Result<std::vector<codec::ListedAccount>> accounts() = 0;
    /// Whoever the register names is let in, or in anew, under a code.
    virtual Result<void> invite(const codec::Invitation& invitation) = 0;
    /// Versions of the centre's key for a colleague who reads and lacks them.
    virtual Result<void> give_access(const codec::AccessGiven& access) = 0;
    /// A version of the centre's key for all who read. Refused if there is one of its name.
    virtual Result<void> propose(const codec::ProposedVersion& proposed) = 0;
    /// Nobody has to wait any more after wrong passwords for this account.
    virtual Result<void> unblock(const std::string& account) = 0;
    /// What a log-in with this account would begin with; without one.
    virtual Result<LogInTerms> terms(const std::string& account) = 0;

    /// Published versions, and what each terminal runs. `changed` of the stream also tells of
    /// changes in here.
    virtual Result<codec::ConfigurationList> list_configurations() = 0;
    /// The bundle (codec/wire/bundle.h), as it was published.
    virtual Result<std::string> fetch_configuration(std::int64_t version) = 0;
    /// Admins only. Refused unless the version is the next one. `preview` names the one terminal
    /// that gets it; empty: all.
    virtual Result<void> publish_configuration(std::int64_t version, const std::string& bundle,
                                               const std::string& preview) = 0;
    /// Admins only: from a preview to all terminals.
    virtual Result<void> release_configuration(std::int64_t version) = 0;

    /// Who looks after the service says that its machine's clock is right; refused unless `now`, of
    /// this machine's, agrees.
    virtual Result<void> confirm_clock(WallTime now) = 0;

    /// After log_in. The callbacks come from the stream's thread and must not call stop_changes or
    /// log_out.
    virtual void start_changes(ChangesEvents events) = 0;
    /// Returns promptly; no callback comes afterwards.
    virtual void stop_changes() = 0;
};

}  // namespace lotse::sync
