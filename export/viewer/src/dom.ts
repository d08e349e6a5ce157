// Elements without HTML strings: text from the graph can only ever become text.
type Child = globalThis.Node | string | number | null | undefined | false;
type Attributes = Record<string, string | number | boolean | null | undefined | ((event: any) => void)>;

/** h("button.quiet", {onclick, "aria-pressed": true}, "Text"): an element with classes, attributes and children. */
export function h<K extends keyof HTMLElementTagNameMap>(name: K | `${K}.${string}`, attributes: Attributes = {},
                                                          ...children: (Child | Child[])[]): HTMLElementTagNameMap[K] {
  const [tag, ...classes] = name.split(".");
  const element = document.createElement(tag as K);
  if (classes.length) element.className = classes.join(" ");
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(key.slice(2), value);
    else if (value === true) element.setAttribute(key, key.startsWith("aria-") ? "true" : "");
    else if (value === false) { if (key.startsWith("aria-")) element.setAttribute(key, "false"); }
    else if (value !== null && value !== undefined) element.setAttribute(key, String(value));
  }
  for (const child of children.flat()) {
    if (child !== null && child !== undefined && child !== false) element.append(typeof child === "number" ? String(child) : child);
  }
  return element;
}

export const byId = (id: string): HTMLElement => document.getElementById(id)!;

const SHAPES: Record<string, string> = {
  close: "M4 4l8 8M12 4l-8 8", plus: "M8 3v10M3 8h10", minus: "M3 8h10", fit: "M3 6V3h3M10 3h3v3M13 10v3h-3M6 13H3v-3",
  path: "M3.5 12.5C3.5 8 12.5 8 12.5 3.5M3.5 12.5m-1.5 0a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0-3 0M12.5 3.5m-1.5 0a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0-3 0",
  sun: "M8 5a3 3 0 1 0 0 6a3 3 0 1 0 0-6M8 1v1.6M8 13.4V15M1 8h1.6M13.4 8H15M3 3l1.2 1.2M11.8 11.8L13 13M3 13l1.2-1.2M11.8 4.2L13 3",
  moon: "M13 9.6A5.6 5.6 0 0 1 6.4 3A5.6 5.6 0 1 0 13 9.6Z", save: "M8 2v8M4.6 6.8L8 10.2l3.4-3.4M3 13.5h10",
  help: "M6 6a2 2 0 1 1 2.9 1.8C8.2 8.2 8 8.6 8 9.4M8 12v.2", play: "M5 3.5v9l7-4.5Z", pause: "M5.5 3.5v9M10.5 3.5v9",
  search: "M7 2.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 1 0 0-9M10.4 10.4L14 14", menu: "M2.5 4h11M2.5 8h11M2.5 12h11",
  out: "M6 3H3v10h10v-3M9 3h4v4M13 3L7.5 8.5",
};

export function icon(name: keyof typeof SHAPES): SVGElement {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  for (const [key, value] of [["viewBox", "0 0 16 16"], ["width", "16"], ["height", "16"], ["aria-hidden", "true"]]) {
    svg.setAttribute(key!, value!);
  }
  svg.classList.add("icon");
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", SHAPES[name]!);
  svg.append(path);
  return svg;
}
