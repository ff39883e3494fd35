#!/usr/bin/env bats
# collect, as those meet it who put files into the inbox: what is taken, what is left, where it goes.

load helper

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	catalogue <<-'END'
		lang = en
		indicator loans { title = "Loans"  kind = stock }
		indicator jobs { title = "Jobs"  kind = flow }
	END
	mkdir inbox
	watcher=
}

teardown() {
	[[ -z $watcher ]] || kill -9 "$watcher" 2>/dev/null || true
}

# collects STATUS ARGUMENTS…: one run on a day that is settled, without waiting for files to settle.
collects() {
	local expected=$1

	shift
	does "$expected" --today 2024-07-10 collect --settle 0 "$@"
}

# loans FILE VALUE: a file with a figure.
loans() {
	printf 'month,Loans\n2024-05,%s\n' "$2" >"$1"
}

watch() {
	"$TIDEMARK" collect --watch --settle 0.1 >watched 2>said 3>&- &
	watcher=$!
}

# until COMMAND…: waits for what has to come. Who waits in vain is ended by the clock of all tests.
until_() {
	local tries=0

	until "$@" 2>/dev/null; do
		sleep 0.05
		((++tries < 200)) || {
			echo "in vain: $*"
			cat watched said
			return 1
		}
	done
}

is_at_work() {
	[[ -e data/collect.lock ]] && ! flock -n data/collect.lock true
}

is_done() {
	compgen -G "inbox/done/*/$1" >/dev/null
}

stop() {
	kill "-${1:-TERM}" "$watcher"
	status=0
	wait "$watcher" || status=$?
	watcher=
}

@test "a file is loaded and moved to the folder of the month" {
	loans inbox/a.csv 100
	collects 0
	out_is 'a.csv: 1 figure: 1 new, 0 unchanged, 0 revised, 0 rejected; 1 series; 2024-05..2024-05 (load 1)'
	err_is ""
	[[ $(find inbox -type f) == inbox/done/2024-07/a.csv ]]
	grep -q '^# file: a.csv$' data/ledger/000001.csv
	collects 0
	out_is 'inbox: nothing to load'
	collects 0 -q
	out_is ''
}

@test "a packed file is loaded like the file inside" {
	loans inbox/a.csv 100
	gzip inbox/a.csv
	collects 0
	out_has '1 new'
	[[ -e inbox/done/2024-07/a.csv.gz ]]
}

@test "a refused file has a reason beside it that says what is wrong and what to write" {
	printf 'month,Loans,Visits\n2024-05,1,2\n' >inbox/bad.csv
	collects 65
	out_is 'bad.csv: refused, nothing loaded; why, in inbox/rejected/bad.csv.txt'
	err_has 'bad.csv:1:13: error: no indicator is called "Visits"'
	[[ ! -e data/ledger/000001.csv && -e inbox/rejected/bad.csv ]]
	grep -q '^bad.csv:1:13: error: no indicator is called "Visits"' inbox/rejected/bad.csv.txt
	grep -q "^sha256 of the refused file: $(sha256sum <inbox/rejected/bad.csv | cut -d ' ' -f 1)$" inbox/rejected/bad.csv.txt
	# what it proposes makes the file load
	sed -n '/^indicator /,/^}/p' inbox/rejected/bad.csv.txt | sed 's/# kind = .*/kind = flow/' >>tidemark.conf
	mv inbox/rejected/bad.csv inbox/
	collects 0
	out_has '2 figures: 2 new'
}

@test "the same content is loaded once, whatever it is called" {
	loans inbox/a.csv 100
	collects 0
	loans inbox/b.csv 100
	collects 0
	out_is 'b.csv: loaded before (load 1), nothing loaded'
	[[ -e inbox/done/2024-07/b.csv && ! -e data/ledger/000002.csv ]]
	# also where a later load has revised the figure
	loans inbox/c.csv 101
	loans inbox/d.csv 100
	touch -d 2024-07-01 inbox/c.csv
	collects 0
	out_has 'd.csv: loaded before (load 1), nothing loaded'
	does 0 show loans
	out_has 2024-05,101
}

