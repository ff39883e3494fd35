/** digest: SHA-256 (nettle). */
#ifndef TIDEMARK_TEXT_DIGEST_H
#define TIDEMARK_TEXT_DIGEST_H

#include "base/proc.h"

/** The SHA-256 of `content` as 64 hexadecimal digits in lower case. */
struct str digest_sha256(struct arena *arena, struct str content);

/** The same, worked out by another process if `content` is long; proc_end gives it. */
struct proc_later *digest_begin(struct arena *arena, struct str *content, struct diag *diag);

/** The SHA-256 in base64, as a content security policy names it. */
struct str digest_sha256_base64(struct arena *arena, struct str content);

#endif
