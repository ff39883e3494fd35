#include "unit.h"

#include "base/utf8.h"
#include "text/digest.h"
#include "text/markup.h"

static struct arena arena;

static int setup(void **state)
{
	(void)state;
	arena_init(&arena, NULL);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

static struct str written(void (*write)(struct buf *, struct str), const char *text)
{
	struct buf out;

	buf_init(&out, &arena);
	write(&out, str_of(text));
	return buf_str(&out);
}

static void a_tag_in_a_title_stays_text(void **state)
{
	(void)state;
	assert_str_equal(written(markup_html, "<script>alert('1')</script>"),
		"&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;");
}

static void no_quote_ends_an_attribute(void **state)
{
	(void)state;
	assert_str_equal(written(markup_html, "\" onload=\"x' y"), "&quot; onload=&quot;x&#39; y");
}

static void what_looks_escaped_is_escaped_once_more(void **state)
{
	(void)state;
	assert_str_equal(written(markup_html, "&lt;b&gt;"), "&amp;lt;b&amp;gt;");
}

static void chinese_and_symbols_stay_as_they_are(void **state)
{
	(void)state;
	assert_str_equal(written(markup_html, "贷款 ≥ 8%，😀"), "贷款 ≥ 8%，😀");
}

static void a_control_character_becomes_a_blank(void **state)
{
	(void)state;
	assert_str_equal(
		written(markup_html, "a\x01\n\x1b[1m\x7f\xC2\x85\xE2\x80\xA8z"), "a   [1m   z");
}

static void bad_bytes_and_marks_of_direction_are_replaced(void **state)
{
	(void)state;
	assert_str_equal(written(markup_html, "a\xFF"
					      "b\xC0\xBC\xE2\x80\xAE"
					      "c\xEF\xBF\xBE"),
		"a\xEF\xBF\xBD"
		"b\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"
		"c\xEF\xBF\xBD");
}

static void no_byte_of_any_text_can_open_a_tag(void **state)
{
	char text[256];
	struct buf out;

	(void)state;
	for (size_t i = 0; i < sizeof(text); i++)
		text[i] = (char)i;
	buf_init(&out, &arena);
	markup_html(&out, (struct str){text, sizeof(text)});
	for (size_t i = 0; i < out.len; i++)
		assert_null(strchr("<>\"'", out.at[i] ? out.at[i] : 'x'));
	assert_int_equal(utf8_check(buf_str(&out)), out.len);
}

static void each_percent_sign_is_the_next_text_escaped(void **state)
{
	struct buf out;

	(void)state;
	buf_init(&out, &arena);
	markup_print(&out, "<td title=\"%\">%</td>", STR("5 % \""), STR("<"));
	assert_str_equal(buf_str(&out), "<td title=\"5 % &quot;\">&lt;</td>");
}

static void a_path_keeps_letters_digits_and_slashes_only(void **state)
{
	(void)state;
	assert_str_equal(
		written(markup_path, "charts/a_1/50%2F #?.svg"), "charts/a_1/50%252F%20%23%3F.svg");
	assert_str_equal(written(markup_path, "海"), "%E6%B5%B7");
	assert_str_equal(written(markup_path, "javascript:x\"'<"), "javascript%3Ax%22%27%3C");
}

static void markdown_in_a_title_stays_text(void **state)
{
	(void)state;
	assert_str_equal(written(markup_markdown, "[x](y) | *a* <b>\n# `c`"),
		"\\[x\\](y) \\| \\*a\\* &lt;b> \\# \\`c\\`");
}

static void a_text_at_the_start_of_a_line_begins_no_block(void **state)
{
	(void)state;
	assert_str_equal(written(markup_markdown, "- x"), "\\- x");
	assert_str_equal(written(markup_markdown, "+"), "\\+");
	assert_str_equal(written(markup_markdown, "==="), "\\===");
	assert_str_equal(written(markup_markdown, "1. x"), "1\\. x");
	assert_str_equal(written(markup_markdown, "12)"), "12\\)");
	assert_str_equal(written(markup_markdown, "> x"), "\\> x");
	assert_str_equal(written(markup_markdown, "\t    x "), "x");
}

static void numbers_and_signs_are_no_blocks_in_markdown(void **state)
{
	(void)state;
	assert_str_equal(written(markup_markdown, "-1.5"), "-1.5");
	assert_str_equal(written(markup_markdown, "+8%"), "+8%");
	assert_str_equal(written(markup_markdown, "12.5"), "12.5");
	assert_str_equal(written(markup_markdown, "2024-05"), "2024-05");
	assert_str_equal(written(markup_markdown, ""), "");
}

/* RFC 4648, section 10 */
static void base64_is_that_of_the_standard(void **state)
{
	static const char *const vectors[][2] = {{"", ""}, {"f", "Zg=="}, {"fo", "Zm8="},
		{"foo", "Zm9v"}, {"foob", "Zm9vYg=="}, {"fooba", "Zm9vYmE="},
		{"foobar", "Zm9vYmFy"}};

	(void)state;
	for (size_t i = 0; i < sizeof(vectors) / sizeof(*vectors); i++)
		assert_str_equal(written(markup_base64, vectors[i][0]), vectors[i][1]);
}

/* printf abc | openssl dgst -sha256 -binary | base64 */
static void a_policy_names_a_digest_in_base64(void **state)
{
	(void)state;
	assert_str_equal(digest_sha256_base64(&arena, STR("abc")),
		"ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_tag_in_a_title_stays_text),
		cmocka_unit_test(no_quote_ends_an_attribute),
		cmocka_unit_test(what_looks_escaped_is_escaped_once_more),
		cmocka_unit_test(chinese_and_symbols_stay_as_they_are),
		cmocka_unit_test(a_control_character_becomes_a_blank),
		cmocka_unit_test(bad_bytes_and_marks_of_direction_are_replaced),
		cmocka_unit_test(no_byte_of_any_text_can_open_a_tag),
		cmocka_unit_test(each_percent_sign_is_the_next_text_escaped),
		cmocka_unit_test(a_path_keeps_letters_digits_and_slashes_only),
		cmocka_unit_test(markdown_in_a_title_stays_text),
		cmocka_unit_test(a_text_at_the_start_of_a_line_begins_no_block),
		cmocka_unit_test(numbers_and_signs_are_no_blocks_in_markdown),
		cmocka_unit_test(base64_is_that_of_the_standard),
		cmocka_unit_test(a_policy_names_a_digest_in_base64),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
