/* gzip: packed data are unpacked to what was packed, or refused, within what is allowed. */
#define ZLIB_CONST
#include "fuzz.h"

#include <zlib.h>

#include "base/buf.h"
#include "text/gzip.h"

enum { MOST = 1 << 16, CHUNK = 1 << 18 };

static struct str pack(struct arena *arena, struct str content, int level)
{
	z_stream stream = {.next_in = (const Bytef *)content.at, .avail_in = (uInt)content.len};
	size_t room = content.len + content.len / 100 + 64;
	char *out = NEW_ARRAY(arena, room, char);

	fuzz_must(deflateInit2(&stream, level, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY) ==
			  Z_OK,
		"zlib can begin");
	stream.next_out = (Bytef *)out;
	stream.avail_out = (uInt)room;
	fuzz_must(deflate(&stream, Z_FINISH) == Z_STREAM_END, "zlib can pack");
	room -= stream.avail_out;
	deflateEnd(&stream);
	return (struct str){out, room};
}

/* In two members, as two gzip files behind each other are. */
static void check_packing(struct fuzz *fuzz, struct str content, size_t cut, int level)
{
	struct arena *arena = &fuzz->arena;
	struct str first = str_head(content, cut), second = str_from(content, cut);
	struct str a = pack(arena, first, level), b = pack(arena, second, level), back;
	struct str both;
	struct buf out;
	struct diag diag;

	diag_init(&diag, arena);
	buf_init(&out, arena);
	buf_add(&out, a);
	buf_add(&out, b);
	both = buf_str(&out);
	fuzz_must(gzip_is(both), "what was packed looks so");
	fuzz_must(gzip_unpack(arena, STR("f.gz"), both, content.len, &back, &diag),
		"what was packed can be unpacked");
	fuzz_must(str_equal(back, content), "what was packed comes out");
	fuzz_must(gzip_crc32_join(gzip_crc32(first), gzip_crc32(second), second.len) ==
			  gzip_crc32(content),
		"checksums of parts make that of the whole");
	fuzz_must(!content.len ||
			  !gzip_unpack(arena, STR("f.gz"), both, content.len - 1, &back, &diag),
		"more than is allowed is refused");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct fuzz fuzz;
	struct str content;
	size_t cut;
	int level;
	bool done;

	fuzz_begin(&fuzz, data, size);
	level = (int)fuzz_choice(&fuzz, 10);
	cut = fuzz_choice(&fuzz, 256) * fuzz.rest.len / 255;
	done = gzip_unpack(&fuzz.arena, STR("f.gz"), fuzz.rest, MOST, &content, &fuzz.diag);
	fuzz_told(&fuzz.diag, 0, done);
	fuzz_must(!done || (gzip_is(fuzz.rest) && content.len <= MOST),
		"only gzip data are unpacked, and not more than is allowed");
	fuzz_memory(&fuzz, 8 * CHUNK, 8);
	check_packing(&fuzz, fuzz.rest, cut, level);
	fuzz_end(&fuzz);
	return 0;
}
