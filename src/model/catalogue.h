/**
 * catalogue: everything that tidemark.conf and the files it includes say. Format:
 * docs/CATALOGUE.md.
 */
#ifndef TIDEMARK_MODEL_CATALOGUE_H
#define TIDEMARK_MODEL_CATALOGUE_H

#include "base/diag.h"
#include "model/group.h"
#include "model/indicator.h"
#include "model/source.h"

/** Behind the name of a file: its rejected records, to be repaired and loaded. */
#define REJECTS_CSV ".rejects.csv"

struct catalogue {
	struct str path;        /* of the main file */
	struct str folder;      /* it stands in */
	struct str data, inbox; /* folders, made usable from the working folder */
	struct str store;       /* URL of the VictoriaMetrics that has the figures, empty: data */
	struct str store_token; /* file with a bearer token for it, empty: none */
	struct str ledger;      /* a table of actions (CSV), empty: none */
	bool english;
	int keep; /* years */
	struct calendar calendar;
	struct str_list total_areas, on_load, require;
	struct {
		ARRAY(struct group);
	} groups;
	struct {
		ARRAY(struct indicator *); /* their addresses stay */
	} indicators;
	struct {
		ARRAY(struct source);
	} sources;
	struct catalogue_index *index;
};

/**
 * Reads `path` and its includes.
 * Errors (STATUS_CATALOGUE, `file:line[:column]`): every bad value, duplicate id, unknown group or
 * id, circle of formulas, target and formula at once; a syntax fault or an unknown key ends the
 * reading there. So does a file that cannot be read. In the order of files and lines.
 */
bool catalogue_read(
	struct arena *arena, struct str path, struct catalogue *catalogue, struct diag *diag);

/** A catalogue that declares nothing. */
struct catalogue catalogue_empty(void);

/**
 * Is this an id? `strict`, of indicators and sources: [a-z][a-z0-9_]{0,63}; else, of groups and
 * actions: letters, digits, . _ - and at most 64 of them.
 */
bool catalogue_is_id(struct str id, bool strict);

/** NULL if there is none of that id. */
struct indicator *catalogue_find(const struct catalogue *catalogue, struct str id);
/** The indicator that had this id before (`was`); NULL if none had. */
const struct indicator *catalogue_successor(const struct catalogue *catalogue, struct str id);
const struct group *catalogue_find_group(const struct catalogue *catalogue, struct str id);
const struct source *catalogue_find_source(const struct catalogue *catalogue, struct str id);

/**
 * The first source whose `match` fits the base name of `path`; if none does, the name without `.gz`
 * or REJECTS_CSV at its end, since the file is read like the one it was made from. NULL if none
 * does.
 */
const struct source *catalogue_source_for(
	struct arena *arena, const struct catalogue *catalogue, struct str path);

/** Is this the name of the whole (合计, 总计, 全市, 全国, Total, total_area)? */
bool catalogue_is_whole(const struct catalogue *catalogue, struct str area);

#endif
