/* Sizes and room: nothing too small, beside the page, cut off or on top of another. */
Object.assign(measure, (() => {
  const { fault, name, once, open, px, seen, styled, styleOf, texts, waiting, withStyle } = measure;

  // The buttons of the header are as large in large print as elsewhere, so that the words begin on the first screen.
  const CONTROLS = ".brand, .tools a, .menu summary", LEAST_OF_CONTROLS = 19;

  /** Every text at least `most` px, and buttons of the header at least as large as in standard print. */
  const sizes = (most) => styled().flatMap(({ element, style }) => {
    const size = parseFloat(style.fontSize);
    const least = element.closest(CONTROLS) ? Math.min(most, LEAST_OF_CONTROLS) : most;
    return size < least - 0.01 ? [fault("A003", element, `its letters are ${px(size)}px, smaller than ${least}px`)] : [];
  });

  /** A link in running words may be as small as the words round it (WCAG 2.5.5). A list counts as one text. */
  function inSentence(link) {
    if (styleOf(link).display !== "inline") return false;
    if (link.closest("td, th, h1, h2, h3, h4, h5, h6")) return true;
    const block = link.closest("ul, ol") || link.closest("p, dd, figcaption, address");
    if (!block) return false;
    const others = [...block.querySelectorAll("a")].reduce((words, a) => words.replace(a.textContent, ""), block.textContent);
    return /[\p{L}\p{N}]/u.test(others);
  }
  /** Every target at least 44 by 44 px (WCAG 2.5.5). */
  function targets() {
    const controls = [...document.querySelectorAll("a[href], summary, button, input, select, textarea, audio[controls]")];
    return controls.filter((control) => seen(control) && !inSentence(control)).flatMap((control) => {
      const { width, height } = control.getBoundingClientRect();
      const small = width < 43.99 || height < 43.99;
      return small ? [fault("A004", control, `it is ${px(width)} by ${px(height)}px to press, less than 44 by 44`)] : [];
    });
  }

  const scrolls = (element) => /auto|scroll/.test(styleOf(element).overflowX);
  const inRegion = once((element) => {
    const parent = element.parentElement;
    return Boolean(parent && parent !== document.body && (scrolls(parent) || inRegion(parent)));
  });
  const regions = () => [...document.body.querySelectorAll("*")]
    .filter((element) => seen(element) && scrolls(element) && element.scrollWidth > element.clientWidth);
  /** What scrolls sideways is a named region that Tab reaches (WCAG 2.1.1). */
  const scrolling = () => regions()
    .filter((region) => region.tabIndex !== 0 || region.getAttribute("role") !== "region" || !region.ariaLabel)
    .map((region) => fault("A010", region, "it scrolls sideways, but is no named region that the keyboard reaches"));

  /** No scrolling sideways (WCAG 1.4.10), and nothing beyond the edge that cannot be scrolled to. */
  function reflow(code = "A005") {
    const page = document.documentElement;
    const wide = page.scrollWidth > page.clientWidth
      ? [fault(code, null, `the page is ${page.scrollWidth}px wide where ${page.clientWidth}px are to be seen`)] : [];
    const isOut = (box) => box.width > 0 && box.height > 0 && (box.left < -1 || box.right > page.clientWidth + 1);
    const outside = [...document.body.querySelectorAll("*")]
      .filter((element) => isOut(element.getBoundingClientRect()) && seen(element) && !inRegion(element));
    const words = texts().filter(({ element, boxes }) => boxes.some(isOut) && !scrolls(element) && !inRegion(element));
    return [...wide, ...[...new Set([...outside, ...words.map(({ element }) => element)])]
      .map((element) => fault(code, element, "it stands out of the page at the side"))];
  }

  /** The box round an element that cuts off words in one of `boxes`, or undefined. */
  function cutter(element, boxes) {
    for (let here = element; here && here !== document.body; here = here.parentElement) {
      const style = styleOf(here);
      const cutsX = /hidden|clip/.test(style.overflowX), cutsY = /hidden|clip/.test(style.overflowY);
      if (!cutsX && !cutsY) continue;
      const frame = here.getBoundingClientRect();
      if (boxes.some((box) => (cutsX && (box.left < frame.left - 1 || box.right > frame.right + 1)) ||
        (cutsY && (box.top < frame.top - 1 || box.bottom > frame.bottom + 1)))) return here;
    }
  }
  /** Every word inside each box round it that cuts off what does not fit. */
  const clipped = (code = "A006") => texts().flatMap(({ element, boxes }) => {
    const by = cutter(element, boxes);
    return by ? [fault(code, element, `its words are cut off by ${name(by)}`)] : [];
  });

  /** No control of the header over another, and each with its words inside it. */
  function header(code = "A006") {
    const controls = [...document.querySelectorAll("header a, header summary")].filter(seen);
    const boxes = controls.map((control) => control.getBoundingClientRect());
    const apart = (one, other) => one.right <= other.left + 1 || other.right <= one.left + 1 ||
      one.bottom <= other.top + 1 || other.bottom <= one.top + 1;
    const faults = controls.flatMap((control, i) => controls.slice(i + 1)
      .filter((_, j) => !apart(boxes[i], boxes[i + 1 + j]))
      .map((other) => fault(code, control, `it and ${name(other)} stand on one another`)));
    for (const { element, boxes: lines } of texts()) {
      const control = element.closest("header a, header summary");
      const frame = control && control.getBoundingClientRect();
      if (frame && lines.some((line) => line.left < frame.left - 1 || line.right > frame.right + 1)) {
        faults.push(fault(code, control, "its words stand out of it"));
      }
    }
    return faults;
  }

  /** No words on other words. */
  function overlaps(code = "A006") {
    const lines = texts().filter(({ element }) => !waiting(element))
      .flatMap(({ element, boxes }) => boxes.map((box) => ({ element, box }))).sort((a, b) => a.box.top - b.box.top);
    const faults = new Map();
    lines.forEach((one, i) => {
      for (let j = i + 1; j < lines.length && lines[j].box.top < one.box.bottom; j++) {
        const other = lines[j];
        const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
        const down = Math.min(one.box.bottom, other.box.bottom) - other.box.top;
        if (across > 2 && down > 0.4 * Math.min(one.box.height, other.box.height)) {
          faults.set(`${name(one.element)} ${name(other.element)}`,
            fault(code, one.element, `it and ${name(other.element)} stand on one another`));
        }
      }
    });
    return [...faults.values()];
  }

  // A reader may set these, and nothing may be lost: https://www.w3.org/TR/WCAG22/#text-spacing
  const SPACING = `* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
                   p { margin-block-end: 2em !important }`;
  const spaced = () => withStyle(SPACING, () => {
    open(false);
    const closed = header("A007");
    open(true);
    return [...closed, ...clipped("A007"), ...reflow("A007")];
  });

  /** Nothing moves for who asked for less motion (WCAG 2.3.3). */
  const motion = () => [...document.querySelectorAll("*")].filter((element) => {
    const { animationName, transitionDuration } = styleOf(element);
    return animationName !== "none" || /[1-9]/.test(transitionDuration);
  }).map((element) => fault("A017", element, "it moves, although the reader asked for less motion"));

  return { sizes, targets, regions, scrolling, reflow, clipped, header, overlaps, spaced, motion };
})());
