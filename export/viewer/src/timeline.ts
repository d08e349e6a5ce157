// The time slider: how many dated relations each day, month or year has, and two handles.
import { dayOf, type Network } from "./data";
import { h, icon } from "./dom";
import { date, t } from "./language";

interface Bin { from: number; to: number; label: string; count: number }

const DAY = 86400000;
const iso = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);

// Days up to three months, months up to six years, else years.
function binsOf(network: Network): Bin[] {
  let first = Infinity, last = -Infinity;
  for (const edge of network.edges) {
    for (const day of edge.days) { first = Math.min(first, day); last = Math.max(last, day); }
  }
  if (first >= last) return [];
  const length = last - first <= 92 ? 10 : last - first <= 6 * 366 ? 7 : 4;
  const bins: Bin[] = [];
  for (let from = dayOf(iso(first).slice(0, length))!; from <= last;) {
    const label = iso(from).slice(0, length);
    const [year, month] = [+label.slice(0, 4), +label.slice(5, 7)];
    const next = length === 10 ? from + 1 : Math.floor((length === 7 ? Date.UTC(year, month) : Date.UTC(year + 1, 0)) / DAY);
    bins.push({ from, to: next - 1, label, count: 0 });
    from = next;
  }
  for (const edge of network.edges) {
    for (const day of edge.days) bins.find((bin) => bin.from <= day && day <= bin.to)!.count++;
  }
  return bins;
}

export class Timeline {
  readonly element = h("section.timeline", { "aria-label": "" });
  private readonly bins: Bin[];
  private low = 0;
  private high = 0;
  private timer = 0;
  private undated = 0;
  private readonly from = h("input", { type: "range", min: 0 });
  private readonly to = h("input", { type: "range", min: 0 });
  private readonly bars = h("div.bars", { "aria-hidden": true });
  private readonly span = h("output.span");
  private readonly note = h("span.undated");
  private readonly play = h("button.icon-button", { type: "button", onclick: () => this.toggle() });

  constructor(network: Network, private readonly changed: (from: number | null, to: number | null) => void) {
    this.bins = binsOf(network);
    if (!this.bins.length) { this.element.hidden = true; return; }
    this.undated = network.edges.filter((edge) => !edge.days.length).length;
    this.high = this.bins.length - 1;
    const most = Math.max(...this.bins.map((bin) => bin.count));
    for (const bin of this.bins) {
      const bar = h("i");
      bar.style.height = `${bin.count ? Math.max(6, 100 * Math.sqrt(bin.count / most)) : 0}%`;
      this.bars.append(bar);
    }
    for (const input of [this.from, this.to]) {
      input.max = String(this.bins.length - 1);
      input.addEventListener("input", () => this.slide(input));
    }
    this.element.append(this.play, h("div.range", {}, this.bars, this.from, this.to), h("div.dates", {}, this.span, this.note));
    this.words();
  }

  reset(): void { this.stop(); this.set(0, this.bins.length - 1); }

  /** After a change of language. */
  words(): void {
    if (!this.bins.length) return;
    this.element.setAttribute("aria-label", t("time"));
    this.from.setAttribute("aria-label", t("time.from"));
    this.to.setAttribute("aria-label", t("time.to"));
    this.draw();
  }

  private slide(input: HTMLInputElement): void {
    this.stop();
    if (input === this.from) this.set(Math.min(+this.from.value, this.high), this.high);
    else this.set(this.low, Math.max(+this.to.value, this.low));
  }

  private set(low: number, high: number): void {
    if (!this.bins.length) return;
    this.low = low;
    this.high = high;
    this.draw();
    const whole = low === 0 && high === this.bins.length - 1;
    this.changed(whole ? null : this.bins[low]!.from, whole ? null : this.bins[high]!.to);
  }

  private draw(): void {
    this.from.value = String(this.low);
    this.to.value = String(this.high);
    for (const [input, at] of [[this.from, this.low], [this.to, this.high]] as const) {
      input.setAttribute("aria-valuetext", date(this.bins[at]!.label));
    }
    [...this.bars.children].forEach((bar, i) => bar.classList.toggle("off", i < this.low || i > this.high));
    const [first, last] = [date(this.bins[this.low]!.label), date(this.bins[this.high]!.label)];
    this.span.textContent = first === last ? first : `${first} – ${last}`;
    const whole = this.low === 0 && this.high === this.bins.length - 1;
    this.note.textContent = whole || !this.undated ? "" : t("time.undated", { n: this.undated });
    this.play.replaceChildren(icon(this.timer ? "pause" : "play"));
    this.play.setAttribute("aria-label", t(this.timer ? "time.pause" : "time.play"));
    this.play.title = t(this.timer ? "time.pause" : "time.play");
  }

  private toggle(): void {
    if (this.timer) { this.stop(); this.draw(); return; }
    if (this.high === this.bins.length - 1) this.high = this.low;
    const step = () => {
      this.set(this.low, Math.min(this.high + 1, this.bins.length - 1));
      if (this.high === this.bins.length - 1) { this.stop(); this.draw(); }
    };
    this.timer = window.setInterval(step, Math.max(120, 9000 / this.bins.length));
    this.set(this.low, this.high);
  }
  private stop(): void { clearInterval(this.timer); this.timer = 0; }
}
