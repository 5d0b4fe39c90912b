// SPDX-License-Identifier: EUPL-1.2
#include "ui/kit/scanner.h"

namespace lotse::ui {
namespace {

constexpr int kRounds = 2;

}  // namespace

void Scanner::listen(bool speaking, Instant now) {
    if (speaking || m_speaking) {
        m_since = now;
    }
    m_speaking = speaking;
}

void Scanner::begin(Instant now) {
    m_state = State::Moving;
    m_rounds = 0;
    m_looked_for_one = false;
    m_since = now;
}

Scanner::Step Scanner::step(const Place& place, bool pressed, Instant now) {
    if (m_state != State::Off && place.screen != m_screen) {
        begin(now);
    }
    m_screen = place.screen;
    if (pressed) {
        const bool presses = m_state == State::Moving && place.on_stop;
        begin(now);
        return {presses ? Navigation::Activate : Navigation::Next, false, false, false};
    }
    if (m_state != State::Moving || m_speaking || now - m_since < m_pause) {
        return {};
    }
    m_since = now;
    return move(place);
}

Scanner::Step Scanner::move(const Place& place) {
    const bool first = m_rounds == 0;
    const bool none = !place.on_stop && m_looked_for_one;
    m_looked_for_one = !place.on_stop;
    if (!none && (!place.on_stop || !place.last)) {
        return {Navigation::Next, false, true, first};
    }
    if (++m_rounds < kRounds) {
        return {Navigation::Next, false, true, false};
    }
    m_rounds = 0;
    if (place.inside) {
        return {Navigation::Back, false, true, false};
    }
    m_state = State::Resting;
    return {Navigation::None, true, true, false};
}

std::optional<Instant> Scanner::due() const {
    return m_state == State::Moving && !m_speaking ? std::optional(m_since + m_pause)
                                                   : std::nullopt;
}

}  // namespace lotse::ui
