function main() {
  console.log('hello world');
  return {};
}
