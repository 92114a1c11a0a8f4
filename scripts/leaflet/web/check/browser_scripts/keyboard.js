/* The keyboard alone: each stop in its turn, in sight, and none that holds it. */
Object.assign(measure, (() => {
  const { background, fault, fresh, name, open, over, ratio, rgba, seen } = measure;
  const STOPS = "a[href], summary, button, input, select, textarea, audio[controls], video[controls], [tabindex='0']";
  const PARTS = 12; // presses of Tab that lead through the parts of a player, at most
  const stops = () => [...document.querySelectorAll(STOPS)].filter(seen);

  /** The outline of what has the focus: 2px or more (WCAG 2.4.13), 3:1 to what is round it (1.4.11). */
  function outline(element) {
    const style = getComputedStyle(element);
    const round = background(element.parentElement);
    if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) return ["it has no outline"];
    const stands = round && ratio(over(rgba(style.outlineColor), round), round) >= 3;
    return stands ? [] : [`its outline ${style.outlineColor} does not stand out from what is round it`];
  }
  /** What has the focus lies in sight, with nothing over it (2.4.11, 2.4.12). */
  function hiding(element) {
    const boxes = [...element.getClientRects()].filter((box) => box.width > 0 && box.height > 0);
    const inSight = boxes.filter((box) => box.top < innerHeight && box.bottom > 0 && box.left < innerWidth && box.right > 0);
    const behind = inSight.flatMap((box) => {
      const [left, right] = [Math.max(box.left, 0), Math.min(box.right, innerWidth)];
      const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
      return [[0.5, 0.5], [0.1, 0.5], [0.9, 0.5]].flatMap(([x, y]) => {
        const there = document.elementFromPoint(left + x * (right - left), top + y * (bottom - top));
        const own = there && (element.contains(there) || (there.contains(element) && !there.matches(".menu nav, .menu nav *")));
        return own ? [] : [`it is behind ${there ? name(there) : "nothing that can be made out"}`];
      });
    });
    return inSight.length ? behind : ["it is out of sight"];
  }
  function focus() {
    const element = document.activeElement;
    return [...new Set([...outline(element), ...hiding(element)])]
      .map((words) => fault("A009", element, `when it has the focus, ${words}`));
  }

  /** Every stop, given the focus in turn as after a key; `from` a stop on. */
  const visible = (from = 0) => stops().slice(from).flatMap((element) => {
    element.focus();
    return focus();
  });
  /** With each menu of the header open, what comes after it is still in sight. */
  function menus() {
    return [...document.querySelectorAll("header details")].filter(seen).flatMap((menu) => {
      open(false);
      menu.open = true;
      fresh();
      const faults = visible(stops().indexOf(menu.querySelector("summary")));
      open(false);
      return faults;
    });
  }

  let reached = [], hidden = [];
  /* A key is let go after the page has moved to what it leads to. */
  addEventListener("keyup", (event) => {
    if (event.key !== "Tab") return;
    reached.push(document.activeElement);
    if (stops().includes(document.activeElement)) hidden.push(...focus());
  }, true);
  /** Begin at the top; gives how many presses of Tab lead to the end and out. */
  function start() {
    open(false);
    getSelection().removeAllRanges();
    document.activeElement.blur();
    scrollTo(0, 0);
    [reached, hidden] = [[], []];
    return stops().length + 1 + PARTS * document.querySelectorAll("audio, video").length;
  }
  /** What the presses since `start` met: every stop in its turn (WCAG 2.1.1, 2.4.3), out again (2.1.2), and in sight. */
  function walked() {
    const wanted = stops();
    // The parts of a player are one stop each to the reader, and one element to the page.
    const met = reached.filter((element, i) => !(element.matches("audio, video") && element === reached[i - 1]));
    const at = wanted.findIndex((element, i) => met[i] !== element);
    if (at >= 0) {
      const there = met[at] && met[at] !== document.body ? name(met[at]) : "nothing";
      return [...hidden, fault("A008", wanted[at], `Tab should lead to it in its turn, and leads to ${there}`)];
    }
    const last = wanted[wanted.length - 1];
    const held = last && met[wanted.length] === last;
    return [...hidden, ...(held ? [fault("A008", last, "it does not let the keyboard go")] : [])];
  }

  return { stops, focus, visible, menus, start, walked };
})());
