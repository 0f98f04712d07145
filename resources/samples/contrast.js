// The contrast of two colours ("#rrggbb") as accessibility guidelines count it, from 1 to 21.
function luminance(colour) {
  const parts = /^#?([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(colour);
  if (!parts) throw new Error(`${colour} is no colour`);
  const [r, g, b] = parts.slice(1).map((hex) => parseInt(hex, 16) / 255)
    .map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function main({ text = '#000000', background = '#ffffff' }) {
  const [light, dark] = [luminance(text), luminance(background)].sort((a, b) => b - a);
  const contrast = Math.round(((light + 0.05) / (dark + 0.05)) * 100) / 100;
  return { contrast, readable: contrast >= 4.5 };
}
