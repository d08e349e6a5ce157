// Colours of types come with the graph (export/style.cc); on a ground that swallows one it is drawn paler or darker.

const parts = (hex: string): number[] => [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16));

/** `color` with `share` of its strength over `ground`. Both "#rrggbb". */
export function mix(color: string, ground: string, share: number): string {
  const below = parts(ground);
  return "#" + parts(color).map((part, i) => Math.round(part * share + below[i]! * (1 - share)).toString(16).padStart(2, "0")).join("");
}

// Relative luminance and contrast as WCAG 2 defines them.
function luminance(hex: string): number {
  const [r, g, b] = parts(hex).map((part) => (part <= 10 ? part / 3294.6 : ((part / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}
function contrast(a: string, b: string): number {
  const [x, y] = [luminance(a), luminance(b)];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}

/** `color`, moved towards white or black until it stands out 3:1 from `ground`. */
export function readable(color: string, ground: string): string {
  const towards = luminance(ground) < 0.18 ? "#ffffff" : "#000000";
  for (let share = 1; share > 0.2; share -= 0.05) {
    const mixed = mix(color, towards, share);
    if (contrast(mixed, ground) >= 3) return mixed;
  }
  return towards;
}
