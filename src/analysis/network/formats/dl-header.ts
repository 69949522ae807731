import { malformed } from './malformed.ts';
import type { Labels } from './matrix-ties.ts';
import type { ReadingRoom } from './reading.ts';

const LAYOUTS = [
  'fullmatrix',
  'lowerhalf',
  'upperhalf',
  'edgelist1',
  'nodelist1',
  'edgelist2',
  'nodelist2',
  'edgearray1',
] as const;
export type DlLayout = (typeof LAYOUTS)[number];

export interface DlHeader {
  readonly rows: number;
  readonly columns: number;
  /** How many matrices (relations) the file says it has; undefined where it does not say. */
  readonly matrices: number | undefined;
  readonly layout: DlLayout;
  readonly diagonal: boolean;
  /** Labels stand in the data, beside the values or instead of the numbers of actors. */
  readonly embedded: boolean;
  readonly rowLabels: Labels;
  readonly columnLabels: Labels;
  readonly forms: readonly string[];
  readonly line: number;
  /** Where the data begin, and on which line. */
  readonly dataAt: number;
  readonly dataLine: number;
}

/** A piece of text between two sections, with the line it begins on. */
interface Region {
  readonly text: string;
  readonly line: number;
}

const SECTION = /^\s{0,40}(data\s{0,9}:|(?:(row|col|column|matrix|level)\s{1,9})?labels\s{0,9}(:|embedded))/i;
const SETTING = /([a-z]+)\s{0,9}=\s{0,9}([^\s,=]+)/iy;
const WORD = /([^\s,=:]+):?/y;

/** The part of a UCINET DL file before its data. Counts are held against the limits as soon as they are read. */
export function readDlHeader(text: string, room: ReadingRoom): DlHeader {
  const lines = new LinesOf(text);
  const settings = new Map<string, number>();
  const regions = new Map<string, Region>();
  let layout: DlLayout = 'fullmatrix';
  let diagonal = true;
  let embedded = false;
  let started = 0;
  let dataAt = -1;
  while (dataAt < 0) {
    const current = lines.next();
    if (!current) break;
    const { content, line } = current;
    let place = 0;
    if (started === 0) {
      if (content.trim() === '') continue;
      if (!/^\s{0,40}dl\b/i.test(content))
        malformed('unexpected-character', line, content.trim().slice(0, 20));
      place = content.toLowerCase().indexOf('dl') + 2;
      started = line;
    }
    while (place < content.length) {
      const skipped = /[\s,:]+/y;
      skipped.lastIndex = place;
      place = skipped.test(content) ? skipped.lastIndex : place;
      if (place >= content.length) break;
      const section = SECTION.exec(content.slice(place, place + 120));
      if (section) {
        const [whole, head = '', of, ending] = section;
        const after = current.start + place + whole.length;
        if (head.toLowerCase().startsWith('data')) {
          dataAt = after;
          break;
        }
        if (ending?.toLowerCase() === 'embedded') {
          embedded = true;
          place += whole.length;
          continue;
        }
        regions.set((of ?? 'all').toLowerCase(), lines.region(after, line));
        break;
      }
      SETTING.lastIndex = place;
      const setting = SETTING.exec(content);
      if (setting) {
        const [whole, name = '', value = ''] = setting;
        if (['n', 'nr', 'nc', 'nm'].includes(name.toLowerCase())) {
          const count = wholeNumber(value, line);
          settings.set(name.toLowerCase(), count);
          if (name.toLowerCase() !== 'nm') room.refuseActors(count, line);
        } else if (name.toLowerCase() === 'format') layout = layoutOf(value, line);
        else if (name.toLowerCase() === 'diagonal') diagonal = isPresent(value, line);
        else malformed('unsupported', line, name);
        place += whole.length;
        continue;
      }
      WORD.lastIndex = place;
      const word = WORD.exec(content)?.[1]?.toLowerCase() ?? '';
      if (word !== 'diagonal') malformed('unsupported', line, content.slice(place).trim());
      place += word.length;
      WORD.lastIndex = place + (/^\s*/.exec(content.slice(place, place + 40))?.[0].length ?? 0);
      const value = WORD.exec(content);
      diagonal = isPresent(value?.[1] ?? '', line);
      place = WORD.lastIndex;
    }
  }
  if (started === 0) malformed('unexpected-end', 1, 'dl');
  if (dataAt < 0) malformed('missing-data', started);
  const rows = settings.get('nr') ?? settings.get('n') ?? malformed('bad-count', started, 'n=?');
  const columns = settings.get('nc') ?? settings.get('n') ?? rows;
  const labels = (of: string, count: number) => labelsIn(regions.get(of), count, room);
  const all = labels('all', rows);
  const rowLabels = regions.has('row') ? labels('row', rows) : all;
  const columnLabels = regions.has('column')
    ? labels('column', columns)
    : regions.has('col')
      ? labels('col', columns)
      : columns === rows
        ? rowLabels
        : [];
  const matrices = settings.get('nm');
  const forms = [regions.get('matrix') ?? regions.get('level')].flatMap((region) =>
    labelsIn(region, matrices ?? 0, room).map((label) => label.id),
  );
  if (matrices !== undefined && forms.length > 0 && forms.length !== matrices)
    malformed('bad-count', started, `nm=${matrices}, ${forms.length} labels`);
  return {
    rows,
    columns,
    matrices,
    layout,
    diagonal,
    embedded,
    rowLabels,
    columnLabels,
    forms,
    line: started,
    dataAt,
    dataLine: lines.current,
  };
}

