# victoriametrics: runs a real one for a test (`load victoriametrics`).

# shellcheck shell=bash disable=SC2154

needs_victoriametrics() {
	command -v victoria-metrics >/dev/null || skip "victoria-metrics is not installed"
}

# start [OPTION…]: runs it on a free port of the loopback, on the one it had before if it was
# stopped, with the data it has in ./vm. Its URL is in $url.
start() {
	local port=${url##*:}

	[[ $port ]] || port=$(perl -MIO::Socket::INET -e \
		'print IO::Socket::INET->new(LocalAddr => "127.0.0.1", Listen => 1)->sockport')
	url=http://127.0.0.1:$port
	victoria-metrics -httpListenAddr="127.0.0.1:$port" -storageDataPath=vm -retentionPeriod=100y \
		-memory.allowedBytes=256MiB "$@" >>vm.log 2>&1 3>&- &
	server=$!
	until (exec 4<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do
		kill -0 "$server"
		sleep 0.05
	done
}

# Kills it without a warning.
stop() {
	[[ ! ${server-} ]] || kill -9 "$server" 2>/dev/null || true
	wait "$server" 2>/dev/null || true
	server=
}

# same_from_both STATUS ARGUMENTS…: its figures and those of ./data give the same, byte for byte.
same_from_both() {
	local expected=$1 status

	shift
	sed "1i store = \"victoriametrics:$url\"" tidemark.conf >distant.conf
	status=0
	tidemark -c distant.conf -d data "$@" >near 2>&1 || status=$?
	((status == expected))
	status=0
	tidemark -c distant.conf "$@" >far 2>&1 || status=$?
	((status == expected))
	cmp near far || diff near far | head -n 20
	cmp near far
}
