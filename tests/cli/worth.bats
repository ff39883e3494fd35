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

# report: of standard input in lcov's format.
report() {
	cat >info
	"$PROJECT/tests/coverage/report" info "$@"
}

@test "coverage is told for each file, the worst first, and too little of it is a failure" {
	mkdir -p src/base src/text
	printf 'one\ntwo\n' | tee src/base/good.c >src/text/bad.c
	run --separate-stderr report --missing <<-'END'
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
	((status == 1))
	err_is "$(printf '%s\n' 'coverage: less than 95% of all lines' 'coverage: less than 90% of all branches')"
	out_has "$(printf '%s\n' 'src/text/bad.c:1: 1 branches: one' 'src/text/bad.c:2: line: two')"
	[[ $output == *'src/text/bad.c '*'1 of      2   50.0%'*'1 of      4   25.0%'*'src/base/good.c '*'100.0%'* ]]
	run --separate-stderr report <<-'END'
		SF:src/base/good.c
		DA:1,5
		BRDA:1,0,0,3
		end_of_record
	END
	((status == 0))
	err_is ''
}
