#!/usr/bin/env bats
# The report: its files, what the page says, what nobody may slip into it, and how it ends.
# shellcheck disable=SC2154 # bats sets output and stderr
load helper

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	unset TIDEMARK_CONF NO_COLOR
	catalogue <<-'END'
		lang = en
		group B1 { title = "Traffic"  owner = { "Roads", "Police" }  due = 2024-12-31
			action "B1.1" { title = "Mend the bridge"  owner = "Roads"  due = 2024-06-01 }
			action "B1.2" { title = "Count the cars"  owner = "Police"  due = 2024-09-30  done = 2024-05-01 }
		}
		group B2 { title = "Air"  owner = "Health"  closed = 2024-03-01 }
		indicator jams { title = "Traffic jams"  unit = "h"  kind = flow  every = month  group = B1
			target = "value <= 10"  note = "by camera"  source_note = "Roads office" }
		indicator dust { title = "Dust"  unit = "t"  kind = flow  every = month  owner = "Health"  group = B2
			target = { "value <= 5", "value >= 0" } }
		indicator trees { title = "Trees"  kind = stock  every = year  owner = "Parks"  target = "value >= 100" }
		indicator births { title = "Births"  kind = flow  every = month }
	END
	file first.csv <<-'END'
		month,jams,dust,births
		2024-04,8,4,31
		2024-05,9,4,30
		2024-06,12,7,29
	END
	file second.csv <<-'END'
		month,jams
		2024-05,11
	END
	tidemark load -q first.csv second.csv
}

report() {
	does "$1" report --today 2024-07-10 --since 1 "${@:2}"
}

# page TEXT…: fails unless the page holds each of them.
page() {
	local text

	for text in "$@"; do
		grep -qF -- "$text" report/index.html && continue
		echo "not in the page: $text"
		return 1
	done
}

page_lacks() {
	if grep -F -- "$1" report/index.html; then return 1; fi
}

@test "a page and a chart for each indicator with figures" {
	report 0
	out_is "report/index.html: 4 targets, 3 charts"
	err_is ""
	run ls -A report
	[[ $output == $'charts\nindex.html' ]]
	[[ $(cd report/charts && echo *.svg) =~ ^births-[0-9a-f]{8}.svg\ dust-[0-9a-f]{8}.svg\ jams-[0-9a-f]{8}.svg\ overview-[0-9a-f]{8}.svg$ ]]
	page "src=\"$(cd report && echo charts/jams-*.svg)\" loading=\"lazy\""
}

@test "the indicators that have a course stand together in one picture" {
	report 0
	page "$(cd report && echo charts/overview-*.svg)\" loading=\"lazy\" width=\"1000\"" \
		'alt="Overview: Of 4 targets 1 are met'
	report 0 --group B2
	page_lacks 'charts/overview'
}

@test "the areas of an indicator stand together behind its chart" {
	file areas.csv <<-'END'
		month,area,dust
		2024-06,north,3
		2024-06,south,9
		2024-06,west,5
	END
	tidemark load -q areas.csv
	report 0
	out_is "report/index.html: 4 targets, 3 charts"
	page "$(cd report && echo charts/dust.areas-*.svg)\" loading=\"lazy\"" \
		'3 areas; the highest latest figure is south 9 t (2024-06), the lowest north 3 t (2024-06)'
}

@test "the first page says what is missed, with the sentence that check prints" {
	tidemark check --today 2024-07-10 --format json | jq -r '.targets[] | .detail' |
		sed 's/&/\&amp;/g; s/</\&lt;/g; s/>/\&gt;/g' >sentences
	report 0
	while IFS= read -r sentence; do page "$sentence"; done <sentences
	page 'Of 4 targets 1 are met or on track, 2 missed, 0 at risk or off track, 1 without a usable figure'
	page '<b>To be followed up</b>: <a href="#o-1">Roads</a> (1 missed, 1 overdue action), ' \
		'<a href="#o-2">Police</a> (1 missed), <a href="#o-3">Health</a> (1 missed).'
	page '2 groups: 1 open, 1 reopened. 2 actions: 1 done, 1 overdue.'
	page 'due 2024-06-01, 39 days ago' '1 target without figures: Trees'
}