@test "what was undone is loaded again" {
	loans inbox/a.csv 100
	collects 0
	does 0 undo 1
	loans inbox/a.csv 100
	collects 0
	out_has '1 new'
	out_has '(load 3)'
}

@test "the same content under another source section is another load" {
	catalogue <<-'END'
		indicator loans { kind = stock }
		indicator jobs { kind = flow }
		source one { match = "one*"  indicator = loans }
		source two { match = "two*"  indicator = jobs }
	END
	printf 'month,value\n2024-05,7\n' | tee inbox/one.csv >inbox/two.csv
	collects 0
	out_has 'one.csv: 1 figure: 1 new'
	out_has 'two.csv: 1 figure: 1 new'
}

@test "a file that changes nothing makes no load" {
	printf 'month,Loans\n2024-04,1\n2024-05,2\n' >inbox/a.csv
	collects 0
	loans inbox/b.csv 2
	collects 0
	out_has 'b.csv: 1 figure: 0 new, 1 unchanged'
	out_lacks '(load'
	[[ -e inbox/done/2024-07/b.csv && ! -e data/ledger/000002.csv ]]
}

@test "older files are loaded first, those of one moment by name as people count" {
	loans inbox/x.csv 3
	loans inbox/a.csv 4
	loans inbox/v10.csv 10
	loans inbox/v9.csv 9
	touch -d '2024-06-01 12:00' inbox/x.csv
	touch -d '2024-06-02 12:00' inbox/a.csv
	touch -d '2024-06-03 12:00' inbox/v9.csv inbox/v10.csv
	collects 0
	same order "$(sed -n 's/^\([a-z0-9]*\)\.csv: .*/\1/p' <<<"$output" | paste -s -d ' ')" 'x a v9 v10'
	does 0 show loans
	out_has 2024-05,10
}

@test "no name is ever overwritten" {
	for value in 1 2 3; do
		loans inbox/a.csv "$value"
		collects 0
	done
	[[ $(ls inbox/done/2024-07) == $'a-2.csv\na-3.csv\na.csv' ]]
	for value in 1 2 3; do
		echo "junk $value" >inbox/b.csv.gz
		collects 65
	done
	[[ $(ls inbox/rejected) == $'b-2.csv.gz\nb-2.csv.gz.txt\nb-3.csv.gz\nb-3.csv.gz.txt\nb.csv.gz\nb.csv.gz.txt' ]]
	grep -q '2' inbox/rejected/b-2.csv.gz
}

@test "a file that is called like another one's reason is not overwritten by it" {
	echo mine >inbox/a.csv.txt
	collects 65
	echo junk >inbox/a.csv
	collects 65
	[[ $(cat inbox/rejected/a.csv.txt) == mine ]]
	[[ $(cat inbox/rejected/a-2.csv) == junk && -e inbox/rejected/a-2.csv.txt ]]
	mkdir inbox/rejected/b.csv.txt
	echo junk | tee inbox/b.csv >inbox/c.csv
	collects 65
	rm inbox/rejected/c.csv
	sed -i 's/error/xxxxx/' inbox/rejected/c.csv.txt # as long as before
	echo junk >inbox/c.csv
	collects 65
	[[ -e inbox/rejected/b-2.csv.txt && -e inbox/rejected/c-2.csv.txt ]]
}

@test "a name without an ending has its number at its end, one that is no text is cut anywhere" {
	local name bytes

	bytes=$(printf '\x80%.0s' {1..255})
	for name in a a_name_without_any_ending "$bytes"; do
		echo junk >"inbox/$name"
		collects 65
		echo rubbish >"inbox/$name"
		collects 65
	done
	[[ -e inbox/rejected/a-2 && -e inbox/rejected/a_name_without_any_ending-2 ]]
	[[ -e inbox/rejected/${bytes:0:246}-2.txt || -e inbox/rejected/$(printf '\x80%.0s' {1..246})-2.txt ]]
}

