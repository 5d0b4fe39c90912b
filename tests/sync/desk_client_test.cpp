// SPDX-License-Identifier: EUPL-1.2
/// What a desk takes from a service that is not as it should be.
#include "sync/desk_client.h"

#include <gtest/gtest.h>

#include "codec/wire/staff_wire.h"
#include "codec/wire/wire.h"
#include "support/canned_server.h"
#include "support/temp_folder.h"
#include "support/tls_files.h"

namespace lotse::sync {
namespace {

TEST(DeskClient, takes_no_session_of_another_account_or_centre_than_it_asked_for) {
    const support::TempFolder folder;
    const support::TlsFiles files = support::make_tls_files(folder.path());
    support::CannedServer server(files);
    const auto desk = DeskClient::make({server.url(), files.ca});
    ASSERT_TRUE(desk.ok());
    const LogInTerms terms{"demo", Bytes(16, 1), KdfCost{1, 8}};
    const struct {
        const char *account, *centre;
        bool taken;
    } sessions[] = {{"anna", "demo", true}, {"boris", "demo", false}, {"anna", "nord", false}};
    for (const auto& [account, centre, taken] : sessions) {
        codec::Session session;
        session.token = "token";
        session.account = account;
        session.centre = centre;
        session.wrapped = Bytes(77, 1);
        server.answer(200, codec::write_log_in_terms(terms));
        const auto begun = (*desk)->log_in("anna", [&](const LogInTerms&) -> Result<SecretText> {
            server.answer(200, codec::write_session(session));
            return SecretText(codec::to_base64(Bytes(32, 7)));
        });
        EXPECT_EQ(begun.ok(), taken) << account << " of " << centre;
        EXPECT_EQ((*desk)->signed_in(), taken);
        if (!taken) {
            EXPECT_EQ(begun.error().kind, Kind::Corrupt);
        }
    }
}

}  // namespace
}  // namespace lotse::sync
