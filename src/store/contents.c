/* Which content was loaded, for those who find the same file once more. */

#include "store/hold.h"
#include "store/ledger.h"

static bool add_load(struct arena *arena, struct str folder, int number,
	struct load_contents *contents, struct diag *diag)
{
	struct load_content *content;
	struct load_entry entry;
	struct arena scratch;
	bool done;

	arena_init(&scratch, arena);
	done = ledger_read_header(&scratch, folder, number, &entry, diag);
	if (done) {
		content = array_add(arena, contents);
		content->sha256 = str_copy(arena, entry.sha256);
		content->source = str_copy(arena, entry.source);
		content->at = str_copy(arena, entry.at);
		content->undoes = entry.undoes;
	}
	arena_free(&scratch);
	return done;
}

bool store_contents(
	struct store *store, struct arena *arena, struct load_contents *contents, struct diag *diag)
{
	struct hold hold;
	bool done = true;

	if (!hold_open_ledger(&hold, store, diag))
		return false;
	while (done && contents->count < (size_t)hold.newest)
		done = add_load(arena, store->folder, (int)contents->count + 1, contents, diag);
	hold_close(&hold);
	return done;
}

static bool is_in_force(const struct load_contents *contents, int number)
{
	int newest = (int)contents->count;
	struct arena scratch;
	bool in_force;
	int *undoes;

	arena_init(&scratch, NULL);
	undoes = NEW_ARRAY(&scratch, contents->count + 1, int);
	for (int i = 1; i <= newest; i++)
		undoes[i] = contents->item[i - 1].undoes;
	in_force = ledger_in_force(&scratch, undoes, newest)[number];
	arena_free(&scratch);
	return in_force;
}

int store_find_content(const struct load_contents *contents, struct str sha256, struct str source)
{
	for (int number = (int)contents->count; number > 0; number--) {
		const struct load_content *content = &contents->item[number - 1];

		if (str_equal(content->sha256, sha256) && str_equal(content->source, source) &&
			is_in_force(contents, number))
			return number;
	}
	return 0;
}
