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

static void each_range_of_characters_is_replaced_to_its_ends(void **state)
{
	/* as they are: ' ', in HTML a blank: 'b', replaced: '?', a blank in Markdown alone: 'm' */
	static const struct {
		uint32_t code;
		char fate;
	} cases[] = {{0x01, 'b'}, {0x1F, 'b'}, {0x21, ' '}, {0x7E, ' '}, {0x7F, 'b'}, {0x80, 'b'},
		{0x9F, 'b'}, {0xA1, ' '}, {0x167F, ' '}, {0x1680, 'm'}, {0x1681, ' '},
		{0x1FFF, ' '}, {0x2000, 'm'}, {0x200A, 'm'}, {0x200B, ' '}, {0x2027, ' '},
		{0x2028, 'b'}, {0x2029, 'b'}, {0x202A, '?'}, {0x202E, '?'}, {0x202F, 'm'},
		{0x2030, ' '}, {0x205E, ' '}, {0x205F, 'm'}, {0x2060, ' '}, {0x2065, ' '},
		{0x2066, '?'}, {0x2069, '?'}, {0x206A, ' '}, {0xFDCF, ' '}, {0xFDD0, '?'},
		{0xFDEF, '?'}, {0xFDF0, ' '}, {0xFFFE, '?'}, {0xFFFF, '?'}, {0x1FFFD, ' '},
		{0x1FFFE, '?'}, {0x20000, ' '}};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		char text[8] = "x", fate = cases[i].fate;
		const char *html = text, *markdown = text;

		strcpy(text + 1 + utf8_encode(cases[i].code, text + 1), "x");
		if (fate == '?')
			html = markdown = "x\xEF\xBF\xBDx";
		if (fate == 'b')
			html = markdown = "x x";
		if (fate == 'm')
			markdown = "x x";
		assert_str_equal(written(markup_html, text), html);
		assert_str_equal(written(markup_markdown, text), cases[i].code == '~'   ? "x\\~x"
								 : cases[i].code == '!' ? "x\\!x"
											: markdown);
	}
}

static void a_path_keeps_the_ends_of_its_ranges(void **state)
{
	(void)state;
	assert_str_equal(written(markup_path, "azAZ09._-/"), "azAZ09._-/");
	assert_str_equal(written(markup_path, "`{@[:"), "%60%7B%40%5B%3A");
}

static void only_nine_digits_number_a_list(void **state)
{
	(void)state;
	assert_str_equal(written(markup_markdown, "123456789. x"), "123456789\\. x");
	assert_str_equal(written(markup_markdown, "1234567890. x"), "1234567890. x");
	assert_str_equal(written(markup_markdown, "090) x"), "090\\) x");
	assert_str_equal(written(markup_markdown, "5"), "5");
	assert_str_equal(written(markup_markdown, "5.x"), "5.x");
	assert_str_equal(written(markup_markdown, "5 x"), "5 x");
	assert_str_equal(written(markup_markdown, ":. x"), ":. x");
	assert_str_equal(written(markup_markdown, "--x"), "\\--x");
	assert_str_equal(written(markup_markdown, "x- y"), "x- y");
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
		cmocka_unit_test(each_range_of_characters_is_replaced_to_its_ends),
		cmocka_unit_test(a_path_keeps_the_ends_of_its_ranges),
		cmocka_unit_test(only_nine_digits_number_a_list),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
