// Width and height of a PNG, GIF or JPEG picture, given as base64 text in "image".
function png(bytes) {
  return { type: 'png', width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

function gif(bytes) {
  return { type: 'gif', width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8) };
}

function jpeg(bytes) {
  for (let at = 2; at + 9 < bytes.length; at += 2 + bytes.readUInt16BE(at + 2)) {
    const marker = bytes[at + 1];
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { type: 'jpeg', width: bytes.readUInt16BE(at + 7), height: bytes.readUInt16BE(at + 5) };
  }
  return { error: 'the JPEG picture has no frame' };
}

function main({ image = '' }) {
  const bytes = Buffer.from(image, 'base64');
  if (bytes.length >= 24 && bytes.readUInt32BE(0) === 0x89504e47) return png(bytes);
  if (bytes.length >= 10 && bytes.toString('latin1', 0, 3) === 'GIF') return gif(bytes);
  if (bytes.length >= 4 && bytes.readUInt16BE(0) === 0xffd8) return jpeg(bytes);
  return { error: 'this is no PNG, GIF or JPEG picture' };
}
