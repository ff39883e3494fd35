#!/usr/bin/env bats
# What tests/mutants changes, and what tests/coverage reports.

load helper

# changes: those of the C source on standard input, a line each.
changes() {
	cat >source.c
	/usr/bin/python3 -B - "$PROJECT/tests/mutants" <<-'END'
		import sys
		sys.path.insert(0, sys.argv[1])
		import changes
		text = open('source.c', encoding='utf-8').read()
		for change in changes.changes_of('source.c', text):
		    print(change.line, change.what)
	END
}

@test "operators, constants, conditions and statements of a function are changed" {
	run changes <<-'END'
		int f(int a, int *b)
		{
			int y[3];
			int x = a - 2;

			if (a < 1 && *b != 0)
				return x;
			x += a;
			call(&x);
			return -x;
		}
	END
	out_is "$(printf '%s\n' '4 - becomes +' '4 2 becomes 2 + 1' '6 if becomes if not' '6 < becomes <=' \
		'6 1 becomes 0' '6 1 becomes 1 + 1' '6 && becomes ||' '6 != becomes ==' '6 0 becomes 0 + 1' \
		'7 return dropped' '8 assignment dropped' '8 += becomes -=' '9 call dropped')"
}

@test "neither text nor comments nor directives nor signs nor pointers are changed" {
	run changes <<-'END'
		#include <a-b.h> /* 1 < 2 */
		enum { MOST = 4 };
		static const char *const text = "1 < 2";
		void f(const char *a)
		{
			struct s empty = {0};
			char c = '-'; // 1 + 2
		}
	END
	out_is '2 4 becomes 4 + 1'
}

# report: of standard input in lcov's format, with what is in the folder reasons.
report() {
	cat >info
	mkdir -p reasons
	"$PROJECT/tests/coverage/report" info reasons "$@"
}

# sources: two of two lines each, of which the second ran in part.
sources() {
	mkdir -p src/base src/text
	printf 'one\ntwo\n' | tee src/base/good.c >src/text/bad.c
	cat <<-'END'
		SF:src/base/good.c
		DA:1,5
		DA:2,1
		BRDA:1,0,0,3
		BRDA:1,0,1,2
		end_of_record
		SF:src/text/bad.c
		DA:1,5
		DA:2,0
		BRDA:1,0,0,3
		BRDA:1,0,1,0
		BRDA:2,0,0,-
		BRDA:2,0,1,-
		end_of_record
	END
}

too_little="coverage: less than 95% of all lines
coverage: less than 90% of all branches"

@test "coverage is told for each file, the worst first, and too little of it is a failure" {
	sources >given
	run --separate-stderr report <given
	((status == 1))
	err_has "$too_little"
	[[ $output == *'src/text/bad.c '*'1 of      2   50.0%'*'1 of      4   25.0%'*'src/base/good.c '*'100.0%'* ]]
	run --separate-stderr report src/base/good.c <given
	((status == 0))
	err_is ''
}

@test "what never ran wants a reason, and stands there as the list of reasons has it" {
	sources >given
	run --separate-stderr report <given
	err_is "$(printf '%s\n' 'coverage: never ran, and no reason is given:' src/text/bad.c \
		$'\t1 branch: one' $'\tnot run: two' "$too_little")"
	mkdir -p reasons
	printf '%s\n' '# why' src/text/bad.c $'\t1 branch: one' $'\tnot run: two' $'\t\tno reason' >reasons/text
	run --separate-stderr report <given
	((status == 1))
	err_is "$too_little"
}

@test "a reason for more or fewer branches than never ran is none, unless it is said that they may run" {
	sources >given
	mkdir -p reasons
	for reason in '2 branches: one' 'not run: one' '1 branch: two'; do
		printf '%s\n' src/text/bad.c $'\t'"$reason" $'\t\tno reason' >reasons/text
		run --separate-stderr report <given
		err_has $'\t1 branch: one'
		err_has $'\tnot run: two'
	done
	printf '%s\n' 'src/*/bad.c' $'\t1 branch of lines like: on.' $'\t\tany' src/text/bad.c $'\tat most not run: two' \
		$'\t\tit depends' src/base/good.c $'\tat most 1 branch: two' $'\t\tit depends' >reasons/text
	run --separate-stderr report <given
	err_is "$too_little"
}

@test "a reason for what ran, or is not there any more, is a failure" {
	sources >given
	mkdir -p reasons
	printf '%s\n' src/base/good.c $'\t1 branch: one' $'\tat most 1 branch: three' $'\t\tno reason' \
		src/base/none.c $'\tnot run: one' $'\t\tno reason' 'src/*/*.c' $'\t2 branches of lines like: none' $'\t\tno reason' \
		>reasons/base
	run --separate-stderr report src/base/good.c 'src/*/*.c' src/base/none.c <given
	((status == 1))
	err_is "$(printf '%s\n' 'coverage: a reason is given, but it ran, or is not there any more:' src/base/good.c \
		$'\t1 branch: one' $'\t1 branch: three' src/base/none.c $'\tnot run: one' 'src/*/*.c' $'\t2 branches of lines like: none')"
}

@test "a line without its reason, or one that cannot be read, is refused where it stands" {
	sources >given
	mkdir -p reasons
	printf '%s\n' src/base/good.c $'\t1 branch: one' src/text/bad.c >reasons/base
	run --separate-stderr report <given
	((status == 1))
	err_is 'coverage: reasons/base:2: no reason is given'
	printf '%s\n' src/base/good.c $'\tone branch: one' >reasons/base
	run --separate-stderr report <given
	((status == 1))
	err_is 'coverage: reasons/base:2: say "2 branches: TEXT" or "not run: TEXT"'
	printf '%s\n' src/base/good.c $'\tnot run: one' $'\t\twhy' $'\tnot run: one' >reasons/base
	run --separate-stderr report <given
	err_is 'coverage: reasons/base:4: stands there twice; lines of one text count together'
}
