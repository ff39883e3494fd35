#!/usr/bin/env bats
# on_load: the program that runs after something was loaded.

load helper

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	mkdir office office/inbox
	printf 'month,Loans\n2024-04,100\n2024-05,101\n' >a.csv
	printf 'month,Loans\n2024-05,102\n2024-06,103\n' >b.csv
	file office/hook <<-'END'
		#!/bin/bash
		env | grep ^TIDEMARK_ | sort >>told
		echo "heard: $*"
	END
	chmod +x office/hook
	hook '"./hook", "one word", "*"'
}

# hook WORDS: the catalogue with this on_load.
hook() {
	file office/tidemark.conf <<-END
		lang = en
		on_load = { $1 }
		indicator loans { title = "Loans"  kind = stock }
	END
}

@test "it runs once after all files, in the catalogue's folder, without a shell" {
	does 0 -c office/tidemark.conf load a.csv b.csv
	err_is 'heard: one word *'
	out_has 'b.csv: 2 figures: 1 new, 0 unchanged, 1 revised'
	file_is office/told <<-END
		TIDEMARK_CONF=$PWD/office/tidemark.conf
		TIDEMARK_DATA=$PWD/office/data
		TIDEMARK_FIGURES=4
		TIDEMARK_FILE=b.csv
		TIDEMARK_FIRST_LOAD=1
		TIDEMARK_LOAD=2
		TIDEMARK_LOADS=2
		TIDEMARK_NEW=3
		TIDEMARK_REFUSED=0
		TIDEMARK_REVISED=1
		TIDEMARK_UNCHANGED=0
	END
}

@test "it runs after collect, and is told how many files were refused" {
	cp a.csv b.csv office/inbox
	echo junk >office/inbox/c.csv
	touch -d 2024-07-01 office/inbox/a.csv
	does 65 -c office/tidemark.conf collect --settle 0
	err_has 'heard: one word'
	grep -qx TIDEMARK_LOADS=2 office/told
	grep -qx TIDEMARK_REFUSED=1 office/told
	[[ $(grep -c TIDEMARK_CONF office/told) == 1 ]]
}

@test "it does not run where nothing was loaded" {
	does 0 -c office/tidemark.conf load --dry-run a.csv
	err_is ''
	does 0 -c office/tidemark.conf load a.csv
	rm office/told
	does 0 -c office/tidemark.conf load a.csv
	echo junk >c.csv
	does 65 -c office/tidemark.conf load c.csv
	cp a.csv office/inbox
	does 0 -c office/tidemark.conf collect --settle 0
	[[ ! -e office/told ]]
}

@test "its environment and descriptors are clean" {
	hook '"sh", "-c", "env | cut -d = -f 1 | grep -v ^TIDEMARK_ | sort | paste -s -d : >told; ls /proc/self/fd >fds; cat"'
	exec 8</dev/null 9<a.csv
	SECRET=1 LD_LIBRARY_PATH=/nowhere LANG=C HOME=/root does 0 -c office/tidemark.conf load a.csv
	exec 8<&- 9<&-
	[[ $(cat office/told) =~ ^HOME:LANG:(LC_ALL:|LOGNAME:)*PATH:PWD(:TMPDIR|:TZ|:USER)*$ ]]
	# 3 is the folder that ls reads
	[[ $(paste -s -d : office/fds) == 0:1:2:3 ]]
}

@test "that it fails is a warning, and what was loaded stays" {
	hook '"sh", "-c", "exit 3"'
	does 0 -c office/tidemark.conf load --strict a.csv
	err_is 'office/tidemark.conf: warning: on_load: "sh" ended with status 3; what was loaded stays'
	hook '"./nowhere"'
	does 0 -c office/tidemark.conf load b.csv
	err_is 'office/tidemark.conf: warning: on_load: "./nowhere" cannot be started; what was loaded stays'
	does 0 -c office/tidemark.conf log --format csv
	((${#lines[@]} == 3))
}

@test "what it prints does not mix with the command's result" {
	does 0 -c office/tidemark.conf load --format json a.csv
	[[ $output == '{'*'}' ]]
	out_lacks heard
	err_is 'heard: one word *'
}

@test "in it, on_load does not run again" {
	hook "\"$TIDEMARK\", \"load\", \"../b.csv\""
	does 0 -c office/tidemark.conf load a.csv
	err_has 'b.csv: 2 figures: 1 new, 0 unchanged, 1 revised'
	does 0 -c office/tidemark.conf log --format csv
	((${#lines[@]} == 3))
}

@test "a file's name reaches it without control characters" {
	cp a.csv $'office/inbox/a\e[31m\nb.csv'
	does 0 -c office/tidemark.conf collect --settle 0
	grep -qx 'TIDEMARK_FILE=a \[31m b.csv' office/told
}
