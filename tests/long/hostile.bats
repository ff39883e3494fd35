#!/usr/bin/env bats
# tests/cli/hostile.bats with 100,000 texts, and a browser to read the page.

load ../cli/helper
load ../hostile/hostile

setup() {
	hostile_setup
	export TEXTS=100000 BROWSER=1
}

@test "100,000 texts in pictures" {
	texts_in_pictures
}

@test "100,000 texts in a page" {
	texts_in html html
}

@test "100,000 texts in Markdown" {
	texts_in markdown md
}

@test "100,000 texts in JSON" {
	texts_in json json
}
