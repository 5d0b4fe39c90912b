// SPDX-License-Identifier: EUPL-1.2
/// Every text of the set-up, in German and English, in one table.
///
/// `{0}`, `{1}`, … stand for what is filled in; both languages of a text use the same ones
/// (tests/tools hold them to it).
#pragma once

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>

namespace lotse::tools::setup {

enum class Tongue { German, English };

/// "de" and everything that begins with it is German; the rest, and nothing, is English.
Tongue tongue_of(std::string_view locale);

enum class Text {
    // Asking
    InputEnded,
    Required,
    Yes,
    No,
    YesNoExpected,
    Interrupted,
    // Why something of the system does not work
    SystemMissing,
    SystemNotAFolder,
    SystemForbidden,
    SystemTaken,
    SystemAFolder,
    SystemReadOnly,
    SystemFull,
    Technical,
    Menu,
    MenuCentre,
    MenuTerminalFile,
    MenuTerminal,
    MenuCheck,
    MenuExpected,
    // The centre: questions
    CentreTitle,
    CentreIntro,
    AskName,
    AskId,
    AskHost,
    AskPort,
    AskListen,
    AskCertificates,
    AskCertificate,
    AskPrivateKey,
    AskAuthority,
    AskAdmin,
    AskAccounts,
    AskTerminals,
    SummaryTitle,
    SummaryCentre,
    SummaryService,
    SummaryOwnAuthority,
    SummaryGiven,
    SummaryAccounts,
    SummaryTerminals,
    SummaryState,
    AskMake,
    NothingMade,
    // … what is wrong with an answer
    NameExpected,
    HostExpected,
    PortExpected,
    AddressExpected,
    NameTwice,
    TooMany,
    CertificateChoice,
    CertificatePart,
    // … certificates
    CertUnreadable,
    CertOtherKey,
    CertExpired,
    CertNotYetValid,
    CertOtherHost,
    CertUntrusted,
    // … making
    Making,
    MakingAccounts,
    CentreThere,
    CertificateRenewed,
    CentreHalf,
    Busy,
    FolderUnusable,
    OwnerUnknown,
    OwnerNeedsRoot,
    NotACentre,
    // … what is shown
    CentreMade,
    SecretsTitle,
    SecretPassword,
    SecretRecovery,
    SecretPin,
    SecretCode,
    SecretsOnce,
    TestedKeys,
    Sheet,
    SheetTitle,
    SheetFingerprint,
    SheetRecoveryFingerprint,
    SheetRecovery,
    SheetAccounts,
    SheetAdmin,
    SheetTerminals,
    SheetDesk,
    SheetAuthorityKey,
    ConfigWritten,
    ConfigByHand,
    NextTitle,
    NextStart,
    NextRecovery,
    NextTerminal,
    NextCheck,
    AskStart,
    StartFailed,
    None,
    // A terminal's file
    AskTerminalName,
    AskPrefix,
    AskOut,
    PrefixExpected,
    PrefixTaken,
    TerminalThere,
    QueueBusy,
    TerminalFileMade,
    TerminalFileSecret,
    QrTooMuch,
    QrShown,
    QrSaved,
    // At the terminal
    AskFrom,
    AskCode,
    WrongCode,
    NotATerminalFile,
    EnrolledOtherwise,
    EnrolledAlready,
    TerminalMade,
    SentTest,
    LineFails,
    RefusesTest,
    DeleteFile,
    AskStartTerminal,
    // The check
    AskService,
    AskCa,
    AskAccount,
    AskPassword,
    SignsNothing,
    LogInFailed,
    OpensNothing,
    KeyOpens,
    TestOpened,
    TestElsewhere,
    TestForeign,
    NoTest,
    TestMissing,
    AllGood,
    Count
};

inline constexpr std::size_t kTexts = static_cast<std::size_t>(Text::Count);

struct Wording {
    std::string_view german, english;
};
const Wording& wording(Text text);

std::string say(Tongue tongue, Text text, std::initializer_list<std::string_view> values = {});

}  // namespace lotse::tools::setup
