#include "unit.h"

#include "text/encoding.h"

static struct arena arena;
static struct diag diag;
static struct decoded decoded;

static bool decode(const char *bytes, size_t len, const char *wanted)
{
	diag_init(&diag, &arena);
	return encoding_decode(
		&arena, STR("f.csv"), (struct str){bytes, len}, str_of(wanted), &decoded, &diag);
}

#define DECODE(bytes) decode((bytes), sizeof(bytes) - 1, "")

static void is_refused(bool done, const char *message)
{
	assert_false(done);
	assert_string_equal(messages(&arena, &diag), message);
	assert_int_equal(diag.status, STATUS_DATA);
}

static void utf8_stays_as_it_is(void **state)
{
	static const char text[] = "月份,贷款\n";

	(void)state;
	assert_true(decode(text, sizeof(text) - 1, ""));
	assert_ptr_equal(decoded.text.at, text);
	assert_str_equal(decoded.name, "UTF-8");
}

static void a_byte_order_mark_is_taken_off(void **state)
{
	(void)state;
	assert_true(DECODE("\xEF\xBB\xBF"
			   "a,b\n"));
	assert_str_equal(decoded.text, "a,b\n");
	assert_true(DECODE("\xFF\xFE"
			   "a\0\x08\x67\n\0"));
	assert_str_equal(decoded.text, "a月\n");
	assert_str_equal(decoded.name, "UTF-16LE");
	assert_str_equal(decoded.why, "byte order mark");
	assert_true(DECODE("\xFE\xFF"
			   "\0a\x67\x08\0\n"));
	assert_str_equal(decoded.text, "a月\n");
	assert_str_equal(decoded.name, "UTF-16BE");
	assert_str_equal(decoded.why, "byte order mark");
}

static void utf16_without_a_mark_shows_in_its_nuls(void **state)
{
	(void)state;
	assert_true(DECODE("a\0,\0b\0\n\0"));
	assert_str_equal(decoded.text, "a,b\n");
	assert_true(DECODE("\0a\0,\0b\0\n"));
	assert_str_equal(decoded.name, "UTF-16BE");
}

static void another_nul_is_refused_with_its_offset(void **state)
{
	(void)state;
	is_refused(DECODE("a,b\n1,2\0\n3,4\n5,6\n"),
		"f.csv:2: error: NUL at byte 7: this is no text file, or its encoding is not "
		"UTF-8; save "
		"it as CSV in UTF-8\n");
	assert_false(DECODE("\xFF\xFE"
			    "a\0\0\0\n\0"));
}

static void chinese_text_in_gb18030_is_recognised(void **state)
{
	(void)state;
	/* 月份,贷款余额 in GB 2312 */
	assert_true(DECODE("\xD4\xC2\xB7\xDD,\xB4\xFB\xBF\xEE\xD3\xE0\xB6\xEE\n"));
	assert_str_equal(decoded.text, "月份,贷款余额\n");
	assert_str_equal(decoded.name, "GB18030");
	assert_str_equal(decoded.why, "6 of 6 two-byte characters are Chinese");
	/* a character of four bytes, U+2000B, beside one of two */
	assert_true(DECODE("\xD4\xC2\x95\x32\x83\x37\n"));
	assert_str_equal(decoded.text, "月𠀋\n");
	/* the first of four bytes is at least 0x81, the second a digit: U+00A5, U+2E91 */
	assert_true(DECODE("\x81\x30\x84\x36\xD4\xC2\n"));
	assert_str_equal(decoded.text, "¥月\n");
	assert_str_equal(decoded.why, "1 of 1 two-byte characters are Chinese");
	assert_true(DECODE("\x81\x39\x81\x30\xD4\xC2\n"));
	assert_str_equal(decoded.text, "⺑月\n");
}

static void latin_text_is_read_as_windows_1252_with_a_warning(void **state)
{
	(void)state;
	assert_true(DECODE("Ort;M\xFCnchen\nK\xF6ln;1\n"));
	assert_str_equal(decoded.text, "Ort;München\nKöln;1\n");
	assert_str_equal(decoded.name, "windows-1252");
	assert_string_equal(messages(&arena, &diag),
		"f.csv:1: warning: byte 5 (0xFC) is neither UTF-8 nor GB18030; read as "
		"windows-1252, write "
		"encoding = windows-1252 in a source section if that is right\n");
}

