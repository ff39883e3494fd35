#include "store/remote.h"

#include "base/clock.h"
#include "text/jsonio.h"

static bool is_vminsert(struct str url)
{
	return str_has(url, STR("/insert/"));
}

static bool check_urls(struct remote *remote, struct arena *arena, struct diag *diag)
{
	if (!http_check_url(&remote->http, arena, &remote->write, diag) ||
		!http_check_url(&remote->http, arena, &remote->read, diag))
		return false;
	return !str_equal(remote->read, remote->write) || !is_vminsert(remote->write) ||
	       diag_error(diag, STATUS_USAGE, PLACE_FILE(remote->write),
		       "a vminsert gives nothing back to be compared; name the vmselect too: "
		       "--read http://HOST:8481/select/0/prometheus");
}

bool remote_open(struct remote *remote, struct arena *arena, struct str write, struct str read,
	struct str token_file, int tries, int timeout, struct diag *diag)
{
	*remote = (struct remote){.arena = arena, .write = write, .read = read.len ? read : write};
	if (!http_open(&remote->http, arena, token_file, tries, timeout, diag))
		return false;
	if (check_urls(remote, arena, diag))
		return true;
	http_close(&remote->http);
	return false;
}

void remote_close(struct remote *remote)
{
	http_close(&remote->http);
}

static bool post(struct remote *remote, struct arena *arena, struct str base, const char *path,
	struct str content, struct str *answer, struct diag *diag)
{
	struct str url = str_printf(arena, "%.*s%s", STR_ARG(base), path);

	return http_post(&remote->http, arena, url, content, answer, diag);
}

/* A value in a selector. */
static void put_quoted(struct buf *out, struct str text)
{
	buf_char(out, '"');
	for (size_t i = 0; i < text.len; i++) {
		if (text.at[i] == '"' || text.at[i] == '\\')
			buf_char(out, '\\');
		buf_char(out, text.at[i]);
	}
	buf_char(out, '"');
}

static void put_selector(struct remote *remote, struct buf *form, struct str selector)
{
	buf_text(form, form->len ? "&match[]=" : "match[]=");
	http_put_value(&remote->http, form, selector);
}

static bool is_wanted(const struct remote_batch *batch, size_t index)
{
	return index >= batch->first && index < batch->last &&
	       !batch->catalogue->indicators.item[index]->formula &&
	       (!batch->wanted || batch->wanted[index]);
}

/*
 * Returns how many indicators it asks for. VictoriaMetrics remembers for ten seconds which series a
 * selector meets, and would not find new ones: so each selector is another, by a label that no
 * series has. Without an end it would be now, but periods may begin tomorrow.
 */
static size_t put_question(
	struct remote *remote, const struct remote_batch *batch, struct buf *form)
{
	struct buf selector;
	size_t count = 0;

	buf_init(&selector, form->arena);
	buf_printf(
		&selector, "{job=\"" METRIC_JOB "\",asked!=\"%.6f\",__name__=~\"", clock_steady());
	for (size_t i = batch->first; i < batch->last; i++)
		if (is_wanted(batch, i))
			buf_printf(&selector, "%s%.*s", count++ ? "|" : "",
				STR_ARG(batch->catalogue->indicators.item[i]->id));
	buf_text(&selector, batch->areas ? "\"}" : "\",area=\"\"}");
	put_selector(remote, form, buf_str(&selector));
	buf_text(form, "&start=0&end=253402300799");
	return count;
}

static struct str label_of(const struct jsonio_samples *samples, const char *name)
{
	for (size_t i = 0; i < samples->labels.count; i++)
		if (str_is(samples->labels.item[i].name, name))
			return samples->labels.item[i].value;
	return STR("");
}

static bool read_line(struct arena *arena, const struct remote_batch *batch, struct str line,
	struct remote_series *series)
{
	struct jsonio_samples samples;

