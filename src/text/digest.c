#include "text/digest.h"

#include "text/markup.h"

#include <nettle/sha2.h>

static void digest(struct str content, uint8_t out[SHA256_DIGEST_SIZE])
{
	struct sha256_ctx context;

	sha256_init(&context);
	sha256_update(&context, content.len, (const uint8_t *)content.at);
	sha256_digest(&context, SHA256_DIGEST_SIZE, out);
}

struct str digest_sha256(struct arena *arena, struct str content)
{
	static const char digits[] = "0123456789abcdef";
	uint8_t bytes[SHA256_DIGEST_SIZE];
	char hex[2 * SHA256_DIGEST_SIZE];

	digest(content, bytes);
	for (size_t i = 0; i < sizeof(bytes); i++) {
		hex[2 * i] = digits[bytes[i] >> 4];
		hex[2 * i + 1] = digits[bytes[i] & 15];
	}
	return str_copy(arena, (struct str){hex, sizeof(hex)});
}

static bool write_digest(void *context, struct buf *out, struct diag *diag)
{
	const struct str *content = context;

	(void)diag;
	buf_add(out, digest_sha256(out->arena, *content));
	return true;
}

struct proc_later *digest_begin(struct arena *arena, struct str *content, struct diag *diag)
{
	enum { WORTH = 1 << 20 };

	return proc_begin(arena, content->len >= WORTH, "working out a checksum", write_digest,
		content, diag);
}

struct str digest_sha256_base64(struct arena *arena, struct str content)
{
	uint8_t bytes[SHA256_DIGEST_SIZE];
	struct buf out;

	digest(content, bytes);
	buf_init(&out, arena);
	markup_base64(&out, (struct str){(const char *)bytes, sizeof(bytes)});
	return buf_str(&out);
}
