"""Sums up a day of orders."""

import datetime

ORDERS = [("MUG-0042", 2, 8.40), ("TEE-0007", 11, 198.55), ("PEN-0100", 140, 119.00)]


def main(args):
    day = args.get("day") or datetime.date.today().isoformat()
    lines = [{"sku": sku, "quantity": quantity, "net": net} for sku, quantity, net in ORDERS]
    total = round(sum(line["net"] for line in lines), 2)
    print(f"{args.get('report', 'daily')} report for {day}: {len(lines)} articles, {total}")
    return {"day": day, "region": args.get("region", "eu-1"), "lines": lines, "total": total}
