#include "unit.h"

#include "text/jsonio.h"

static struct arena arena;

static int start(void **state)
{
	(void)state;
	arena_init(&arena, NULL);
	return 0;
}

static int finish(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

static void string(struct str text, const char *expected)
{
	struct buf out;

	buf_init(&out, &arena);
	jsonio_string(&out, text);
	assert_str_equal(buf_str(&out), expected);
}

static void number(double value, const char *expected)
{
	struct buf out;

	buf_init(&out, &arena);
	jsonio_number(&out, value);
	assert_str_equal(buf_str(&out), expected);
}

/* RFC 8259, section 7 */
static void a_string_is_quoted_and_escaped(void **state)
{
	(void)state;
	string(STR(""), "\"\"");
	string((struct str){NULL, 0}, "\"\"");
	string(STR("贷款 loans"), "\"贷款 loans\"");
	string(STR("\"\\/\n\t\x01"), "\"\\\"\\\\/\\n\\t\\u0001\"");
	string(STR("\""), "\"\\\"\"");
	string(STR("\\"), "\"\\\\\"");
	string(STR("a\0b"), "\"a\\u0000b\"");
	string(str_head(STR("abc"), 2), "\"ab\"");
	string(STR("\xF0\x9F\x98\x80"), "\"\xF0\x9F\x98\x80\"");
}

static void malformed_bytes_become_the_replacement_character(void **state)
{
	(void)state;
	string(STR("a\xFF"
		   "b\xE6\x95"),
		"\"a\xEF\xBF\xBD"
		"b\xEF\xBF\xBD\xEF\xBF\xBD\"");
	string(STR("\xED\xA0\x80"), "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\"");
}

static void numbers_are_written_as_they_were_loaded(void **state)
{
	(void)state;
	number(2400.62, "2400.62");
	number(0.1, "0.1");
	number(-3, "-3");
	number(0, "0");
	number(123456789012345, "123456789012345");
	number(1e29, "1e+29");
	number(1e-30, "1e-30");
}

static void no_figure_is_null(void **state)
{
	(void)state;
	number((double)NAN, "null");
	number((double)INFINITY, "null");
	number(-(double)INFINITY, "null");
}

static bool reads(const char *text, struct jsonio_samples *samples)
{
	return jsonio_read_samples(&arena, str_of(text), samples);
}

static void a_series_is_read_with_its_labels(void **state)
{
	struct jsonio_samples samples;

	(void)state;
	assert_true(reads("{\"metric\":{\"__name__\":\"x\",\"area\":\"\\u864e\\\"\"},"
			  "\"values\":[1,0.5,null,123456789012345000000000000000],"
			  "\"timestamps\":[0,-1,1714521600000,2]}",
		&samples));
	assert_int_equal(samples.labels.count, 2);
	assert_str_equal(samples.labels.item[1].name, "area");
	assert_str_equal(samples.labels.item[1].value, "虎\"");
	assert_int_equal(samples.count, 4);
	assert_double(samples.values[1], 0.5);
	assert_nan(samples.values[2]);
	assert_true(samples.values[3] == 1.23456789012345e29);
	assert_int_equal(samples.stamps[2], 1714521600000);
}

static void times_are_read_up_to_the_last_whole_double(void **state)
{
	struct jsonio_samples samples;

	(void)state;
	assert_true(reads("{\"metric\":{},\"values\":[1,2],"
			  "\"timestamps\":[9007199254740992,-9007199254740992]}",
		&samples));
	assert_int_equal(samples.stamps[0], 9007199254740992);
	assert_int_equal(samples.stamps[1], -9007199254740992);
	assert_true(reads("{\"metric\":{},\"values\":[],\"timestamps\":[]}", &samples));
	assert_int_equal(samples.count, 0);
	assert_int_equal(samples.labels.count, 0);
}

static void what_is_no_series_is_not_read(void **state)
{
	static const char *const texts[] = {"", "x", "[]", "{", "null",
		"{\"metric\":{},\"values\":[],\"timestamps\":[1]}",
		"{\"metric\":{\"a\":1},\"values\":[],\"timestamps\":[]}",
		"{\"metric\":{},\"values\":[true],\"timestamps\":[1]}",
		"{\"values\":[1],\"timestamps\":[1]}", "{\"metric\":{},\"timestamps\":[1]}",
		"{\"metric\":{},\"values\":[1]}", "{\"metric\":{},\"values\":[1],\"timestamps\":1}",
		"{\"metric\":[],\"values\":[1],\"timestamps\":[1]}",
		"{\"metric\":{},\"values\":1,\"timestamps\":[1]}",
		"{\"metric\":{},\"values\":[\"1\"],\"timestamps\":[1]}",
		"{\"metric\":{},\"values\":[1],\"timestamps\":[\"1\"]}",
		"{\"metric\":{},\"values\":[1],\"timestamps\":[null]}",
		"{\"metric\":{},\"values\":[1],\"timestamps\":[9007199254740994]}",
		"{\"metric\":{},\"values\":[1],\"timestamps\":[-9007199254740994]}",
		"{\"metric\":{},\"values\":[1],\"timestamps\":[0.5]}",
		"{\"metric\":{},\"values\":[1],\"timestamps\":[1e300]}",
		"{\"metric\":{},\"values\":[1],\"timestamps\":[1]} x",
		"{\"metric\":{},\"metric\":{},\"values\":[1],\"timestamps\":[1]}"};
	struct jsonio_samples samples;

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		if (reads(texts[i], &samples))
			fail_msg("read: %s", texts[i]);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, start, finish)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_string_is_quoted_and_escaped),
		TEST(malformed_bytes_become_the_replacement_character),
		TEST(numbers_are_written_as_they_were_loaded),
		TEST(no_figure_is_null),
		TEST(a_series_is_read_with_its_labels),
		TEST(times_are_read_up_to_the_last_whole_double),
		TEST(what_is_no_series_is_not_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
