/** Where a factor's card stands in the drawing: its middle, in any unit. */
export type Placed = { readonly slug: string; readonly x: number; readonly y: number };

/** A link as the drawing knows it. */
export type Joined = { readonly from: string; readonly to: string };

export type ArrowKey = 'ArrowUp' | 'ArrowDown' | 'ArrowLeft' | 'ArrowRight';

/** Cards whose middles are less than this apart from top to bottom stand in one row. */
const ROW = 30;

/**
 * The factor that an arrow key leads to along the links: up to an effect, down to a cause, the nearest across; left
 * and right within the row. Undefined where no link leads that way.
 */
export function alongLinks(
  key: ArrowKey,
  here: Placed,
  placed: readonly Placed[],
  links: readonly Joined[],
): Placed | undefined {
  if (key === 'ArrowLeft' || key === 'ArrowRight') return across(key, here, placed);
  const ends = links.flatMap((link) => {
    if (key === 'ArrowUp') return link.from === here.slug ? [link.to] : [];
    return link.to === here.slug ? [link.from] : [];
  });
  return nearest(
    here,
    placed.filter((one) => ends.includes(one.slug)),
  );
}

/** The factor that an arrow key leads to by place alone, so that every one can be reached as the end of a new link. */
export function byPlace(key: ArrowKey, here: Placed, placed: readonly Placed[]): Placed | undefined {
  if (key === 'ArrowLeft' || key === 'ArrowRight') return across(key, here, placed);
  const beyond = placed.filter((one) => (key === 'ArrowUp' ? one.y < here.y - ROW : one.y > here.y + ROW));
  const rows = beyond.map((one) => one.y);
  const row = key === 'ArrowUp' ? Math.max(...rows) : Math.min(...rows);
  return nearest(
    here,
    beyond.filter((one) => Math.abs(one.y - row) < ROW),
  );
}

/** The next one in reading order, from the top row down; the first after the last. */
export function inTurn(steps: 1 | -1, here: Placed, placed: readonly Placed[]): Placed | undefined {
  const order = placed.toSorted((a, b) => (Math.abs(a.y - b.y) < ROW ? a.x - b.x : a.y - b.y));
  const position = order.findIndex((one) => one.slug === here.slug);
  return order[(position + steps + order.length) % order.length];
}

function across(key: ArrowKey, here: Placed, placed: readonly Placed[]): Placed | undefined {
  const row = placed.filter((one) => one.slug !== here.slug && Math.abs(one.y - here.y) < ROW);
  return nearest(
    here,
    row.filter((one) => (key === 'ArrowLeft' ? one.x < here.x : one.x > here.x)),
  );
}

function nearest(here: Placed, found: readonly Placed[]): Placed | undefined {
  return found.toSorted(
    (a, b) =>
      Math.abs(a.x - here.x) - Math.abs(b.x - here.x) || Math.abs(a.y - here.y) - Math.abs(b.y - here.y),
  )[0];
}
