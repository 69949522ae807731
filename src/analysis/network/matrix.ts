import { PALETTE } from '#kernel/palette.ts';
import { type DrawnTie, drawnTies, px, svgStart, textWidth } from './drawing.ts';
import { escapeXml } from './formats/xml.ts';
import { attributeOf, type Network } from './network.ts';

export interface MatrixCell {
  readonly strength: number;
  readonly bond: 'weak' | 'strong' | null;
  /** Whether the actor of the row dominates the one of the column, or the reverse, or each in some tie. */
  readonly domination: 'row' | 'column' | 'both' | null;
  readonly ties: number;
}

/** The network as a table: actors of one group together, groups and actors otherwise in the order given. */
export interface Matrix {
  readonly actors: readonly { readonly id: string; readonly label: string; readonly group: string | null }[];
  /** cells[row][column]; null where there is no tie (in a directed network: none from row to column). */
  readonly cells: readonly (readonly (MatrixCell | null)[])[];
}

export function matrixOf(network: Network, attribute = 'pillar'): Matrix {
  const groupOf = new Map(
    network.actors.map((actor) => {
      const value = attributeOf(actor, attribute);
      return [actor.id, value === null ? null : String(value)] as const;
    }),
  );
  const groups = [...new Set(groupOf.values())];
  const actors = groups.flatMap((group) =>
    network.actors
      .filter((actor) => groupOf.get(actor.id) === group)
      .map((actor) => ({ id: actor.id, label: actor.label, group })),
  );
  const place = new Map(actors.map((actor, i) => [actor.id, i]));
  const cells = actors.map((): (MatrixCell | null)[] => actors.map(() => null));
  for (const tie of drawnTies(network)) {
    const row = place.get(tie.from) ?? 0;
    const column = place.get(tie.to) ?? 0;
    const upper = cells[row];
    const lower = cells[column];
    if (upper && (!network.directed || tie.forward)) upper[column] = cellOf(tie, tie.from);
    if (lower && (!network.directed || tie.back)) lower[row] = cellOf(tie, tie.to);
  }
  return { actors, cells };
}

function cellOf(tie: DrawnTie, row: string): MatrixCell {
  const rowDominates = tie.dominants.includes(row);
  const columnDominates = tie.dominants.some((actor) => actor !== row);
  const domination =
    rowDominates && columnDominates ? 'both' : rowDominates ? 'row' : columnDominates ? 'column' : null;
  return { strength: tie.strength, bond: tie.bond, domination, ties: tie.ties.length };
}

export interface MatrixWords {
  readonly title: string;
  readonly description: string;
  readonly strong: string;
  readonly weak: string;
  readonly unstated: string;
  readonly rowDominates: string;
  readonly columnDominates: string;
}

/** The matrix as an SVG text: filled for strong, framed for weak, a dot where nobody said; a triangle points to who is dominated. */
export function drawMatrix(
  network: Network,
  options: { id: string; words: MatrixWords; attribute?: string },
): string {
  const { words } = options;
  const matrix = matrixOf(network, options.attribute);
  const count = matrix.actors.length;
  const cell = count <= 40 ? 28 : Math.max(6, Math.floor(1120 / count));
  const size = Math.max(7, Math.min(13, cell * 0.55));
  const labelled = cell >= 10;
  const label = labelled
    ? Math.max(...matrix.actors.map((actor) => textWidth(short(actor.label), size))) + 12
    : 8;
  const side = count * cell;
  const legend = legendOf(matrix, words);
  const width = Math.max(label + side + 24, 420);
  const height = label + side + 24 + legend.length * 24 + 12;
  const at = (i: number) => label + 12 + i * cell;
  const names = labelled
    ? matrix.actors.flatMap((actor, i) => {
        const middle = at(i) + cell / 2;
        const text = escapeXml(short(actor.label));
        const look = `font-size="${px(size)}" fill="${PALETTE.ink}"`;
        return [
          `<text x="${px(label + 4)}" y="${px(middle + size * 0.35)}" text-anchor="end" ${look}>${text}</text>`,
          `<text transform="translate(${px(middle + size * 0.35)} ${px(label + 4)}) rotate(-90)" ${look}>${text}</text>`,
        ];
      })
    : [];
  const squares = matrix.cells.flatMap((row, i) =>
    row.flatMap((each, j) => {
      if (i === j) {
        return [
          `<rect x="${px(at(j))}" y="${px(at(i))}" width="${cell}" height="${cell}" fill="${PALETTE.line}"/>`,
        ];
      }
      return each ? [`<g transform="translate(${px(at(j))} ${px(at(i))})">${cellMark(each, cell)}</g>`] : [];
    }),
  );
  const lines = Array.from({ length: count + 1 }, (_, i) => {
    const border = i === 0 || i === count || matrix.actors[i]?.group !== matrix.actors[i - 1]?.group;
    const look = `stroke="${border ? PALETTE.ink3 : PALETTE.line}" stroke-width="${border ? 1.2 : 1}"`;
    return `<path d="M${px(at(0))} ${px(at(i))}H${px(at(count))}M${px(at(i))} ${px(at(0))}V${px(at(count))}" ${look}/>`;
  });
  const keys = legend.map(
    ({ example, text }, i) =>
      `<g transform="translate(12 ${px(label + side + 24 + i * 24)})">${cellMark(example, 18)}<text x="28" y="13" font-size="12" fill="${PALETTE.ink2}">${escapeXml(text)}</text></g>`,
  );
  return `${[svgStart(options.id, width, height, words.title, words.description), ...lines, ...squares, ...names, ...keys, '</svg>'].join('\n')}\n`;
}

