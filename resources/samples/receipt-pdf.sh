#!/bin/sh
# Writes a receipt of one page: the action's arguments come as JSON in $1, its result is the last line printed.
field() { printf '%s' "$1" | sed -n "s/.*\"$2\" *: *\"\{0,1\}\([A-Za-z0-9.]*\).*/\1/p"; }

total=$(field "$1" total)
currency=$(field "$1" currency)
line="Total: ${total:-0} ${currency:-EUR}"
content="BT /F1 24 Tf 72 760 Td ($line) Tj ET"

pdf='%PDF-1.4'
table=''
count=0
add() {
  count=$((count + 1))
  table="$table$(printf '%010d 00000 n ' $((${#pdf} + 1)))
"
  pdf="$pdf
$count 0 obj $1 endobj"
}
add '<< /Type /Catalog /Pages 2 0 R >>'
add '<< /Type /Pages /Kids [3 0 R] /Count 1 >>'
add '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>'
add "<< /Length ${#content} >>
stream
$content
endstream"
add '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>'
start=$((${#pdf} + 1))
pdf="$pdf
xref
0 $((count + 1))
0000000000 65535 f 
${table}trailer << /Size $((count + 1)) /Root 1 0 R >>
startxref
$start
%%EOF
"

echo "receipt: $line"
printf '{"name":"receipt.pdf","type":"application/pdf","size":%d,"body":"%s"}\n' ${#pdf} "$(printf '%s' "$pdf" | base64 | tr -d '\n')"
