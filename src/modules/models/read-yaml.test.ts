import { expect, test } from 'vitest';
import { z } from 'zod';
import { readModel, readYaml } from './read-model.ts';

/** A few lines stand for a model: where a fault lies is told alike for all that is read from YAML. */
const Small = z.strictObject({
  name: z.string(),
  steps: z.array(z.strictObject({ step: z.string(), days: z.int().min(1) })).default([]),
});

const GOOD = 'name: a\nsteps:\n  - step: camat\n    days: 3\n';

test('what is right is read, with what it leaves out', () => {
  expect(readYaml(GOOD, Small)).toEqual({
    ok: true,
    model: { name: 'a', steps: [{ step: 'camat', days: 3 }] },
  });
  expect(readYaml('name: b', Small)).toEqual({ ok: true, model: { name: 'b', steps: [] } });
});

const problemsOf = (text: string) => {
  const read = readYaml(text, Small);
  return read.ok ? [] : read.problems;
};

test.each<[string, string, string, number, number, string]>([
  // what                       text                                path            line  column  says
  ['a wrong value', GOOD.replace('3', '0'), 'steps[0].days', 4, 11, '>=1'],
  ['a value of another kind', 'name: [a]', 'name', 1, 7, 'has to be a text'],
  // What is missing has no place of its own: that of what it should stand in.
  ['a missing value', 'steps:\n  - days: 3\nname: a', 'steps[0].step', 2, 5, 'is missing: a text'],
  ['a name nobody knows', 'name: a\nextra:\n  b: 5', 'extra', 2, 1, 'nobody knows this key here'],
  ['nothing at all', '', '', 1, 1, 'has to be a group of keys'],
  ['a list instead', '- a', '', 1, 1, 'has to be a group of keys'],
  ['what is no YAML', 'name: a\nsteps: [', '', 2, 9, 'Flow sequence'],
  ['a key twice', 'name: a\nsteps: []\nname: b', '', 3, 1, 'the key "name" stands twice'],
  [
    'a key twice further in',
    'name: a\nsteps:\n  - step: x\n    step: y',
    '',
    4,
    5,
    'the key "step" stands twice',
  ],
  // What an alias repeats is at fault where it is repeated, not where it was first written.
  [
    'an alias of what does not fit',
    'name: &n a\nsteps:\n  - step: *n\n    days: *n',
    'steps[0].days',
    3,
    5,
    'has to be a number',
  ],
])('%s is told with path, line and column', (_, text, path, line, column, says) => {
  const [problem, ...others] = problemsOf(text);
  expect(problem).toEqual({ path, line, column, message: expect.stringContaining(says) });
  expect(problem?.message).not.toContain('\n');
  expect(others).toEqual([]);
});

test('all that is wrong is told, up to a hundred', () => {
  const many = (count: number) =>
    `name: a\nsteps:\n${Array.from({ length: count }, () => '  - { step: x, days: 0 }\n').join('')}`;
  expect(problemsOf(many(3)).map((one) => one.path)).toEqual([
    'steps[0].days',
    'steps[1].days',
    'steps[2].days',
  ]);
  expect(problemsOf(many(100))).toHaveLength(100);
  expect(problemsOf(many(101))).toHaveLength(100);
  const doubled = `name: a\n${Array.from({ length: 102 }, () => 'steps: []\n').join('')}`;
  expect(problemsOf(doubled)).toHaveLength(100);
  const broken = Array.from({ length: 150 }, (_, place) => `k${place}: "\\q"\n`).join('');
  expect(problemsOf(broken)).toHaveLength(100);
});

test('a file of a megabyte is read, a sign more is not', () => {
  const text = (signs: number) => `name: a\n#${'x'.repeat(signs - 9)}`;
  expect(problemsOf(text(1024 * 1024))).toEqual([]);
  expect(problemsOf(text(1024 * 1024 + 1))).toEqual([
    { path: '', line: 1, column: 1, message: 'larger than 1 MB' },
  ]);
});

test('brackets within one another are read up to a hundred', () => {
  const nested = (depth: number) => `name: a\nsteps: ${'['.repeat(depth)}${']'.repeat(depth)}`;
  expect(problemsOf(nested(101))).toEqual([
    { path: '', line: 2, column: 108, message: 'brackets nest deeper than 100' },
  ]);
  expect(problemsOf(nested(100))[0]?.message).not.toContain('brackets');
});