static void western_letters_side_by_side_are_not_taken_for_chinese(void **state)
{
	(void)state;
	assert_true(DECODE("Gr\xF6\xDF"
			   "e;F\xFC\xDF"
			   "e\n1;2\n"));
	assert_str_equal(decoded.text, "Größe;Füße\n1;2\n");
	assert_str_equal(decoded.name, "windows-1252");
	/* Москва, Тула in windows-1251: not known, but not silently Chinese */
	assert_true(DECODE("\xCC\xEE\xF1\xEA\xE2\xE0,\xD2\xF3\xEB\xE0\n"));
	assert_str_equal(decoded.name, "windows-1252");
	assert_int_equal(diag.warnings, 1);
	assert_true(DECODE("caf\xE9\xFF\n")); /* FF ends no pair */
	assert_str_equal(decoded.text, "caféÿ\n");
	assert_true(DECODE("caf\xE9\x7F\n")); /* nor does 7F */
	assert_str_equal(decoded.text, "café\x7F\n");
	/* 亳州 and GDP总量: a rare character and one beside Latin letters */
	assert_true(DECODE("\xD9\xF1\xD6\xDD,GDP\xD7\xDC\xC1\xBF\n"));
	assert_str_equal(decoded.text, "亳州,GDP总量\n");
}

static void a_file_that_ends_inside_a_character_is_cut_off(void **state)
{
	(void)state;
	is_refused(DECODE("a,b\n月\xE4\xBD"),
		"f.csv:2: error: file is cut off inside a character at byte 7; fetch it again\n");
	is_refused(DECODE("a\n\xD4\xC2\xB7\xDD\xD4\xC2\xB7"),
		"f.csv:2: error: file is cut off inside a character at byte 8; fetch it again\n");
	assert_false(DECODE("\xFF\xFE"
			    "a\0b"));
}

static void only_what_begins_a_character_is_cut_off(void **state)
{
	static const char *const cut[] = {
		"\xC2", "\xDF", "\xE0", "\xEF\xBF", "\xE4\xBD", "\xF0", "\xF0\x9F\x98", "\xF4\x8F"};
	static const char *const damaged[] = {"\xC1", "\xF5", "\xFF", "\x80", "\xBF", "\xE4\xC0",
		"\xF0\x9F\x7F",
		/* whole, but overlong, half of a pair, beyond the last character */
		"\xE0\x80\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80"};

	(void)state;
	for (size_t i = 0; i < 18; i++) {
		struct str text =
			str_printf(&arena, "月份,年份\n%s", i < 8 ? cut[i] : damaged[i - 8]);

		assert_false(decode(text.at, text.len, ""));
		if ((strstr(messages(&arena, &diag), "f.csv:2: error: file is cut off") != NULL) !=
			(i < 8))
			fail_msg("case %zu: %s", i, messages(&arena, &diag));
	}
}

static void a_nul_in_three_of_ten_places_is_utf16(void **state)
{
	/* 20 bytes, of which three of the ten odd ones are NUL; and two */
	static const char three[] = "a\0b\0c\0dddddddddddddd", two[] = "a\0b\0cccdddddddddddddd";
	char many[402];

	(void)state;
	assert_true(decode(three, 20, ""));
	assert_str_equal(decoded.name, "UTF-16LE");
	assert_false(decode(two, 20, ""));
	/* 60 NULs are three of ten in 200 places, but not in 201 */
	memset(many, 'a', sizeof(many));
	for (size_t i = 0; i < 120; i += 2)
		many[i] = '\0';
	assert_true(decode(many, 400, ""));
	assert_str_equal(decoded.name, "UTF-16BE");
	assert_false(decode(many, 402, ""));
	/* the same in the even ones */
	assert_true(decode("\0a\0b\0cdddddddddddddd", 20, ""));
	assert_str_equal(decoded.name, "UTF-16BE");
	assert_false(decode("\0a\0bccdddddddddddddd", 20, ""));
}

