// Greets. As a web action: .../api/v1/web/guest/default/hello.json?name=Ada
function main({ name = 'stranger' }) {
  return { greeting: `Hello, ${name}!` };
}
