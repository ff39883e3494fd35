#!/usr/bin/env bats
# load, as a user meets it: what goes in, what is said of it, and what stays outside.

load helper

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	catalogue <<-'END'
		indicator loans { title = "Loans"  unit = "亿元"  kind = stock  every = month }
		indicator trade { title = "Trade"  kind = ytd  every = month }
	END
	file good.csv <<-'END'
		month,Loans
		2024-01,100
		2024-02,101.5
	END
}

@test "a packed file is loaded like the file inside, and the ledger has its own digest" {
	gzip -k good.csv
	does 0 load good.csv.gz
	out_is 'good.csv.gz: 2 figures: 2 new, 0 unchanged, 0 revised, 0 rejected; 1 series; 2024-01..2024-02 (load 1)'
	grep -q "^# sha256: $(sha256sum good.csv.gz | cut -d ' ' -f 1)$" data/ledger/000001.csv
	does 0 load - <good.csv.gz
	out_has '2 unchanged'
	{ head -n 2 good.csv | gzip && tail -n 1 good.csv | gzip; } >members.csv.gz
	does 0 load members.csv.gz
	out_has '2 unchanged'
}

@test "a source section fits a packed file by the name inside" {
	catalogue <<-'END'
		indicator loans { kind = stock }
		source bank { match = "bank-*.csv"  decimal = comma }
	END
	file bank-1.csv <<-'END'
		month;loans
		2024-01;119,942
	END
	gzip bank-1.csv
	does 0 load bank-1.csv.gz
	does 0 show loans
	out_has '2024-01,119.942'
}

@test "a packed file that is cut off is refused" {
	gzip -k good.csv
	head -c 40 good.csv.gz >cut.csv.gz
	does 65 load cut.csv.gz
	err_is 'cut.csv.gz: error: the gzip data are cut off at byte 40; get the file again'
	[[ ! -e data/ledger/000001.csv ]]
}

@test "a folder stands for the CSV files in it, packed or not" {
	mkdir inbox
	cp good.csv inbox/a.csv
	sed 's/2024/2023/' good.csv | gzip >inbox/b.csv.gz
	echo junk >inbox/notes.txt
	cp good.csv inbox/c.csv.rejects.csv
	does 0 load inbox
	out_is "$(printf '%s\n' \
		'inbox/a.csv: 2 figures: 2 new, 0 unchanged, 0 revised, 0 rejected; 1 series; 2024-01..2024-02 (load 1)' \
		'inbox/b.csv.gz: 2 figures: 2 new, 0 unchanged, 0 revised, 0 rejected; 1 series; 2023-01..2023-02 (load 2)')"
	mkdir empty
	does 64 load empty
	err_has 'no file to load'
}