	if (!jsonio_read_samples(arena, line, &samples))
		return false;
	series->indicator = catalogue_find(batch->catalogue, label_of(&samples, "__name__"));
	series->area = label_of(&samples, "area");
	series->every = label_of(&samples, "every");
	series->unit = label_of(&samples, "unit");
	series->count = samples.count;
	series->value = samples.values;
	series->stamps = samples.stamps;
	return series->indicator && is_wanted(batch, series->indicator->index) &&
	       str_is(label_of(&samples, "job"), METRIC_JOB);
}

static bool take_line(const struct remote *remote, const struct remote_batch *batch,
	struct str line, bool (*take)(void *, const struct remote_series *, struct diag *),
	void *context, struct diag *diag)
{
	struct remote_series series;
	struct arena scratch;
	bool done;

	arena_init(&scratch, diag->arena);
	done = read_line(&scratch, batch, line, &series)
		       ? take(context, &series, diag)
		       : diag_error(diag, STATUS_IO, PLACE_FILE(remote->read),
				 "the answer is not what was asked for: \"%.*s\"",
				 STR_ARG(diag_quote(diag->arena, line)));
	arena_free(&scratch);
	return done;
}

bool remote_read(struct remote *remote, const struct remote_batch *batch,
	bool (*take)(void *context, const struct remote_series *series, struct diag *diag),
	void *context, struct diag *diag)
{
	struct str answer = STR(""), line;
	struct arena scratch;
	struct buf form;
	bool done = true;

	arena_init(&scratch, diag->arena);
	buf_init(&form, &scratch);
	if (put_question(remote, batch, &form))
		done = post(remote, &scratch, remote->read, "/api/v1/export", buf_str(&form),
			&answer, diag);
	remote->answered = answer.len;
	while (done && str_cut(&answer, '\n', &line))
		done = !line.len || take_line(remote, batch, line, take, context, diag);
	arena_free(&scratch);
	return done;
}

bool remote_write(struct remote *remote, struct str lines, struct diag *diag)
{
	struct arena scratch;
	struct str answer;
	bool done;

	arena_init(&scratch, diag->arena);
	done = post(remote, &scratch, remote->write, "/api/v1/import", lines, &answer, diag);
	arena_free(&scratch);
	return done;
}

void remote_select(struct remote *remote, struct buf *form, const struct indicator *indicator,
	struct str area, struct str every, struct str unit)
{
	struct buf selector;

	buf_init(&selector, form->arena);
	buf_printf(&selector,
		"{__name__=\"%.*s\",job=\"" METRIC_JOB "\",area=", STR_ARG(indicator->id));
	put_quoted(&selector, area);
	buf_text(&selector, ",every=");
	put_quoted(&selector, every);
	buf_text(&selector, ",unit=");
	put_quoted(&selector, unit);
	buf_char(&selector, '}');
	put_selector(remote, form, buf_str(&selector));
}

/* http://vmselect:8481/select/0/prometheus reads, http://vmselect:8481/delete/0/prometheus deletes.
 */
static struct str delete_base(struct arena *arena, struct str read)
{
	const struct str reading = STR("/select/");
	size_t at = str_find(read, reading);

	if (at == read.len)
		return read;
	return str_printf(arena, "%.*s/delete/%.*s", STR_ARG(str_head(read, at)),
		STR_ARG(str_from(read, at + reading.len)));
}

bool remote_delete(struct remote *remote, struct str form, struct diag *diag)
{
	struct arena scratch;
	struct str answer;
	bool done;

	arena_init(&scratch, diag->arena);
	done = post(remote, &scratch, delete_base(&scratch, remote->read),
		"/api/v1/admin/tsdb/delete_series", form, &answer, diag);
	arena_free(&scratch);
	return done;
}

void remote_flush(struct remote *remote)
{
	int tries = remote->http.tries;
	struct arena scratch;
	struct diag ignored;
	struct str answer;

	if (!str_equal(remote->read, remote->write))
		return;
	arena_init(&scratch, remote->arena);
	diag_init(&ignored, &scratch);
	remote->http.tries = 1;
	post(remote, &scratch, remote->write, "/internal/force_flush", STR(""), &answer, &ignored);
	remote->http.tries = tries;
	arena_free(&scratch);
}
