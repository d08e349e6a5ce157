// A field that finds names: a combobox with its list, as the ARIA practices describe it.
import type { Node } from "./data";
import { h } from "./dom";
import { nodeName, nodeType, t } from "./language";
import type { Index } from "./search";

let lists = 0;

export class Finder {
  readonly input: HTMLInputElement;
  readonly element: HTMLElement;
  private readonly list = h("ul.hits", { role: "listbox", id: `hits-${++lists}`, hidden: true });
  private hits: Node[] = [];
  private active = -1;

  constructor(private readonly index: Index, private readonly types: (node: Node) => { name: string; color: string },
              private readonly chosen: (node: Node) => void, private readonly says: (text: string) => void = () => {}) {
    this.input = h("input", { type: "search", role: "combobox", autocomplete: "off", spellcheck: "false",
      "aria-expanded": false, "aria-autocomplete": "list", "aria-controls": this.list.id,
      oninput: () => this.update(), onfocus: () => this.update(), onblur: () => setTimeout(() => this.close(), 150),
      onkeydown: (event: KeyboardEvent) => this.key(event) });
    this.element = h("div.finder", {}, this.input, this.list);
  }

  set(node: Node | null): void { this.input.value = node ? nodeName(node) : ""; this.close(); }

  private update(): void {
    const found = this.index.find(this.input.value, 12);
    this.hits = found.map((hit) => hit.node);
    this.active = this.hits.length ? 0 : -1;
    this.list.replaceChildren(...found.map(({ node, name }, i) => {
      const { name: type, color } = this.types(node);
      const dot = h("span.dot");
      dot.style.background = color;
      const shown = nodeName(node);
      return h("li", { role: "option", id: `${this.list.id}-${i}`, onpointerdown: (event: Event) => { event.preventDefault(); this.choose(i); } },
        dot, h("span.name", {}, shown, name !== shown && name !== node.label ? h("small", {}, name) : null), h("span.quiet", {}, type));
    }));
    const asked = this.input.value.trim() !== "";
    if (asked && !found.length) this.list.append(h("li.none", {}, t("search.none")));
    this.list.hidden = !asked;
    this.input.setAttribute("aria-expanded", String(asked && found.length > 0));
    if (asked) this.says(found.length ? t("search.count", { n: found.length }) : t("search.none"));
    this.mark();
  }

  private mark(): void {
    [...this.list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === this.active)));
    if (this.active >= 0) this.input.setAttribute("aria-activedescendant", `${this.list.id}-${this.active}`);
    else this.input.removeAttribute("aria-activedescendant");
    this.list.children[this.active]?.scrollIntoView({ block: "nearest" });
  }

  private key(event: KeyboardEvent): void {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (this.list.hidden) this.update();
      const n = this.hits.length;
      if (n) this.active = (this.active + (event.key === "ArrowDown" ? 1 : n - 1)) % n;
      this.mark();
    } else if (event.key === "Enter" && this.active >= 0) {
      event.preventDefault();
      this.choose(this.active);
    } else if (event.key === "Escape" && (!this.list.hidden || this.input.value)) {
      event.stopPropagation();
      this.input.value = "";
      this.close();
    }
  }

  private choose(i: number): void {
    const node = this.hits[i];
    if (!node) return;
    this.set(node);
    this.chosen(node);
  }
  private close(): void { this.list.hidden = true; this.input.setAttribute("aria-expanded", "false"); }
}

export const typeOf = (types: Parameters<typeof nodeType>[0][], colors: string[]) => (node: Node) =>
  ({ name: nodeType(types[node.type]!), color: colors[node.type]! });
