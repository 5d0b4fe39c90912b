// SPDX-License-Identifier: EUPL-1.2
#include "print/printer.h"

#include <sys/eventfd.h>

#include <utility>

#include "print/escpos.h"
#include "print/limits.h"
#include "print/raster.h"

namespace lotse::print {
namespace {

constexpr Worker::Slot kLook = 0;

bool is_fault(PrinterState state) {
    return state == PrinterState::PaperOut || state == PrinterState::Open ||
           state == PrinterState::Stopped || state == PrinterState::Gone;
}

}  // namespace

Printer::Printer(PrinterSettings settings, Typographies typographies, std::function<void()> notify,
                 Changed changed)
    : m_settings(std::move(settings)),
      m_typographies(std::move(typographies)),
      m_changed(std::move(changed)),
      m_wake(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)),
      m_worker(limits::kTicketsWaiting, std::move(notify)) {
    look({});
}

Printer::~Printer() {
    ::eventfd_write(m_wake.get(), 1);
    m_worker.stop();
}

void Printer::print(Slip slip, const Printed& printed) {
    m_worker.post(
        [this, slip = std::move(slip), printed]() -> Worker::Done {
            Worker::Done done = told(print_now(slip), printed);
            look(limits::kLook);
            return done;
        },
        [printed] { printed(false); });
}

void Printer::look(std::chrono::milliseconds delay) {
    m_worker.replace(
        kLook,
        [this]() -> Worker::Done {
            Worker::Done done = told(look_now(), nullptr);
            look(limits::kLook);
            return done;
        },
        delay);
}

Worker::Done Printer::told(Outcome outcome, Printed printed) {
    return [this, outcome = std::move(outcome), printed = std::move(printed)] {
        if (!std::exchange(m_looked, true) || outcome.state != m_known) {
            m_known = outcome.state;
            m_changed(outcome.state, outcome.why);
        }
        if (printed) {
            printed(outcome.printed);
        }
    };
}

PrinterState Printer::state_of(PrinterLine& line, std::chrono::milliseconds patience) const {
    return read_state(line.ask(state_question(), kStateAnswers, BootClock::now() + patience));
}

Printer::Outcome Printer::look_now() const {
    Result<PrinterLine> line = PrinterLine::open(m_settings.place, m_wake.get());
    if (!line) {
        return {PrinterState::Gone, to_string(line.error())};
    }
    return {state_of(*line, limits::kAnswer), {}};
}

Printer::Outcome Printer::print_now(const Slip& slip) {
    Result<PrinterLine> line = PrinterLine::open(m_settings.place, m_wake.get());
    if (!line) {
        return {PrinterState::Gone, to_string(line.error())};
    }
    const PrinterState before = state_of(*line, limits::kAnswer);
    if (is_fault(before)) {
        return {before, "a ticket was not printed"};
    }
    if (!m_engine) {
        m_engine = std::make_unique<text::Engine>();
    }
    const std::string bytes =
        escpos_of(raster_of(*m_engine, lay_out(*m_engine, m_typographies, slip, m_settings.width)));
    m_engine->wipe();
    const auto until = BootClock::now() + limits::kTicketTime;
    if (!line->write(bytes, until)) {
        return {PrinterState::Gone, "a ticket was not taken to its end"};
    }
    if (before == PrinterState::Unknown) {
        return {PrinterState::Unknown,
                "it does not answer: nobody knows whether a ticket came out"};
    }
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(until - BootClock::now());
    const PrinterState after = state_of(*line, left);
    if (after == PrinterState::Unknown) {
        return {PrinterState::Gone, "it answered before a ticket, and not behind it"};
    }
    return {after, {}, !is_fault(after)};
}

}  // namespace lotse::print
