"""The contrast of two colours (WCAG 2.2), and that of a text where axe cannot make it out: it gives up
where an element stands out of what is scrolled, though what is behind is known."""

import re

# Colour, ground, pixels of a letter and its weight; nothing where something shines through.
LOOK = r"""place => {
  const {color, fontSize, fontWeight} = getComputedStyle(place);
  for (let at = place; at; at = at.parentElement ?? at.getRootNode().host) {
    const {backgroundColor, backgroundImage, opacity} = getComputedStyle(at);
    if (backgroundImage !== 'none' || opacity !== '1') return null;
    const alpha = Number(backgroundColor.match(/^rgba\(.*, ([\d.]+)\)$/)?.[1] ?? 1);
    if (alpha === 1) return [color, backgroundColor, parseFloat(fontSize), Number(fontWeight)];
    if (alpha > 0) return null;
  }
  return null;
}"""


def parts(colour):
    """Red, green and blue of `#123456`, `#123` or `rgb(1, 2, 3)`, 0 to 1."""
    colour = colour.strip()
    if colour.startswith("#"):
        digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
        return [int(digits[place:place + 2], 16) / 255 for place in (0, 2, 4)]
    return [int(part) / 255 for part in re.fullmatch(r"rgb\((\d+), (\d+), (\d+)\)", colour).groups()]


def luminance(colour):
    linear = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts(colour))
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear))


def contrast(one, other):
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def is_readable(page, target):
    """Whether a text, named as axe names it, stands out enough; False, too, if nobody can tell."""
    place = page
    for selector in [target[0]] if isinstance(target[0], str) else target[0]:
        place = place.locator(selector)
    if not (found := place.evaluate(LOOK)):
        return False
    colour, ground, pixels, weight = found
    is_large = pixels >= 24 or pixels >= 18.66 and weight >= 700
    return contrast(colour, ground) >= (3 if is_large else 4.5)
