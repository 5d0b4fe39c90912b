// SPDX-License-Identifier: EUPL-1.2
#include "tools/desk_log_in.h"

#include <optional>
#include <utility>

namespace lotse::tools {

Result<DeskLogIn> log_in_at(sync::DeskClient& desk, const std::string& account,
                            std::string_view password, const vault::KdfBounds& bounds) {
    std::optional<vault::LogInSecrets> secrets;
    LogInTerms terms;
    const auto prove = [&](const LogInTerms& asked) -> Result<SecretText> {
        Result<vault::LogInSecrets> made = vault::log_in_secrets(account, password, asked, bounds);
        if (!made) {
            return made.error();
        }
        terms = asked;
        secrets.emplace(std::move(*made));
        return secrets->proof_text();
    };
    const Result<codec::Session> session = desk.log_in(account, prove);
    if (!session) {
        return session.error();
    }
    if (session->invited) {
        return Error{Kind::Refused, "account " + account,
                     "has a code only: log in at a desk first, and choose a password"};
    }
    const Result<codec::CentreReply> granted = desk.centre();
    if (!granted) {
        return granted.error();
    }
    Result<vault::Keyring> keys = vault::open_keyring(session->wrapped, secrets->wrap, terms.centre,
                                                      account, granted->grants);
    if (!keys) {
        return keys.error();
    }
    return DeskLogIn{terms, secrets->proof_text(), std::move(*keys)};
}

}  // namespace lotse::tools
