/**
 * http: questions to a server (the keeper of <curl/curl.h>).
 *
 * libcurl is loaded when the first server is asked for: it brings twenty-five libraries along, and
 * all that needs no server starts twice as fast without them.
 *
 * Only http and https; certificates are checked, redirects are not followed; proxies as libcurl's
 * environment says (https_proxy, no_proxy, …). A name and a password come from ~/.netrc, a bearer
 * token from a file: never from a URL or a command line, and no message shows them.
 *
 * A question that may well be answered later (no connection, no answer in time, 429, 5xx) is asked
 * again, each time after twice the pause.
 */
#ifndef TIDEMARK_STORE_HTTP_H
#define TIDEMARK_STORE_HTTP_H

#include "base/buf.h"
#include "base/diag.h"

struct libcurl;

struct http {
	const struct libcurl *libcurl;
	void *handle;     /* libcurl's */
	struct str token; /* empty: none */
	int tries;        /* how often a question is asked at most */
	int timeout;      /* seconds for each answer */
};

/**
 * Loads libcurl, and reads the token from the first line of `token_file` if that is not empty.
 * Errors: STATUS_UNAVAILABLE where there is no libcurl, STATUS_NO_INPUT for the file.
 */
bool http_open(struct http *http, struct arena *arena, struct str token_file, int tries,
	int timeout, struct diag *diag);
void http_close(struct http *http);

/**
 * Is this a URL of a server, without a name, a password, a query or a fragment? It comes back
 * without slashes at its end.
 * Errors: STATUS_USAGE. The message does not show it if it holds a password.
 */
bool http_check_url(
	const struct http *http, struct arena *arena, struct str *url, struct diag *diag);

/**
 * POSTs `content` and gives the answer to a status of 2xx.
 * Errors: STATUS_UNAVAILABLE, naming URL and what happened; so is an answer beyond 1 GiB, or a
 * line of one beyond 16 MiB.
 */
bool http_post(struct http *http, struct arena *arena, struct str url, struct str content,
	struct str *answer, struct diag *diag);

/** Appends `text` as a value in a form: percent-encoded. */
void http_put_value(struct http *http, struct buf *form, struct str text);

#endif