@test "names of full length are cut, between characters, to make room for number and reason" {
	local long wide LC_ALL=C.UTF-8 # characters are counted below

	long=$(printf 'x%.0s' {1..251}).csv
	wide=$(printf '表%.0s' {1..83}).csv
	for value in 1 2; do
		loans "inbox/$long" "$value"
		collects 0
	done
	echo junk >"inbox/$wide"
	collects 65
	[[ -e inbox/done/2024-07/$long && -e inbox/done/2024-07/${long:0:249}-2.csv ]]
	[[ $(find inbox/rejected -type f | wc -l) == 2 ]]
	find inbox/rejected -type f | iconv -f UTF-8 -t UTF-8 >/dev/null
	[[ -e inbox/rejected/${wide:0:82}.csv.txt ]]
	[[ -z $(find inbox -maxdepth 1 -type f) ]]
}

@test "what is no file is left, and said, and never opened or followed" {
	loans outside.csv 1
	ln -s ../outside.csv inbox/link.csv
	ln -s nowhere inbox/dangling.csv
	mkfifo inbox/fifo.csv
	mkdir inbox/folder
	loans inbox/folder/in.csv 2
	collects 0
	out_is '4 files: 4 left'
	err_is "$(printf '%s\n' \
		'dangling.csv: warning: is a symbolic link, which is not followed; put the file itself there' \
		'fifo.csv: warning: is no file' \
		'folder: note: is a folder; files are taken from the inbox itself only' \
		'link.csv: warning: is a symbolic link, which is not followed; put the file itself there')"
	[[ -L inbox/link.csv && -p inbox/fifo.csv && ! -e data/ledger ]]
	collects 0 --format json
	out_has '"why": "is no file"'
}

@test "what is being written, to judge by its name, is left" {
	local name

	for name in a.part a.CSV.PART a.tmp a.csv~ .a.csv.swp a.swp .hidden.csv "~\$a.csv" a.csv.filepart; do
		loans "inbox/$name" 1
	done
	collects 0
	[[ ! -e data/ledger && $(find inbox -type f | wc -l) == 9 ]]
	out_is '7 files: 7 left'
	mv inbox/a.part inbox/a.csv
	collects 0 -q
	[[ -e data/ledger/000001.csv ]]
}

@test "a file that somebody has open for writing is left" {
	loans inbox/a.csv 1
	exec 7>>inbox/a.csv
	collects 0
	out_is 'a.csv: left in the inbox: it is open for writing'
	collects 0 -q
	out_is ''
	exec 7>&-
	collects 0
	out_has '1 new'
}

@test "a file that changes while it settles is left for the next run" {
	loans inbox/a.csv 1
	(for ((i = 0; i < 200; i++)); do
		[[ ! -e stop ]] || break
		printf '2024-06,%d\n' "$i" >>inbox/a.csv
		sleep 0.05
	done) 3>&- &
	does 0 collect --settle 2
	out_is 'a.csv: left in the inbox: it is still changing'
	does 0 collect --settle 2 -q
	out_is ''
	touch stop
	wait
}

@test "a file that cannot be read is left, and said" {
	loans inbox/a.csv 1
	loans inbox/b.csv 2
	chmod 0 inbox/a.csv
	[[ ! -r inbox/a.csv ]] || skip "root reads everything"
	collects 66
	err_is 'a.csv: error: cannot open: Permission denied'
	[[ -e inbox/a.csv && -e inbox/done/2024-07/b.csv ]]
}

@test "hostile names reach neither terminal nor reason as they are" {
	local name=$'e\e[31m\nvil\r.csv'

	echo junk >"inbox/$name"
	collects 65
	[[ "$output$stderr" != *$'\e'* && "$output$stderr" != *$'\r'* ]]
	[[ -e inbox/rejected/$name ]]
	run ! grep -q $'[\e\r]' "inbox/rejected/$name.txt"
	loans "inbox/"$'a\xff\e.csv' 1
	collects 0 --format json
	out_lacks $'\e'
	printf '%s' "$output" | iconv -f UTF-8 -t UTF-8 >/dev/null
}

