#include "store/http.h"

#include "base/clock.h"
#include "base/file.h"
#include "base/library.h"

#include <curl/curl.h>
#include <math.h>

enum {
	LARGEST_ANSWER = 1 << 30,
	LONGEST_LINE = 1 << 24,
	SHOWN_ANSWER = 200,
	CONNECTING = 10,
	LONGEST_PAUSE = 8
};

static const double first_pause = 0.25; /* seconds */

/* What is called of libcurl. */
#define CALLS(CALL) \
	CALL(global_init) \
	CALL(global_cleanup) \
	CALL(easy_init) \
	CALL(easy_reset) \
	CALL(easy_setopt) \
	CALL(easy_perform) \
	CALL(easy_getinfo) \
	CALL(easy_escape) \
	CALL(easy_strerror) \
	CALL(easy_cleanup) \
	CALL(slist_append) \
	CALL(slist_free_all) \
	CALL(url) \
	CALL(url_set) \
	CALL(url_get) \
	CALL(url_cleanup) \
	CALL(free)

struct libcurl {
#define CALL(name) __typeof__(curl_##name) *name; /* NOLINT(bugprone-macro-parentheses) */
	CALLS(CALL)
#undef CALL
};

/* A question, and what became of it. */
struct question {
	struct str url, content;
	CURLcode code;
	long status;
	struct buf answer;
	size_t line; /* bytes of its last line so far */
	bool too_long;
};

static size_t take_piece(char *piece, size_t size, size_t count, void *context)
{
	struct question *q = context;
	size_t len = size * count;
	const char *line_end = memrchr(piece, '\n', len);

	q->line = line_end ? (size_t)(piece + len - line_end) : q->line + len;
	q->too_long = q->line > LONGEST_LINE || q->answer.len + len > LARGEST_ANSWER;
	if (q->too_long)
		return 0;
	buf_add(&q->answer, (struct str){piece, len});
	return len;
}

static bool read_token(struct arena *arena, struct str path, struct str *token, struct diag *diag)
{
	struct str content;

	*token = STR("");
	if (!path.len)
		return true;
	if (!file_read(arena, path, &content, diag))
		return false;
	str_cut(&content, '\n', token);
	*token = str_trim(*token);
	return token->len > 0 ||
	       diag_error(diag, STATUS_NO_INPUT, PLACE_FILE(path), "no token in the first line");
}

static bool load(struct arena *arena, const struct libcurl **loaded, struct diag *diag)
{
	static const struct library library = {{"libcurl.so.4", "libcurl-gnutls.so.4"},
		"libcurl, which talks to servers", "libcurl4"};
	struct libcurl *libcurl = NEW(arena, struct libcurl);
#define CALL(name) {"curl_" #name, &libcurl->name},
	const struct library_function functions[] = {CALLS(CALL){NULL, NULL}};
#undef CALL

	*loaded = libcurl;
	return library_load(&library, functions, diag);
}

bool http_open(struct http *http, struct arena *arena, struct str token_file, int tries,
	int timeout, struct diag *diag)
{
	*http = (struct http){.tries = tries, .timeout = timeout};
	if (!read_token(arena, token_file, &http->token, diag) ||
		!load(arena, &http->libcurl, diag))
		return false;
	if (http->libcurl->global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK)
		http->handle = http->libcurl->easy_init();
	return http->handle || diag_error(diag, STATUS_UNAVAILABLE, NO_PLACE,
				       "libcurl, which talks to servers, cannot begin");
}

void http_close(struct http *http)
{
	http->libcurl->easy_cleanup(http->handle);
	http->libcurl->global_cleanup();
	http->handle = NULL;
}

/* A part of a URL that must not be there. */
static bool has_part(const struct libcurl *libcurl, CURLU *parsed, CURLUPart part)
{
	char *text = NULL;
	bool has = libcurl->url_get(parsed, part, &text, 0) == CURLUE_OK;

	libcurl->free(text);
	return has;
}

static bool check_parsed(
	const struct libcurl *libcurl, CURLU *parsed, struct str url, struct diag *diag)
{
	if (has_part(libcurl, parsed, CURLUPART_USER) ||
		has_part(libcurl, parsed, CURLUPART_PASSWORD))
		return diag_error(diag, STATUS_USAGE, NO_PLACE,
			"the URL holds a name or a password, which others can see; write them into "
			"~/.netrc");
	if (!has_part(libcurl, parsed, CURLUPART_HOST) ||
		has_part(libcurl, parsed, CURLUPART_QUERY) ||
		has_part(libcurl, parsed, CURLUPART_FRAGMENT))
		return diag_error(diag, STATUS_USAGE, NO_PLACE,
			"\"%.*s\": expected a URL without ? and #, such as http://localhost:8428",
			STR_ARG(diag_quote(diag->arena, url)));
	return true;
}

bool http_check_url(
	const struct http *http, struct arena *arena, struct str *url, struct diag *diag)
{
	const struct libcurl *libcurl = http->libcurl;
	CURLU *parsed;
	bool good;

	if (!str_starts(*url, STR("http://")) && !str_starts(*url, STR("https://")))
		return diag_error(diag, STATUS_USAGE, NO_PLACE,
			"the URL of a server begins with http:// or https://, such as "
			"http://localhost:8428");
	parsed = libcurl->url();
	good = parsed &&
	       libcurl->url_set(parsed, CURLUPART_URL, str_c(arena, *url), 0) == CURLUE_OK;
	good = good ? check_parsed(libcurl, parsed, *url, diag)
		    : diag_error(diag, STATUS_USAGE, NO_PLACE,
			      "the URL cannot be read; expected one such as http://localhost:8428");
	libcurl->url_cleanup(parsed);
	while (good && str_ends(*url, STR("/")))
		url->len--;
	return good;
}

