#include "output/pixels.h"

#include "base/library.h"
#include "output/png.h"

#include <librsvg/rsvg.h>
#include <stdint.h>

/* What is called of librsvg, and of the libraries that it brings. */
#define CALLS(CALL) \
	CALL(rsvg_handle_new_from_data) \
	CALL(rsvg_handle_render_document) \
	CALL(g_object_unref) \
	CALL(cairo_image_surface_create) \
	CALL(cairo_image_surface_get_data) \
	CALL(cairo_image_surface_get_stride) \
	CALL(cairo_surface_flush) \
	CALL(cairo_surface_status) \
	CALL(cairo_surface_destroy) \
	CALL(cairo_create) \
	CALL(cairo_set_source_rgb) \
	CALL(cairo_paint) \
	CALL(cairo_destroy)

struct librsvg {
#define CALL(name) __typeof__(name) *name; /* NOLINT(bugprone-macro-parentheses) */
	CALLS(CALL)
#undef CALL
};

static bool load(struct librsvg *librsvg, struct diag *diag)
{
	static const struct library library = {
		{"librsvg-2.so.2"}, "librsvg, which draws PNG", "librsvg2-2"};
#define CALL(name) {#name, &librsvg->name},
	const struct library_function functions[] = {CALLS(CALL){NULL, NULL}};
#undef CALL

	return library_load(&library, functions, diag);
}

bool pixels_load(struct diag *diag)
{
	struct librsvg librsvg;

	return load(&librsvg, diag);
}

/* cairo's pixels are numbers with red in the third byte from below; PNG's are bytes. */
static struct str rows_of(struct arena *arena, const unsigned char *pixels, size_t stride,
	size_t width, size_t height)
{
	size_t length = 1 + 3 * width;
	unsigned char *rows = NEW_ARRAY(arena, length * height, unsigned char), *to = rows;

	for (size_t y = 0; y < height; y++) {
		const uint32_t *from = (const uint32_t *)(const void *)(pixels + y * stride);

		*to++ = 0;
		for (size_t x = 0; x < width; x++) {
			*to++ = (unsigned char)(from[x] >> 16);
			*to++ = (unsigned char)(from[x] >> 8);
			*to++ = (unsigned char)from[x];
		}
	}
	return (struct str){(const char *)rows, length * height};
}

static bool draw(const struct librsvg *librsvg, RsvgHandle *handle, cairo_surface_t *surface,
	int width, int height)
{
	const RsvgRectangle whole = {.width = width, .height = height};
	cairo_t *cairo = librsvg->cairo_create(surface);
	bool drawn;

	librsvg->cairo_set_source_rgb(cairo, 1, 1, 1);
	librsvg->cairo_paint(cairo);
	drawn = librsvg->rsvg_handle_render_document(handle, cairo, &whole, NULL);
	librsvg->cairo_destroy(cairo);
	librsvg->cairo_surface_flush(surface);
	return drawn && librsvg->cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS;
}

bool pixels_make(struct arena *arena, struct str svg, int width, int height, struct str path,
	struct str *png, struct diag *diag)
{
	struct librsvg librsvg;
	cairo_surface_t *surface;
	RsvgHandle *handle;
	bool drawn;

	*png = STR("");
	if (!load(&librsvg, diag))
		return false;
	handle = librsvg.rsvg_handle_new_from_data((const guint8 *)svg.at, svg.len, NULL);
	surface = librsvg.cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
	drawn = handle && draw(&librsvg, handle, surface, width, height);
	if (drawn)
		*png = png_write(arena,
			rows_of(arena, librsvg.cairo_image_surface_get_data(surface),
				(size_t)librsvg.cairo_image_surface_get_stride(surface),
				(size_t)width, (size_t)height),
			width, height);
	librsvg.cairo_surface_destroy(surface);
	if (handle)
		librsvg.g_object_unref(handle);
	return (drawn && png->len) ||
	       diag_error(diag, STATUS_IO, PLACE_FILE(path), "librsvg cannot draw the picture");
}
