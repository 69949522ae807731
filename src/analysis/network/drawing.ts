import { PALETTE } from '#kernel/palette.ts';
import { escapeXml } from './formats/xml.ts';
import { pairKey } from './layers.ts';
import type { Nature, Network, Tie } from './network.ts';
import { bonds } from './weak-ties.ts';

/** Fills for the groups of actors, in the order the groups first appear; each holds 4.5:1 against white. */
export const GROUP_COLOURS = [
  PALETTE.teal,
  PALETTE.ochre,
  PALETTE.leaf,
  PALETTE.clay,
  PALETTE.blue,
  PALETTE.plum,
  PALETTE.olive,
  PALETTE.ink2,
] as const;

export const FONT =
  '"Plus Jakarta Sans Variable","Plus Jakarta Sans",system-ui,"Segoe UI",Roboto,"Noto Sans",sans-serif';

/** All ties of one pair, drawn as one line. */
export interface DrawnTie {
  readonly from: string;
  readonly to: string;
  readonly ties: readonly Tie[];
  readonly strength: number;
  /** Strong if any tie of the pair is; null where no tie says. */
  readonly bond: 'weak' | 'strong' | null;
  /** Those of the pair who dominate the other in some tie. */
  readonly dominants: readonly string[];
  readonly natures: readonly Nature[];
  /** In a directed network, whether ties run from `from` to `to` and back. */
  readonly forward: boolean;
  readonly back: boolean;
}

/** The ties of a network, one for each pair, in the order of the ties. */
export function drawnTies(network: Network): DrawnTie[] {
  const bondOf = bonds(network, 2);
  const pairs = new Map<string, Tie[]>();
  for (const tie of network.ties) pairs.set(pairKey(tie), [...(pairs.get(pairKey(tie)) ?? []), tie]);
  return [...pairs.values()].flatMap((ties): DrawnTie[] => {
    const first = ties[0];
    if (!first) return [];
    const said = ties.map(bondOf);
    const runs = (from: string) => ties.some((tie) => network.directed && (tie.from === from || tie.mutual));
    return [
      {
        from: first.from,
        to: first.to,
        ties,
        strength: Math.max(...ties.map((tie) => tie.strength)),
        bond: said.includes('strong') ? 'strong' : said.includes('weak') ? 'weak' : null,
        dominants: distinct(ties.map((tie) => tie.dominant)),
        natures: distinct(ties.map((tie) => tie.nature)),
        forward: runs(first.from),
        back: runs(first.to),
      },
    ];
  });
}

/** A number as short as a drawing needs it. */
export function px(value: number): string {
  return String(Math.round(value * 10) / 10);
}

/** The opening of a picture that screen readers announce by title and description. `id` must be unique on its page. */
export function svgStart(
  id: string,
  width: number,
  height: number,
  title: string,
  description: string,
): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${px(width)} ${px(height)}" width="${px(width)}" height="${px(height)}"`,
    ` role="img" aria-labelledby="${escapeXml(id)}-title ${escapeXml(id)}-desc" font-family="${escapeXml(FONT)}">`,
    `<title id="${escapeXml(id)}-title">${escapeXml(title)}</title>`,
    `<desc id="${escapeXml(id)}-desc">${escapeXml(description)}</desc>`,
    `<rect width="100%" height="100%" fill="${PALETTE.card}"/>`,
  ].join('');
}

/** A width in pixels that a text surely fits into at a font size: wide letters are counted wide. */
export function textWidth(text: string, size: number): number {
  let width = 0;
  for (const letter of text) {
    if (/[\s.,:;'|!iljtfIr()-]/.test(letter)) width += 0.36;
    else if (/[A-ZMWmw@%]/.test(letter)) width += 0.76;
    else width += 0.6;
  }
  return width * size;
}

function distinct<Value>(values: readonly (Value | null)[]): Value[] {
  return [...new Set(values)].filter((value): value is Value => value !== null);
}