@test "done and rejected are not followed elsewhere" {
	mkdir elsewhere
	ln -s ../elsewhere inbox/done
	ln -s ../elsewhere inbox/rejected
	loans inbox/a.csv 1
	echo junk >inbox/b.csv
	collects 73
	err_has 'inbox/done: error: cannot make the folder: Not a directory'
	out_has 'b.csv: refused, nothing loaded; left in the inbox'
	[[ -z $(ls elsewhere) && -e inbox/a.csv && -e inbox/b.csv ]]
	rm inbox/done inbox/rejected
	collects 65
	out_has 'a.csv: loaded before (load 1), nothing loaded'
	[[ -e inbox/done/2024-07/a.csv && -e inbox/rejected/b.csv.txt ]]
}

@test "without an inbox there is nothing to collect from" {
	rmdir inbox
	collects 66
	err_is 'inbox: error: cannot open the inbox: No such file or directory'
	collects 66 --watch
}

@test "where the store cannot be written, the files stay" {
	loans inbox/a.csv 1
	loans inbox/b.csv 2
	does 0 load inbox/a.csv
	exec 7>data/lock
	flock 7
	collects 75 --wait 0
	exec 7>&-
	[[ -e inbox/a.csv && -e inbox/b.csv ]]
	collects 0
}

@test "a second collector does not start" {
	watch
	until_ is_at_work
	does 75 collect
	err_has "data/collect.lock: error: locked by process $watcher ("
	err_has '); try again'
	stop
	((status == 0))
	does 0 collect
}

@test "a file that the store refuses is rejected" {
	printf 'month,area,Loans\n2024-05,%0300d,1\n' 0 >inbox/a.csv
	collects 65
	err_has 'makes a file name of 304 bytes'
	[[ -e inbox/rejected/a.csv.txt && ! -e data/ledger/000001.csv ]]
}

@test "the result of a run is also there for programs" {
	loans inbox/a.csv 100
	loans inbox/b.csv 100
	touch -d 2024-07-01 inbox/a.csv
	echo junk >inbox/c.csv
	collects 65 --format json
	for line in '"inbox": "inbox"' '"state": "loaded"' '"moved_to": "inbox/done/2024-07/a.csv"' \
		'"state": "known"' '"known": 1' '"state": "refused"' '"moved_to": "inbox/rejected/c.csv"' \
		'"loaded": 1' '"refused": 1' '"left": 0'; do
		out_has "$line"
	done
	loans inbox/a.csv 101
	collects 0 --format csv
	out_is "$(printf '%s\n' 'file,load,figures,new,unchanged,revised,missing,rejected,series,first,last,state,moved_to' \
		'a.csv,2,1,0,0,1,0,0,1,2024-05,2024-05,loaded,inbox/done/2024-07/a-2.csv')"
}

@test "--settle is a number of seconds" {
	for bad in x '' -1 3601 1x nan; do
		does 64 collect --settle "$bad"
		err_has 'expected seconds'
	done
	does 64 collect file.csv
}

@test "a watching collector loads what comes, until it is asked to stop" {
	watch
	loans first.csv 1
	mv first.csv inbox/
	until_ is_done first.csv
	loans inbox/second.csv 2
	until_ is_done second.csv
	echo junk >inbox/third.csv
	until_ test -e inbox/rejected/third.csv
	stop INT
	((status == 0))
	grep -q '^second.csv: .* 1 revised' watched
	grep -q '^third.csv: error: ' said
}

@test "a watching collector does not take a file before it is closed" {
	watch
	exec 7>inbox/slow.csv
	echo month,Loans >&7
	loans inbox/other.csv 1
	until_ is_done other.csv
	[[ -e inbox/slow.csv ]]
	echo 2024-06,2 >&7
	exec 7>&-
	until_ is_done slow.csv
	stop
	grep -q '^slow.csv: 1 figure: 1 new' watched
	[[ ! -e inbox/rejected ]]
}

@test "a watching collector reads a catalogue that was mended meanwhile" {
	echo 'indicator' >>tidemark.conf
	mv tidemark.conf broken
	sed '$d' broken >tidemark.conf
	watch
	until_ is_at_work
	mv broken tidemark.conf
	loans inbox/a.csv 1
	until_ grep -q 'tidemark.conf:5: error' said
	[[ -e inbox/a.csv ]]
	sed '$d' tidemark.conf >mended
	mv mended tidemark.conf
	touch inbox/a.csv
	until_ is_done a.csv
	stop
	((status == 0))
}