function cellMark(cell: MatrixCell, size: number): string {
  const inset = Math.max(1, size * 0.14);
  const inner = size - 2 * inset;
  const box = `x="${px(inset)}" y="${px(inset)}" width="${px(inner)}" height="${px(inner)}" rx="${px(size * 0.14)}"`;
  const strong = cell.bond === 'strong';
  const base = strong
    ? `<rect ${box} fill="${PALETTE.teal}"/>`
    : cell.bond === 'weak'
      ? `<rect ${box} fill="${PALETTE.tealTint}" stroke="${PALETTE.teal}" stroke-width="1.2"/>`
      : `<circle cx="${px(size / 2)}" cy="${px(size / 2)}" r="${px(size * 0.16)}" fill="${PALETTE.teal}"/>`;
  if (cell.domination === null) return base;
  const colour = strong ? PALETTE.card : PALETTE.clay;
  const middle = size / 2;
  const reach = size * 0.24;
  const triangle = (turn: number, shift: number) =>
    `<path transform="translate(${px(middle + shift)} ${px(middle)}) rotate(${turn})" d="M${px(-reach)} ${px(-reach)}L${px(reach)} 0L${px(-reach)} ${px(reach)}Z" fill="${colour}"/>`;
  const backing =
    cell.bond === null
      ? `<rect ${box} fill="${PALETTE.card}" stroke="${PALETTE.teal}" stroke-dasharray="2 2"/>`
      : base;
  if (cell.domination === 'row') return backing + triangle(90, 0);
  if (cell.domination === 'column') return backing + triangle(180, 0);
  return backing + triangle(90, -reach) + triangle(180, reach);
}

function legendOf(matrix: Matrix, words: MatrixWords): { example: MatrixCell; text: string }[] {
  const all = matrix.cells.flat().filter((cell) => cell !== null);
  const example = (bond: MatrixCell['bond'], domination: MatrixCell['domination']): MatrixCell => ({
    strength: 1,
    bond,
    domination,
    ties: 1,
  });
  const items: { example: MatrixCell; text: string; shown: boolean }[] = [
    {
      example: example('strong', null),
      text: words.strong,
      shown: all.some((cell) => cell.bond === 'strong'),
    },
    { example: example('weak', null), text: words.weak, shown: all.some((cell) => cell.bond === 'weak') },
    { example: example(null, null), text: words.unstated, shown: all.some((cell) => cell.bond === null) },
    {
      example: example('weak', 'row'),
      text: words.rowDominates,
      shown: all.some((cell) => cell.domination === 'row'),
    },
    {
      example: example('weak', 'column'),
      text: words.columnDominates,
      shown: all.some((cell) => cell.domination === 'column'),
    },
  ];
  return items.filter((item) => item.shown);
}

function short(text: string): string {
  return text.length > 26 ? `${text.slice(0, 25)}…` : text;
}
