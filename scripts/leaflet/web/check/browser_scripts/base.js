/* Measurements inside a page. Each gives a list of faults, { code, words, tag, index }: a finding's code, the fact in
   plain words, and which element (the index-th of its tag in the page). An empty list is good. */
globalThis.measure = (() => {
  let known = new Map(); // what was asked of each element since the page last changed
  const fresh = () => { known = new Map(); };
  /** The answer of `ask` about an element, asked once as long as the page stays as it is. */
  const once = (ask) => (element) => {
    if (!known.has(ask)) known.set(ask, new Map());
    const answers = known.get(ask);
    if (!answers.has(element)) answers.set(element, ask(element));
    return answers.get(element);
  };
  const styleOf = once((element) => getComputedStyle(element));

  const name = (element) => {
    const classes = [...element.classList].map((word) => "." + word).join("");
    const inside = element.closest("[id]");
    const place = element.id ? "#" + element.id : inside ? ` in #${inside.id}` : "";
    const words = element.textContent.trim().replace(/\s+/g, " ").slice(0, 40);
    return `<${element.localName}${classes}${place}>${words && ` "${words}"`}`;
  };
  const fault = (code, element, words) => {
    const index = element ? [...document.getElementsByTagName(element.localName)].indexOf(element) : 0;
    return { code, words: element ? `${name(element)}: ${words}` : words, tag: element ? element.localName : "", index };
  };
  const px = (value) => Math.round(value * 100) / 100;

  /** Words for screen readers only, in a box of one pixel. */
  const tucked = once((element) => {
    if (!element || element === document.body) return false;
    return (/hidden|clip/.test(styleOf(element).overflow) && (element.offsetWidth <= 1 || element.offsetHeight <= 1)) ||
      tucked(element.parentElement);
  });
  const seen = once((element) =>
    element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }) && !tucked(element));
  const waiting = (element) => element.matches(".skip:not(:focus), .skip:not(:focus) *"); // until Tab brings it in
  /** Open or close every box that opens. */
  const open = (yes) => {
    document.querySelectorAll("details").forEach((details) => { details.open = yes; });
    fresh();
  };

  /** Every text that is shown, with its element and the boxes of its lines. */
  const texts = once(() => {
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
  });

  /** Every text that is shown, with the style it has; also the words that styles put before and after. */
  const styled = once(() => {
    const added = [...document.body.querySelectorAll("*")].filter(seen).flatMap((element) =>
      ["::before", "::after"].map((part) => ({ element, style: getComputedStyle(element, part) }))
        .filter(({ style }) => /[\p{L}\p{N}]/u.test(style.content) && !/^(none|normal|counters?\()/.test(style.content)));
    const elements = new Set(texts().map(({ element }) => element));
    return [...[...elements].map((element) => ({ element, style: styleOf(element) })), ...added];
  });

  /** What `ask` gives while `css` is in force. Such a sheet is no inline style, so the page's policy allows it. */
  const withStyle = (css, ask) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    fresh();
    try {
      return ask();
    } finally {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
      fresh();
    }
  };

  return { fresh, once, styleOf, name, fault, px, seen, waiting, open, texts, styled, withStyle };
})();
