// SPDX-License-Identifier: EUPL-1.2
/// Decides what kiosk-config/kiosk.toml and a terminal's enrolment may say, and what holds when
/// they say nothing.
///
/// An error is Unusable and names file, line, key and the expected value. Unknown keys are errors.
#pragma once

#include <chrono>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "core/keypad.h"
#include "core/limits.h"
#include "core/opening_hours.h"
#include "core/staff.h"

namespace lotse::codec {

struct KioskConfig {
    std::string institution = "Anerkennungsberatung";  ///< shown on every screen
    std::string funding_line;                          ///< shown on the start screen, empty: none
    std::vector<std::string> logos;  ///< files below assets/, SVG in the subset of the icons

    /// What the notice on privacy says of the centre; what is empty is not known.
    struct Privacy {
        std::string address, officer, authority;
        std::vector<std::string> processors;
        int kept_days = 30;  ///< as the queue service has it, retention.closed_days
        bool operator==(const Privacy&) const = default;
    } privacy;

    std::string renderer = "auto";  ///< "auto", "software", "gpu"
    bool full_screen = true;
    int width_px = 1920, height_px = 1080;  ///< of the window unless full screen
    double diagonal_inch = 21.5;            ///< of the panel: sizes are in millimetres
    double text_scale = 1.0;                ///< multiplies every text size
    double viewing_mm = 0;                  ///< from the eye to the panel; 0: by the diagonal

    /// Order of the start screen.
    std::vector<std::string> languages = {"de", "de-x-leicht", "en",      "uk", "ar",  "tr",
                                          "ru", "fa",          "fa-AF",   "ps", "fr",  "es",
                                          "pl", "ro",          "sr-Latn", "ku", "ckb", "ti"};
    std::string default_language = "de";
    /// Shown beside the client's while somebody helps; empty: none.
    std::string second_language = "de";
    std::vector<std::string> questionnaires = {"anerkennung", "arbeitgeber"};
    std::string occupations;  ///< folder of the centre's own tables of occupations, empty: none

    std::chrono::seconds idle{60};
    std::chrono::seconds idle_grace{30};
    std::chrono::seconds number_shown{60};
    bool topics = true;  ///< who has the number may tell more
    /// A press counts so long after its target came up; the second where something is sealed,
    /// refused or deleted.
    std::chrono::milliseconds press_delay{500}, grave_press_delay{800};

    Keypad keypad;  ///< beside the screen; empty: none
    /// How long the focus stays on a stop, after it was read, for who has one switch.
    double switch_seconds = 2;

    std::chrono::seconds configuration_interval{
        60};  ///< how often the service is asked for a newer configuration

    /// How long a terminal keeps what the centre has received; 0: not at all.
    std::chrono::days copies_kept = limits::kCopiesKept;

    std::chrono::seconds desk_lock =
        limits::kDeskLock;  ///< without input, until a desk covers its screen

    std::string desk_language = "de";  ///< of the desk's own words: de or en

    /// Tags of the languages in which whoever sits at this desk counsels: such clients are called
    /// first (core/intake/queue.h, next_of). None: whoever waits longest.
    std::vector<std::string> desk_languages;

    std::string room;  ///< where this desk calls clients to (core/intake/queue.h); empty: it does
                       ///< not say

    /// The least that a service may ask of a password (Argon2id), or it learns what is cheap to
    /// guess from.
    std::uint32_t log_in_passes = KdfCost{}.passes, log_in_memory_kib = KdfCost{}.memory_kib;

    bool sound = true;         ///< screens can be read aloud
    std::string sound_device;  ///< as SDL names it; empty: the system's usual one
    /// Of a headset, as SDL names it; empty: the loudspeaker's device has its jack.
    std::string headset;
    /// How it is known that one is plugged in.
    struct HeadsetJack {
        enum class By : std::uint8_t { None, Alsa, Keypad } by = By::None;
        std::string card, control;  ///< Alsa: "0" or a name; "Headphone Jack"
        bool operator==(const HeadsetJack&) const = default;
    } headset_jack;
    int sound_volume = 8;     ///< 1 to 10, of every client at first
    std::string sound_clips;  ///< folder of the centre's own clips; empty: `clips` beside the state

    /// Of tickets; with neither device nor address there is none.
    struct Printer {
        std::string device;   ///< its file
        std::string address;  ///< host:port
        int width_mm = 58;    ///< of its roll: 58 or 80
        bool operator==(const Printer&) const = default;
        bool there() const { return !device.empty() || !address.empty(); }
    } printer;

    /// Of a call display: when the centre is open (empty: not known), and what it wants everybody
    /// who waits to know, by language.
    OpeningHours hours;
    std::map<std::string, std::vector<std::string>> notices;

    bool automation = false;  ///< allow --automation
    std::string log_level = "info";

    bool operator==(const KioskConfig&) const = default;
};

Result<KioskConfig> read_kiosk_config(std::string_view toml, const std::string& file);

/// What a terminal got when it was enrolled. The signing key lies beside it in a file of its own.
struct Enrolment {
    std::string centre;
    std::string terminal;
    std::string prefix;  ///< letter before its queue numbers, unique in the centre
    std::vector<std::string>
        recipients;        ///< public keys in hex: the centre's, then the recovery key
    std::string service;   ///< https://host:port
    std::string ca_file;   ///< relative names are below the state directory
    std::string pin_hash;  ///< of the staff menu's PIN
    std::string
        configuration_key;     ///< Ed25519 in hex: who signs configurations; empty: none is taken
    std::string register_key;  ///< Ed25519 in hex: who signs registers of keys; empty: as above
    bool operator==(const Enrolment&) const = default;
};

Result<Enrolment> read_enrolment(std::string_view toml, const std::string& file);
std::string write_enrolment(const Enrolment& enrolment);

/// What a call display got when it was enrolled. Its signing key lies beside it as well.
struct DisplayEnrolment {
    std::string centre;
    std::string display;
    std::string service;  ///< https://host:port
    std::string ca_file;  ///< relative names are below the state directory
    bool operator==(const DisplayEnrolment&) const = default;
};

Result<DisplayEnrolment> read_display_enrolment(std::string_view toml, const std::string& file);
std::string write_display_enrolment(const DisplayEnrolment& enrolment);

}  // namespace lotse::codec
