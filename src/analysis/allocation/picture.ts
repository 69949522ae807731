import { PALETTE } from '#kernel/palette.ts';
import type { Language } from '../words.ts';
import type { Allocation } from './allocation.ts';
import type { Election, Project } from './election.ts';
import type { Wording } from './wording.ts';
import { ruleWords, tallyAmount } from './wording.ts';

const WIDTH = 760;
const ROW = 30;
const NAME_WIDTH = 300;
const TOP = 92;
const MARGIN = 16;
const LONGEST_NAME = 42;

/**
 * A bar for every project: its length is the tally, filled where the project was funded, with the place in the
 * order picked and the cost beside it; above them the budget, filled as far as it is used. SVG without scripts
 * and without fonts of its own, readable in black and white.
 */
export function allocationPicture(allocation: Allocation, election: Election, w: Wording): string {
  const id = w.language === 'id';
  const projects = new Map(election.projects.map((project) => [project.id, project]));
  const lines = [
    ...allocation.rounds.map((round) => ({ ...round, place: round.number })),
    ...allocation.losses.map((loss) => ({ ...loss, amount: undefined, place: undefined })),
  ];
  const most = Math.max(1, ...lines.map((line) => line.tally));
  const height = TOP + lines.length * ROW + MARGIN;
  const title = `${ruleWords(allocation.rule, w.language)}: ${w.money(allocation.cost)} / ${w.money(election.budget)}`;
  const used = Number((allocation.cost * 1000n) / election.budget) / 1000;
  const barWidth = WIDTH - NAME_WIDTH - MARGIN;
  const rows = lines.map((line, index) => {
    const y = TOP + index * ROW;
    const project = projects.get(line.project);
    const length = Math.max(1, (line.tally / most) * (barWidth - 200));
    const funded = line.place !== undefined;
    const cost = w.money(line.amount ?? project?.cost ?? 0n);
    const label = `${tallyAmount(line.tally, allocation.utility, w)}, ${cost}`;
    return [
      `<text x="${NAME_WIDTH - 8}" y="${y + 15}" text-anchor="end">${escaped(shortName(line.place, project, line.project))}</text>`,
      `<rect x="${NAME_WIDTH}" y="${y + 2}" width="${length.toFixed(1)}" height="18" rx="2" fill="${funded ? PALETTE.teal : PALETTE.card}" stroke="${PALETTE.teal}"/>`,
      `<text x="${(NAME_WIDTH + length + 6).toFixed(1)}" y="${y + 15}" fill="${PALETTE.ink2}">${escaped(label)}</text>`,
    ].join('');
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="judul" lang="${langOf(w.language)}" font-family="system-ui, sans-serif" font-size="12">`,
    `<title id="judul">${escaped(title)}</title>`,
    `<rect width="${WIDTH}" height="${height}" fill="${PALETTE.card}"/>`,
    `<text x="${MARGIN}" y="26" font-size="16" font-weight="600">${escaped(title)}</text>`,
    `<rect x="${MARGIN}" y="38" width="${WIDTH - 2 * MARGIN}" height="12" rx="2" fill="${PALETTE.card}" stroke="${PALETTE.teal}"/>`,
    `<rect x="${MARGIN}" y="38" width="${((WIDTH - 2 * MARGIN) * used).toFixed(1)}" height="12" rx="2" fill="${PALETTE.teal}"/>`,
    `<text x="${MARGIN}" y="70" fill="${PALETTE.ink2}">${id ? 'Terisi: didanai. Kosong: tidak didanai. Angka di depan nama: urutan terpilih.' : 'Filled: funded. Empty: not funded. Number before the name: order picked.'}</text>`,
    ...rows,
    '</svg>',
    '',
  ].join('\n');
}

function langOf(language: Language): string {
  return language === 'id' ? 'id' : 'en';
}

function shortName(place: number | undefined, project: Project | undefined, id: string): string {
  const name = project?.name ?? id;
  const letters = [...name];
  const short = letters.length > LONGEST_NAME ? `${letters.slice(0, LONGEST_NAME - 1).join('')}…` : name;
  return place === undefined ? short : `${place}. ${short}`;
}

function escaped(text: string): string {
  return (
    text
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: XML allows none of them
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '')
  );
}
