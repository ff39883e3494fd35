#!/usr/bin/env bats
# Damage is found, named and, in the databases, repaired.

load helper

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	catalogue <<-'END'
		indicator loans { unit = "亿元"  kind = stock }
		indicator jobs { kind = flow }
	END
	file first.csv <<-'END'
		month,loans,jobs
		2024-04,100,7
		2024-05,102,8
	END
	file second.csv <<-'END'
		month,loans
		2024-05,103.5
	END
	does 0 load first.csv second.csv
}

@test "a sound store is said to be one" {
	does 0 verify
	out_is "2 ledger files, 2 databases, 4 figures checked: all well"
	does 0 verify --format csv
	out_is file,state,what
	does 0 verify --format json
	out_is "[]"
	does 0 verify -q
	out_is ""
}

@test "a database of any damage is found, repaired, and gives the same figures" {
	cp data/rrd/loans.rrd sound.rrd
	for damage in ": >" "head -c 100 sound.rrd >" "head -c -8 sound.rrd >" \
		"cat sound.rrd sound.rrd >" "head -c 4424 /dev/zero >" "cat data/rrd/jobs.rrd >" \
		"cat first.csv >"; do
		eval "$damage data/rrd/loans.rrd"
		does 74 verify --format csv
		[[ ${lines[1]} == rrd/loans.rrd,damaged,* ]]
		err_has "1 finding in the databases; tidemark verify --repair derives them anew"
		does 0 verify --repair --format csv
		[[ ${lines[1]} == rrd/loans.rrd,repaired,* ]]
		cmp data/rrd/loans.rrd sound.rrd
		does 0 verify
	done
}

@test "a reader finds the damage too, says so and has the right figures" {
	printf x >data/rrd/loans.rrd
	does 0 show loans
	out_is "$(printf '%s\n' period,value 2024-04,100 2024-05,103.5)"
	err_has "data/rrd/loans.rrd: note: damaged: shorter than a header; derived anew from the ledger"
	does 0 show loans
	err_is ""
}

@test "missing and strange databases are repaired together" {
	rm data/rrd/loans.rrd
	mkdir data/rrd/jobs
	cp data/rrd/jobs.rrd data/rrd/jobs/x.rrd
	does 74 verify
	out_has "rrd/loans.rrd"
	out_has "the ledger has no figures for it"
	err_has "2 findings"
	does 0 verify --repair
	[[ ! -e data/rrd/jobs ]]
	does 0 verify
}

@test "a damaged ledger file is named, with what it means and what to do" {
	sed -i 's/,102,/,192,/' data/ledger/000001.csv
	does 74 verify --format csv
	[[ ${lines[1]} == 'ledger/000001.csv,damaged,damaged: its checksum is wrong; what load 1 held cannot be told until the file is back from a backup' ]]
	err_has "1 finding in the ledger, which only a backup can mend"
	does 74 verify --repair
	does 74 rebuild
	err_has "data/ledger/000001.csv: error: damaged: its checksum is wrong; what load 1 held"
	does 74 undo 2
	does 74 log
	does 74 show loans --as-of 1
	does 0 show loans
	out_has 2024-05,103.5
	sed -i 's/,192,/,102,/' data/ledger/000001.csv
	does 0 verify
	does 0 undo 2
}

@test "of a damaged store everything is told, not only the first" {
	sed -i 's/,100,/,101,/' data/ledger/000001.csv
	truncate -s -1 data/ledger/000002.csv
	printf x >data/rrd/jobs.rrd
	touch data/ledger/notes.txt
	does 74 verify --format csv
	[[ ${#lines[@]} == 6 ]]
	out_has ledger/000001.csv,damaged
	out_has ledger/000002.csv,damaged
	out_has ledger/notes.txt,remark
	out_has rrd/jobs.rrd,damaged
	out_has "not compared with the ledger"
	does 74 verify --repair --format csv
	out_has rrd/jobs.rrd,damaged
}

@test "a missing ledger file is named" {
	rm data/ledger/000001.csv
	does 74 verify
	out_has "missing, though there are later loads; what load 1 held cannot be told"
	does 74 show loans
	err_has "data/ledger/000001.csv: error: missing"
}

@test "what interrupted writers left behind is a remark, and gone after a repair" {
	touch data/ledger/000003.csv.4711.part
	does 0 verify
	out_has "not a load; it is not read"
	does 0 verify --repair
	[[ ! -e data/ledger/000003.csv.4711.part ]]
}

@test "a store that is not there needs no repair" {
	does 0 -d nowhere verify --repair
	[[ ! -e nowhere ]]
}
