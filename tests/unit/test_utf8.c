#include "unit.h"

#include "base/utf8.h"

/* Lengths by RFC 3629, table in section 3. */
static size_t length_of(uint32_t code)
{
	if (code >= 0xD800 && code <= 0xDFFF)
		return 0;
	return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : code < 0x110000 ? 4 : 0;
}

static void every_code_point_comes_back(void **state)
{
	(void)state;
	for (uint32_t code = 0; code < 0x110100; code++) {
		size_t written, read;
		char out[4];

		written = utf8_encode(code, out);
		if (written != length_of(code))
			fail_msg("U+%04X takes %zu bytes", code, written);
		if (!written)
			continue;
		if (utf8_decode((struct str){out, written}, &read) != code || read != written)
			fail_msg("U+%04X does not come back", code);
		if (utf8_check((struct str){out, written}) != written)
			fail_msg("U+%04X is called malformed", code);
		/* cut short it is none */
		for (size_t len = 1; len < written; len++)
			if (utf8_decode((struct str){out, len}, &read) != UTF8_BAD || read != 1)
				fail_msg("U+%04X is read from %zu bytes", code, len);
	}
}

/* Every sequence of one, two and three bytes: exactly the shortest forms are read. */
static void nothing_but_the_shortest_form_is_read(void **state)
{
	size_t good = 0;

	(void)state;
	for (uint32_t bytes = 0; bytes < 1u << 24; bytes += 1) {
		const char text[3] = {(char)(bytes >> 16), (char)(bytes >> 8), (char)bytes};
		size_t len;

		uint32_t code = utf8_decode((struct str){text, 3}, &len);

		if (code == UTF8_BAD ? len != 1 : len != length_of(code))
			fail_msg("%06X gives U+%04X of %zu bytes", bytes, code, len);
		good += len == 3;
	}
	assert_int_equal(good, 0x10000 - 0x800 - 0x800); /* U+0800 … U+FFFF without surrogates */
}

static void four_bytes_end_at_the_last_code_point(void **state)
{
	size_t len;

	(void)state;
	assert_int_equal(utf8_decode(STR("\xF4\x8F\xBF\xBF"), &len), 0x10FFFF);
	assert_int_equal(utf8_decode(STR("\xF4\x90\x80\x80"), &len), UTF8_BAD);
	assert_int_equal(utf8_decode(STR("\xF0\x8F\xBF\xBF"), &len), UTF8_BAD);
	assert_int_equal(utf8_decode(STR("\xF5\x80\x80\x80"), &len), UTF8_BAD);
	assert_int_equal(utf8_decode(STR(""), &len), UTF8_BAD);
	assert_int_equal(len, 0);
}

static void the_first_malformed_byte_is_found(void **state)
{
	(void)state;
	assert_int_equal(utf8_check(STR("")), 0);
	assert_int_equal(utf8_check(STR("abc数据")), 9);
	assert_int_equal(utf8_check(STR("ab\xFF")), 2);
	assert_int_equal(utf8_check(STR("数\xE6\x95")), 3);
	assert_int_equal(utf8_check(STR("\xC0\xAF")), 0);
	assert_int_equal(utf8_check(STR("a\0b")), 3);
}

static void malformed_bytes_count_as_one_character_each(void **state)
{
	(void)state;
	assert_int_equal(utf8_count(STR("")), 0);
	assert_int_equal(utf8_count(STR("a数\xFF\xE6\x95")), 5);
}

/* Unicode's EastAsianWidth and general category Mn. */
static void chinese_takes_two_columns_and_marks_none(void **state)
{
	(void)state;
	assert_int_equal(utf8_columns(STR("数据 data")), 9);
	assert_int_equal(utf8_columns(STR("（％）")), 6);
	assert_int_equal(utf8_width('a'), 1);
	assert_int_equal(utf8_width(0x301), 0);
	assert_int_equal(utf8_width(0x200B), 0);
	assert_int_equal(utf8_width(0x3000), 2);
	assert_int_equal(utf8_width(0x303F), 1);
	assert_int_equal(utf8_width(0xAC00), 2);
	assert_int_equal(utf8_width(0x1F600), 2);
	assert_int_equal(utf8_width(0x20000), 2);
}

static void only_full_width_forms_are_folded(void **state)
{
	(void)state;
	assert_int_equal(utf8_fold_width(0xFF01), '!');
	assert_int_equal(utf8_fold_width(0xFF21), 'A');
	assert_int_equal(utf8_fold_width(0xFF5E), '~');
	assert_int_equal(utf8_fold_width(0xFF5F), 0xFF5F);
	assert_int_equal(utf8_fold_width(0x3000), ' ');
	assert_int_equal(utf8_fold_width(0x6570), 0x6570);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_code_point_comes_back),
		cmocka_unit_test(nothing_but_the_shortest_form_is_read),
		cmocka_unit_test(four_bytes_end_at_the_last_code_point),
		cmocka_unit_test(the_first_malformed_byte_is_found),
		cmocka_unit_test(malformed_bytes_count_as_one_character_each),
		cmocka_unit_test(chinese_takes_two_columns_and_marks_none),
		cmocka_unit_test(only_full_width_forms_are_folded),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
