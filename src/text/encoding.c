#include "text/encoding.h"

#include "base/buf.h"
#include "base/utf8.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>

enum {
	SAMPLE = 64 * 1024,
	NUL_PERCENT = 30,     /* of the even or odd bytes: UTF-16 */
	CHINESE_PERCENT = 95, /* of the two-byte characters: GB18030 */
	COMMON_LAST = 0xD7,   /* first byte of the last row of common characters */
	CHUNK = 256 * 1024,
};

/* The line behind `before`; lines end with LF, CR or CR LF. */
static struct place place_behind(struct str path, struct str before)
{
	size_t line = 1;

	for (size_t i = 0; i < before.len; i++)
		line += before.at[i] == '\n' ||
			(before.at[i] == '\r' && (i + 1 == before.len || before.at[i + 1] != '\n'));
	return (struct place){path, line, 0};
}

/* `before` is what could be read, so that the line can be counted. */
static bool malformed(struct str path, struct str content, size_t offset, struct str before,
	const char *name, struct diag *diag)
{
	return diag_error(diag, STATUS_DATA, place_behind(path, before),
		"byte %zu (0x%02X) is not %s; mend the file, or name its encoding with encoding = "
		"in a source section",
		offset, (unsigned char)content.at[offset], name);
}

static bool malformed_utf8(struct str path, struct str content, size_t offset, struct diag *diag)
{
	return malformed(path, content, offset, str_head(content, offset), "UTF-8", diag);
}

static bool cut_off(struct str path, size_t offset, struct str before, struct diag *diag)
{
	return diag_error(diag, STATUS_DATA, place_behind(path, before),
		"file is cut off inside a character at byte %zu; fetch it again", offset);
}

enum outcome { CONVERTED, MALFORMED, CUT_OFF };

/* Runs iconv over everything; `*offset` is where it stopped. */
static enum outcome run_iconv(iconv_t handle, struct str content, struct buf *out, size_t *offset)
{
	char *in = (char *)(uintptr_t)content.at; /* iconv's interface lacks the const */
	size_t left = content.len;

	while (left) {
		char *to = buf_reserve(out, CHUNK), *start = to;
		size_t room = CHUNK;
		size_t result = iconv(handle, &in, &left, &to, &room);

		out->len += (size_t)(to - start);
		if (result == (size_t)-1 && errno != E2BIG) {
			*offset = content.len - left;
			return errno == EINVAL ? CUT_OFF : MALFORMED;
		}
	}
	return CONVERTED;
}

/* False if iconv does not know the encoding. */
static bool convert(struct arena *arena, struct str content, const char *name, struct str *text,
	enum outcome *outcome, size_t *offset)
{
	iconv_t handle = iconv_open("UTF-8", name);
	bool known = handle != (iconv_t)-1;
	struct buf out;

	if (known) {
		buf_init(&out, arena);
		buf_reserve(&out, content.len + content.len / 2);
		*outcome = run_iconv(handle, content, &out, offset);
		buf_add(&out, STR(""));
		*text = buf_str(&out);
	}
	iconv_close(handle); /* one that is none it refuses */
	return known;
}

static struct str without_mark(struct str text)
{
	return str_starts(text, STR("\xEF\xBB\xBF")) ? str_from(text, 3) : text;
}

/* The last step of every way: the text is UTF-8 by now and must not hold a NUL. */
static bool finish(struct str path, struct str text, struct str name, struct str why,
	struct decoded *decoded, struct diag *diag)
{
	const char *nul;

	*decoded = (struct decoded){without_mark(text), name, why};
	if (!str_trim(decoded->text).len)
		return diag_error(diag, STATUS_DATA, PLACE_FILE(path), "file is empty");
	nul = memchr(decoded->text.at, '\0', decoded->text.len);
	if (!nul)
		return true;
	return diag_error(diag, STATUS_DATA,
		place_behind(path, str_head(decoded->text, (size_t)(nul - decoded->text.at))),
		"NUL at byte %zu: this is no text file, or its encoding is not %.*s; save it as "
		"CSV in UTF-8",
		(size_t)(nul - decoded->text.at), STR_ARG(name));
}

/* Of an encoding that could name more than there are, iconv passes on characters behind U+10FFFF.
 */
