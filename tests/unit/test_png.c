#include "unit.h"

#include "output/png.h"

#include "text/gzip.h"

#include <zlib.h>

static struct arena arena;

/* The chunk at the start of `rest`, of which it is cut off; its checksum holds. */
static struct str next_chunk(struct str *rest, struct str type)
{
	const unsigned char *at = (const unsigned char *)rest->at;
	size_t len = (size_t)at[0] << 24 | (size_t)at[1] << 16 | (size_t)at[2] << 8 | at[3];
	const unsigned char *sum = at + 8 + len;
	struct str data = str_slice(*rest, 8, 8 + len);

	assert_str_equal(str_slice(*rest, 4, 8), type.at);
	assert_int_equal(
		(uint32_t)sum[0] << 24 | (uint32_t)sum[1] << 16 | (uint32_t)sum[2] << 8 | sum[3],
		gzip_crc32(str_slice(*rest, 4, 8 + len)));
	*rest = str_from(*rest, 12 + len);
	return data;
}

static void a_file_holds_its_rows(void **state)
{
	static const char rows[] = "\0RGBrgb\0XYZxyz\0KLMklm";
	struct str all = {rows, 21}, png = png_write(&arena, all, 2, 3), data;
	unsigned char back[64];
	uLongf len = sizeof(back);

	(void)state;
	assert_true(str_starts(png, (struct str){"\x89PNG\r\n\x1A\n", 8}));
	png = str_from(png, 8);
	data = next_chunk(&png, STR("IHDR"));
	assert_memory_equal(data.at, "\0\0\0\2\0\0\0\3\x08\2\0\0\0", 13);
	data = next_chunk(&png, STR("IDAT"));
	assert_int_equal(uncompress(back, &len, (const Bytef *)data.at, data.len), Z_OK);
	assert_int_equal(len, all.len);
	assert_memory_equal(back, rows, all.len);
	data = next_chunk(&png, STR("IEND"));
	assert_int_equal(data.len, 0);
	assert_int_equal(png.len, 0);
}

/* The checksum of an empty IEND is in every PNG: AE 42 60 82. */
static void a_chunk_is_known_by_its_checksum(void **state)
{
	struct buf out;

	(void)state;
	buf_init(&out, &arena);
	png_add_chunk(&out, "IEND", STR(""));
	assert_int_equal(out.len, 12);
	assert_memory_equal(out.at, "\0\0\0\0IEND\xAE\x42\x60\x82", 12);
}

static int forget(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_file_holds_its_rows),
		cmocka_unit_test(a_chunk_is_known_by_its_checksum),
	};

	return cmocka_run_group_tests_name("png", tests, NULL, forget);
}
