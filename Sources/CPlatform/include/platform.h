// What the system's C library offers and Swift cannot import directly; no logic lives here.
#ifndef SANGDAM_PLATFORM_H
#define SANGDAM_PLATFORM_H

#include <stdint.h>

/// Bytes that this process held resident at its peak.
uint64_t sangdam_peak_resident_bytes(void);

#endif
