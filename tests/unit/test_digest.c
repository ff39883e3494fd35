#include "unit.h"

#include "text/digest.h"

/* Source: FIPS 180-2, appendix B.1, and the digest of the empty message. */
static void known_messages_have_their_digests(void **state)
{
	struct arena arena;

	(void)state;
	arena_init(&arena, NULL);
	assert_str_equal(digest_sha256(&arena, STR("abc")),
		"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	assert_str_equal(digest_sha256(&arena, STR("")),
		"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
	arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(known_messages_have_their_digests),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