@test "groups with their actions, a reopened one marked" {
	report 0
	page '<span class="mark bad">reopened</span></td><th scope="row" class="name"><a href="#g-B2">B2 Air</a>'
	page 'declared closed on 2024-03-01'
	page '<span class="mark plain">open</span></td><th scope="row" class="name"><a href="#g-B1">B1 Traffic</a></th>'
	page '<td class="who" data-l="Owner">Roads, Police</td><td class="d" data-l="Due">2024-12-31</td><td class="n" data-l="Actions done">1 / 2</td><td class="n" data-l="Targets: met / open / missed">0 / 0 / 1</td>'
	page '<span class="mark bad">overdue</span></td><th scope="row" class="what">B1.1 Mend the bridge</th>'
}

@test "an owner answers for what is his, or his group's" {
	report 0 --owner Police
	page 'Traffic jams' 'Count the cars'
	page_lacks 'Dust'
	page_lacks 'Mend the bridge'
	page_lacks '<h3>Roads'
	page '<h1>Follow-up sheet: Police</h1>'
}

@test "only one group" {
	report 0 --group B2
	page 'Dust' 'Air'
	page_lacks 'Traffic jams'
	run ! compgen -G 'report/charts/jams*'
}

@test "a group or an owner that is not in the catalogue" {
	report 64 --group B9
	err_is 'tidemark: error: no group "B9" in the catalogue'
	report 64 --owner Nobody
	err_has 'no owner "Nobody" in the catalogue'
	report 64 --format pdf
	err_has 'expected html or md'
	report 64 --lang fr
	err_has 'expected zh or en'
	does 64 report --since yesterday
	err_has "expected a load's number or a date"
	[[ ! -e report ]]
}

@test "a figure that was revised, old and new, when and by which file" {
	report 0
	page '<a href="#i-jams">Traffic jams</a></th><td class="d">2024-05</td><td class="n">9</td><td class="n">11</td>'
	page '<td>second.csv</td>'
	report 0 --since 2
	page_lacks 'second.csv'
	page 'Revisions since load 2: None.'
}

@test "as of an earlier load the revision is not known yet" {
	report 0 --as-of 1
	page_lacks 'second.csv'
	page 'as of load 1 ('
}

@test "the same data gives the same bytes" {
	report 0 -o one
	report 0 -o two
	diff -r one two
	report 0 --single -o one.html
	report 0 --single -o two.html
	cmp one.html two.html
}

@test "one file holds the charts and asks for nothing else" {
	report 0 --single -o all.html
	out_is "all.html: 4 targets, 3 charts"
	[[ $(ls) != *charts* ]]
	(($(grep -o 'src="data:image/svg+xml;base64,' all.html | wc -l) == 4))
	grep -o 'src="data:image/svg+xml;base64,[^"]*' all.html | head -1 | cut -d, -f2 | base64 -d | xmllint --noout -
	run ! grep -E 'https?:' all.html
	grep -q "img-src data:;" all.html
}

@test "nothing that a title, note, file or area holds becomes markup" {
	local hostile='<script>alert(1)</script>"><img src=x onerror=alert(2)>'"'"'`|[a](javascript:b)'

	catalogue <<-END
		lang = en
		group B1 { title = "G$(printf '%s' "$hostile" | sed 's/"/\\"/g')"  owner = "O<b>&"
			action "B1.1" { title = "A</td>"  evidence = "<!--"  progress = { "2024-06-30 <i>" } } }
		indicator jams { title = "T$(printf '%s' "$hostile" | sed 's/"/\\"/g')"  unit = "<u>"  kind = flow  every = month
			group = B1  note = "N<b>"  source_note = "</style>"  target = "value <= 10 area=*" }
	END
	rm -r data
	file '<b>"&.csv' <<-'END'
		month,area,jams
		2024-06,<svg onload=alert(3)>,13
		2024-06,../'%2F x,13
	END
	does 0 load -q '<b>"&.csv'
	sed -i s/13/14/ '<b>"&.csv'
	does 0 load -q '<b>"&.csv'
	report 0
	page '&lt;script&gt;alert(1)' '&lt;svg onload=alert(3)&gt;' '&lt;b&gt;&quot;&amp;.csv' 'A&lt;/td&gt;'
	page_lacks '<script>alert'
	page_lacks '<svg onload'
	page_lacks '<img src=x'
	page_lacks '<i>'
	page_lacks '<!--'
	(($(grep -c '</style>' report/index.html) == 1))
	xmllint --html --noout report/index.html 2>&1 | grep -v -e 'Tag \(header\|nav\|main\|section\|svg\|path\|circle\|footer\|details\|summary\|output\) invalid' \
		-e '^ *\^$' -e '^<' -e '^report/index' && return 1
	while IFS= read -r path; do
		[[ -s report/$(printf '%b' "${path//%/\\x}") ]]
	done < <(grep -o 'src="charts/[^"]*' report/index.html | cut -d'"' -f2)
	report 0 --format md
	out_lacks '<script>'
	out_lacks '[a](javascript'
}

