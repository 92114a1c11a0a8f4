/* Measurements inside a page, one function a promise. Each gives a list of faults in words; an empty list is good. */
globalThis.measure = (() => {
  const name = (element) => {
    const classes = [...element.classList].map((word) => "." + word).join("");
    const inside = element.closest("[id]");
    const place = element.id ? "#" + element.id : inside ? ` in #${inside.id}` : "";
    const words = element.textContent.trim().replace(/\s+/g, " ").slice(0, 40);
    return `<${element.localName}${classes}>${place} "${words}"`;
  };
  /** Words for screen readers only, in a box of one pixel. */
  const tucked = (element) => {
    for (let here = element; here && here !== document.body; here = here.parentElement) {
      if (/hidden|clip/.test(getComputedStyle(here).overflow) && (here.offsetWidth <= 1 || here.offsetHeight <= 1)) return true;
    }
    return false;
  };
  const seen = (element) =>
    element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }) && !tucked(element);
  const hidden = (element) => element.matches(".skip:not(:focus), .skip:not(:focus) *"); // until Tab brings it in
  const setAll = (open) => document.querySelectorAll("details").forEach((details) => { details.open = open; });
  const openAll = () => setAll(true);
  const closeAll = () => setAll(false);
  const px = (value) => Math.round(value * 100) / 100;

  /** Every text that is shown, with its element and the boxes of its lines. */
  function texts() {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (!node.data.trim() || !seen(node.parentElement)) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const boxes = [...range.getClientRects()].filter((box) => box.width > 0 && box.height > 0);
      if (boxes.length) found.push({ node, element: node.parentElement, boxes });
    }
    return found;
  }

  /** Every text that is shown, with the style it has; also the words that styles put before and after. */
  function styled() {
    const added = [...document.body.querySelectorAll("*")].filter(seen).flatMap((element) =>
      ["::before", "::after"].map((part) => ({ element, style: getComputedStyle(element, part) }))
        .filter(({ style }) => /[\p{L}\p{N}]/u.test(style.content) && !/^(none|normal|counters?\()/.test(style.content)));
    return [...texts().map(({ element }) => ({ element, style: getComputedStyle(element) })), ...added];
  }

  // Colours

  const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const known = new Map();
  /** [red, green, blue, alpha], each 0 to 1, of any CSS colour. */
  function rgba(colour) {
    if (!known.has(colour)) {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
      known.set(colour, [...canvas.getImageData(0, 0, 1, 1).data].map((byte) => byte / 255));
    }
    return known.get(colour);
  }
  const over = (top, bottom) => [0, 1, 2].map((i) => top[i] * top[3] + bottom[i] * (1 - top[3])).concat(1);

  /** What lies behind the words of an element: its own and its ancestors' backgrounds. null: a picture, or nothing. */
  function background(element) {
    const layers = [];
    for (let here = element; here; here = here.parentElement) {
      const style = getComputedStyle(here);
      if (style.backgroundImage !== "none") return null;
      const colour = rgba(style.backgroundColor);
      layers.push(colour);
      if (colour[3] === 1) return layers.reduceRight((bottom, top) => over(top, bottom));
    }
    return null;
  }
  function opacity(element) {
    let product = 1;
    for (let here = element; here; here = here.parentElement) product *= Number(getComputedStyle(here).opacity);
    return product;
  }
  // https://www.w3.org/TR/WCAG22/#dfn-relative-luminance
  const luminance = (colour) => {
    const [red, green, blue] = colour.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  function ratio(one, other) {
    const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  }

  /** Every text at least `least`:1 on what is behind it (WCAG 1.4.6). */
  function contrast(least) {
    openAll();
    return styled().flatMap(({ element, style }) => {
      const behind = background(element);
      if (!behind) return [`${name(element)}: its background cannot be measured`];
      const [red, green, blue, alpha] = rgba(style.color);
      const found = ratio(over([red, green, blue, alpha * opacity(element)], behind), behind);
      return found < least ? [`${name(element)}: contrast ${found.toFixed(2)}:1`] : [];
    });
  }

  // Sizes

  /** Every text at least `least` px. */
  function sizes(least) {
    openAll();
    return styled().flatMap(({ element, style }) => {
      const size = parseFloat(style.fontSize);
      return size < least - 0.01 ? [`${name(element)}: ${px(size)}px`] : [];
    });
  }

  /** A link in running words may be as small as the words round it (WCAG 2.5.5). A list counts as one text. */
  function inSentence(link) {
    if (getComputedStyle(link).display !== "inline") return false;
    if (link.closest("td, th, h1, h2, h3, h4, h5, h6")) return true;
    const block = link.closest("ul, ol") || link.closest("p, dd, figcaption, address");
    if (!block) return false;
    const others = [...block.querySelectorAll("a")].reduce((words, a) => words.replace(a.textContent, ""), block.textContent);
    return /[\p{L}\p{N}]/u.test(others);
  }
  /** Every target at least 44 by 44 px (WCAG 2.5.5). */
  function targets() {
    openAll();
    const controls = [...document.querySelectorAll("a[href], summary, button, input, select, textarea")];
    return controls.filter((control) => seen(control) && !inSentence(control)).flatMap((control) => {
      const { width, height } = control.getBoundingClientRect();
      return width < 43.99 || height < 43.99 ? [`${name(control)}: ${px(width)}x${px(height)}`] : [];
    });
  }

  // Room

  const scrolls = (element) => /auto|scroll/.test(getComputedStyle(element).overflowX);
  const regions = () => [...document.body.querySelectorAll("*")]
    .filter((element) => seen(element) && scrolls(element) && element.scrollWidth > element.clientWidth);
  const inRegion = (element) => {
    for (let here = element.parentElement; here && here !== document.body; here = here.parentElement) {
      if (scrolls(here)) return true;
    }
    return false;
  };

  /** No scrolling sideways (WCAG 1.4.10), and nothing beyond the edge that cannot be scrolled to. */
  function reflow() {
    openAll();
    const page = document.documentElement;
    const wide = page.scrollWidth > page.clientWidth ? [`the page is ${page.scrollWidth}px wide in ${page.clientWidth}px`] : [];
    const outside = [...document.body.querySelectorAll("*")].filter((element) => {
      const { left, right, width, height } = element.getBoundingClientRect();
      return seen(element) && width > 0 && height > 0 && (left < -1 || right > page.clientWidth + 1) && !inRegion(element);
    });
    const words = texts().filter(({ element, boxes }) => !scrolls(element) && !inRegion(element) &&
      boxes.some((box) => box.left < -1 || box.right > page.clientWidth + 1));
    return [...wide, ...new Set([...outside, ...words.map(({ element }) => element)])]
      .map((fault) => (typeof fault === "string" ? fault : `${name(fault)} stands out of the page`));
  }

  /** Every word inside each box round it that cuts off what does not fit (WCAG 1.4.12). */
  function clipped() {
    openAll();
    return texts().flatMap(({ element, boxes }) => {
      for (let here = element; here && here !== document.body; here = here.parentElement) {
        const style = getComputedStyle(here);
        const frame = here.getBoundingClientRect();
        const cutsX = /hidden|clip/.test(style.overflowX), cutsY = /hidden|clip/.test(style.overflowY);
        const cut = boxes.some((box) => (cutsX && (box.left < frame.left - 1 || box.right > frame.right + 1)) ||
          (cutsY && (box.top < frame.top - 1 || box.bottom > frame.bottom + 1)));
        if (cut) return [`${name(element)} is cut off by ${name(here)}`];
      }
      return [];
    });
  }

  /** No control of the header over another, and each with its words inside it. */
  function header() {
    const controls = [...document.querySelectorAll("header a, header summary")].filter((control) => seen(control));
    const boxes = controls.map((control) => control.getBoundingClientRect());
    const apart = (one, other) => one.right <= other.left + 1 || other.right <= one.left + 1 ||
      one.bottom <= other.top + 1 || other.bottom <= one.top + 1;
    const faults = controls.flatMap((control, i) => controls.slice(i + 1)
      .filter((_, j) => !apart(boxes[i], boxes[i + 1 + j]))
      .map((other) => `${name(control)} and ${name(other)} stand on one another`));
    for (const { element, boxes: lines } of texts()) {
      const control = element.closest("header a, header summary");
      const frame = control && control.getBoundingClientRect();
      if (frame && lines.some((line) => line.left < frame.left - 1 || line.right > frame.right + 1)) {
        faults.push(`${name(control)}: its words stand out of it`);
      }
    }
    return faults;
  }

  /** No words on other words. */
  function overlaps() {
    const lines = texts().filter(({ element }) => !hidden(element))
      .flatMap(({ element, boxes }) => boxes.map((box) => ({ element, box })));
    const faults = new Set();
    lines.forEach((one, i) => lines.slice(i + 1).forEach((other) => {
      const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
      const down = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
      const share = down / Math.min(one.box.height, other.box.height);
      if (across > 2 && share > 0.4) faults.add(`${name(one.element)} and ${name(other.element)} stand on one another`);
    }));
    return [...faults];
  }

  // Keyboard

  const stops = () => [...document.querySelectorAll("a[href], summary, button, input, select, textarea, [tabindex='0']")]
    .filter((element) => seen(element));
  /** Which stop of the keyboard has the focus: its place among all of them, -1 for none. */
  const stop = () => stops().indexOf(document.activeElement);

  /** The element with the focus shows it (WCAG 2.4.13), and lies in sight with nothing over it (2.4.12). */
  function focus() {
    const element = document.activeElement;
    const style = getComputedStyle(element);
    const faults = [];
    const round = background(element.parentElement);
    if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) {
      faults.push(`no outline (${style.outlineStyle}, ${style.outlineWidth})`);
    } else if (!round || ratio(over(rgba(style.outlineColor), round), round) < 3) {
      faults.push(`its outline ${style.outlineColor} does not stand out from what is round it`);
    }
    const boxes = [...element.getClientRects()].filter((box) => box.width > 0 && box.height > 0);
    const inSight = boxes.filter((box) => box.top < innerHeight && box.bottom > 0 && box.left < innerWidth && box.right > 0);
    if (!inSight.length) faults.push("out of sight");
    for (const box of inSight) {
      const [left, right] = [Math.max(box.left, 0), Math.min(box.right, innerWidth)];
      const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
      const points = [[0.5, 0.5], [0.1, 0.5], [0.9, 0.5]];
      for (const [x, y] of points) {
        const there = document.elementFromPoint(left + x * (right - left), top + y * (bottom - top));
        const own = there && (element.contains(there) || (there.contains(element) && !there.matches(".menu nav, .menu nav *")));
        if (!own) faults.push(`behind ${there ? name(there) : "nothing"}`);
      }
    }
    return [...new Set(faults)].map((fault) => `${name(element)} has the focus: ${fault}`);
  }

  return { texts, contrast, sizes, targets, regions, reflow, clipped, header, overlaps, openAll, closeAll, stops, stop, focus };
})();
