/** How much goes from one thing to another, with what it reads. */
export type FlowBand = { readonly from: string; readonly to: string; readonly amount: bigint };

/** A thing at one side of the drawing: where it lies and how high it is, in pixels. */
export type FlowNode = {
  readonly name: string;
  readonly amount: bigint;
  readonly top: number;
  readonly height: number;
};

/** The outline of a band across the drawing, which is 100 wide and `height` high. */
export type DrawnBand = FlowBand & { readonly path: string; readonly tone: number };

/** The height that all amounts of a side share out, and the least that a name of two lines needs. */
const SHARED = 280;
const LEAST = 40;
const GAP = 10;

/**
 * Lays out what flows from the things on the left to those on the right: each as high as its amount, yet high enough for its
 * name, and the bands between them as thick as their part of either end.
 */
export function layOut(bands: readonly FlowBand[]): {
  readonly height: number;
  readonly left: readonly FlowNode[];
  readonly right: readonly FlowNode[];
  readonly bands: readonly DrawnBand[];
} {
  const left = stacked(bands, (one) => one.from);
  const right = stacked(bands, (one) => one.to);
  const height = Math.max(...[...left, ...right].map((one) => one.top + one.height), 0);
  const used = new Map<FlowNode, number>();
  const part = (node: FlowNode | undefined, amount: bigint) => {
    if (!node) return { top: 0, bottom: 0 };
    const top = node.top + (used.get(node) ?? 0);
    const thick = (Number(amount) / Number(node.amount)) * node.height;
    used.set(node, (used.get(node) ?? 0) + thick);
    return { top, bottom: top + thick };
  };
  const order = (nodes: readonly FlowNode[], name: string) => nodes.findIndex((one) => one.name === name);
  const drawn = bands
    .filter((one) => one.amount > 0n)
    .toSorted((a, b) => order(left, a.from) - order(left, b.from) || order(right, a.to) - order(right, b.to))
    .map((one) => {
      const from = part(left[order(left, one.from)], one.amount);
      const to = part(right[order(right, one.to)], one.amount);
      return { ...one, tone: (order(left, one.from) % 4) + 1, path: outline(from, to) };
    });
  return { height, left, right, bands: drawn };
}

function stacked(bands: readonly FlowBand[], end: (band: FlowBand) => string): readonly FlowNode[] {
  const amounts = new Map<string, bigint>();
  for (const band of bands) {
    if (band.amount > 0n) amounts.set(end(band), (amounts.get(end(band)) ?? 0n) + band.amount);
  }
  const whole = [...amounts.values()].reduce((sum, one) => sum + one, 0n);
  let top = 0;
  return [...amounts].map(([name, amount]) => {
    const height = Math.max(LEAST, (Number(amount) / Number(whole)) * SHARED);
    const node = { name, amount, top, height };
    top += height + GAP;
    return node;
  });
}

type Edge = { readonly top: number; readonly bottom: number };

function outline(from: Edge, to: Edge): string {
  const y = (value: number) => value.toFixed(1);
  return (
    `M0 ${y(from.top)}C50 ${y(from.top)} 50 ${y(to.top)} 100 ${y(to.top)}` +
    `V${y(to.bottom)}C50 ${y(to.bottom)} 50 ${y(from.bottom)} 0 ${y(from.bottom)}Z`
  );
}
