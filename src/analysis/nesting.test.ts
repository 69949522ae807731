import { expect, test } from 'vitest';
import { readLocatedText } from './located-text.ts';
import { DEEPEST, tooDeepAt } from './nesting.ts';

const nested = (depth: number) => `a:\n  ${'['.repeat(depth)}${']'.repeat(depth)}\n`;

test.each([
  ['as deep as may be', nested(DEEPEST), undefined],
  ['one deeper', nested(DEEPEST + 1), { line: 2, column: 3 + DEEPEST }],
  ['side by side', `[${'[],'.repeat(500)}]`, undefined],
  ['braces', '{a: '.repeat(DEEPEST + 1), { line: 1, column: 4 * DEEPEST + 1 }],
  ['in quotes', `a: "${'['.repeat(500)}"`, undefined],
  ['in a comment', `# ${'['.repeat(500)}\na: 1`, undefined],
  ['in a text of several lines', `a: |\n  ${'['.repeat(500)}\n`, undefined],
  ['in JSON, after a comma', `{"a": [1, ${'['.repeat(DEEPEST)}`, { line: 1, column: 10 + DEEPEST - 1 }],
])('brackets %s', (_, text, place) => {
  expect(tooDeepAt(text)).toEqual(place);
});

test('a file that nests too deep is refused where it does, before it is read', () => {
  expect(readLocatedText(nested(8000))).toMatchObject({
    ok: false,
    problems: [{ line: 2, column: 3 + DEEPEST, reason: { en: 'brackets nest deeper than 100' } }],
  });
});
