/*
 * names: what an area or a file is called leads to one file, and back; texts are taken apart and
 * quoted without losing a byte.
 */
#include "fuzz.h"

#include "base/file.h"
#include "base/utf8.h"
#include "model/catalogue.h"
#include "store/ledger.h"
#include "store/rrd_name.h"
#include "text/gzip.h"

static void check_area(struct fuzz *fuzz, struct str label)
{
	static const struct indicator indicator = {.id = {"loans", 5}};
	struct arena *arena = &fuzz->arena;
	struct str area = area_key(arena, label), name, back;
	const struct series_key key = {&indicator, area};
	size_t errors = fuzz->diag.errors;
	bool done;

	fuzz_must(fuzz_is_text(area, ""), "an area is text without control characters");
	fuzz_must(str_equal(area_key(arena, area), area), "an area's key is its own key");
	if (!area.len)
		return;
	done = rrd_name_check(arena, key, &fuzz->diag);
	fuzz_told(&fuzz->diag, errors, done);
	name = rrd_name(arena, key);
	fuzz_must(str_starts(name, STR("rrd/loans/")) && str_ends(name, STR(".rrd")),
		"an area's file is where its indicator's are");
	name = str_from(name, 10);
	fuzz_must(!str_has(name, STR("/")) && name.at[0] != '.' && !str_has(name, STR("%00")),
		"an area's file is a plain one");
	fuzz_must(!done || name.len <= RRD_NAME_LONGEST, "an area's file has a possible name");
	fuzz_must(rrd_name_area(arena, name, &back) && str_equal(back, area),
		"an area's file leads back to it");
}

/* Two files are never one area. */
static void check_file_name(struct arena *arena, struct str name)
{
	static const struct indicator indicator = {.id = {"loans", 5}};
	struct str area;

	if (rrd_name_area(arena, name, &area))
		fuzz_must(str_equal(str_from(rrd_name(arena, (struct series_key){&indicator, area}),
					    10),
				  name),
			"a file that holds an area is that area's");
}

static void check_ledger_name(struct arena *arena, struct str name)
{
	int number;

	if (!ledger_is_load(name, &number))
		return;
	fuzz_must(str_equal(file_base_name(ledger_path(arena, STR("d"), number)), name),
		"a load has one name");
}

static void check_path(struct arena *arena, struct str path)
{
	struct str base = file_base_name(path), folder = file_folder(path);

	fuzz_must(fuzz_is_within(base, path) && !str_has(base, STR("/")),
		"a base name is the end of a path");
	fuzz_must(folder.len > 0, "a path has a folder");
	fuzz_must(fuzz_is_within(gzip_name(base), base) && (!base.len || gzip_name(base).len),
		"something is left of a packed file's name");
	fuzz_must(str_ends(file_join(arena, STR("x"), path), path), "a joined path ends with it");
}

static void check_text(struct arena *arena, struct str text)
{
	struct str trimmed = str_trim(text), quoted = diag_quote(arena, text), piece, rest = text;
	size_t pieces = 0, len = 0, bad = text.len, step;

	fuzz_must(fuzz_is_within(trimmed, text), "trimming takes from the ends");
	fuzz_must(str_equal(str_trim(trimmed), trimmed), "what is trimmed stays");
	fuzz_must(fuzz_is_text(quoted, ""), "what is quoted is text");
	while (str_cut(&rest, '/', &piece)) {
		len += piece.len;
		pieces++;
	}
	fuzz_must(!text.len || len + pieces == text.len || len + pieces == text.len + 1,
		"pieces make the whole");
	for (size_t at = 0; at < text.len; at += step) {
		uint32_t code = utf8_decode(str_from(text, at), &step);
		char again[4];

		fuzz_must(step >= 1 && at + step <= text.len, "a character is in the text");
		if (code == UTF8_BAD)
			bad = bad < at ? bad : at;
		else
			fuzz_must(utf8_encode(code, again) == step &&
					  memcmp(again, text.at + at, step) == 0,
				"a character is written as it was");
	}
	fuzz_must(utf8_check(text) == bad, "the first malformed byte is found");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct fuzz fuzz;

	fuzz_begin(&fuzz, data, size);
	if (utf8_check(fuzz.rest) == fuzz.rest.len)
		check_area(&fuzz, fuzz.rest);
	check_text(&fuzz.arena, fuzz.rest);
	if (!memchr(fuzz.rest.at, '\0', fuzz.rest.len)) {
		check_file_name(&fuzz.arena, fuzz.rest);
		check_ledger_name(&fuzz.arena, fuzz.rest);
		check_path(&fuzz.arena, fuzz.rest);
	}
	catalogue_is_id(fuzz.rest, true);
	fuzz_memory(&fuzz, 1 << 12, 64);
	fuzz_end(&fuzz);
	return 0;
}