static void four_bytes_and_pairs_end_where_gb18030_says(void **state)
{
	(void)state;
	/* of 20 pairs 19 are usual: 95 %; of 19 one is not: less */
	assert_true(DECODE(
		"\xD4\xC2\xD4\xC2\xD4\xC2\xD4\xC2\xD4\xC2\xD4\xC2\xD4\xC2\xD4\xC2\xD4\xC2\xD4\xC2"
		"\xD4\xC2\xD4\xC2\xD4\xC2\xD4\xC2\xD4\xC2\xD4\xC2\xD4\xC2\xD4\xC2\xD4\xC2\x81"
		"\x40"));
	assert_str_equal(decoded.why, "19 of 20 two-byte characters are Chinese");
	assert_true(DECODE(
		"\xD4\xC2\xD4\xC2\xD4\xC2\xD4\xC2\xD4\xC2\xD4\xC2\xD4\xC2\xD4\xC2\xD4\xC2\xD4\xC2"
		"\xD4\xC2\xD4\xC2\xD4\xC2\xD4\xC2\xD4\xC2\xD4\xC2\xD4\xC2\xD4\xC2\xC4\x40"));
	assert_str_equal(decoded.name, "windows-1252");
	/* the same with a pair that ends with 0x80, and with the last possible one */
	assert_true(DECODE(
		"\xD4\xC2\xD4\xC2\xD4\xC2\xD4\xC2\xD4\xC2\xD4\xC2\xD4\xC2\xD4\xC2\xD4\xC2\xD4\xC2"
		"\xD4\xC2\xD4\xC2\xD4\xC2\xD4\xC2\xD4\xC2\xD4\xC2\xD4\xC2\xD4\xC2\xD4\xC2\x81"
		"\x80"));
	assert_str_equal(decoded.why, "19 of 20 two-byte characters are Chinese");
	assert_true(DECODE(
		"\xD4\xC2\xD4\xC2\xD4\xC2\xD4\xC2\xD4\xC2\xD4\xC2\xD4\xC2\xD4\xC2\xD4\xC2\xD4\xC2"
		"\xD4\xC2\xD4\xC2\xD4\xC2\xD4\xC2\xD4\xC2\xD4\xC2\xD4\xC2\xD4\xC2\xD4\xC2\x81"
		"\xFE"));
	assert_str_equal(decoded.why, "19 of 20 two-byte characters are Chinese");
	/* half of them in the rows of common characters, the last of which is D7 */
	assert_true(DECODE("\xD7\xC1\xD8\xC1"));
	assert_str_equal(decoded.name, "GB18030");
	assert_true(DECODE("\xD7\xC1\xD8\xC1\xD8\xC1"));
	assert_str_equal(decoded.name, "windows-1252");
}

static void a_damaged_file_is_not_taken_for_another_encoding(void **state)
{
	(void)state;
	is_refused(DECODE("月份\n贷\x80款,1\n"), "f.csv:2: error: byte 10 (0x80) is not UTF-8; "
						 "mend the file, or name its encoding with "
						 "encoding = in a source section\n");
	is_refused(DECODE("\xD4\xC2\xB7\xDD\n\xB4\xFB\xFF\xBF\xEE\n"),
		"f.csv:2: error: byte 7 (0xFF) is not GB18030; mend the file, or name its encoding "
		"with "
		"encoding = in a source section\n");
	assert_false(DECODE("\xEF\xBB\xBF"
			    "a\xFF"
			    "b\n"));
	assert_false(DECODE("overlong \xC0\xAF but 各项贷款 is fine\n"));
}

static void a_character_does_not_go_on_behind_the_end_of_the_file(void **state)
{
	(void)state;
	assert_true(decode("\xB4\xFB", 2, ""));
	assert_str_equal(decoded.name, "GB18030");
	assert_true(decode("\xB4\xFB", 1, ""));
	assert_str_equal(decoded.name, "windows-1252");
}

static void the_encoding_may_be_named(void **state)
{
	(void)state;
	assert_true(decode("\xA4\xEB\n", 3, "Big5"));
	assert_str_equal(decoded.text, "月\n");
	is_refused(decode("a\n", 2, "klingon"),
		"f.csv: error: encoding \"klingon\" is unknown; see iconv --list for the names\n");
	assert_false(decode("\xFF\xFF\n", 3, "EUC-KR"));
}

