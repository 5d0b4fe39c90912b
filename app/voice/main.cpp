// SPDX-License-Identifier: EUPL-1.2
/// The program `lotse-voice`: text in on the standard input, sound out on the standard output.
///
/// Decides how eSpeak NG is used: one thread, one start, no SSML, and never the voice of the
/// request before. Leaves alone which voice a language has, what is said and whether it is played:
/// whoever starts it (speech/voice_helper.h) asks one request after the other and plays what comes.
/// It ends with its standard input.
///
///     request   u32 size, then voice "\0" rate "\0" text      rate: words a minute, 80 to 450
///     answer    u32 kind, u32 size, then `size` bytes; any number of these, the last an end
///                 1 word    u32 position, u32 length (code points, from 1), u32 sample
///                 2 sound   s16 at 22,050 Hz, one channel
///                 3 end     u32 status: 0 said, 1 no such voice, 2 no such request, 3 no sound
///
/// Numbers are in the machine's byte order. An unknown voice is silence with status 1: eSpeak NG
/// itself would go on with the voice before (1.51, status 0x100006FF). Bounds: a request of
/// kMostBytes with kMostLetters. What clients type is parsed here (CVE-2023-49990 to 49994), so
/// nothing can be written, started or connected to from here, there is no core dump, and memory
/// ends at kMostMemory. eSpeak NG would connect to a sound service even though it is only asked for
/// samples: it gets no pipe and no socket for that, and says so on the standard error stream.
///
/// Ends with 0, or with 1: cannot shut itself in, 2: not spoken to as above, 3: eSpeak NG cannot
/// start.
#include <espeak-ng/espeak_ng.h>
#include <espeak-ng/speak_lib.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace {

/// Text of kMostLetters in the longest form, voice and rate.
constexpr std::uint32_t kMostBytes = 4096;
/// Nobody listens to longer parts; 3,000 letters can take eSpeak NG half a minute.
constexpr std::size_t kMostLetters = 600;
constexpr int kSlowest = 80, kFastest = 450;
/// Ten times what it uses; most of it are libraries' pages that are never touched.
constexpr rlim_t kMostMemory = rlim_t{64} << 20U;
/// Of sound per callback: the first piece comes soon.
constexpr int kBufferMs = 60;
/// Eleven voices lie within 1.3 LU of each other with these.
constexpr int kPitch = 50, kAmplitude = 100;

enum class Answer : std::uint32_t { Word = 1, Sound = 2, End = 3 };
enum class Status : std::uint32_t { Said = 0, NoSuchVoice = 1, NoSuchRequest = 2, NoSound = 3 };

bool read_all(void* into, std::size_t size) {
    auto* at = static_cast<char*>(into);
    while (size > 0) {
        const ssize_t got = read(STDIN_FILENO, at, size);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return false;
        at += got;
        size -= static_cast<std::size_t>(got);
    }
    return true;
}

bool write_all(const void* from, std::size_t size) {
    const auto* at = static_cast<const char*>(from);
    while (size > 0) {
        const ssize_t put = write(STDOUT_FILENO, at, size);
        if (put < 0 && errno == EINTR) continue;
        if (put <= 0) return false;
        at += put;
        size -= static_cast<std::size_t>(put);
    }
    return true;
}

bool answer(Answer kind, const void* bytes, std::size_t size) {
    const std::array<std::uint32_t, 2> head = {static_cast<std::uint32_t>(kind),
                                               static_cast<std::uint32_t>(size)};
    return write_all(head.data(), sizeof head) && write_all(bytes, size);
}

bool end(Status status) {
    const auto code = static_cast<std::uint32_t>(status);
    return answer(Answer::End, &code, sizeof code);
}

