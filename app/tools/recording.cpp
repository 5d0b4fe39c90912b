// SPDX-License-Identifier: EUPL-1.2
#include "tools/recording.h"

#include <ebur128.h>
#include <opusenc.h>
#include <sndfile.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <functional>
#include <memory>

#include "core/limits.h"
#include "core/utf8.h"

namespace lotse::tools {
namespace {

constexpr int kLeadMs = 50, kTailMs = 110;
constexpr int kWindowMs = 10;
/// Softer than this nobody spoke; speech is louder than what is 40 dB below its loudest.
constexpr double kSilenceDb = -55, kRangeDb = 40;
constexpr float kFull = 0.999F;
/// So many samples in a row at full scale are no peak.
constexpr int kMostFull = 4;
constexpr double kSlowest = 5, kFastest = 30;  ///< letters a second
constexpr std::size_t kLettersJudged = 8;
constexpr double kShortestSeconds = 0.1, kLongestShortSeconds = 6;
constexpr std::size_t kMeasuredSeconds = 3;
constexpr int kBitRate = 24000;
constexpr int kLeastRate = 8000, kMostRate = 192000, kMostChannels = 8;

Error refused(const std::string& name, const std::string& why) {
    return {Kind::Refused, name, why};
}

double decibel(double amplitude) {
    return amplitude <= 0 ? -200 : 20 * std::log10(amplitude);
}

std::string rounded(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.1f", value);
    return text;
}

/// Bytes as a file of libsndfile.
struct Memory {
    std::string_view bytes;
    sf_count_t at = 0;
};

sf_count_t memory_size(void* user) {
    return static_cast<sf_count_t>(static_cast<Memory*>(user)->bytes.size());
}

sf_count_t memory_seek(sf_count_t offset, int whence, void* user) {
    auto* memory = static_cast<Memory*>(user);
    const sf_count_t from = whence == SEEK_SET   ? 0
                            : whence == SEEK_CUR ? memory->at
                                                 : memory_size(user);
    memory->at = std::clamp<sf_count_t>(from + offset, 0, memory_size(user));
    return memory->at;
}

sf_count_t memory_read(void* into, sf_count_t count, void* user) {
    auto* memory = static_cast<Memory*>(user);
    const sf_count_t got = std::clamp<sf_count_t>(count, 0, memory_size(user) - memory->at);
    std::memcpy(into, memory->bytes.data() + memory->at, static_cast<std::size_t>(got));
    memory->at += got;
    return got;
}

sf_count_t memory_tell(void* user) {
    return static_cast<Memory*>(user)->at;
}

bool clips(const std::vector<float>& samples) {
    int in_a_row = 0;
    for (const float sample : samples) {
        in_a_row = std::abs(sample) >= kFull ? in_a_row + 1 : 0;
        if (in_a_row >= kMostFull) return true;
    }
    return false;
}

/// How loud each ten milliseconds are, in dB of full scale.
std::vector<double> windows_of(const Recording& recording, std::size_t window) {
    std::vector<double> out;
    for (std::size_t at = 0; at < recording.samples.size(); at += window) {
        const std::size_t size = std::min(window, recording.samples.size() - at);
        double sum = 0;
        for (std::size_t i = at; i < at + size; ++i) {
            sum += static_cast<double>(recording.samples[i]) * recording.samples[i];
        }
        out.push_back(decibel(std::sqrt(sum / static_cast<double>(size))));
    }
    return out;
}

}  // namespace

int Recording::ms() const {
    return rate == 0 ? 0
                     : static_cast<int>(static_cast<std::int64_t>(samples.size()) * 1000 / rate);
}

Result<Recording> read_recording(std::string_view bytes, const std::string& name) {
    Memory memory{bytes};
    SF_VIRTUAL_IO io{memory_size, memory_seek, memory_read, nullptr, memory_tell};
    SF_INFO info{};
    const std::unique_ptr<SNDFILE, int (*)(SNDFILE*)> file(
        sf_open_virtual(&io, SFM_READ, &info, &memory), &sf_close);
    if (!file) return refused(name, "is no recording (WAV, FLAC, Ogg Opus)");
    if (info.samplerate < kLeastRate || info.samplerate > kMostRate || info.channels < 1 ||
        info.channels > kMostChannels) {
        return refused(name, "expected 8,000 to 192,000 samples a second");
    }
    Recording out;
    out.rate = info.samplerate;
    const auto most = static_cast<std::size_t>(limits::kLongestClip.count()) *
                      static_cast<std::size_t>(info.samplerate);
    const auto channels = static_cast<std::size_t>(info.channels);
    // Whatever the file says of its length.
    std::vector<float> block(4096 * channels);
    while (out.samples.size() <= most) {
        const sf_count_t got = sf_readf_float(file.get(), block.data(), 4096);
        if (got <= 0) break;
        for (std::size_t i = 0; i < static_cast<std::size_t>(got); ++i) {
            float sum = 0;
            for (std::size_t c = 0; c < channels; ++c) sum += block[i * channels + c];
            const float sample = sum / static_cast<float>(channels);
            out.samples.push_back(std::isfinite(sample) ? sample : 0);
        }
    }
    if (out.samples.size() > most) {
        return refused(
            name, "is longer than " + std::to_string(limits::kLongestClip.count()) + " seconds");
    }
    return out;
}

Loudness loudness_of(const Recording& recording) {
    Loudness out{-200, -200};
    const std::unique_ptr<ebur128_state, void (*)(ebur128_state*)> state(
        ebur128_init(1, static_cast<unsigned long>(recording.rate),
                     EBUR128_MODE_I | EBUR128_MODE_TRUE_PEAK),
        [](ebur128_state* one) { ebur128_destroy(&one); });
    if (!state || recording.samples.empty()) return out;
    const std::size_t wanted = kMeasuredSeconds * static_cast<std::size_t>(recording.rate);
    for (std::size_t done = 0; done == 0 || done < wanted; done += recording.samples.size()) {
        ebur128_add_frames_float(state.get(), recording.samples.data(), recording.samples.size());
    }
    double peak = 0;
    ebur128_loudness_global(state.get(), &out.lufs);
    ebur128_true_peak(state.get(), 0, &peak);
    out.lufs = std::isfinite(out.lufs) ? out.lufs : -200;
    out.peak_db = decibel(peak);
    return out;
}

Result<Recording> trimmed(const Recording& recording, std::string_view text,
                          const std::string& name) {
    if (clips(recording.samples)) {
        return refused(name, "clips: record it again, softer or farther from the microphone");
    }
    const auto rate = static_cast<std::size_t>(recording.rate);
    const std::size_t window = rate * kWindowMs / 1000;
    const std::vector<double> loud = windows_of(recording, window);
    const double loudest = loud.empty() ? -200 : *std::ranges::max_element(loud);
    if (loudest < kSilenceDb) return refused(name, "is silent");
    const double least = std::max(kSilenceDb, loudest - kRangeDb);
    const auto speech = [least](double one) { return one >= least; };
    const auto first = static_cast<std::size_t>(std::ranges::find_if(loud, speech) - loud.begin());
    const auto behind = static_cast<std::size_t>(
        std::find_if(loud.rbegin(), loud.rend(), speech).base() - loud.begin());
    const std::size_t begin = first * window;
    const std::size_t end = std::min(behind * window, recording.samples.size());

    const double seconds = static_cast<double>(end - begin) / static_cast<double>(rate);
    const std::size_t letters = code_points(text).size();
    const double speed = static_cast<double>(letters) / seconds;
    if (letters >= kLettersJudged && (speed < kSlowest || speed > kFastest)) {
        return refused(name, "is said at " + rounded(speed) +
                                 " letters a second, expected 5 to 30: is it the right text, and "
                                 "nothing else?");
    }
    if (seconds < kShortestSeconds ||
        (letters < kLettersJudged && seconds > kLongestShortSeconds)) {
        return refused(name, "lasts " + rounded(seconds) + " s: is it the right text?");
    }

    const std::size_t lead = rate * kLeadMs / 1000, tail = rate * kTailMs / 1000;
    Recording out;
    out.rate = recording.rate;
    out.samples.assign(lead - std::min(lead, begin), 0);
    const auto from =
        recording.samples.begin() + static_cast<std::ptrdiff_t>(begin - std::min(lead, begin));
    const std::size_t after = std::min(tail, recording.samples.size() - end);
    out.samples.insert(out.samples.end(), from,
                       recording.samples.begin() + static_cast<std::ptrdiff_t>(end + after));
    out.samples.insert(out.samples.end(), tail - after, 0);
    return out;
}

Result<Recording> levelled(Recording recording, const std::string& name) {
    const Loudness now = loudness_of(recording);
    if (now.lufs < kSilenceDb - 15) return refused(name, "is silent");
    // A tenth below: the coder moves peaks a little.
    const double room = kMostPeakDb - 0.1 - now.peak_db;
    const double gain = std::min(kWantedLufs - now.lufs, room);
    if (now.lufs + gain < kWantedLufs - kLufsTolerance + 0.2) {
        return refused(name, "has a peak " + rounded(now.peak_db - now.lufs) +
                                 " dB over the speech, a knock or a pop: record it again");
    }
    const auto factor = static_cast<float>(std::pow(10, gain / 20));
    for (float& sample : recording.samples) sample *= factor;
    return recording;
}

std::uint64_t sound_mark(const Recording& recording) {
    std::string bytes;
    bytes.reserve(recording.samples.size() * 2);
    for (const float sample : recording.samples) {
        const auto whole = static_cast<std::int16_t>(std::lround(sample * 32767.0F));
        bytes.append(reinterpret_cast<const char*>(&whole), sizeof whole);
    }
    return std::hash<std::string>{}(bytes);
}

Result<std::string> encoded(const Recording& recording, const std::string& name) {
    int failed = 0;
    const std::unique_ptr<OggOpusComments, void (*)(OggOpusComments*)> comments(
        ope_comments_create(), &ope_comments_destroy);
    const std::unique_ptr<OggOpusEnc, void (*)(OggOpusEnc*)> encoder(
        ope_encoder_create_pull(comments.get(), recording.rate, 1, 0, &failed),
        [](OggOpusEnc* one) {
            if (one != nullptr) ope_encoder_destroy(one);
        });
    if (!encoder) return refused(name, "cannot be encoded: " + std::string(ope_strerror(failed)));
    ope_encoder_ctl(encoder.get(), OPUS_SET_BITRATE(kBitRate));
    ope_encoder_ctl(encoder.get(), OPUS_SET_SIGNAL(OPUS_SIGNAL_VOICE));
    std::string out;
    const auto pages = [&] {
        unsigned char* page = nullptr;
        opus_int32 size = 0;
        while (ope_encoder_get_page(encoder.get(), &page, &size, 0) != 0) {
            out.append(reinterpret_cast<const char*>(page), static_cast<std::size_t>(size));
        }
    };
    constexpr std::size_t kBlock = 8192;
    for (std::size_t at = 0; at < recording.samples.size() && failed == 0; at += kBlock) {
        const std::size_t size = std::min(kBlock, recording.samples.size() - at);
        failed = ope_encoder_write_float(encoder.get(), recording.samples.data() + at,
                                         static_cast<int>(size));
        pages();
    }
    if (failed == 0) failed = ope_encoder_drain(encoder.get());
    pages();
    if (failed != 0)
        return refused(name, "cannot be encoded: " + std::string(ope_strerror(failed)));
    return out;
}

}  // namespace lotse::tools