@test "the policy names the style and the script that stand there" {
	report 0
	for tag in style script; do
		sum=$(sed -n "/<$tag>/,/<\/$tag>/p" report/index.html | sed "1s/.*<$tag>//; \$s/<\/$tag>.*//" |
			head -c -1 | sha256sum | cut -d' ' -f1 | tr a-f A-F | basenc --base16 -d | base64)
		page "$tag-src 'sha256-$sum'"
	done
	page "default-src 'none'; img-src 'self';"
}

@test "as text for a mail, printed or written" {
	report 0 --format md
	out_has '# Indicators and targets'
	out_has '**To be followed up**: Roads (1 missed, 1 overdue action), Police'
	out_has '- **missed** Dust: ≤ 5 t (Health) – 2024-06: 7 t; broken for 1 period in a row'
	out_has '| reopened | B2 Air | Health | long-term | 0 / 0 | 1 / 0 / 1 |'
	out_has '| Traffic jams | 2024-05 | 9 | 11 | h |'
	printf '%s\n' "$output" >printed
	report 0 --format md -o letter.md
	out_is ""
	diff printed letter.md
}

@test "in the other language" {
	report 0 --lang zh
	page '<html lang="zh-CN">' '4 项目标中，1 项达标或正常推进，2 项未达标' '回炉'
	report 0 --lang zh --format md
	out_has '## 问题台账'
}

@test "without gnuplot the page is still written, without charts" {
	run --separate-stderr env PATH="$PWD" "$TIDEMARK" report --today 2024-07-10
	((status == 69))
	err_has 'gnuplot'
	page 'The chart could not be drawn' 'Traffic jams'
	page_lacks '<img'
	run ls -A report
	[[ $output == index.html ]]
	printf 'month,area,jams\n2024-06,North,3\n2024-06,South,4\n' >areas.csv
	does 0 load -q areas.csv
	for i in {1..120}; do echo "2024-05,Part $i,$i"; done >>areas.csv
	does 0 load -q areas.csv
	for day in 2024-07-10 2024-04-30; do # on the second all areas lie ahead
		run --separate-stderr env PATH="$PWD" "$TIDEMARK" report --today $day
		((status == 69))
		page_lacks '<img'
	done
}

@test "a list of charts that cannot be read removes none" {
	does 0 report --today 2024-07-10
	mkdir report/charts/other.list
	does 66 report --today 2024-07-10
	err_has 'other.list'
}

@test "a folder that cannot be made" {
	: >taken
	report 73 -o taken
	err_has 'taken: error: cannot make the folder'
	report 73 -o taken/below
}

@test "on a full disk the old report stays" {
	report 0
	cp -r report before
	sed -i 's/Traffic jams/Jams/' tidemark.conf
	# shellcheck disable=SC2016 # the inner shell expands them
	run --separate-stderr bash -c 'ulimit -f 8; exec "$0" "$@"' "$TIDEMARK" report --today 2024-07-10 --since 1
	((status == 74))
	diff -r before report
}

@test "a catalogue without targets has no tiles of noughts" {
	catalogue <<-'END'
		lang = en
		indicator jams { title = "Traffic jams"  kind = flow  every = month }
		indicator births { title = "Births"  kind = flow  every = month }
	END
	report 0
	page 'The catalogue sets no targets' 'Births'
	page_lacks 'class="tiles"'
}

@test "since a day that is still to come nothing was revised" {
	does 0 report --today 2024-07-10 --since 2099-01-01
	page 'Revisions since 2099-01-01: None.'
}

@test "an empty store is a report too" {
	rm -r data
	report 0
	page 'nothing has been loaded yet' 'No figure yet'
	[[ $output == 'report/index.html: 4 targets, 0 charts' ]]
}
