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

@test "what is new, unchanged and revised is counted, and each revision is shown" {
	does 0 load good.csv
	sed -i 's/101.5/102/; $a 2024-03,103' good.csv
	does 0 load good.csv
	out_is "$(printf '%s\n' \
		'good.csv: 3 figures: 1 new, 1 unchanged, 1 revised, 0 rejected; 1 series; 2024-01..2024-03 (load 2)' \
		'  revised loans 2024-02: 101.5 → 102')"
	does 0 load good.csv
	out_is 'good.csv: 3 figures: 0 new, 3 unchanged, 0 revised, 0 rejected; 1 series; 2024-01..2024-03'
	[[ ! -e data/ledger/000003.csv ]]
}

@test "one is one figure, and more are figures" {
	file one.csv <<-'END'
		month,Loans
		2023,90
		2024-01,100.1234567890123456
		2024-02,…
	END
	does 0 load -v one.csv
	out_has 'one.csv: 1 figure: 1 new'
	out_has '  left out: 1 figure of another frequency'
	out_has '  1 cell without a figure'
	out_has '  1 figure rounded to 15 significant digits'
	sed -i 's/^2023,90$/2022,80\n&/; s/…/101.1234567890123456/' one.csv
	does 0 load one.csv
	out_has '  left out: 2 figures of another frequency'
	out_has '  2 figures rounded to 15 significant digits'
}

@test "a dry run says what would happen and writes nothing" {
	does 0 load --dry-run good.csv
	out_is 'good.csv: 2 figures: 2 new, 0 unchanged, 0 revised, 0 rejected; 1 series; 2024-01..2024-02 (dry run, nothing written)'
	[[ ! -e data ]]
	does 0 load good.csv
	sed -i 's/101.5/102/' good.csv
	does 0 load --dry-run good.csv
	out_has '  revised loans 2024-02: 101.5 → 102'
	does 0 show loans
	out_has '2024-02,101.5'
	sed -i 's/102/1o2/' good.csv
	does 65 load --dry-run --partial good.csv
	out_has '1 figure: 0 new, 1 unchanged, 0 revised, 1 rejected'
	[[ ! -e good.csv.rejects.csv && ! -e good.csv.rejects.txt ]]
}

@test "rejected records can be repaired and loaded" {
	file x.csv <<-'END'
		Bank figures
		month,Loans,Trade
		2024-01,100,"1,010.5"
		2024-02,1o1,20
		2024-03,102,30
		2024-04,103
		2024-05,104,50
	END
	does 65 load --partial x.csv
	out_is "$(printf '%s\n' \
		'x.csv: 6 figures: 6 new, 0 unchanged, 0 revised, 2 rejected; 2 series; 2024-01..2024-05 (load 1)' \
		'  rejected records are in x.csv.rejects.csv, to be repaired and loaded; why, in x.csv.rejects.txt')"
	file_is x.csv.rejects.csv <<-'END'
		Bank figures
		month,Loans,Trade
		2024-02,1o1,20
		2024-04,103
	END
	diff x.csv.rejects.txt - <<<"$stderr"
	err_has 'x.csv:4:9: error: "1o1"'
	sed -i 's/1o1/101/; s/103/103,40/' x.csv.rejects.csv
	does 0 load x.csv.rejects.csv
	out_has 'x.csv.rejects.csv: 4 figures: 4 new'
	does 0 show trade
	out_is "$(printf '%s\n' period,value 2024-01,1010.5 2024-02,20 2024-03,30 2024-04,40 2024-05,50)"
}

@test "rejects of a file in another encoding are read by its source section too" {
	catalogue <<-'END'
		indicator loans { title = "贷款余额"  kind = stock  every = month }
		source bank { match = "bank.csv"  encoding = gb18030  decimal = comma }
	END
	printf '%s\n' '月份;贷款余额' '2024-01;119,942' '2024-02;坏' '2024-03;121,5' | iconv -f utf-8 -t gb18030 >bank.csv
	gzip bank.csv
	does 65 load --partial bank.csv.gz
	sed -i 's/坏/120,001/' bank.csv.gz.rejects.csv
	does 0 load bank.csv.gz.rejects.csv
	does 0 show loans
	out_is "$(printf '%s\n' period,value 2024-01,119.942 2024-02,120.001 2024-03,121.5)"
}

@test "rejects of standard input lie in the working folder" {
	does 65 load --partial - <<-'END'
		month,Loans
		2024-01,100
		2024-02,1o1
		2024-03,102
	END
	file_is standard-input.csv.rejects.csv <<-'END'
		month,Loans
		2024-02,1o1
	END
	grep -q '^-:3:9: error: "1o1"' standard-input.csv.rejects.txt
}

@test "rejects that an earlier load left are pointed out, and stay" {
	sed -i 's/101.5/1o1/' good.csv
	does 65 load --partial good.csv
	sed -i 's/1o1/101/' good.csv good.csv.rejects.csv
	does 0 load good.csv
	err_is 'good.csv.rejects.csv: note: left by an earlier load, not by this one; remove it when it is settled'
	[[ -e good.csv.rejects.csv ]]
	does 0 load good.csv.rejects.csv
	err_is ''
}

@test "good rows stay out where the rejected ones cannot be written" {
	sed -i 's/101.5/1o1/' good.csv
	mkdir good.csv.rejects.csv
	run --separate-stderr tidemark load --partial good.csv
	[[ $status == 65 && $stderr == *'good.csv.rejects.csv: error: cannot write: '* ]]
	out_is 'good.csv: refused, nothing loaded'
	[[ ! -e data/ledger/000001.csv ]]
}