/// 1 ends the synthesis: nobody reads any more.
int hear(short* samples, int count, espeak_EVENT* events) {
    for (; events->type != espeakEVENT_LIST_TERMINATED; ++events) {
        if (events->type != espeakEVENT_WORD) continue;
        const std::array<std::uint32_t, 3> word = {
            static_cast<std::uint32_t>(events->text_position),
            static_cast<std::uint32_t>(events->length), static_cast<std::uint32_t>(events->sample)};
        if (!answer(Answer::Word, word.data(), sizeof word)) return 1;
    }
    if (samples == nullptr || count <= 0) return 0;
    return answer(Answer::Sound, samples, static_cast<std::size_t>(count) * sizeof *samples) ? 0
                                                                                             : 1;
}

struct Request {
    std::string voice, text;
    int rate = 0;
};

bool read_request(std::string_view bytes, Request& out) {
    const std::size_t voice_end = bytes.find('\0');
    if (voice_end == std::string_view::npos) return false;
    const std::size_t rate_end = bytes.find('\0', voice_end + 1);
    if (rate_end == std::string_view::npos) return false;
    const std::string_view rate = bytes.substr(voice_end + 1, rate_end - voice_end - 1);
    out.voice = bytes.substr(0, voice_end);
    out.text = bytes.substr(rate_end + 1);
    const auto read = std::from_chars(rate.data(), rate.data() + rate.size(), out.rate);
    if (read.ec != std::errc() || read.ptr != rate.data() + rate.size()) return false;
    if (out.voice.empty() || out.rate < kSlowest || out.rate > kFastest) return false;
    if (out.text.find('\0') != std::string::npos) return false;
    std::size_t letters = 0;
    for (const char byte : out.text) {
        letters += (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U ? 1 : 0;
    }
    return letters <= kMostLetters;
}

Status say(const Request& request, std::string& voice) {
    if (request.voice != voice) {
        voice.clear();
        // A name with a slash would be a path.
        if (request.voice.find('/') != std::string::npos ||
            espeak_ng_SetVoiceByName(request.voice.c_str()) != ENS_OK) {
            return Status::NoSuchVoice;
        }
        voice = request.voice;
        espeak_ng_SetParameter(espeakPITCH, kPitch, 0);
        espeak_ng_SetParameter(espeakVOLUME, kAmplitude, 0);
    }
    espeak_ng_SetParameter(espeakRATE, request.rate, 0);
    const espeak_ng_STATUS said =
        espeak_ng_Synthesize(request.text.c_str(), request.text.size() + 1, 0, POS_CHARACTER, 0,
                             espeakCHARS_UTF8, nullptr, nullptr);
    return said == ENS_OK ? Status::Said : Status::NoSound;
}

#if defined(__x86_64__)
constexpr std::uint32_t kArchitecture = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr std::uint32_t kArchitecture = AUDIT_ARCH_AARCH64;
#else
constexpr std::uint32_t kArchitecture = 0;  // unknown: no filter
#endif

/// Whatever else is asked of the kernel is refused, so that nothing here can reach out; files are
/// opened to read alone, and no process is started.
bool shut_in() {
    const std::array<long, 33> allowed = {SYS_read,
                                          SYS_write,
                                          SYS_close,
                                          SYS_fstat,
                                          SYS_newfstatat,
                                          SYS_lseek,
                                          SYS_mmap,
                                          SYS_mprotect,
                                          SYS_munmap,
                                          SYS_mremap,
                                          SYS_brk,
                                          SYS_madvise,
                                          SYS_futex,
                                          SYS_exit,
                                          SYS_exit_group,
                                          SYS_rt_sigaction,
                                          SYS_rt_sigprocmask,
                                          SYS_rt_sigreturn,
                                          SYS_clock_gettime,
                                          SYS_clock_nanosleep,
                                          SYS_nanosleep,
                                          SYS_gettimeofday,
                                          SYS_set_robust_list,
                                          SYS_rseq,
                                          SYS_sched_yield,
                                          SYS_getrandom,
                                          SYS_faccessat,
                                          SYS_getpid,
                                          SYS_gettid,
                                          SYS_getdents64,
                                          SYS_readv,
                                          SYS_uname,
                                          SYS_restart_syscall};
    std::vector<sock_filter> filter;
    const auto load = [&](std::size_t offset) {
        filter.push_back(BPF_STMT(BPF_LD | BPF_W | BPF_ABS, static_cast<std::uint32_t>(offset)));
    };
    const auto result = [&](std::uint32_t value) {
        filter.push_back(BPF_STMT(BPF_RET | BPF_K, value));
    };
    const std::uint32_t refused = SECCOMP_RET_ERRNO | EPERM;
    load(offsetof(seccomp_data, arch));
    filter.push_back(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, kArchitecture, 1, 0));
    result(SECCOMP_RET_KILL_PROCESS);
    load(offsetof(seccomp_data, nr));
    for (const long call : allowed) {
        filter.push_back(
            BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, static_cast<std::uint32_t>(call), 0, 1));
        result(SECCOMP_RET_ALLOW);
    }
