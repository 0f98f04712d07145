"""Reserves what an order asks for, or says what is missing."""

STOCK = {"MUG-0042": 3, "TEE-0007": 120, "PEN-0100": 5000}


def main(args):
    items = args.get("items", [])
    for item in items:
        sku = item.get("sku", "")
        left = STOCK.get(sku)
        if left is None:
            print(f"{sku or 'an item without a number'} is made to order")
        elif left < item["quantity"]:
            return {"error": {"code": "OUT_OF_STOCK", "sku": sku, "left": left}}
        else:
            print(f"reserved {item['quantity']} of {sku}")
    return {"items": items, "country": args.get("country", "DE"), "reserved": True}
