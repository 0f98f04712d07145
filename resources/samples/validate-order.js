// Looks whether an order can be worked on: items with a price and a quantity, a country we deliver to.
const COUNTRIES = ['DE', 'FR', 'US'];

function problems({ items, country }) {
  const found = [];
  if (!Array.isArray(items) || items.length === 0) found.push('the order has no items');
  for (const [i, item] of (Array.isArray(items) ? items : []).entries()) {
    if (!(item.quantity > 0)) found.push(`item ${i + 1} has no quantity`);
    if (!(item.price >= 0)) found.push(`item ${i + 1} has no price`);
  }
  if (!COUNTRIES.includes(country)) found.push(`no delivery to ${country}`);
  return found;
}

function main({ items, country = 'DE' }) {
  const order = { items, country };
  const found = problems(order);
  if (found.length > 0) {
    console.error(found.join('; '));
    return { error: { code: 'INVALID_ORDER', problems: found } };
  }
  console.log(`order of ${order.items.length} items is fine`);
  return { ...order, valid: true };
}
