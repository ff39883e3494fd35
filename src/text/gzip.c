#include "text/gzip.h"

#include "base/buf.h"

#define ZLIB_CONST /* zlib takes its input as const */
#include <zlib.h>

enum { CHUNK = 1 << 18, GZIP_ONLY = 16 + MAX_WBITS };

/* Tables shrink to a fifth or a tenth; what is made to burst goes to a thousandth. */
enum { MOST_TIMES = 100, HARMLESS = 64 << 20 };

static const struct str magic = {"\x1f\x8b", 2};

bool gzip_is(struct str content)
{
	return str_starts(content, magic);
}

static bool begin(z_stream *stream, struct str packed, struct diag *diag, struct str path)
{
	*stream = (z_stream){.next_in = (const Bytef *)packed.at, .avail_in = (uInt)packed.len};
	return inflateInit2(stream, GZIP_ONLY) == Z_OK ||
	       diag_error(diag, STATUS_MEMORY, PLACE_FILE(path), "no memory to unpack it");
}

/* Until the last member's end, an error, or `most` bytes and some more. */
static int unpack(z_stream *stream, size_t most, struct buf *out)
{
	int code = Z_OK;

	while (code == Z_OK && out->len <= most) {
		stream->next_out = (Bytef *)buf_reserve(out, CHUNK);
		stream->avail_out = CHUNK;
		code = inflate(stream, Z_NO_FLUSH);
		out->len += CHUNK - stream->avail_out;
		if (code == Z_STREAM_END && stream->avail_in &&
			gzip_is((struct str){(const char *)stream->next_in, stream->avail_in}))
			code = inflateReset(stream);
	}
	return code;
}

static bool check(const z_stream *stream, int code, struct str path, size_t at, struct diag *diag)
{
	struct place place = PLACE_FILE(path);

	if (code == Z_STREAM_END && !stream->avail_in)
		return true;
	if (code == Z_STREAM_END)
		return diag_error(diag, STATUS_DATA, place,
			"something else follows the gzip data at byte %zu; pack the file again",
			at);
	if (code == Z_BUF_ERROR)
		return diag_error(diag, STATUS_DATA, place,
			"the gzip data are cut off at byte %zu; get the file again", at);
	return diag_error(diag, STATUS_DATA, place,
		"the gzip data are damaged at byte %zu (%s); get the file again", at,
		stream->msg ? stream->msg : "no reason given");
}

static size_t most_of(struct str packed)
{
	size_t times = packed.len * MOST_TIMES;

	return times > HARMLESS ? times : HARMLESS;
}

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

bool gzip_unpack(struct arena *arena, struct str path, struct str packed, size_t most,
	struct str *content, struct diag *diag)
{
	z_stream stream;
	struct buf out;
	bool done;
	int code;

	if (!begin(&stream, packed, diag, path))
		return false;
	buf_init(&out, arena);
	code = unpack(&stream, least(most, most_of(packed)), &out);
	if (out.len > most_of(packed))
		done = diag_error(diag, STATUS_DATA, PLACE_FILE(path),
			"unpacks to more than %d times its size; unpack it if that is meant",
			MOST_TIMES);
	else if (out.len > most)
		done = diag_error(diag, STATUS_DATA, PLACE_FILE(path),
			"unpacks to more than %zu bytes; split the file", most);
	else
		done = check(&stream, code, path, packed.len - stream.avail_in, diag);
	inflateEnd(&stream);
	*content = buf_str(&out);
	return done;
}

struct str gzip_name(struct str name)
{
	struct str ending = STR(".gz");

	if (name.len > ending.len && str_ends(name, ending))
		name.len -= ending.len;
	return name;
}

struct str gzip_deflate(struct arena *arena, struct str content, int level)
{
	uLongf len = compressBound(content.len);
	Bytef *packed = NEW_ARRAY(arena, len, Bytef);

	if (compress2(packed, &len, (const Bytef *)content.at, content.len, level) != Z_OK)
		return STR("");
	return (struct str){(const char *)packed, len};
}

uint32_t gzip_crc32(struct str content)
{
	return (uint32_t)crc32_z(0, (const Bytef *)content.at, content.len);
}

uint32_t gzip_crc32_join(uint32_t first, uint32_t second, size_t second_len)
{
	return (uint32_t)crc32_combine(first, second, (z_off_t)second_len);
}
