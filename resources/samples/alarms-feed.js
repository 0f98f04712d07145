// Fires a trigger at its times: CREATE, READ, UPDATE, DELETE, PAUSE and UNPAUSE of an alarm. The sandbox carries this
// feed out by itself, without Node.js; a copy of it cannot.
function main() {
  return { error: 'An alarm can be set only by /whisk.system/alarms of the sandbox.' };
}
