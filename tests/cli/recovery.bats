#!/usr/bin/env bats
# The databases follow the ledger and the catalogue, whatever became of either.

load helper

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	catalogue <<-'END'
		indicator loans { unit = "亿元"  kind = stock }
		indicator jobs { kind = flow }
	END
	file first.csv <<-'END'
		month,loans,jobs
		2024-02,100,7
		2024-03,102.5,8
	END
	does 0 load first.csv
}

shows() {
	local id=$1

	shift
	does 0 show "$id"
	out_is "$(printf '%s\n' period,value "$@")"
}

@test "another unit of the same base converts every figure" {
	catalogue <<-'END'
		indicator loans { unit = "万元"  kind = stock }
	END
	shows loans 2024-02,1000000 2024-03,1025000
	catalogue <<-'END'
		indicator loans { unit = "亿元"  kind = stock }
	END
	shows loans 2024-02,100 2024-03,102.5
}

@test "a unit of another base is refused, and nothing is lost" {
	catalogue <<-'END'
		indicator loans { unit = "吨"  kind = stock }
		indicator jobs { kind = flow }
	END
	does 78 show loans
	err_has 'tidemark.conf:1: error: unit "吨" of "loans" differs from "亿元", in which load 1 gave it'
	does 78 load first.csv
	does 78 undo 1
	catalogue <<-'END'
		indicator loans { unit = "亿元"  kind = stock }
	END
	shows loans 2024-02,100 2024-03,102.5
}

@test "a longer period takes what it can, and says what it leaves out" {
	catalogue <<-'END'
		indicator loans { unit = "亿元"  kind = stock  every = quarter }
		indicator jobs { kind = flow  every = quarter }
	END
	does 0 show loans
	out_has 2024-Q1,102.5
	err_has 'left out 1 figure of "loans" that the ledger holds in another frequency'
	err_has 'left out 2 figures of "jobs"'
	catalogue <<-'END'
		indicator loans { unit = "亿元"  kind = stock }
		indicator jobs { kind = flow }
	END
	shows jobs 2024-02,7 2024-03,8
	does 0 verify
}

@test "a kind that takes other figures is followed" {
	catalogue <<-'END'
		indicator jobs { kind = flow  every = quarter }
	END
	shows jobs
	catalogue <<-'END'
		indicator jobs { kind = stock  every = quarter }
	END
	shows jobs 2024-Q1,8
}

@test "databases for more years are made anew" {
	local before

	before=$(stat -c %s data/rrd/loans.rrd)
	sed -i '1ikeep = 80' tidemark.conf
	shows loans 2024-02,100 2024-03,102.5
	(($(stat -c %s data/rrd/loans.rrd) == before + 40 * 12 * 8))
	does 0 verify
}

@test "a renamed indicator keeps its figures, over several names" {
	catalogue <<-'END'
		indicator lending { unit = "亿元"  kind = stock  was = loans }
	END
	file second.csv <<-'END'
		month,lending
		2024-03,103
		2024-04,104
	END
	does 0 load second.csv
	catalogue <<-'END'
		indicator credit { unit = "亿元"  kind = stock  was = { "lending", "loans" } }
	END
	shows credit 2024-02,100 2024-03,103 2024-04,104
	[[ $(ls data/rrd) == $'credit.rrd\njobs.rrd' ]]
	does 0 log --series credit --format csv
	[[ ${#lines[@]} == 5 ]]
	[[ ${lines[2]} == *,loans,2024-03,102.5,亿元,,,new,no ]]
	[[ ${lines[3]} == *,lending,2024-03,103,亿元,,102.5,revised,yes ]]
	does 0 show credit --as-of 1 --last 1
	out_has 2024-03,102.5
	does 0 undo 2
	out_has "credit 2024-03: 103 → 102.5"
	shows credit 2024-02,100 2024-03,102.5
	does 0 rebuild
	shows credit 2024-02,100 2024-03,102.5
}

@test "an old id that is given later is followed then" {
	catalogue <<-'END'
		indicator lending { unit = "亿元"  kind = stock }
	END
	file second.csv <<-'END'
		month,lending
		2024-04,104
	END
	does 0 load second.csv
	shows lending 2024-04,104
	catalogue <<-'END'
		indicator lending { unit = "亿元"  kind = stock  was = loans }
	END
	shows lending 2024-02,100 2024-03,102.5 2024-04,104
	does 0 verify
}

@test "an old id leads to one indicator" {
	catalogue <<-'END'
		indicator loans { kind = stock }
		indicator a { kind = stock  was = loans }
		indicator b { kind = stock  was = { "Loans", "old" } }
		indicator c { kind = stock  was = old }
	END
	does 78 list
	err_has 'tidemark.conf:3: error: was = "Loans": expected an id'
	err_has 'tidemark.conf:2: error: was: "loans" is still the id of an indicator'
	err_has 'tidemark.conf:4: error: was: "old" goes on as "b" already'
}

@test "an indicator that left the catalogue comes back with all its figures" {
	catalogue <<-'END'
		indicator jobs { kind = flow }
	END
	shows jobs 2024-02,7 2024-03,8
	does 64 show loans
	does 0 list --orphans --format csv
	out_has loans,2,1,1
	does 0 rebuild
	catalogue <<-'END'
		indicator jobs { kind = flow }
		indicator loans { unit = "亿元"  kind = stock }
	END
	shows loans 2024-02,100 2024-03,102.5
}

@test "equal ledgers give equal databases, byte for byte" {
	file second.csv <<-'END'
		month,loans,jobs
		2024-03,103,8
		2024-04,104,
	END
	does 0 load second.csv
	does 0 undo 1
	does 0 undo 3
	mkdir other
	cp -r data/ledger other/ledger
	does 0 -d other rebuild
	does 0 rebuild
	diff -r data/rrd other/rrd
	cp -r data/rrd before
	does 0 rebuild
	diff -r before data/rrd
}

@test "databases that are behind the ledger are brought up by the next reader" {
	cp -r data/rrd data/applied .
	file second.csv <<-'END'
		month,loans
		2024-04,104
	END
	does 0 load second.csv
	rm -r data/rrd
	cp -r rrd data/rrd
	cp applied data/applied
	shows loans 2024-02,100 2024-03,102.5 2024-04,104
	does 0 verify
}

@test "what an interrupted writer left behind is removed by the next one" {
	touch data/ledger/000002.csv.99999.part data/applied.99999.part
	shows loans 2024-02,100 2024-03,102.5
	does 0 rebuild
	[[ -z $(find data -name '*.part') ]]
}