/* iconv reads both: UTF-8 once went on to U+1FFFFF, UCS-4 to U+7FFFFFFF */
static void a_character_behind_the_last_of_unicode_is_refused(void **state)
{
	static const char *const message =
		"f.csv:2: error: a character is none of Unicode's; mend the file, or name its "
		"encoding with encoding = in a source section\n";

	(void)state;
	is_refused(decode("a\n\xF4\x9E\xA1\xA1\n", 7, "UTF-8"), message);
	assert_true(decode("\xF4\x8F\xBF\xBF\n", 5, "UTF-8"));
	is_refused(decode("\0\0\0a\0\0\0\n\0\x11\0\0", 12, "UCS-4"), message);
}

static void the_mark_of_utf8_overrules_the_name(void **state)
{
	(void)state;
	assert_true(decode("\xEF\xBB\xBF月\n", 7, "GB18030"));
	assert_str_equal(decoded.text, "月\n");
	assert_str_equal(decoded.name, "UTF-8");
}

static void an_empty_file_is_an_error(void **state)
{
	(void)state;
	is_refused(DECODE(""), "f.csv: error: file is empty\n");
	is_refused(DECODE("\xEF\xBB\xBF"), "f.csv: error: file is empty\n");
	is_refused(DECODE(" \r\n\n"), "f.csv: error: file is empty\n");
}

static void the_line_counts_every_kind_of_line_end(void **state)
{
	(void)state;
	is_refused(DECODE("a,b\r1,2\r\n3,\0"), /* CR, CR LF */
		"f.csv:3: error: NUL at byte 11: this is no text file, or its encoding is not "
		"UTF-8; save it as CSV in UTF-8\n");
	is_refused(DECODE("a,b\r1,\xE6\x9C"),
		"f.csv:2: error: file is cut off inside a character at byte 6; fetch it again\n");
	/* U+0A0D and U+0D0A hold the bytes of line ends and are none */
	is_refused(DECODE("\xFF\xFE"
			  "a\0\x0A\x0D\x0D\x0A\n\0b"),
		"f.csv:2: error: file is cut off inside a character at byte 10; fetch it again\n");
}

static void one_byte_is_seen_wherever_it_stands(void **state)
{
	char text[150];

	(void)state;
	for (size_t i = 0; i < sizeof(text); i++) {
		memset(text, 'a', sizeof(text));
		text[i] = '\0';
		assert_false(decode(text, sizeof(text), ""));
		text[i] = '\xFC';
		assert_true(decode(text, sizeof(text), ""));
		assert_str_equal(decoded.name, "windows-1252");
	}
}

/* The é of cafés is one character of UTF-8, the ï of naïve one of windows-1252. */
static void a_file_of_two_encodings_is_damaged_where_most_of_it_is_utf8(void **state)
{
	(void)state;
	assert_true(DECODE("caf\xC3\xA9s na\xEFve\n"));
	assert_str_equal(decoded.name, "windows-1252");
	is_refused(DECODE("caf\xC3\xA9s caf\xC3\xA9s na\xEFve\n"),
		"f.csv:1: error: byte 16 (0xEF) is not UTF-8; mend the file, or name its encoding "
		"with encoding = in a source section\n");
}

static void only_the_text_itself_tells_its_encoding(void **state)
{
	(void)state;
	/* the last byte and the one behind the text would be a Chinese character */
	assert_true(decode("Ort K\xF6\xC2", 6, ""));
	assert_str_equal(decoded.text, "Ort Kö");
	assert_str_equal(decoded.name, "windows-1252");
	/* the last letter and one behind the text would put Öß into a word */
	assert_true(decode("K\xD6\xDFt", 3, ""));
	assert_str_equal(decoded.name, "GB18030");
}

static void the_least_byte_beyond_ascii_is_the_sign_of_the_euro(void **state)
{
	char text[65];

	(void)state;
	memset(text, '\x80', sizeof(text));
	assert_true(decode(text, 64, ""));
	assert_str_equal(decoded.name, "windows-1252");
	assert_int_equal(decoded.text.len, 3 * 64);
	memset(text, 'a', 64);
	assert_true(decode(text, 65, ""));
	assert_true(str_ends(decoded.text, STR("a€")));
}

