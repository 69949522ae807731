import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { readModel, readYaml } from './index.ts';

const PIPPK = readFileSync('models/pippk/2015.yaml', 'utf8');

test.each(
  readdirSync('models', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml') && !name.startsWith('instruments'))
    .map((name) => join('models', name)),
)('%s is a model that can be used', (path) => {
  expect(readModel(readFileSync(path, 'utf8'))).toMatchObject({ ok: true });
});

test('PIPPK says what the source says: four proposers of Rp100 million each, not in cash, and eighteen scopes', () => {
  const read = readModel(PIPPK);
  if (!read.ok) throw new Error('PIPPK does not read');
  const { proposers, scopes } = read.model.proposals;
  expect(proposers.map((one) => [one.kind, one.ceiling, one.inCash])).toEqual(
    ['rw', 'pkk', 'karang-taruna', 'lpm'].map((kind) => [kind, 100_000_000n, false]),
  );
  const perKind = Object.fromEntries(
    proposers.map((one) => [one.kind, scopes.filter((s) => s.kind === one.kind).length]),
  );
  expect(perKind).toEqual({ rw: 5, pkk: 5, 'karang-taruna': 5, lpm: 3 });
  expect(read.model.reporting.ladder.map((rung) => rung.office)).toEqual(['lurah', 'camat', 'setda']);
});

test.each([
  // what is wrong                 in place of                       stands                          path                                    says
  [
    'an unlisted basis',
    'windowBasis: kebijakan-kota',
    'windowBasis: perwal-999',
    'proposals.windowBasis',
    'not listed',
  ],
  ['an unknown key', 'photosToSubmit: 1', 'photosToSubmit: 1\n  colour: red', 'proposals', 'colour'],
  ['a negative ceiling', 'ceiling: 100000000', 'ceiling: -1', 'proposals.proposers[0].ceiling', '>=0'],
  ['a fractional ceiling', 'ceiling: 100000000', 'ceiling: 1.5', 'proposals.proposers[0].ceiling', 'int'],
  ['a share above all', 'share: 1000', 'share: 1001', 'deliberation.quorum.elements[0].share', '<=1000'],
  ['a scope of nobody', 'kind: lpm, nature', 'kind: rt, nature', 'proposals.scopes[15].kind', 'no proposer'],
  [
    'a verifier whom no party has',
    'verifiers: [lurah, village-secretary]',
    'verifiers: [lurah, village-chief]',
    'proposals.verifiers[1]',
    'no kind of party has the office "village-chief"',
  ],
  [
    'an office of another party',
    'kind: rw\n      offices: [chair, secretary]\n      ceiling',
    'kind: rw\n      offices: [chair, lurah]\n      ceiling',
    'proposals.proposers[0].offices[1]',
    '"rw" has no office "lurah"',
  ],
  [
    'a proposer who takes no part',
    'kind: lpm\n      offices: [chair, secretary]\n      ceiling',
    'kind: rt\n      offices: [chair, secretary]\n      ceiling',
    'proposals.proposers[3].kind',
    'not listed under parties.kinds',
  ],
  [
    'a pillar of nobody',
    'kind: kecamatan\n      pillar: government',
    'kind: kecamatan\n      pillar: business',
    'parties.kinds[5].pillar',
    'not listed under parties.pillars',
  ],
  [
    'an office listed twice',
    '{ office: village-secretary, label',
    '{ office: lurah, label',
    'parties.kinds[4].offices[1]',
    'listed twice',
  ],
  ['checkpoints that fall', '[0, 50, 100]', '[0, 60, 50, 100]', 'activities.evidence.checkpoints', 'rise'],
  ['a day that is none', 'from: "01-05"', 'from: "13-05"', 'deliberation.window.from', 'MM-DD'],
  [
    'a share kept for a field of nobody',
    'field: empowerment',
    'field: fishery',
    'deliberation.ballots.minimumShares[0].field',
    'no scope has "fishery"',
  ],
  [
    'an unknown rule of allocation',
    'rules: [priority',
    'rules: [lottery',
    'deliberation.ballots.rules[0]',
    'expected one of',
  ],
  [
    'a rule offered twice',
    'greedy-per-rupiah, borda',
    'greedy, borda',
    'deliberation.ballots.rules[3]',
    'listed twice',
  ],
  [
    'points that nobody gives',
    'kinds: [approval, points, ranking]',
    'kinds: [approval, ranking]',
    'deliberation.ballots.points',
    'go together',
  ],
  [
    'a rung without office',
    '{ office: camat, level: district',
    '{ level: district',
    'reporting.ladder[1].office',
    'expected string',
  ],
])('%s is named with its path and line', (_, before, after, path, message) => {
  const text = PIPPK.replace(before, after);
  expect(text).not.toBe(PIPPK);
  const read = readModel(text);
  if (read.ok) throw new Error('it was accepted');
  const problem = read.problems.find((one) => one.path === path);
  expect(problem?.message).toContain(message);
  const line = text.slice(0, text.indexOf(after)).split('\n').length;
  expect(
    Math.abs((problem?.line ?? 0) - line),
    `line ${problem?.line}, changed line ${line}`,
  ).toBeLessThanOrEqual(path === 'proposals' ? 100 : 1);
});

/** Where and why a text is refused: line, column, path and words. */
function faults(text: string, schema: z.ZodType = z.strictObject({ a: z.array(z.int()) })): string[] {
  const read = readYaml(text, schema);
  return read.ok ? [] : read.problems.map((one) => `${one.line}:${one.column} ${one.path}: ${one.message}`);
}

test.each([
  // text                          what is said
  ['a: [1, 2]', []],
  ['a: [1,\n  x]', ['2:3 a[1]: Invalid input: expected number, received string']],
  ['\na: 7', ['2:4 a: Invalid input: expected array, received number']],
  ['b: [1]', ['1:1 a: Invalid input: expected array, received undefined', '1:1 : Unrecognized key: "b"']],
  ['\n- 1', ['2:1 : Invalid input: expected object, received array']],
  ['', ['1:1 : Invalid input: expected object, received null']],
  ['a: [1]\nb: 1\nb: 2\na: []', ['3:1 : the key "b" stands twice', '4:1 : the key "a" stands twice']],
])('of the text %j it is said: %j', (text, said) => {
  expect(faults(text)).toEqual(said);
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
