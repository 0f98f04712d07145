#!/bin/sh
echo 'This is a stub action that should be replaced with user code (e.g., script or compatible binary).'
echo 'The input to the action is received from stdin, and up to a size of MAX_ARG_STRLEN (131071) also as an argument from the command line.'
echo 'Actions may log to stdout or stderr. By convention, the last line of output must'
echo 'be a stringified JSON object which represents the result of the action.'
echo "command line argument: $1"
echo "command line argument length: ${#1}"
echo "stdin input length: $(wc -c)"
echo '{ "error": "This is a stub action. Replace it with custom logic." }'
