// A grey picture with its size written on it, as SVG.
function main({ width = 320, height = 200 }) {
  const [w, h] = [width, height].map((side) => Math.min(4096, Math.max(16, Number(side) || 16)));
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}">`
    + `<rect width="100%" height="100%" fill="#c9ced6"/>`
    + `<text x="50%" y="50%" text-anchor="middle" dominant-baseline="middle" font-family="sans-serif">${w} × ${h}</text></svg>`;
  return { headers: { 'Content-Type': 'image/svg+xml' }, statusCode: 200, body: Buffer.from(svg).toString('base64') };
}
