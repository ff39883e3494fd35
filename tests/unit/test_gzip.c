#include "unit.h"

#include "text/gzip.h"

#include <zlib.h>

static struct arena arena;
static struct diag diag;
static struct str content;

/* "a,b\n" ten times: printf 'a,b\n%.0s' 1 2 3 4 5 6 7 8 9 10 | gzip -n9 */
#define PACKED \
	"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03" /* header */ \
	"\x4b\xd4\x49\xe2\x4a\x24\x02\x03\x00"     /* deflated */ \
	"\x02\x72\x0d\xc9\x28\x00\x00\x00"         /* CRC-32, length */

static bool unpack(struct str packed, size_t most)
{
	diag_init(&diag, &arena);
	return gzip_unpack(&arena, STR("x.gz"), packed, most, &content, &diag);
}

static void refuses(struct str packed, size_t most, const char *expected)
{
	assert_false(unpack(packed, most));
	assert_string_equal(messages(&arena, &diag), expected);
	assert_int_equal(diag.status, STATUS_DATA);
}

static void gzip_data_begin_with_their_two_bytes(void **state)
{
	(void)state;
	assert_true(gzip_is(STR(PACKED)));
	assert_false(gzip_is(STR("\x1f")));
	assert_false(gzip_is(STR("")));
	assert_false(gzip_is(STR("PK\x03\x04")));
}

static void a_member_is_unpacked(void **state)
{
	(void)state;
	assert_true(unpack(STR(PACKED), 40));
	assert_int_equal(content.len, 40);
	assert_true(str_starts(content, STR("a,b\na,b\n")));
}

static void members_follow_each_other(void **state)
{
	(void)state;
	assert_true(unpack(STR(PACKED PACKED PACKED), SIZE_MAX));
	assert_int_equal(content.len, 120);
	assert_true(str_ends(content, STR("\na,b\n")));
}

static void data_cut_off_anywhere_are_refused(void **state)
{
	struct str whole = STR(PACKED);

	(void)state;
	refuses(str_head(whole, 14), 40,
		"x.gz: error: the gzip data are cut off at byte 14; get the file again\n");
	for (size_t len = 2; len < whole.len; len++)
		assert_false(unpack(str_head(whole, len), 40));
}

static void a_wrong_checksum_is_refused(void **state)
{
	char bytes[sizeof(PACKED)] = PACKED;

	(void)state;
	bytes[19] ^= 1;
	assert_false(unpack((struct str){bytes, sizeof(bytes) - 1}, 40));
	assert_true(str_has(str_of(messages(&arena, &diag)), STR("incorrect data check")));
}

static void other_bytes_behind_the_data_are_refused(void **state)
{
	(void)state;
	refuses(STR(PACKED "junk"), 40,
		"x.gz: error: something else follows the gzip data at byte 27; pack the file "
		"again\n");
	refuses(STR(PACKED "\x1f"), 40,
		"x.gz: error: something else follows the gzip data at byte 27; pack the file "
		"again\n");
}

static void what_unpacks_to_too_much_is_refused(void **state)
{
	(void)state;
	refuses(STR(PACKED), 39, "x.gz: error: unpacks to more than 39 bytes; split the file\n");
}

static void the_name_inside_has_no_gz(void **state)
{
	(void)state;
	assert_str_equal(gzip_name(STR("loans.csv.gz")), "loans.csv");
	assert_str_equal(gzip_name(STR("loans.csv")), "loans.csv");
	assert_str_equal(gzip_name(STR(".gz")), ".gz");
}

/* The check value of CRC-32/ISO-HDLC is that of "123456789". */
static void the_checksum_is_the_known_one(void **state)
{
	(void)state;
	assert_int_equal(gzip_crc32(STR("123456789")), 0xCBF43926);
	assert_int_equal(gzip_crc32(STR("")), 0);
	assert_int_equal(
		gzip_crc32_join(gzip_crc32(STR("1234")), gzip_crc32(STR("56789")), 5), 0xCBF43926);
	assert_int_equal(gzip_crc32_join(gzip_crc32(STR("1234")), gzip_crc32(STR("")), 0),
		gzip_crc32(STR("1234")));
}

/* `zeros` bytes of 0, which gzip makes a thousandth of, and `others` that it leaves as long. */
static struct str bomb(size_t zeros, size_t others)
{
	z_stream stream = {.zalloc = Z_NULL};
	unsigned char *plain = arena_alloc(&arena, 1, zeros + others);
	size_t room = zeros / 100 + others + others / 100 + 100;
	unsigned char *packed = arena_alloc(&arena, 1, room);
	uint64_t seed = 1;

	memset(plain, 0, zeros);
	for (size_t i = zeros; i < zeros + others; i++) {
		seed = seed * 6364136223846793005u + 1442695040888963407u;
		plain[i] = (unsigned char)(seed >> 56);
	}
	stream.next_in = plain;
	stream.avail_in = (uInt)(zeros + others);
	stream.next_out = packed;
	stream.avail_out = (uInt)room;
	assert_int_equal(
		deflateInit2(&stream, 1, Z_DEFLATED, 16 + 15, 8, Z_DEFAULT_STRATEGY), Z_OK);
	assert_int_equal(deflate(&stream, Z_FINISH), Z_STREAM_END);
	deflateEnd(&stream);
	return (struct str){(char *)packed, room - stream.avail_out};
}

static void what_bursts_is_refused_beyond_64_mib_and_a_hundred_times_its_size(void **state)
{
	enum { MIB = 1 << 20 };

	(void)state;
	assert_true(unpack(bomb(64 * MIB, 0), SIZE_MAX));
	assert_int_equal(content.len, 64 * MIB);
	refuses(bomb(64 * MIB + 1, 0), SIZE_MAX,
		"x.gz: error: unpacks to more than 100 times its size; unpack it if that is "
		"meant\n");
	/* a megabyte may become a hundred */
	assert_true(unpack(bomb(65 * MIB, MIB), SIZE_MAX));
	assert_int_equal(content.len, 66 * MIB);
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
		cmocka_unit_test(gzip_data_begin_with_their_two_bytes),
		cmocka_unit_test(a_member_is_unpacked),
		cmocka_unit_test(members_follow_each_other),
		cmocka_unit_test(data_cut_off_anywhere_are_refused),
		cmocka_unit_test(a_wrong_checksum_is_refused),
		cmocka_unit_test(other_bytes_behind_the_data_are_refused),
		cmocka_unit_test(what_unpacks_to_too_much_is_refused),
		cmocka_unit_test(the_name_inside_has_no_gz),
		cmocka_unit_test(the_checksum_is_the_known_one),
		cmocka_unit_test(what_bursts_is_refused_beyond_64_mib_and_a_hundred_times_its_size),
	};

	return cmocka_run_group_tests_name("gzip", tests, NULL, forget);
}
