// Prices an order: list price, volume discount, tax.
const TAX = { DE: 0.19, FR: 0.20, US: 0.07 };

function discount(quantity) {
  if (quantity >= 100) return 0.15;
  if (quantity >= 10) return 0.05;
  return 0;
}

function main({ items = [], country = 'DE', currency }) {
  const net = items.reduce((sum, item) =>
    sum + item.price * item.quantity * (1 - discount(item.quantity)), 0);
  const tax = net * (TAX[country] ?? 0);
  console.log(`priced ${items.length} items for ${country}`);
  return { net, tax, total: Math.round((net + tax) * 100) / 100, currency };
}

exports.main = main;
