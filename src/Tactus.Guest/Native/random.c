// The runtime's own versions of these two read /dev/urandom, and the guest has no files. They stand in an archive, so that
// the linker takes these instead. System.Native's contract: the first cannot fail, the second answers 0 or -1.
#include <errno.h>
#include <stdint.h>
#include <sys/random.h>

int32_t SystemNative_GetCryptographicallySecureRandomBytes(uint8_t *buffer, int32_t length)
{
    while (length > 0) {
        ssize_t count = getrandom(buffer, (size_t)length, 0);
        if (count < 0 && errno != EINTR) {
            return -1;
        }

        if (count > 0) {
            buffer += count;
            length -= (int32_t)count;
        }
    }

    return 0;
}

void SystemNative_GetNonCryptographicallySecureRandomBytes(uint8_t *buffer, int32_t length)
{
    (void)SystemNative_GetCryptographicallySecureRandomBytes(buffer, length);
}
