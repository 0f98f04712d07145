// Manages the APIs of the gateway, for `wsk api` and others. The sandbox carries this action out by itself, without
// Node.js; a copy of it cannot.
function main() {
  return { error: 'APIs can be managed only by /whisk.system/apimgmt of the sandbox.' };
}
