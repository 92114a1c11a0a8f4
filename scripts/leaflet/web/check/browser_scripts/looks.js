/* What is measured in each look, the boxes closed and then open, and what axe says. */
Object.assign(measure, (() => {
  const { clipped, contrast, fault, fresh, header, menus, motion, name, open, overlaps, reflow, scrolling, seen, sizes,
    spaced, styleOf, targets, turned, visible } = measure;
  const PAPERLESS = ".skip, header, .side, .crumbs, .on-page, .turn, .listen, button, audio, video";

  /** The whole look: closed, then open, then with the text spaced out. `least`: contrast to 1, size in px. */
  function all(least) {
    open(false);
    const closed = [...header(), ...overlaps(), ...clipped(), ...reflow()];
    open(true);
    const opened = [...clipped(), ...contrast(least.contrast), ...sizes(least.size), ...targets(), ...reflow(),
      ...scrolling(), ...turned(), ...motion(), ...spaced()];
    open(false);
    return [...closed, ...opened];
  }
  /** The same in other colours: contrast, and the outline of what has the focus. */
  function colours(least) {
    open(true);
    const faults = contrast(least.contrast);
    open(false);
    return [...faults, ...visible()];
  }
  /** The same in another width or at 400%: what has another place. */
  function room() {
    open(true);
    const faults = [...reflow(), ...clipped(), ...scrolling()];
    open(false);
    return [...faults, ...header()];
  }
  /** Whether a heading of a column is said at each of its values (`leaflet.css`: tables), or the values are headings themselves. */
  function again(heading) {
    const rows = heading.closest("thead") ? [...heading.closest("table").querySelectorAll("tbody tr")] : [];
    const label = JSON.stringify(heading.textContent.trim());
    return rows.length > 0 && rows.map((row) => row.cells[heading.cellIndex]).every((cell) =>
      seen(cell) && (cell.tagName === "TH" || getComputedStyle(cell, "::before").content === label));
  }
  /** On paper: black on white, every word of the page, and no controls. */
  function paper(least) {
    fresh();
    const paperColour = styleOf(document.documentElement).backgroundColor;
    const dark = paperColour === "rgb(255, 255, 255)" ? [] : [fault("A012", null, `the paper is ${paperColour}, not white`)];
    const controls = [...document.querySelectorAll(PAPERLESS)].filter(seen)
      .map((element) => fault("A012", element, "it is of no use on paper, and is printed"));
    const parts = "h1, h2, h3, h4, p, li, td, th, figcaption, img, bdi";
    const lost = [...document.querySelectorAll(`article :is(${parts})`)].filter((element) => !seen(element) && !again(element))
      .filter((element) => !element.closest(PAPERLESS)).map((element) => fault("A012", element, "it is not on paper"));
    return [...dark, ...controls, ...lost, ...contrast(least.contrast, "A012"), ...clipped("A012"), ...reflow("A012"),
      ...overlaps("A012")];
  }

  /** The code of ours that a rule of axe stands for; A001 for the others. https://dequeuniversity.com/rules/axe/ */
  const CODES = {
    "document-title": "H005",
    "heading-order": "H010", "page-has-heading-one": "H010",
    "bypass": "H011", "landmark-one-main": "H011", "landmark-unique": "H011",
    "landmark-no-duplicate-banner": "H011", "landmark-no-duplicate-contentinfo": "H011",
    "landmark-no-duplicate-main": "H011", "landmark-banner-is-top-level": "H011",
    "landmark-contentinfo-is-top-level": "H011", "landmark-main-is-top-level": "H011",
  };

  /** Violations, and contrast that axe could not make out where there is text. */
  async function withAxe(options) {
    const { violations, incomplete } = await axe.run(document, options);
    const unclear = incomplete.filter((rule) => rule.id.startsWith("color-contrast"));
    const found = (rule, node) => {
      const element = document.querySelector(node.target[0]);
      const words = node.failureSummary.split("\n").slice(1).join("; ").replace(/\s+/g, " ").trim();
      return { element, fault: fault(CODES[rule.id] ?? "A001", element, `${rule.help} (${rule.id}): ${words}`) };
    };
    const each = (rules) => rules.flatMap((rule) => rule.nodes.map((node) => found(rule, node)));
    return [...each(violations), ...each(unclear).filter(({ element }) => element?.textContent.trim())]
      .map((one) => one.fault);
  }

  return { all, colours, room, paper, menus, withAxe };
})());
