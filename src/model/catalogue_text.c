#include "model/catalogue_text.h"

#include "base/file.h"
#include "base/utf8.h"

#include <string.h>

/* A walk through the text as libconfuse's lexer would see it. */
struct walk {
	struct str path, text;
	char *out;     /* the text, its comments blanked */
	char inside;   /* " or ' of a string, # or * of a comment; 0: none of them */
	size_t depth;  /* braces that are open */
	size_t opened; /* where the outermost of them is */
	struct diag *diag;
};

static bool refuse_at(
	struct str path, struct str text, size_t at, const char *what, struct diag *diag)
{
	size_t line = 1;

	for (size_t i = 0; i < at; i++)
		line += text.at[i] == '\n';
	return diag_error(diag, STATUS_CATALOGUE, (struct place){path, line, 0}, "%s", what);
}

static bool stands(const struct walk *walk, size_t at, const char *what)
{
	return str_starts(str_from(walk->text, at), str_of(what));
}

/* Slashes begin a comment only where a word could begin: http://… is one word. */
static bool may_begin(const struct walk *walk, size_t at)
{
	return at == 0 || strchr(" \t\r\n={}()+,\"'", walk->text.at[at - 1]);
}

static char comment_at(const struct walk *walk, size_t at)
{
	if (walk->text.at[at] == '#' || (stands(walk, at, "//") && may_begin(walk, at)))
		return '#';
	return stands(walk, at, "/*") && may_begin(walk, at) ? '*' : 0;
}

/* The three steps below take what stands at `at` and give the number of bytes taken. */

static size_t step_comment(struct walk *walk, size_t at)
{
	size_t len = walk->inside == '*' && stands(walk, at, "*/") ? 2 : 1;

	if (walk->text.at[at] != '\n')
		memset(walk->out + at, ' ', len);
	if (len == 2 || (walk->inside == '#' && walk->text.at[at] == '\n'))
		walk->inside = 0;
	return len;
}

static size_t step_string(struct walk *walk, size_t at)
{
	if (walk->text.at[at] == '\\')
		return 2;
	if (walk->text.at[at] == walk->inside)
		walk->inside = 0;
	return 1;
}

static size_t step_plain(struct walk *walk, size_t at)
{
	char c = walk->text.at[at], comment = comment_at(walk, at);

	if (comment) {
		walk->inside = comment;
		memset(walk->out + at, ' ', comment == '*' ? 2 : 1);
		return comment == '*' ? 2 : 1;
	}
	if (c == '"' || c == '\'')
		walk->inside = c;
	else if (c == '{' && walk->depth++ == 0)
		walk->opened = at;
	else if (c == '}' && walk->depth > 0)
		walk->depth--;
	return 1;
}

/* Outside quotes libconfuse drops these without a word: port-* would be port-. */
static bool is_lost(const struct walk *walk, size_t at)
{
	char c = walk->text.at[at];

	return !walk->inside && (c == '*' || (c == '+' && !stands(walk, at, "+=")));
}

/* Characters that mean nothing, wherever they stand. */
static size_t skip_meaningless(struct str text, size_t at)
{
	static const bool means[256] = {['$'] = true,
		['#'] = true,
		['/'] = true,
		['"'] = true,
		['\''] = true,
		['\\'] = true,
		['*'] = true,
		['+'] = true,
		['{'] = true,
		['}'] = true};

	while (at < text.len && !means[(unsigned char)text.at[at]])
		at++;
	return at;
}

static bool walk_through(struct walk *walk)
{
	size_t at = 0;

	while (at < walk->text.len) {
		bool comment = walk->inside == '#' || walk->inside == '*';

		if (!comment && walk->inside != '\'' && stands(walk, at, "${"))
			return refuse_at(walk->path, walk->text, at,
				"\"${\" would be replaced by an environment variable; write "
				"\"\\${\"",
				walk->diag);
		if (is_lost(walk, at))
			return refuse_at(walk->path, walk->text, at,
				"\"*\" and \"+\" are lost outside quotes; write the value in "
				"quotes",
				walk->diag);
		at += comment ? step_comment(walk, at)
			      : (walk->inside ? step_string(walk, at) : step_plain(walk, at));
		if (walk->inside != '#' && walk->inside != '*')
			at = skip_meaningless(walk->text, at);
	}
	/* A string that never ends is libconfuse's to report. */
	return !walk->depth || walk->inside == '"' || walk->inside == '\'' ||
	       refuse_at(walk->path, walk->text, walk->opened,
		       "the brace that opens here is never closed; write } where it ends",
		       walk->diag);
}

/* Why it cannot be read is file_read's to say; that the catalogue is at fault is ours. */
static bool read_bytes(struct arena *arena, struct str path, struct str *text, struct diag *diag)
{
	struct diag reason;

	diag_init(&reason, arena);
	if (file_read(arena, path, text, &reason))
		return true;
	return diag_error(diag, STATUS_CATALOGUE, PLACE_FILE(path),
		"%.*s; correct the name of the catalogue or write one there",
		STR_ARG(reason.item[0].text));
}

bool catalogue_text_read(struct arena *arena, struct str path, struct str *text, struct diag *diag)
{
	struct str bytes;
	struct walk walk;
	size_t bad;

	if (!read_bytes(arena, path, &bytes, diag))
		return false;
	if (str_starts(bytes, STR("\xEF\xBB\xBF")))
		return refuse_at(path, bytes, 0,
			"begins with a byte order mark; save it as plain UTF-8", diag);
	bad = utf8_check(bytes);
	if (bad < bytes.len)
		return refuse_at(path, bytes, bad, "not UTF-8; save the file as UTF-8", diag);
	bad = str_find(bytes, (struct str){"", 1});
	if (bad < bytes.len)
		return refuse_at(path, bytes, bad, "holds a NUL byte; remove it", diag);
	walk = (struct walk){.path = path, .text = bytes, .diag = diag};
	walk.out = arena_copy(arena, bytes.at, bytes.len + 1); /* with its NUL */
	*text = (struct str){walk.out, bytes.len};
	return walk_through(&walk);
}
