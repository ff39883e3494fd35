#!/usr/bin/env bats
# Text that would like to be a command, a script or markup stays text: in pictures drawn by a real
# gnuplot, in pages, Markdown and JSON as their own readers read them, and through the whole program.

load helper
load ../hostile/hostile

setup() {
	hostile_setup
}

@test "in a picture every text is there as it was, and none has run" {
	texts_in_pictures
}

@test "in a page every text is there as it was, in elements, attributes and addresses" {
	texts_in html html
}

@test "in Markdown no text becomes markup, wherever in a line it stands" {
	texts_in markdown md
}

@test "in JSON every text is there as it was" {
	texts_in json json
}

@test "a text that escaped would be found" {
	texts_in_pictures
	sed -i 's/canary/Canary/' ../pictures/1.svg
	run "$texts" svg ../texts ../pictures
	((status == 1))
	texts_in html html
	sed -i 's/&lt;script&gt;/<script>/g' page.html
	run "$texts" html ../texts page.html
	((status == 1))
	texts_in markdown md
	sed -i 's/\\[*]/*/g' page.md
	run "$texts" markdown ../texts page.md
	((status == 1))
}

@test "a catalogue, files and areas full of such texts" {
	"$texts" workspace 5 "$canary" >names
	mapfile -d '' names <names
	does 0 check --catalogue
	for name in "${names[@]}"; do does 0 load -q "$name"; done
	does 0 chart --today 2024-05-10 --areas
	out_is "80 charts in charts"
	find charts -name '*.svg' -exec xmllint --noout {} +
	does 0 chart --today 2024-05-10 --overview --format png -o sheets
	does 0 report --today 2024-05-10
	"$texts" report report/index.html
	find report -name '*.svg' -exec xmllint --noout {} +
	does 0 report --today 2024-05-10 --single -o page.html
	"$texts" report page.html
	does 0 report --today 2024-05-10 --format md
	cmark-gfm --unsafe -e table <<<"$output" >letter.html
	run ! grep -E '<(a|img|script|svg|blockquote|code|em|ol|h4|h5|h6|hr)\b' letter.html
	for format in text json csv md nagios; do
		does 2 check --today 2024-05-10 --areas --format $format
		[[ $format == csv ]] || run ! grep -qP '[\x01-\x09\x0b-\x1f\x7f]' <<<"$output"
	done
	untouched
}
