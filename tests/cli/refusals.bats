#!/usr/bin/env bats
# What is refused, with which exit status and message, and that nothing is written then.

load helper

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	catalogue <<-'END'
		lang = en
		indicator loans { title = "Loans"  unit = "亿元"  kind = stock  every = month }
		indicator trade { title = "Trade"  kind = ytd  every = month }
	END
}

# Nothing was loaded: there is no ledger file.
nothing_written() {
	[[ ! -e data/ledger/000001.csv ]] || {
		echo "a load was written"
		return 1
	}
}

@test "a wrong number is refused where it stands" {
	file x.csv <<-'END'
		month,Loans,Trade
		2024-01,100,1
		2024-02,12x3,2
	END
	does 65 load x.csv
	err_has 'x.csv:3:9: error: "12x3"'
	nothing_written
}

@test "several faults are all named at once" {
	file x.csv <<-'END'
		month,Loans,Trade
		2024-01,a1,1
		2024-02,102,b2
		2024-03,103,3
		2024-04,104,4
		2024-05,105,5
		2024-06,106,6
		2024-07,107,7
		2024-08,108,8
	END
	does 65 load x.csv
	err_has 'x.csv:2:9: error:'
	err_has 'x.csv:3:13: error:'
	nothing_written
}

@test "a wrong period is refused where it stands" {
	file x.csv <<-'END'
		month,Loans
		2024-01,100
		2024-13,101
		2024-03,102
		2024-04,103
		2024-05,103
		2024-06,103
	END
	does 65 load x.csv
	err_has 'x.csv:3:1: error: "2024-13"'
	nothing_written
}

@test "a label that nobody knows is named once, with what to write" {
	file x.csv <<-'END'
		period,indicator,value
		2024-01,loans,100
		2024-01,mystery,5
		2024-02,mystery,6
	END
	does 65 load x.csv
	err_has 'x.csv:3:9: error:'
	err_has 'mystery'
	err_has 'ignore = { "mystery" }'
	[[ $(grep -c 'error:' <<<"$stderr") == 1 ]]
	nothing_written
}

@test "a missing file has status 66" {
	does 66 load nowhere.csv
	err_has 'nowhere.csv: error: cannot open: No such file or directory'
	nothing_written
}

@test "a refused file does not hold up the others" {
	file bad.csv <<-'END'
		month,Loans
		2024-01,w
		2024-02,2
		2024-03,3
	END
	file good.csv <<-'END'
		month,Loans
		2024-01,100
		2024-02,101
		2024-03,102
	END
	does 65 load bad.csv good.csv
	out_has 'bad.csv: refused'
	out_has 'good.csv: 3 figures: 3 new'
	does 0 show loans --format csv
	out_has '2024-01,100'
}

@test "an empty file is refused" {
	: >x.csv
	does 65 load x.csv
	err_has 'x.csv'
	err_has 'empty'
	nothing_written
}

@test "a binary file is refused" {
	head -c 4096 "$TIDEMARK" >x.csv
	does 65 load x.csv
	err_has 'x.csv'
	nothing_written
}

@test "another unit is refused" {
	file x.csv <<-'END'
		month,Loans（吨）
		2024-01,100
		2024-02,101
		2024-03,102
	END
	does 65 load x.csv
	err_has '吨'
	nothing_written
}

@test "figures that lie ahead are refused unless allowed" {
	file x.csv <<-'END'
		month,Loans
		2024-01,100
		2024-08,101
	END
	does 65 load --today 2024-07-10 x.csv
	err_has 'x.csv:3:1: error:'
	err_has 'allow-future'
	nothing_written
	does 0 load --today 2024-07-10 --allow-future x.csv
}

@test "the faults of a catalogue come all at once, with status 78" {
	catalogue <<-'END'
		keep = 0
		indicator loans { kind = stok  every = month  target = { "yoy >> 8%" } }
		indicator trade { kind = ytd  every = month  group = X9 }
		indicator trade { kind = ytd  every = month }
	END
	does 78 list
	err_has 'tidemark.conf:1: error: keep = "0"'
	err_has 'tidemark.conf:2: error: kind = "stok"'
	err_has 'tidemark.conf:2:6: error:'
	err_has 'tidemark.conf:3: error: unknown group "X9"'
	err_has 'tidemark.conf:4: error: indicator "trade" stands here a second time'
}

@test "no catalogue at all has status 78" {
	rm tidemark.conf
	does 78 list
	err_has 'tidemark init'
}

@test "a data folder that cannot be made has status 73" {
	file x.csv <<-'END'
		month,Loans
		2024-01,100
		2024-02,101
	END
	: >occupied
	does 73 -d occupied/data load x.csv
	err_has 'occupied'
}

@test "a full standard output is an error" {
	file x.csv <<-'END'
		month,Loans
		2024-01,100
		2024-02,101
	END
	does 0 load x.csv
	for words in "show loans" "check" "list" "log" "help" "version"; do
		run --separate-stderr bash -c "'$TIDEMARK' $words >/dev/full"
		[[ $status == 74 ]] || { echo "$words: $status" && return 1; }
		[[ $stderr == *"standard output"*"No space left on device"* ]]
	done
}

@test "usage errors have status 64 and say where to read on" {
	does 64 frobnicate
	err_has 'unknown command "frobnicate"'
	does 64 load
	err_has 'tidemark help load'
	does 64 show
	does 64 show lans
	err_has 'did you mean loans?'
	does 64 check --status foo
	does 64 list --nonsense
	err_has '--nonsense'
	does 64 show loans --measure total2
	does 64 list --format yaml
	does 64 list --today 2024-02-30
	does 64 log 7
	does 64 log seven
}
