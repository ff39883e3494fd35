/** gzip: packed files, and the checksum that gzip uses (zlib). */
#ifndef TIDEMARK_TEXT_GZIP_H
#define TIDEMARK_TEXT_GZIP_H

#include "base/diag.h"

#include <stdint.h>

/** Do the bytes begin as gzip data do (1f 8b)? */
bool gzip_is(struct str content);

/**
 * Unpacks gzip data of one or several members, at most `most` bytes of them.
 * Errors (STATUS_DATA): data that are cut off or damaged, with the byte; anything else behind them;
 * more than `most` bytes; from 64 MiB on, more than a hundred times as much as there was.
 */
bool gzip_unpack(struct arena *arena, struct str path, struct str packed, size_t most,
	struct str *content, struct diag *diag);

/** The name without `.gz` at its end, if that leaves anything: that of the file inside. */
struct str gzip_name(struct str name);

/** `content` as zlib packs it (RFC 1950), by a level from 1, the fastest, to 9. Empty where
 * zlib gets no memory. */
struct str gzip_deflate(struct arena *arena, struct str content, int level);

/** CRC-32 of `content`, as gzip and zip have it. */
uint32_t gzip_crc32(struct str content);

/** That of two texts together, of which the second one is so long. */
uint32_t gzip_crc32_join(uint32_t first, uint32_t second, size_t second_len);

#endif
