// SPDX-License-Identifier: EUPL-1.2
/// What a desk finds wrong with what the queue service gives it: a closed list, so that each one
/// has a word in the audit log and words on the screen.
///
/// The service is believed in nothing that a key of the centre or of a terminal can prove. What
/// cannot be proved is neither called nor opened; what is proved and yet strange is opened only by
/// somebody who was told. A word that was once written never changes.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace lotse {

enum class Alarm : std::uint8_t {
    // Of an intake: nobody calls or opens it
    Foreign,  ///< not signed by one of the centre's terminals
    Header,   ///< signed, but not for this entry: another id, number, day or language
    Altered,  ///< other bytes than the entry names
    // Of an intake: a person decides
    Reader,   ///< sealed to others than the centre's keys
    Number,   ///< a number that is not its terminal's
    Blocked,  ///< by a terminal that was blocked
    // Of the centre: nobody works with it
    Register,  ///< of keys: badly signed, older than the one before, or beside it
    Key,       ///< a granted key is not the register's
    // Of the centre: what staff have to know
    WentBack,  ///< the queue's database is another, or an older one
    Missing,   ///< a number that a terminal gave is not in the queue
    Silent,    ///< nobody hears a terminal
};

/// "A1" to "A11": what the audit log and the desk's own log call it.
std::string_view to_string(Alarm alarm);
std::optional<Alarm> alarm_from(std::string_view word);

/// Whether somebody who was told may open the intake all the same.
bool is_for_a_person(Alarm alarm);

}  // namespace lotse
