/** frame_parts: what the halves of frame share. Within src/ingest/frame*.c only. */
#ifndef TIDEMARK_INGEST_FRAME_PARTS_H
#define TIDEMARK_INGEST_FRAME_PARTS_H

#include "ingest/cells.h"
#include "ingest/frame.h"

static inline struct str frame_cell(const struct sheet *sheet, size_t record, size_t column)
{
	return str_trim(sheet_cell(sheet, record, column));
}

/** What the first cell of a row says of the others. */
enum frame_key {
	KEY_NONE,
	KEY_NAME,   /* 指标名称 Title Libellé: names of series */
	KEY_UNIT,   /* 单位 Unit */
	KEY_DATE,   /* 更新时间 Release date: dates that are no periods of figures */
	KEY_ABOUT,  /* 频率 来源 CDID idBank: other things to know of a series */
	KEY_PERIOD, /* 日期 Date: the name of the first column itself */
};
enum frame_key frame_key(struct str cell);

/** No cell is a period, a number or a word for a missing one. */
bool frame_is_text(const struct sheet *sheet, size_t record);

/** One text in the row, and its first cell empty: it spans the columns below. */
bool frame_is_span(const struct sheet *sheet, size_t record);

/** Is the record a note before the table: a title, or a key and its value? */
bool frame_is_note(const struct sheet *sheet, size_t record);
void frame_add_notes(
	struct arena *arena, const struct sheet *sheet, size_t record, struct frame *frame);

/** A footer's first row, by its words. */
bool frame_is_footer(const struct sheet *sheet, size_t record);

/** Finds the header rows from frame->header on, their roles and the unit row; sets frame->body. */
void frame_find_header(
	struct arena *arena, const struct sheet *sheet, int fixed, struct frame *frame);

/** Sets frame->columns, names and units. */
void frame_name_columns(struct arena *arena, const struct sheet *sheet, struct frame *frame);

#endif
