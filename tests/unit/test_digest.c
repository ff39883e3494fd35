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

/* Source: FIPS 180-2, appendix B.3: a million times the letter a. */
static void a_long_message_has_the_same_digest_from_another_process(void **state)
{
	enum { MILLION = 1000000, LONG = 3 << 20 };
	struct arena arena;
	struct diag diag;
	struct str message, digest;

	(void)state;
	arena_init(&arena, NULL);
	diag_init(&diag, &arena);
	message = (struct str){memset(arena_alloc(&arena, 1, LONG), 'a', LONG), MILLION};
	assert_true(proc_end(digest_begin(&arena, &message, &diag), &arena, &digest, &diag));
	assert_str_equal(
		digest, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
	message.len = LONG;
	assert_true(proc_end(digest_begin(&arena, &message, &diag), &arena, &digest, &diag));
	assert_true(str_equal(digest, digest_sha256(&arena, message)));
	assert_int_equal(digest.len, 64);
	arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(known_messages_have_their_digests),
		cmocka_unit_test(a_long_message_has_the_same_digest_from_another_process),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