#ifdef SYS_access
    filter.push_back(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_access, 0, 1));
    result(SECCOMP_RET_ALLOW);
    filter.push_back(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_stat, 0, 1));
    result(SECCOMP_RET_ALLOW);
#endif
    // The C library then falls back to clone, whose flags can be seen.
    filter.push_back(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_clone3, 0, 1));
    result(SECCOMP_RET_ERRNO | ENOSYS);
    filter.push_back(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_clone, 0, 4));
    load(offsetof(seccomp_data, args[0]));
    filter.push_back(BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, CLONE_THREAD, 0, 1));
    result(SECCOMP_RET_ALLOW);
    result(refused);
    filter.push_back(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_openat, 0, 4));
    load(offsetof(seccomp_data, args[2]));
    filter.push_back(BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K,
                              O_WRONLY | O_RDWR | O_CREAT | O_TRUNC | O_APPEND, 1, 0));
    result(SECCOMP_RET_ALLOW);
    result(refused);
    result(refused);
    const sock_fprog program{static_cast<unsigned short>(filter.size()), filter.data()};
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
           prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

bool lock_down() {
    // Whatever the program that started this one had open is not for here.
    if (close_range(STDERR_FILENO + 1, ~0U, 0) != 0) return false;
    prctl(PR_SET_DUMPABLE, 0);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    const rlimit none{0, 0};
    if (setrlimit(RLIMIT_CORE, &none) != 0) return false;
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    // Sanitizers map terabytes and ask the kernel for more than is allowed here.
    const rlimit memory{kMostMemory, kMostMemory};
    return setrlimit(RLIMIT_AS, &memory) == 0 && (kArchitecture == 0 || shut_in());
#else
    return true;
#endif
}

bool start_espeak() {
    espeak_ng_InitializePath(nullptr);
    espeak_ng_ERROR_CONTEXT context = nullptr;
    if (espeak_ng_Initialize(&context) != ENS_OK) {
        espeak_ng_ClearErrorContext(&context);
        return false;
    }
    // No device is opened: samples go to `hear`.
    if (espeak_ng_InitializeOutput(ENOUTPUT_MODE_SYNCHRONOUS, kBufferMs, nullptr) != ENS_OK) {
        return false;
    }
    espeak_SetSynthCallback(&hear);
    return espeak_ng_GetSampleRate() == 22050;
}

}  // namespace

int main() {
    if (!lock_down()) {
        std::fputs("lotse-voice: cannot shut itself in (seccomp, resource limits)\n", stderr);
        return 1;
    }
    if (!start_espeak()) {
        std::fputs("lotse-voice: eSpeak NG cannot start; install espeak-ng-data\n", stderr);
        return 3;
    }
    std::string bytes, voice;
    Request request;
    std::uint32_t size = 0;
    while (read_all(&size, sizeof size)) {
        if (size > kMostBytes) return 2;  // not where a request begins
        bytes.resize(size);
        if (!read_all(bytes.data(), size)) break;
        const Status status =
            read_request(bytes, request) ? say(request, voice) : Status::NoSuchRequest;
        if (!end(status)) break;
        explicit_bzero(bytes.data(), bytes.size());
        explicit_bzero(request.text.data(), request.text.size());
    }
    // The second end of eSpeak NG in a process hangs; the first is as good as none.
    return 0;
}