void http_put_value(struct http *http, struct buf *form, struct str text)
{
	char *escaped = http->libcurl->easy_escape(http->handle, text.at, (int)text.len);

	buf_text(form, escaped ? escaped : "");
	http->libcurl->free(escaped);
}

static void set_up(struct http *http, struct question *q)
{
	__typeof__(curl_easy_setopt) *set = http->libcurl->easy_setopt;
	CURL *curl = http->handle;
	struct arena *arena = q->answer.arena;

	http->libcurl->easy_reset(curl);
	set(curl, CURLOPT_URL, str_c(arena, q->url));
	set(curl, CURLOPT_PROTOCOLS_STR, "http,https");
	set(curl, CURLOPT_USERAGENT, "tidemark/" TIDEMARK_VERSION);
	set(curl, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)q->content.len);
	set(curl, CURLOPT_POSTFIELDS, q->content.at);
	set(curl, CURLOPT_WRITEFUNCTION, take_piece);
	set(curl, CURLOPT_WRITEDATA, q);
	set(curl, CURLOPT_CONNECTTIMEOUT, (long)CONNECTING);
	set(curl, CURLOPT_TIMEOUT, (long)http->timeout);
	if (http->token.len) {
		set(curl, CURLOPT_HTTPAUTH, CURLAUTH_BEARER);
		set(curl, CURLOPT_XOAUTH2_BEARER, str_c(arena, http->token));
	} else {
		set(curl, CURLOPT_NETRC, (long)CURL_NETRC_OPTIONAL);
	}
}

static void ask_once(struct http *http, struct question *q)
{
	const struct libcurl *libcurl = http->libcurl;
	struct curl_slist *headers =
		libcurl->slist_append(NULL, "Expect:"); /* do not wait for a yes */

	set_up(http, q);
	libcurl->easy_setopt(http->handle, CURLOPT_HTTPHEADER, headers);
	q->answer.len = q->line = 0;
	q->status = 0;
	q->code = libcurl->easy_perform(http->handle);
	libcurl->easy_getinfo(http->handle, CURLINFO_RESPONSE_CODE, &q->status);
	libcurl->slist_free_all(headers);
}

static bool is_answered(const struct question *q)
{
	return q->code == CURLE_OK && q->status >= 200 && q->status < 300;
}

static bool may_pass(const struct question *q)
{
	switch (q->code) {
	case CURLE_OK:
		return q->status == 429 || q->status >= 500;
	case CURLE_COULDNT_RESOLVE_HOST:
	case CURLE_COULDNT_CONNECT:
	case CURLE_OPERATION_TIMEDOUT:
	case CURLE_GOT_NOTHING:
	case CURLE_SEND_ERROR:
	case CURLE_RECV_ERROR:
	case CURLE_PARTIAL_FILE:
		return true;
	default:
		return false;
	}
}

static const char *advice(long status)
{
	if (status >= 300 && status < 400)
		return "; redirects are not followed, give the URL that it leads to";
	if (status == 401 || status == 403)
		return "; name and password belong into ~/.netrc, a token into a file";
	return status == 404 ? "; is it the URL of VictoriaMetrics?" : "";
}

/* The first line of what the server says about it. */
static struct str said(struct arena *arena, const struct question *q)
{
	struct str shown = str_head(buf_str(&q->answer), SHOWN_ANSWER);
	struct str line = str_trim(str_head(shown, str_find(shown, STR("\n"))));

	return line.len ? str_printf(arena, " and says \"%.*s\"", STR_ARG(diag_quote(arena, line)))
			: STR("");
}

static bool complain(const struct http *http, const struct question *q, struct diag *diag)
{
	struct place place = PLACE_FILE(q->url);
	struct str tried = STR("");

	if (may_pass(q) && http->tries > 1)
		tried = str_printf(diag->arena, ", %d times", http->tries);
	if (q->too_long)
		return diag_error(diag, STATUS_UNAVAILABLE, place, "the answer does not end");
	if (q->code != CURLE_OK)
		return diag_error(diag, STATUS_UNAVAILABLE, place, "%s%.*s",
			http->libcurl->easy_strerror(q->code), STR_ARG(tried));
	return diag_error(diag, STATUS_UNAVAILABLE, place, "the server answers %ld%.*s%.*s%s",
		q->status, STR_ARG(tried), STR_ARG(said(diag->arena, q)), advice(q->status));
}

bool http_post(struct http *http, struct arena *arena, struct str url, struct str content,
	struct str *answer, struct diag *diag)
{
	struct question q = {.url = url, .content = content};

	buf_init(&q.answer, arena);
	for (int i = 0; i < http->tries; i++) {
		if (i)
			clock_pause(fmin(first_pause * pow(2, i - 1), LONGEST_PAUSE));
		ask_once(http, &q);
		if (!may_pass(&q))
			break;
	}
	*answer = buf_str(&q.answer);
	return is_answered(&q) || complain(http, &q, diag);
}