static void a_word_is_of_the_letters_from_a_to_z(void **state)
{
	static const char inside[] = "AZaz", outside[] = "@[`{0";
	char text[] = "x,?\xD6\xDF?";

	(void)state;
	for (const char *c = inside; *c; c++) {
		text[2] = text[5] = *c;
		assert_true(decode(text, sizeof(text) - 1, ""));
		assert_str_equal(decoded.name, "windows-1252");
	}
	for (const char *c = outside; *c; c++) {
		text[2] = *c;
		text[5] = 'a';
		assert_true(decode(text, sizeof(text) - 1, ""));
		assert_str_equal(decoded.name, "GB18030");
		text[2] = 'a';
		text[5] = *c;
		assert_true(decode(text, sizeof(text) - 1, ""));
		assert_str_equal(decoded.name, "GB18030");
	}
}

/* One character of three bytes for each pair: more than is converted at once. */
static void a_long_text_is_converted_whole(void **state)
{
	enum { CHARACTERS = 100000 };
	char *bytes = arena_alloc(&arena, 2, CHARACTERS);

	(void)state;
	for (size_t i = 0; i < CHARACTERS; i++)
		memcpy(bytes + 2 * i, "\xD6\xD0", 2); /* 中 */
	assert_true(decode(bytes, (size_t)2 * CHARACTERS, ""));
	assert_str_equal(decoded.name, "GB18030");
	assert_int_equal(decoded.text.len, 3 * CHARACTERS);
	assert_true(str_ends(decoded.text, STR("中中")));
}

/* Of four bytes a character, which publishers do not use. */
static void utf32_is_refused(void **state)
{
	(void)state;
	assert_false(DECODE("\0\0\0a\0\0\0,\0\0\0b\0\0\0\n"));
	assert_int_equal(diag.status, STATUS_DATA);
}

/* 0xFF begins no pair and ends none; 0x81 is nothing in windows-1252 either. */
static void what_is_in_no_encoding_is_refused(void **state)
{
	(void)state;
	assert_true(DECODE("a,\xFF\x41\nb,\xD6\xFF\n"));
	assert_str_equal(decoded.name, "windows-1252");
	assert_false(DECODE("a,\xFF\x41\nb,\x81\x20\n"));
	assert_int_equal(diag.status, STATUS_DATA);
	assert_true(decode("a\r\xFF", 3, "windows-1252"));
	assert_false(decode("a\r\xFF", 3, "utf-8"));
	assert_int_equal(diag.item[0].place.line, 2);
}

static int set_up(void **state)
{
	(void)state;
	arena_init(&arena, NULL);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(utf8_stays_as_it_is),
		cmocka_unit_test(a_byte_order_mark_is_taken_off),
		cmocka_unit_test(utf16_without_a_mark_shows_in_its_nuls),
		cmocka_unit_test(another_nul_is_refused_with_its_offset),
		cmocka_unit_test(chinese_text_in_gb18030_is_recognised),
		cmocka_unit_test(latin_text_is_read_as_windows_1252_with_a_warning),
		cmocka_unit_test(western_letters_side_by_side_are_not_taken_for_chinese),
		cmocka_unit_test(a_file_that_ends_inside_a_character_is_cut_off),
		cmocka_unit_test(the_line_counts_every_kind_of_line_end),
		cmocka_unit_test(a_damaged_file_is_not_taken_for_another_encoding),
		cmocka_unit_test(a_character_does_not_go_on_behind_the_end_of_the_file),
		cmocka_unit_test(the_encoding_may_be_named),
		cmocka_unit_test(a_character_behind_the_last_of_unicode_is_refused),
		cmocka_unit_test(the_mark_of_utf8_overrules_the_name),
		cmocka_unit_test(an_empty_file_is_an_error),
		cmocka_unit_test(a_long_text_is_converted_whole),
		cmocka_unit_test(utf32_is_refused),
		cmocka_unit_test(what_is_in_no_encoding_is_refused),
		cmocka_unit_test(only_what_begins_a_character_is_cut_off),
		cmocka_unit_test(a_nul_in_three_of_ten_places_is_utf16),
		cmocka_unit_test(four_bytes_and_pairs_end_where_gb18030_says),
		cmocka_unit_test(one_byte_is_seen_wherever_it_stands),
		cmocka_unit_test(a_file_of_two_encodings_is_damaged_where_most_of_it_is_utf8),
		cmocka_unit_test(only_the_text_itself_tells_its_encoding),
		cmocka_unit_test(the_least_byte_beyond_ascii_is_the_sign_of_the_euro),
		cmocka_unit_test(a_word_is_of_the_letters_from_a_to_z),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
