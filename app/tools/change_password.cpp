// SPDX-License-Identifier: EUPL-1.2
#include "tools/change_password.h"

#include <memory>
#include <ostream>
#include <utility>

#include "sync/desk_client.h"
#include "tools/desk_log_in.h"
#include "vault/password.h"

namespace lotse::tools {
namespace {

/// `sent` as soon as the service may have got the new password.
Result<void> changed(sync::DeskClient& desk, const ChangePassword& request,
                     const SecretText& password, const SecretText& fresh, bool& sent) {
    const Result<DeskLogIn> log_in =
        log_in_at(desk, request.account, password.view(), request.bounds);
    if (!log_in) {
        return log_in.error();
    }
    const std::string& centre = log_in->terms.centre;
    if (Result<void> fit = vault::check_password(fresh.view(), request.account, centre); !fit) {
        return fit;
    }
    const Result<vault::LogInSecrets> secrets =
        vault::log_in_secrets(request.account, fresh.view(), log_in->terms, request.bounds);
    if (!secrets) {
        return secrets.error();
    }
    sent = true;
    return desk.change_password(
        {log_in->proof, secrets->proof_text(), log_in->terms.cost,
         vault::wrap_seed(log_in->keys.person.seed(), secrets->wrap, centre, request.account)});
}

}  // namespace

Result<void> change_password(const ChangePassword& request, Console& console) {
    const Result<std::unique_ptr<sync::DeskClient>> desk =
        sync::DeskClient::make({request.service, request.ca_file});
    if (!desk) {
        return desk.error();
    }
    Result<std::string> password = read_secret(console, "Password of now of " + request.account);
    if (!password) {
        return password.error();
    }
    const SecretText now(*password);
    vault::wipe(*password);
    std::string fresh = vault::new_password();
    if (request.ask_password) {
        Result<std::string> given = read_secret(console, "New password");
        if (!given) {
            return given.error();
        }
        fresh = std::move(*given);
    }
    const SecretText chosen(fresh);
    vault::wipe(fresh);
    bool sent = false;
    const Result<void> done = changed(**desk, request, now, chosen, sent);
    if ((*desk)->signed_in()) {
        static_cast<void>((*desk)->log_out());
    }
    if (!done && sent && done.error().kind == Kind::Transient) {
        if (!request.ask_password) {
            console.out << "New password: " << chosen.view()
                        << "\nIt is shown only now. Write it down.\n";
        }
        return Error{Kind::Transient, done.error().where,
                     done.error().detail +
                         "; it is not known whether the password was changed: one of the two "
                         "counts, the one of before or the new one. Try both at a desk"};
    }
    if (!done) {
        return done;
    }
    console.out << "The password of " << request.account << " is changed.\n";
    if (!request.ask_password) {
        console.out << "Password:     " << chosen.view()
                    << "\nThe password is shown only now. Write it down.\n";
    }
    return {};
}

}  // namespace lotse::tools