static bool is_unicode(struct str path, struct str text, struct diag *diag)
{
	size_t good = utf8_check(text);

	return good == text.len ||
	       diag_error(diag, STATUS_DATA, place_behind(path, str_head(text, good)),
		       "a character is none of Unicode's; mend the file, or name its encoding with "
		       "encoding = in a source section");
}

static bool decode_as(struct arena *arena, struct str path, struct str content, struct str name,
	struct str why, struct decoded *decoded, struct diag *diag)
{
	enum outcome outcome = CONVERTED;
	size_t offset = 0;
	struct str text;

	if (!convert(arena, content, str_c(arena, name), &text, &outcome, &offset))
		return diag_error(diag, STATUS_DATA, PLACE_FILE(path),
			"encoding \"%.*s\" is unknown; see iconv --list for the names",
			STR_ARG(name));
	if (outcome == CUT_OFF)
		return cut_off(path, offset, text, diag);
	if (outcome == MALFORMED)
		return malformed(path, content, offset, text, str_c(arena, name), diag);
	if (!is_unicode(path, text, diag))
		return false;
	return finish(path, text, name, why, decoded, diag);
}

/* UTF-16 without a mark: Latin text has a NUL in every other byte. */
static const char *utf16_by_nuls(struct str content)
{
	size_t len = content.len < SAMPLE ? content.len : SAMPLE, nuls[2] = {0, 0};

	for (size_t i = 0; i < len; i++)
		nuls[i % 2] += content.at[i] == '\0';
	if (nuls[1] * 200 >= len * NUL_PERCENT && nuls[1] > nuls[0])
		return "UTF-16LE";
	return nuls[0] * 200 >= len * NUL_PERCENT ? "UTF-16BE" : NULL;
}

/* Does the text end with the beginning of a character that would have been valid? */
static bool ends_inside_character(struct str tail)
{
	const unsigned char *at = (const unsigned char *)tail.at;
	size_t need = at[0] >= 0xF0 ? 4 : at[0] >= 0xE0 ? 3 : 2;

	if (at[0] < 0xC2 || at[0] > 0xF4 || tail.len >= need)
		return false;
	for (size_t i = 1; i < tail.len; i++)
		if ((at[i] & 0xC0) != 0x80)
			return false;
	return true;
}

/* Well-formed and malformed sequences, to tell a damaged UTF-8 file from one in another encoding.
 */
static bool is_mostly_utf8(struct str content)
{
	size_t good = 0, bad = 0, len;

	for (size_t at = 0; at < content.len; at += len) {
		uint32_t code = utf8_decode(str_from(content, at), &len);

		good += code != UTF8_BAD && len > 1;
		bad += code == UTF8_BAD;
	}
	return good > bad;
}

/* Two-byte characters of GB18030; those of them in the rows where GB 2312 has its characters; and
 * those in its rows of signs and common characters, where the letters of Cyrillic code pages are
 * not. */
struct chinese {
	size_t pairs, usual, common;
};

static bool is_chinese(struct chinese chinese)
{
	return chinese.pairs && chinese.usual * 100 >= chinese.pairs * CHINESE_PERCENT &&
	       chinese.common * 2 >= chinese.pairs;
}

