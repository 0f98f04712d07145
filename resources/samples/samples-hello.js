// What goes to the console is in the activation's logs.
function main({ payload = 'world' }) {
  console.log(`hello ${payload}!`);
  return {};
}
