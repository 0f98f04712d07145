// Splits a text at a character, or at a regular expression that stands between slashes.
function main({ payload = '', separator = /\r?\n/ }) {
  const form = /^\/(.*)\/(\w*)$/.exec(separator);
  const lines = String(payload).split(form ? new RegExp(form[1], form[2]) : separator);
  return { lines, payload };
}
