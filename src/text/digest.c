#include "text/digest.h"

#include <sha2.h>

struct str digest_sha256(struct arena *arena, struct str content)
{
	char hex[SHA256_DIGEST_STRING_LENGTH];

	SHA256Data((const uint8_t *)content.at, content.len, hex);
	return str_copy(arena, str_of(hex));
}
