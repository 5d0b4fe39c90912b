// SPDX-License-Identifier: EUPL-1.2
#include "tools/setup/centre_files.h"

#include <sys/stat.h>
#include <unistd.h>

#include "base/atomic_file.h"
#include "core/limits.h"
#include "core/secret_text.h"
#include "tools/centre_commands.h"
#include "tools/console.h"
#include "tools/setup/folder.h"

namespace lotse::tools::setup {

Secrets::~Secrets() {
    for (AccountSecret& account : accounts) {
        wipe_string(account.password);
    }
    wipe_string(recovery);
    for (TerminalSecret& terminal : terminals) {
        wipe_string(terminal.pin);
        wipe_string(terminal.code);
    }
}

std::optional<std::string> name_complaint(const Dialogue& dialogue, const std::string& name) {
    return check_names(name, name) ? std::nullopt
                                   : std::optional(dialogue.words(Text::NameExpected));
}

Result<codec::CentreFacts> load_centre(const std::string& state, const Dialogue& dialogue) {
    const std::string file = state + "/" + kMarker;
    const Result<std::string> text = read_file(file, limits::kLargestSettingsBytes);
    if (!text) {
        return dialogue.failure(Kind::Unusable, file, Text::NotACentre, {text.error().detail});
    }
    return codec::read_centre_facts(*text, file);
}

Result<void> keep_centre(const std::string& state, const codec::CentreFacts& facts) {
    const std::string file = state + "/" + kMarker;
    struct stat before {};
    const bool known = stat(file.c_str(), &before) == 0;
    if (Result<void> kept = replace_file(file, codec::write_centre_facts(facts)); !kept) {
        return kept;
    }
    return give_to(
        known && geteuid() == 0 ? std::optional(Owner{before.st_uid, before.st_gid}) : std::nullopt,
        file);
}

Result<void> keep_secrets(const std::string& file, const Secrets& secrets) {
    std::string text = "# Written by lotse-setup for a script; delete it when it was read.\n";
    text.reserve(4096);
    if (!secrets.accounts.empty()) {
        text += "[passwords]\n";
    }
    for (const AccountSecret& account : secrets.accounts) {
        text += "\"" + account.name + "\" = \"" + account.password + "\"\n";
    }
    if (!secrets.recovery.empty()) {
        text += "[recovery]\npassword = \"" + secrets.recovery + "\"\n";
    }
    for (const TerminalSecret& terminal : secrets.terminals) {
        text += "[terminals.\"" + terminal.name + "\"]\nfile = \"" + terminal.file +
                "\"\npin = \"" + terminal.pin + "\"\ncode = \"" + terminal.code + "\"\n";
    }
    Result<void> written = write_new_file(file, text);
    wipe_string(text);
    return written;
}

}  // namespace lotse::tools::setup