@test "a file that cannot be understood at all leaves no rejects" {
	echo 'nothing but text' >x.csv
	does 65 load --partial x.csv
	[[ ! -e x.csv.rejects.csv && ! -e x.csv.rejects.txt && ! -e data ]]
}

@test "with --strict a warning refuses the file" {
	sed -i 's/101.5/-/' good.csv
	does 65 load --strict good.csv
	err_has 'good.csv:3:9: error: "-" is read as a missing figure'
	[[ ! -e data/ledger/000001.csv ]]
	does 0 load good.csv
	err_has 'good.csv:3:9: warning: "-" is read as a missing figure'
}

@test "one period twice is settled by duplicates, or refused" {
	file x.csv <<-'END'
		month,Loans
		2024-01,100
		2024-02,101
		2024-02,102
	END
	does 65 load x.csv
	err_has 'x.csv:4:1: error: 2024-02 of loans is 102 here but 101 in line 3'
	err_has 'duplicates = first or duplicates = last'
	for rule in first:101 last:102; do
		rm -rf data
		catalogue <<-END
			indicator loans { kind = stock }
			source x { match = "x.csv"  duplicates = ${rule%:*} }
		END
		does 0 load x.csv
		does 0 show loans
		out_has "2024-02,${rule#*:}"
	done
	catalogue <<-'END'
		indicator loans { kind = stock }
		source x { match = "x.csv"  duplicates = error }
	END
	does 65 load x.csv
}

@test "the JSON of a load has exactly the keys of the manual" {
	does 0 load good.csv
	sed -i 's/101.5/102/; s/^month,Loans$/month,Loans,Mystery/; s/$/,/; 1s/,$//; $a 2023,90,\n2024-03,,7' good.csv
	does 65 load --format json good.csv
	[[ $(jq -c '.files[0] | keys_unsorted' <<<"$output") == '["load","file","figures","new","unchanged","revised","missing","rejected","left_out","unknown_labels","series","first","last"]' ]]
	[[ $(jq -c '.files[0] | [.load, .unknown_labels, .first]' <<<"$output") == '[null,["Mystery"],null]' ]]
	does 65 load --partial --format json good.csv
	[[ $(jq -c '.files[0] | [.load, .figures, .new, .unchanged, .rejected, .series, .first, .last]' <<<"$output") == '[2,2,0,1,1,1,"2024-01","2024-02"]' ]]
	[[ $(jq -c '.files[0].revised' <<<"$output") == '[{"series":"loans","period":"2024-02","old":101.5,"new":102}]' ]]
	[[ $(jq -c '.files[0].left_out' <<<"$output") == '[{"what":"figures of another frequency","count":1}]' ]]
}

@test "a load that takes long shows how far it is, on a terminal only" {
	script -qec true /dev/null </dev/null >/dev/null 2>&1 || skip "no pseudo-terminal"
	slowly() {
		timeout 20 sh -c '{ head -n 2 good.csv && sleep 1.2 && tail -n +3 good.csv; } >pipe' 3>&- &
	}
	export TERM=xterm
	mkfifo pipe
	slowly
	script -qec "'$TIDEMARK' load - <pipe >/dev/null" /dev/null >screen
	grep -q $'\rstandard input: reading \[[#.]*\] *[0-9]*%\x1b\[K' screen
	[[ $(tail -c 4 screen) == $'\r\x1b[K' ]]
	slowly
	does 0 load - <pipe
	err_is ''
	slowly
	script -qec "'$TIDEMARK' load -q - <pipe >/dev/null" /dev/null >screen
	[[ ! -s screen ]]
}

@test "a column under a period that cannot be read does not keep the others out" {
	file x.csv <<-'END'
		indicator,2024-01,2024-02,2042-03,2024-04,2024-05,2024-06
		Loans,1,2,3,4,5,6
		Trade,1,2,3,4,5,6
	END
	does 65 load --today 2024-07-10 --partial x.csv
	err_has '2042-03'
	sed -i 's/2042-03/2024-03/' x.csv.rejects.csv
	does 0 load x.csv.rejects.csv
	out_has '12 figures: 2 new, 10 unchanged'
}

@test "where labels are unknown, the way to their catalogue lines is told" {
	file x.csv <<-'END'
		month,Loans,Mystery,Riddle
		2024-01,1,2,3
	END
	does 65 load x.csv
	err_has 'x.csv: note: tidemark inspect writes the catalogue lines for all labels that are unknown'
}

@test "without librrd what is there is read and gets its figures, and no database is made" {
	catalogue <<-'END'
		indicator loans { title = "贷款余额"  kind = stock  every = month  target = "value >= 1" }
	END
	printf '月份,贷款余额\n2024-01,5\n' >a.csv
	does 0 load -q a.csv
	mkdir lib
	: >lib/librrd.so.8
	export LD_LIBRARY_PATH=$PWD/lib
	does 0 check --today 2024-02-10
	does 0 show loans --format csv
	out_is "$(printf '%s\n' period,value 2024-01,5)"
	printf '月份,贷款余额\n2024-02,6\n' >b.csv
	does 0 load -q b.csv
	rm -r data/rrd
	does 69 show loans
	err_has "tidemark: error: librrd, which makes databases, cannot be loaded; install Debian's package librrd8"
	unset LD_LIBRARY_PATH
	does 0 show loans --format csv
	out_is "$(printf '%s\n' period,value 2024-01,5 2024-02,6)"
}
