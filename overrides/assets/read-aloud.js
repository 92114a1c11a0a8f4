// Marks the sentence being read, and plays from one that the reader chooses. The player works without this script.
const player = document.querySelector(".listen audio");
const steps = document.getElementById("listen_steps");
const sentences = [...document.querySelectorAll("[data-time]")].map((words) => {
  const [start, end] = words.dataset.time.split(" ").map(Number);
  return { words, start, end };
}).sort((one, other) => one.start - other.start);
let marked, waiting;

const place = () => sentences.filter(({ start }) => start <= player.currentTime + 0.1).length - 1;

function mark() {
  const sentence = sentences[place()];
  const words = sentence && !player.ended && player.currentTime < sentence.end + 1.5 ? sentence.words : undefined;
  if (words === marked) return;
  const follows = !marked || inSight(marked).any; // who has scrolled elsewhere is left there
  marked?.classList.remove("being-read");
  words?.classList.add("being-read");
  marked = words;
  if (words && follows && !inSight(words).all) words.scrollIntoView({ block: "center" });
}

function inSight(words) {
  const { top, bottom } = words.getBoundingClientRect();
  const bar = player.parentElement.getBoundingClientRect();
  return { any: bottom > 0 && top < innerHeight, all: top >= (bar.top > 0 ? 0 : bar.bottom) && bottom <= innerHeight };
}

function playFrom(sentence) {
  if (!sentence) return;
  player.currentTime = sentence.start;
  player.play().catch(() => {}); // the player itself shows that it cannot
}

player.addEventListener("timeupdate", mark);
player.addEventListener("play", () => {
  document.documentElement.classList.add("read-aloud");
  steps.hidden = !sentences.length;
});
steps.addEventListener("click", ({ target }) => {
  if (target.value) playFrom(sentences[Math.max(place() + Number(target.value), 0)]);
});
// A touch of the words makes no sound until the reader has asked for sound; nor do links, and words being selected.
document.addEventListener("click", ({ target, detail }) => {
  clearTimeout(waiting);
  const words = !target.closest("a, summary") && detail < 2 && target.closest(".read-aloud [data-time]");
  if (words) waiting = setTimeout(() => {
    if (getSelection().isCollapsed) playFrom(sentences.find((sentence) => sentence.words === words));
  }, 300);
});
