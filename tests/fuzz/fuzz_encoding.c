/* encoding: whatever bytes a file holds, they become UTF-8 that stands for them, or are refused. */
#include "fuzz.h"

#include <iconv.h>

#include "base/utf8.h"
#include "text/encoding.h"

static const char *const names[] = {"", "UTF-8", "GB18030", "GBK", "windows-1252", "UTF-16LE",
	"BIG5", "SHIFT_JIS", "EUC-KR", "ISO-8859-15", "UTF-7", "no such encoding"};

/* The text in its own encoding again. */
static struct str encode(struct arena *arena, struct str text, const char *name)
{
	size_t left = text.len, room = 8 * text.len + 16;
	char *in = (char *)(uintptr_t)text.at, *out = NEW_ARRAY(arena, room, char), *to = out;
	iconv_t handle = iconv_open(name, "UTF-8");

	fuzz_must(handle != (iconv_t)-1, "an encoding that was read can be written");
	fuzz_must(iconv(handle, &in, &left, &to, &room) != (size_t)-1,
		"a text that was decoded can be encoded again");
	iconv_close(handle);
	return (struct str){out, (size_t)(to - out)};
}

/* Byte order marks are no part of the text. */
static void check_way_back(struct arena *arena, struct str content, const struct decoded *decoded)
{
	struct str again;

	if (str_is(decoded->name, "UTF-8")) {
		fuzz_must(fuzz_is_within(decoded->text, content), "UTF-8 is not copied");
		fuzz_must(content.len - decoded->text.len <= 3, "UTF-8 loses its mark alone");
		return;
	}
	again = encode(arena, decoded->text, str_c(arena, decoded->name));
	fuzz_must(str_ends(content, again) && content.len - again.len <= 4,
		"a text in its encoding is what the file held");
}

static void check_detected(struct arena *arena, struct str content, const struct decoded *decoded)
{
	static const char *const detected[] = {
		"UTF-8", "UTF-16LE", "UTF-16BE", "GB18030", "windows-1252"};
	bool known = false;

	for (size_t i = 0; i < sizeof(detected) / sizeof(*detected); i++)
		known = known || str_is(decoded->name, detected[i]);
	fuzz_must(known, "only five encodings are detected");
	check_way_back(arena, content, decoded);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct decoded decoded, again;
	struct fuzz fuzz;
	const char *wanted;
	bool done;

	fuzz_begin(&fuzz, data, size);
	wanted = names[fuzz_choice(&fuzz, sizeof(names) / sizeof(*names))];
	done = encoding_decode(
		&fuzz.arena, STR("f.csv"), fuzz.rest, str_of(wanted), &decoded, &fuzz.diag);
	fuzz_told(&fuzz.diag, 0, done);
	fuzz_memory(&fuzz, 1 << 20, 32);
	if (done) {
		fuzz_must(utf8_check(decoded.text) == decoded.text.len, "a text is UTF-8");
		fuzz_must(!str_has(decoded.text, (struct str){"", 1}), "a text has no NUL");
		fuzz_must(str_trim(decoded.text).len > 0, "a text is not empty");
		if (!*wanted)
			check_detected(&fuzz.arena, fuzz.rest, &decoded);
		if (!str_starts(decoded.text, STR("\xEF\xBB\xBF"))) {
			fuzz_must(encoding_decode(&fuzz.arena, STR("f.csv"), decoded.text, STR(""),
					  &again, &fuzz.diag),
				"a text that was decoded can be read");
			fuzz_must(str_equal(decoded.text, again.text),
				"a text that was decoded is read as it is");
		}
	}
	fuzz_end(&fuzz);
	return 0;
}
