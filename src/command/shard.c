#include "command/command.h"

#include <inttypes.h>
#include <stdio.h>

enum { MOST_SHARDS = 100000 };

/* FNV-1a of 64 bits. Machines of different kinds and versions share work by it: never to be
 * changed. */
static uint64_t hash_of(struct str id)
{
	uint64_t hash = 14695981039346656037u;

	for (size_t i = 0; i < id.len; i++)
		hash = (hash ^ (unsigned char)id.at[i]) * 1099511628211u;
	return hash;
}

static bool parse_shard(struct str text, uint64_t *shard, uint64_t *shards)
{
	int end = 0;

	return sscanf(text.at, "%6" SCNu64 "/%6" SCNu64 "%n", shard, shards, &end) == 2 &&
	       (size_t)end == text.len && text.at[0] >= '0' && text.at[0] <= '9' && *shard >= 1 &&
	       *shard <= *shards && *shards <= MOST_SHARDS;
}

bool shard_choose(struct context *context, bool *chosen)
{
	struct str text = option_value(context, "shard");
	uint64_t shard, shards;

	if (!text.at)
		return true;
	if (!parse_shard(text, &shard, &shards))
		return diag_error(context->diag, STATUS_USAGE, NO_PLACE,
			"--shard \"%.*s\": expected I/N, such as 1/4 for the first of four parts",
			STR_ARG(diag_quote(context->arena, text)));
	for (size_t i = 0; i < context->catalogue.indicators.count; i++)
		if (hash_of(context->catalogue.indicators.item[i]->id) % shards != shard - 1)
			chosen[i] = false;
	return true;
}
