// Nests everything below one member.
function main({ $fieldName: name, ...members }) {
  return typeof name === 'string' && name ? { [name]: members } : { error: '$fieldName must be a text' };
}
