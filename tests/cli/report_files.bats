#!/usr/bin/env bats
# The files of a report: what is replaced, what is removed, and what stays whatever happens.
# shellcheck disable=SC2154 # bats sets output and stderr
load helper

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	unset TIDEMARK_CONF NO_COLOR
	catalogue <<-'END'
		lang = en
		indicator jams { title = "Traffic jams"  kind = flow  every = month }
		indicator dust { title = "Dust"  kind = flow  every = month  target = "value <= 5 area=*" }
	END
	file first.csv <<-'END'
		month,area,jams,dust
		2024-05,Total,8,4
		2024-06,Total,8,4
		2024-06,north,,2
		2024-06,south,,2
	END
	tidemark load -q first.csv
}

report() {
	does "$1" report --today 2024-07-10 --since 1 "${@:2}"
}

charts() {
	(cd report/charts && find . -name '*.svg' | sort | sed 's/^..//; s/-[0-9a-f]*\.svg$//')
}

# fits PAGE: fails unless the page's charts are all there, each as its name says, and no others.
fits() {
	local folder=${1%/*}

	[[ $(grep -o 'src="charts/[^"]*' "$1" | cut -c 6- | LC_ALL=C sort) == \
		"$(cd "$folder" && find charts -name '*.svg' | LC_ALL=C sort)" ]] || return
	names_tell "$folder"
}

names_tell() {
	local path

	while IFS= read -r path; do
		[[ $path == *-"$(sha256sum <"$path" | cut -c 1-8)".svg ]] || { echo "$path" && return 1; }
	done < <(find "$1/charts" -name '*.svg')
}

@test "a page's charts are there, and their names tell their content" {
	report 0
	fits report/index.html
	[[ $(charts) == $'dust\ndust.areas\ndust/north\ndust/south\njams\noverview' ]]
}

@test "charts that the new page has not are removed, with their folders" {
	report 0
	sed -i '/dust/d' tidemark.conf
	report 0
	fits report/index.html
	[[ $(charts) == jams ]]
	[[ ! -e report/charts/dust ]]
}

@test "a chart that has changed takes another name, one that has not keeps its own" {
	report 0
	ls report/charts >before
	echo $'month,jams\n2024-06,9' >second.csv
	tidemark load -q second.csv
	report 0
	fits report/index.html
	ls report/charts >after
	run diff before after
	[[ $output == *'< jams-'*'> jams-'* && $output != *dust* ]]
}

@test "what others have put into the folder stays" {
	report 0
	echo mine >report/charts/mine.svg
	echo mine >report/notes.txt
	cp report/charts/jams-*.svg report/charts/copy.svg
	mkdir report/charts/old
	cp report/charts/jams-*.svg report/charts/old/
	: >report/charts/dust/mine
	sed -i '/dust/d; s/Traffic jams/Jams/' tidemark.conf
	report 0
	[[ $(cat report/charts/mine.svg report/notes.txt) == $'mine\nmine' ]]
	[[ -s report/charts/copy.svg && -e report/charts/dust/mine ]]
	compgen -G 'report/charts/old/jams-*.svg'
	run ! compgen -G 'report/charts/dust*.svg'
}

@test "a chart that somebody has changed since is not removed" {
	report 0
	echo '<!-- my own -->' | tee -a report/charts/jams-*.svg >/dev/null
	sed -i 's/Traffic jams/Jams/' tidemark.conf
	report 0
	(($(compgen -G 'report/charts/jams-*.svg' | wc -l) == 2))
}

@test "a list that names files elsewhere removes nothing" {
	local name

	report 0
	name=$(cd report/charts && echo jams-*.svg)
	mkdir other
	cp "report/charts/$name" other/
	printf '%s\n' "charts/../../other/$name" "../other/$name" "$PWD/other/$name" charts/ / >>report/charts/index.html.list
	report 0
	[[ -s other/$name ]]
	fits report/index.html
}

@test "two pages of one folder leave each other their charts" {
	report 0 -o both/en.html
	report 0 -o both/zh.html --lang zh
	names_tell both
	for page in en zh; do
		while IFS= read -r path; do [[ -s both/$path ]]; done < <(grep -o 'charts/[^"]*\.svg' both/$page.html)
	done
	report 0 -o both/en.html --lang zh
	cmp both/en.html both/zh.html
	fits both/zh.html
}

@test "one file in the place of a page leaves no charts behind" {
	report 0
	report 0 --single -o report
	[[ -z $(charts) ]]
	run ! grep -q 'src="charts' report/index.html
}

@test "a page that is not a report of tidemark is not replaced" {
	mkdir report
	echo '<!DOCTYPE html><title>My home</title>' >report/index.html
	report 73
	err_is 'tidemark: error: "report/index.html" is not a report of tidemark and stays as it is; move it away or choose another place with -o'
	[[ $(ls -A report) == index.html && $(cat report/index.html) == *'My home'* ]]
	: >report/index.html
	report 0
	fits report/index.html
	mkdir -p taken/index.html
	report 73 -o taken
	err_has '"taken/index.html" is a folder'
}

@test "a folder in which nothing may be written" {
	((EUID)) || skip "root may write anywhere"
	mkdir report
	chmod 555 report
	report 73
	err_has 'report: error: cannot make a folder in it'
}

@test "two reports at once: the page that is there has its charts" {
	sed 's/Traffic jams/Jams/' tidemark.conf >other.conf
	for ((i = 0; i < 4; i++)); do
		"$TIDEMARK" -q report --today 2024-07-10 &
		"$TIDEMARK" -q -c other.conf -d data report --today 2024-07-10 &
	done
	wait
	fits report/index.html
}
