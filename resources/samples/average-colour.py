"""The average of colours given as "#rrggbb"."""


def channels(colour):
    digits = colour.lstrip("#")
    if len(digits) != 6:
        raise ValueError(f"{colour} is no colour")
    return [int(digits[i:i + 2], 16) for i in (0, 2, 4)]


def main(args):
    colours = [channels(colour) for colour in args.get("colours", [])]
    if not colours:
        return {"error": "there are no colours"}
    mean = [round(sum(parts) / len(colours)) for parts in zip(*colours)]
    return {"average": "#" + "".join(f"{part:02x}" for part in mean), "count": len(colours)}