/*
 * Labels are parted by spaces, commas and line ends. Where that does not give as many as the file says it has, but commas and line ends
 * alone do, they are names with spaces that nobody quoted.
 */
function labelsIn(region: Region | undefined, count: number, room: ReadingRoom): Labels {
  if (!region) return [];
  const words: { id: string; line: number }[] = [];
  const phrases: { id: string; line: number }[] = [];
  let line = region.line;
  let phrase = '';
  const endPhrase = () => {
    if (phrase.trim() !== '') phrases.push({ id: phrase.trim(), line });
    phrase = '';
  };
  for (const match of region.text.matchAll(/"([^"]*)"|([^\s,"]+)|(\r\n|\n|\r)|(,)|([^\S\r\n]+)|"/g)) {
    const [whole, quoted, word, newLine, comma] = match;
    if (newLine !== undefined || comma !== undefined) {
      endPhrase();
      if (newLine !== undefined) line++;
      continue;
    }
    if (quoted !== undefined || word !== undefined) {
      words.push({ id: quoted ?? word ?? '', line });
      room.refuseActors(words.length, line);
    }
    phrase += quoted ?? whole;
  }
  endPhrase();
  if (words.length !== count && phrases.length === count) return phrases;
  if (count > 0 && words.length !== count)
    malformed('bad-count', region.line, `${count}: ${words.length} labels`);
  return words;
}

function layoutOf(word: string, line: number): DlLayout {
  const wanted = word.toLowerCase();
  return (
    LAYOUTS.find((each) => each === wanted || each === `${wanted}1`) ?? malformed('unsupported', line, word)
  );
}

function isPresent(word: string, line: number): boolean {
  if (/^present$/i.test(word)) return true;
  return /^absent$/i.test(word) ? false : malformed('unsupported', line, `diagonal ${word}`);
}

function wholeNumber(text: string, line: number): number {
  return /^\d{1,9}$/.test(text) ? Number(text) : malformed('bad-count', line, text);
}

/** Walks over the lines of a text, whichever way they end, without copying it. */
class LinesOf {
  private place = 0;
  private line = 0;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  next(): { readonly content: string; readonly start: number; readonly line: number } | undefined {
    if (this.place >= this.text.length) return undefined;
    const start = this.place;
    const end = this.endFrom(start);
    this.line++;
    this.place =
      this.text.charCodeAt(end) === 0x0d && this.text.charCodeAt(end + 1) === 0x0a ? end + 2 : end + 1;
    return { content: this.text.slice(start, end), start, line: this.line };
  }

  /** The text from a place in the line just read up to the next line that begins a section, which is read next. */
  region(from: number, line: number): Region {
    let end = this.place - 1;
    for (;;) {
      const [place, count] = [this.place, this.line];
      const following = this.next();
      if (following && !SECTION.test(following.content.slice(0, 120))) {
        end = this.place - 1;
        continue;
      }
      this.place = place;
      this.line = count;
      return { text: this.text.slice(from, Math.max(from, end)), line };
    }
  }

  /** The number of the line just read. */
  get current(): number {
    return this.line;
  }

  private endFrom(start: number): number {
    for (let i = start; i < this.text.length; i++) {
      const code = this.text.charCodeAt(i);
      if (code === 0x0a || code === 0x0d) return i;
    }
    return this.text.length;
  }
}