@test "a watching collector ends when inbox or data are others" {
	watch
	until_ is_at_work
	echo 'inbox = "elsewhere"' >>tidemark.conf
	loans inbox/a.csv 1
	status=0
	wait "$watcher" || status=$?
	watcher=
	((status == 78))
	grep -q 'inbox or data are others than before; start tidemark collect again' said
	[[ -e inbox/a.csv ]]
	sed -i '$d' tidemark.conf
	rm data/collect.lock # who looks whether it is held must not hold it
	watch
	until_ is_at_work
	echo 'data = "elsewhere"' >>tidemark.conf
	touch inbox/a.csv
	status=0
	wait "$watcher" || status=$?
	watcher=
	((status == 78))
}

@test "a watching collector gives programs a result where there is one" {
	"$TIDEMARK" collect --watch --settle 0.1 --format json >watched 2>said 3>&- &
	watcher=$!
	until_ is_at_work
	loans inbox/a.csv 1
	until_ is_done a.csv
	cp tidemark.conf mended
	echo 'indicator' >>tidemark.conf
	loans inbox/b.csv 2
	until_ grep -q 'tidemark.conf:5: error' said
	mv mended tidemark.conf
	touch inbox/b.csv
	until_ is_done b.csv
	stop
	jq -se 'map(.files | length > 0) | all' watched
}

@test "a watching collector waits for an inbox that is gone" {
	watch
	loans inbox/a.csv 1
	until_ is_done a.csv
	rm -r inbox
	until_ grep -q 'inbox: warning: is gone' said
	sleep 2.2 # when it looks again
	mkdir inbox
	loans inbox/b.csv 2
	until_ is_done b.csv
	loans inbox/c.csv 3
	until_ is_done c.csv
	grep -q 'inbox: note: is there again' said
	stop
	((status == 0))
}

@test "what is no file is said once, not at every look" {
	mkfifo inbox/fifo
	watch
	for name in a b c; do
		loans "inbox/$name.csv" 1
		until_ is_done $name.csv
	done
	stop
	[[ $(grep -c 'fifo: warning' said) == 1 ]]
}

# ends_with FILE: the collector is killed while it has that file in hand.
ends_with() {
	printf '%s %d\n' "$(sha256sum <"$1" | cut -d ' ' -f 1)" "$2" >data/collect.trial
}

@test "a file that the collector was ended with is tried thrice" {
	loans inbox/first.csv 1
	collects 0
	loans inbox/x.csv 2
	ends_with inbox/x.csv 3
	collects 65
	err_has 'x.csv: error: tidemark was ended 3 times while it had this file in hand'
	[[ ! -e data/collect.trial ]]
	grep -q 'ended 3 times' inbox/rejected/x.csv.txt
	mv inbox/rejected/x.csv inbox/
	collects 0
	is_done x.csv
	loans inbox/y.csv 3
	ends_with inbox/y.csv 2
	collects 0
	is_done y.csv
	[[ ! -e data/collect.trial ]]
	loans inbox/z.csv 4
	ends_with inbox/done/*/y.csv 3
	collects 0
	is_done z.csv
	loans inbox/zz.csv 5
	echo none >data/collect.trial
	collects 0
	is_done zz.csv
}

@test "a collector that is killed within a load leaves a note of that" {
	loans inbox/first.csv 1
	collects 0
	loans inbox/x.csv 2
	exec 5>>data/lock
	flock --shared 5
	"$TIDEMARK" --wait 60 collect --settle 0 >watched 2>said 3>&- 5>&- &
	watcher=$!
	until_ test -e data/collect.trial
	kill -9 "$watcher"
	wait "$watcher" || true
	exec 5>&-
	[[ $(<data/collect.trial) == "$(sha256sum <inbox/x.csv | cut -d ' ' -f 1) 1" ]]
	collects 0
	is_done x.csv
	[[ ! -e data/collect.trial ]]
}
