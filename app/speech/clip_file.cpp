// SPDX-License-Identifier: EUPL-1.2
#include "speech/clip_file.h"

#include <errno.h>
#include <fcntl.h>
#include <opusfile.h>
#include <sonic.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cmath>
#include <cstdlib>
#include <memory>
#include <vector>

#include "base/descriptor.h"
#include "core/limits.h"
#include "core/secret_text.h"
#include "speech/resample.h"

namespace lotse::speech {
namespace {

/// By which a file may differ from its entry: the encoder ends at a whole packet.
constexpr int kToleranceMs = 60;
constexpr ogg_int64_t kMostSamples =
    kClipRate * static_cast<ogg_int64_t>(limits::kLongestClip.count());
/// 120 ms at 48 kHz: the most that one call decodes.
constexpr std::size_t kPacket = 5760;

Error refused(const std::string& path, const std::string& why) {
    return {Kind::Refused, path, why};
}

Error unreadable(const std::string& path) {
    return {Kind::Unusable, path, std::string("cannot be read: ") + strerror(errno)};
}

Result<std::vector<unsigned char>> bytes_of(const std::string& path) {
    // Nobody waits for a pipe's other end.
    const Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
    struct stat status {};
    if (file.get() < 0 || fstat(file.get(), &status) != 0) return unreadable(path);
    if (!S_ISREG(status.st_mode)) return refused(path, "is no file");
    if (status.st_size <= 0 || status.st_size > static_cast<off_t>(limits::kLargestClipBytes)) {
        return refused(path, "expected at most " + std::to_string(limits::kLargestClipBytes) +
                                 " bytes, and not none");
    }
    std::vector<unsigned char> bytes(static_cast<std::size_t>(status.st_size));
    std::size_t got = 0;
    while (got < bytes.size()) {
        const ssize_t more = read(file.get(), bytes.data() + got, bytes.size() - got);
        if (more < 0 && errno == EINTR) continue;
        if (more <= 0) return unreadable(path);
        got += static_cast<std::size_t>(more);
    }
    return bytes;
}

/// At kSampleRate; hands on what has the wanted speed.
class Spoken {
public:
    Spoken(float speed, const Synth::Take& take)
        : m_take(take), m_stream(nullptr, &sonicDestroyStream) {
        if (speed == 1.0F) return;
        m_stream.reset(sonicCreateStream(kSampleRate, 1));
        if (m_stream) sonicSetSpeed(m_stream.get(), speed);
    }

    /// False: no more of it is wanted.
    bool add(std::vector<std::int16_t> samples) {
        bool wanted = true;
        if (m_stream) {
            sonicWriteShortToStream(m_stream.get(), samples.data(),
                                    static_cast<int>(samples.size()));
            wanted = hand_on();
        } else {
            wanted = m_take(samples);
        }
        wipe_bytes(samples.data(), samples.size() * sizeof(std::int16_t));
        return wanted;
    }
    bool end() {
        if (!m_stream) return true;
        sonicFlushStream(m_stream.get());
        return hand_on();
    }

private:
    bool hand_on() {
        std::array<std::int16_t, 4096> samples{};
        bool wanted = true;
        while (wanted) {
            const int got = sonicReadShortFromStream(m_stream.get(), samples.data(),
                                                     static_cast<int>(samples.size()));
            if (got <= 0) break;
            wanted = m_take(std::span(samples).first(static_cast<std::size_t>(got)));
        }
        wipe_bytes(samples.data(), sizeof samples);
        return wanted;
    }

    const Synth::Take& m_take;
    std::unique_ptr<sonicStreamStruct, void (*)(sonicStream)> m_stream;
};

}  // namespace

Result<void> play_clip(const ClipSound& clip, float speed, const Synth::Take& take) {
    const Result<std::vector<unsigned char>> bytes = bytes_of(clip.path);
    if (!bytes) return bytes.error();
    int failed = 0;
    const std::unique_ptr<OggOpusFile, void (*)(OggOpusFile*)> file(
        op_open_memory(bytes->data(), bytes->size(), &failed), &op_free);
    if (!file) return refused(clip.path, "is no Ogg Opus file");
    const ogg_int64_t length = op_pcm_total(file.get(), -1);
    if (op_link_count(file.get()) != 1 || op_channel_count(file.get(), 0) != 1) {
        return refused(clip.path, "expected one piece of one channel");
    }
    if (length <= 0 || length > kMostSamples ||
        std::llabs(length * 1000 / kClipRate - clip.ms) > kToleranceMs) {
        return refused(clip.path, "is not as long as index.json says: " +
                                      std::to_string(length * 1000 / kClipRate) + " ms, not " +
                                      std::to_string(clip.ms));
    }
    // As loud as it was measured, whatever its header says.
    op_set_gain_offset(file.get(), OP_ABSOLUTE_GAIN, 0);
    Resampler resampler;
    Spoken spoken(speed, take);
    std::vector<std::int16_t> packet(kPacket);
    ogg_int64_t decoded = 0;
    while (decoded < kMostSamples) {
        const int got =
            op_read(file.get(), packet.data(), static_cast<int>(packet.size()), nullptr);
        if (got < 0) return refused(clip.path, "is damaged");
        if (got == 0) break;
        decoded += got;
        if (!spoken.add(resampler.next(std::span(packet).first(static_cast<std::size_t>(got)))))
            return {};
    }
    wipe_bytes(packet.data(), packet.size() * sizeof(std::int16_t));
    if (spoken.add(resampler.end())) spoken.end();
    return {};
}

}  // namespace lotse::speech
