#!/usr/bin/env bats
# A workspace to begin with, and the pages of help.

load helper

@test "a new workspace has a catalogue that works, an inbox, and keeps its figures out of git" {
	does 0 init
	out_is 'tidemark.conf: a catalogue to begin with; put CSV files into inbox'
	err_is ''
	[[ -d inbox ]]
	file_is .gitignore <<-'END'
		/data/
		/charts/
		/report/
		/inbox/
	END
	does 0 list
	out_has 'loans'
	out_has 'visitors'
}

@test "a catalogue that is there stays as it is" {
	catalogue <<-'END'
		indicator mine { kind = stock  every = month }
	END
	does 73 init
	err_is 'tidemark.conf: error: is there already and is left as it is'
	[[ ! -e inbox ]]
	file_is tidemark.conf <<-'END'
		indicator mine { kind = stock  every = month }
	END
}

@test "git's list that is there stays as it is, and a quiet init says nothing" {
	file office/.gitignore <<<'/secret/'
	does 0 init --quiet office
	out_is ''
	file_is office/.gitignore <<<'/secret/'
	[[ -s office/tidemark.conf ]]
}

@test "one workspace at a time, and none inside a file" {
	does 64 init one two
	err_is 'tidemark: error: one folder at a time'
	[[ ! -e one ]]
	: >file
	does 73 init file
	err_is 'file/inbox: error: cannot make the folder: Not a directory'
}


@test "help has a page for each command and none for others" {
	does 0 help
	out_has 'collect'
	does 0 help load
	out_has 'usage: tidemark load'
	does 64 help nothing
	err_is 'tidemark: error: unknown command "nothing"; tidemark help lists them all'
	out_is ''
}
