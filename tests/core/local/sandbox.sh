#!/bin/sh
# Behaves like whiskboard-sandbox towards who starts it.
[ "$1 $3 $5 $7" = "--port --data --gateway-admin --gateway" ] || exit 9
cd "$4" || exit 9
trap 'rmdir own; echo ended >> log; exit 0' TERM
if ! mkdir own 2>/dev/null; then echo "busy http://127.0.0.1:4711"; exit 3; fi
echo started >> log
printf 'APIHOST=http://127.0.0.1:4711\nAUTH=uuid:key=1\n' > wskprops
[ "$6 $8" = "0 0" ] && echo '{"admin":"http://127.0.0.1:1","gateway":"http://127.0.0.1:2","admin_key":"secret"}' > gateway.json
echo "gateway-admin http://127.0.0.1:1"
echo "last words" >&2 # before it is ready: it may be killed right after
printf 'ready http://127.'; sleep 0.05; echo "0.0.1:4711"
while :; do sleep 0.05; done