test('aliases that grow beyond measure are refused', () => {
  const bomb = [
    'a: &a [x, x, x, x]',
    ...'bcdef'.split('').map((name, place) => {
      const before = 'abcde'[place];
      return `${name}: &${name} [*${before}, *${before}, *${before}, *${before}]`;
    }),
  ].join('\n');
  expect(problemsOf(bomb)).toEqual([
    { path: '', line: 1, column: 1, message: 'aliases grow beyond measure' },
  ]);
});

test('a fault of the program is none of the file', () => {
  const broken = z.unknown().transform(() => {
    throw new TypeError('broken');
  });
  expect(() => readYaml('a: 1', broken)).toThrow(TypeError);
});
/** Where and why a text is refused: line, column, path and words. */
function faults(text: string, schema: z.ZodType = z.strictObject({ a: z.array(z.int()) })): string[] {
  const read = readYaml(text, schema);
  return read.ok ? [] : read.problems.map((one) => `${one.line}:${one.column} ${one.path}: ${one.message}`);
}

test.each([
  // text                          what is said
  ['a: [1, 2]', []],
  ['a: [1,\n  x]', ['2:3 a[1]: has to be a number, not: a text']],
  ['\na: 7', ['2:4 a: has to be a list, not: a number']],
  ['b: [1]', ['1:1 a: is missing: a list', '1:1 b: nobody knows this key here']],
  ['a: [1]\nc: 1\nd: 2', ['2:1 c: nobody knows this key here', '3:1 d: nobody knows this key here']],
  ['\n- 1', ['2:1 : has to be a group of keys, not: a list']],
  ['', ['1:1 : has to be a group of keys, not: nothing']],
  ['a: [1]\nb: 1\nb: 2\na: []', ['3:1 : the key "b" stands twice', '4:1 : the key "a" stands twice']],
])('of the text %j it is said: %j', (text, said) => {
  expect(faults(text)).toEqual(said);
});

test('a figure where a text is wanted is told its quotes', () => {
  expect(faults('a: 2026', z.strictObject({ a: z.string() }))).toEqual([
    '1:4 a: a figure where a text is wanted: write it in quotes',
  ]);
});

test('a fault of YAML is told in one line, with its place', () => {
  const [fault, ...more] = faults('a: [1');
  expect(fault).toMatch(/^1:\d+ : \S.{10,}$/);
  expect(more).toEqual([]);
});

test.each([
  ['values that are none', `a: [${'x, '.repeat(150)}]`],
  ['keys that stand twice', `a: [1]\n${'b: 1\n'.repeat(151)}`],
  ['lines that are no YAML', 'a: [1]\n}\n'.repeat(150)],
])('of %s a hundred are told', (_, text) => {
  expect(faults(text)).toHaveLength(100);
});

test('aliases that grow beyond measure are refused, not expanded', () => {
  expect(faults(`a: &a [x]\nb: [${'*a, '.repeat(200)}]`)).toEqual(['1:1 : aliases grow beyond measure']);
});

test('a text of 1 MB is read, and no longer one', () => {
  expect(faults(`a: [1] #${'x'.repeat(1024 * 1024 - 8)}`)).toEqual([]);
  expect(faults(`a: [1] #${'x'.repeat(1024 * 1024 - 7)}`)).toEqual(['1:1 : larger than 1 MB']);
});

test('what is no YAML at all is refused with its line', () => {
  expect(readModel('name: [')).toMatchObject({ ok: false, problems: [{ line: 1 }] });
  expect(readModel('')).toMatchObject({ ok: false });
  expect(readModel(`a: &a [x]\nb: [${'*a, '.repeat(200)}]`)).toMatchObject({ ok: false });
  expect(readModel(`a:\n  ${'['.repeat(8000)}`)).toMatchObject({
    ok: false,
    problems: [{ line: 2, column: 103, message: 'brackets nest deeper than 100' }],
  });
  expect(readModel('x'.repeat(1024 * 1024 + 1))).toMatchObject({
    ok: false,
    problems: [{ message: 'larger than 1 MB' }],
  });
});
