/* Contrast, from the colours that the browser has worked out: axe leaves out Arabic and Urdu text. */
Object.assign(measure, (() => {
  const { fault, once, seen, styled, styleOf } = measure;
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const colours = new Map();
  /** [red, green, blue, alpha], each 0 to 1, of any CSS colour. */
  function rgba(colour) {
    if (!colours.has(colour)) {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
      colours.set(colour, [...canvas.getImageData(0, 0, 1, 1).data].map((byte) => byte / 255));
    }
    return colours.get(colour);
  }
  const over = (top, bottom) => [0, 1, 2].map((i) => top[i] * top[3] + bottom[i] * (1 - top[3])).concat(1);

  /** What lies behind the words of an element: its own and its ancestors' backgrounds. null: a picture, or nothing. */
  const background = once((element) => {
    if (!element) return null;
    const style = styleOf(element);
    if (style.backgroundImage !== "none") return null;
    const colour = rgba(style.backgroundColor);
    if (colour[3] === 1) return colour;
    const behind = background(element.parentElement);
    return behind && over(colour, behind);
  });
  const opacity = once((element) =>
    (element ? Number(styleOf(element).opacity) * opacity(element.parentElement) : 1));
  // https://www.w3.org/TR/WCAG22/#dfn-relative-luminance
  const luminance = (colour) => {
    const [red, green, blue] = colour.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  function ratio(one, other) {
    const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  }

  /** Every text at least `least`:1 on what is behind it (WCAG 1.4.6). Texts of the same three colours are one sum. */
  function contrast(least, code = "A002") {
    const sums = new Map();
    return styled().flatMap(({ element, style }) => {
      const behind = background(element);
      if (!behind) return [fault(code, element, "what is behind its words is a picture, so that their contrast is unknown")];
      const key = `${style.color} ${opacity(element)} ${behind}`;
      if (!sums.has(key)) {
        const [red, green, blue, alpha] = rgba(style.color);
        sums.set(key, ratio(over([red, green, blue, alpha * opacity(element)], behind), behind));
      }
      const found = sums.get(key);
      return found < least ? [fault(code, element, `its words have a contrast of ${found.toFixed(2)}:1, less than ${least}:1`)] : [];
    });
  }

  /** In the reader's own colours: words stand out (4.5:1), and boxes and buttons have an edge, for their colour is gone. */
  function forced() {
    const boxes = [...document.querySelectorAll(".card, .tools a, .menu summary")].filter(seen);
    return [...contrast(4.5, "A016"), ...boxes.filter((box) => styleOf(box).borderBlockStartStyle === "none")
      .map((box) => fault("A016", box, "it has no edge in the reader's own colours"))];
  }

  return { rgba, over, background, ratio, contrast, forced };
})());
