// Reads an address and returns what it answers.
async function main({ payload }) {
  if (typeof payload !== 'string' || !payload) return { error: 'payload must be a host or a URL' };
  const url = /^https?:/.test(payload) ? payload : `http://${payload}`;
  const answer = await fetch(url);
  const msg = await answer.text();
  console.log(`${url} answered ${answer.status}, ${msg.length} characters`);
  return { msg };
}
