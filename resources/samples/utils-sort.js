// Sorts an array: numbers by their value, everything else by its text.
function main({ lines = [] }) {
  const numbers = lines.every((line) => typeof line === 'number');
  return { lines: [...lines].sort(numbers ? (a, b) => a - b : undefined), length: lines.length };
}
