/** A part of a model's text that is written on by itself: its first key, its lines (from 1, both included) and its text. */
export type TextSection = {
  readonly key: string;
  readonly from: number;
  readonly to: number;
  readonly text: string;
};

/** What a model says of itself before its rules: one part. */
const HEAD = new Set(['schema', 'name', 'version', 'adopted', 'title', 'short', 'about', 'lasts']);

/**
 * The parts of a model's text, as its lines have them: each begins with a key at the margin, with the comments above it.
 * Told without reading it as YAML, so that a text with mistakes has its parts as well.
 */
export function sectionsOf(source: string): readonly TextSection[] {
  const lines = source.split('\n');
  const starts: { key: string; at: number }[] = [];
  lines.forEach((line, i) => {
    const key = /^([A-Za-z][\w-]*)\s*:/.exec(line)?.[1];
    if (key === undefined) return;
    const last = starts.at(-1);
    if (last && HEAD.has(key) && HEAD.has(last.key)) return;
    let at = i;
    while (at > 0 && /^(#|\s*$)/.test(lines[at - 1] ?? '')) at -= 1;
    // What stands empty above the comments ends the part before.
    while (lines[at]?.trim() === '') at += 1;
    starts.push({ key, at: starts.length === 0 ? 0 : at });
  });
  return starts.map(({ key, at }, i) => {
    const end = starts[i + 1]?.at ?? lines.length;
    return {
      key: HEAD.has(key) ? 'head' : key,
      from: at + 1,
      to: end,
      text: lines.slice(at, end).join('\n'),
    };
  });
}

/** A model's text with one of its parts written anew; undefined where it has no such part. */
export function withSection(source: string, key: string, text: string): string | undefined {
  const part = sectionsOf(source).find((one) => one.key === key);
  if (!part) return undefined;
  const lines = source.split('\n');
  const before = lines.slice(0, part.from - 1);
  const after = lines.slice(part.to);
  const written = text.replace(/\n+$/, '').split('\n');
  const gap = part.text.endsWith('\n') ? [''] : [];
  return [...before, ...written, ...(after.length > 0 ? gap : ['']), ...after].join('\n');
}

/** The part in which a line of the text stands. */
export function sectionAt(sections: readonly TextSection[], line: number): TextSection | undefined {
  return sections.find((one) => line <= one.to);
}