static bool is_letter(unsigned char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* As öß in Größe is, which would be a Chinese character too. */
static bool is_inside_word(struct str content, size_t at)
{
	return at && at + 2 < content.len && is_letter((unsigned char)content.at[at - 1]) &&
	       is_letter((unsigned char)content.at[at + 2]);
}

static bool is_pair(unsigned char first, unsigned char second)
{
	return first >= 0x81 && first <= 0xFE && second >= 0x40 && second <= 0xFE && second != 0x7F;
}

static struct chinese count_chinese(struct str content)
{
	const unsigned char *at = (const unsigned char *)content.at;
	struct chinese chinese = {0, 0, 0};
	size_t i = 0;

	while (i + 1 < content.len) {
		if (at[i] >= 0x81 && at[i + 1] >= '0' && at[i + 1] <= '9') {
			i += 4; /* one of four bytes */
		} else if (is_pair(at[i], at[i + 1])) {
			chinese.pairs++;
			chinese.usual +=
				at[i] >= 0xA1 && at[i + 1] >= 0xA1 && !is_inside_word(content, i);
			chinese.common += at[i] <= COMMON_LAST;
			i += 2;
		} else {
			i++;
		}
	}
	return chinese;
}

static bool decode_latin(struct arena *arena, struct str path, struct str content,
	struct decoded *decoded, struct diag *diag)
{
	size_t bad = utf8_check(content);

	if (!decode_as(arena, path, content, STR("windows-1252"), STR("neither UTF-8 nor GB18030"),
		    decoded, diag))
		return false;
	diag_warning(diag, place_behind(path, str_head(content, bad)),
		"byte %zu (0x%02X) is neither UTF-8 nor GB18030; read as windows-1252, write "
		"encoding = windows-1252 in a source section if that is right",
		bad, (unsigned char)content.at[bad]);
	return true;
}

/* Not UTF-8 throughout, and no NUL in it. */
static bool decode_legacy(struct arena *arena, struct str path, struct str content,
	struct decoded *decoded, struct diag *diag)
{
	struct chinese chinese = count_chinese(content);
	enum outcome outcome = MALFORMED;
	size_t offset = 0;
	struct str text;

	if (is_chinese(chinese) && convert(arena, content, "GB18030", &text, &outcome, &offset) &&
		outcome == CONVERTED)
		return finish(path, text, STR("GB18030"),
			str_printf(arena, "%zu of %zu two-byte characters are Chinese",
				chinese.usual, chinese.pairs),
			decoded, diag);
	if (is_mostly_utf8(content))
		return malformed_utf8(path, content, utf8_check(content), diag);
	if (!is_chinese(chinese))
		return decode_latin(arena, path, content, decoded, diag);
	return outcome == CUT_OFF ? cut_off(path, offset, text, diag)
				  : malformed(path, content, offset, text, "GB18030", diag);
}

static bool decode_marked(struct arena *arena, struct str path, struct str content,
	const char *name, struct decoded *decoded, struct diag *diag)
{
	return decode_as(arena, path, content, str_of(name), STR("byte order mark"), decoded, diag);
}

/* Nothing but ASCII without a NUL, as most files of figures are: that takes one look. */
static bool is_plain(struct str content)
{
	enum { STEP = 64 };
	size_t at = 0;

	for (; content.len - at >= STEP; at += STEP) {
		unsigned char all = 0, nul = 0;

		for (size_t i = 0; i < STEP; i++) {
			unsigned char byte = (unsigned char)content.at[at + i];

			all |= byte;
			nul |= byte == 0;
		}
		if (all >= 0x80 || nul)
			return false;
	}
	for (; at < content.len; at++)
		if (content.at[at] == '\0' || (unsigned char)content.at[at] >= 0x80)
			return false;
	return true;
}

bool encoding_decode(struct arena *arena, struct str path, struct str content, struct str wanted,
	struct decoded *decoded, struct diag *diag)
{
	struct str body = without_mark(content);
	struct str why = body.len < content.len ? STR("byte order mark") : STR("valid throughout");
	const char *utf16;
	size_t good, bad;
	bool nul;

	if (!str_trim(content).len)
		return diag_error(diag, STATUS_DATA, PLACE_FILE(path), "file is empty");
	if (wanted.len && body.len == content.len)
		return decode_as(arena, path, content, wanted, STR("named by the source section"),
			decoded, diag);
	if (is_plain(content)) {
		*decoded = (struct decoded){content, STR("UTF-8"), why};
		return true;
	}
	if (str_starts(content, STR("\xFF\xFE")))
		return decode_marked(arena, path, content, "UTF-16LE", decoded, diag);
	if (str_starts(content, STR("\xFE\xFF")))
		return decode_marked(arena, path, content, "UTF-16BE", decoded, diag);
	nul = memchr(content.at, '\0', content.len) != NULL;
	utf16 = nul ? utf16_by_nuls(content) : NULL;
	if (utf16)
		return decode_as(arena, path, content, str_of(utf16),
			STR("a NUL in every other byte"), decoded, diag);
	good = utf8_check(body);
	if (good == body.len && nul)
		return finish(path, body, STR("UTF-8"), why, decoded, diag);
	if (good == body.len) {
		*decoded = (struct decoded){body, STR("UTF-8"), why};
		return true;
	}
	bad = good + (content.len - body.len);
	if (ends_inside_character(str_from(body, good)))
		return cut_off(path, bad, str_head(content, bad), diag);
	if (body.len < content.len)
		return malformed_utf8(path, content, bad, diag);
	if (nul)
		return finish(path, content, STR("text"), STR(""), decoded, diag);
	return decode_legacy(arena, path, content, decoded, diag);
}
