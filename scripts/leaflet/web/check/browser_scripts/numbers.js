/* Right to left: a quantity reads on the screen as it was written. */
Object.assign(measure, (() => {
  const { fault, QUANTITY } = measure;
  const BLOCKS = "p, li, td, th, h1, h2, h3, h4, summary, a";

  function letters(block) {
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    const found = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      for (let i = 0; i < node.data.length; i++) found.push([node, i, node.data[i]]);
    }
    return found;
  }
  /** Where each sign stands: the top and left of its box; spaces are left out. */
  const places = (run) => run.filter(([, , letter]) => /\S/.test(letter)).flatMap(([node, at]) => {
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + 1);
    const box = range.getBoundingClientRect();
    return box.width ? [[Math.round(box.top), box.left]] : [];
  });
  /** The signs of a line stand from left to right, and lines follow each other downwards (WCAG 1.3.2). */
  const inOrder = (boxes) => boxes.every((box, i) => !i || (Math.abs(box[0] - boxes[i - 1][0]) < 4
    ? box[1] > boxes[i - 1][1] : box[0] > boxes[i - 1][0]));

  /** Every quantity, whatever elements it is made of, that does not read as written; `QUANTITY` is the grammar of
      leaflet/content/quantity.py, which isolates them. */
  function turned() {
    if (!document.querySelector("[dir=rtl]")) return [];
    return [...document.querySelectorAll(BLOCKS)].filter((block) => /\d/.test(block.textContent)).flatMap((block) => {
      const all = letters(block);
      const words = all.map((letter) => letter[2]).join("");
      return [...words.matchAll(QUANTITY)]
        .filter((match) => !inOrder(places(all.slice(match.index, match.index + match[0].length))))
        .map((match) => fault("A011", block, `the number ${match[0]} reads in another order on the screen`));
    });
  }

  return { turned };
})());
