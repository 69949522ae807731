/** So many lines stand open together; of more, only some. */
const FEW = 6;

/** Most wrong lines that stand open at once. */
const MOST_WRONG = 12;

/** The numbers of the lines of a form, by the names of its fields (`content.rincian.2.biaya`), in order. */
export function linesTyped(prefix: string, typed: Readonly<Record<string, string>>): number[] {
  const numbers = Object.entries(typed).flatMap(([name, text]) => {
    if (!name.startsWith(`${prefix}.`) || text.trim() === '') return [];
    const line = Number(name.slice(prefix.length + 1).split('.')[0]);
    return Number.isInteger(line) && line > 0 ? [line] : [];
  });
  return [...new Set(numbers)].sort((a, b) => a - b);
}

/** Which lines stand open to be filled in: all of few; of many those that are asked for, and the first of those that are wrong. */
export function openLines(of: {
  readonly lines: readonly number[];
  readonly wrong: readonly number[];
  readonly asked: readonly number[];
}): ReadonlySet<number> {
  return new Set(of.lines.length <= FEW ? of.lines : [...of.asked, ...of.wrong.slice(0, MOST_WRONG)]);
}
