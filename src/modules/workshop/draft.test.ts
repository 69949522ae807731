import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readingCases } from '#modules/cases/index.ts';
import { againstOrigin, comparingOrigin } from './against-origin.ts';
import { type Draft, LONGEST_CASES, LONGEST_SOURCE, mayBeCalled, mayWrite } from './draft.ts';
import { readDraft, readingDraft } from './read-draft.ts';
import { tryCases } from './try-cases.ts';

const DRAFT: Draft = {
  id: 'd',
  source: '',
  cases: '',
  name: 'pippk-kota',
  modelVersion: '2027',
  origin: null,
  state: 'open',
  changedAt: new Date(0),
  version: 4,
};

test.each([
  // a draft that is   seen as version   refused with
  ['open', 4, undefined],
  ['open', 3, 'input.stale'],
  ['published', 4, 'model.draft-closed'],
  ['laid-aside', 4, 'model.draft-closed'],
] as const)('a draft that is %s, seen as version %i: %s', (state, seen, refused) => {
  const refusal = mayWrite({ ...DRAFT, state }, seen);
  expect(refusal?.refusal).toBe(refused);
  if (refused === 'model.draft-closed')
    expect(refusal?.params).toEqual({ name: 'pippk-kota', version: '2027' });
});

test.each([
  // name, version                 refused beside
  ['pippk', '2026', undefined],
  ['pippk-kota-2', '2026.12', undefined],
  ['p', '2026.1234', undefined],
  [`p${'a'.repeat(59)}`, '2026', undefined],
  [`p${'a'.repeat(60)}`, '2026', 'name'],
  ['2pippk', '2026', 'name'],
  ['-pippk', '2026', 'name'],
  ['Pippk', '2026', 'name'],
  ['', '2026', 'name'],
  ['pippk', '26', 'version'],
  ['pippk', '20261', 'version'],
  ['pippk', '2026.', 'version'],
  ['pippk', '2026.12345', 'version'],
  ['pippk', 'v2026', 'version'],
])('a copy called %s %s is refused beside %s', (name, version, field) => {
  const refusal = mayBeCalled(name, version);
  expect(refusal?.field).toBe(field);
  if (field) expect(refusal?.refusal).toBe('input.choice');
});

const SOURCE = readFileSync('models/pippk/2015.yaml', 'utf8');
/** The same with one photo more to a proposal, and with a rule that a running programme cannot take. */
const STRICTER = SOURCE.replace(/check: photos, atLeast: \d/, 'check: photos, atLeast: 7');
const BROKEN = SOURCE.replace('name: pippk', 'name: "1"');

test('a text is read and laid beside the version in force, mistakes by their line', () => {
  expect(STRICTER).not.toBe(SOURCE);
  expect(readDraft({ source: SOURCE })).toMatchObject({
    reads: true,
    name: 'pippk',
    version: '2015',
    changes: [],
  });
  expect(readDraft({ source: SOURCE, inForce: SOURCE })).toMatchObject({ changes: [], unkept: [] });
  const read = readDraft({ source: STRICTER, inForce: SOURCE });
  expect(read.reads && read.changes).toHaveLength(1);
  expect(readDraft({ source: STRICTER, inForce: BROKEN })).toMatchObject({ reads: true, changes: [] });
  expect(readDraft({ source: BROKEN })).toMatchObject({
    reads: false,
    problems: [{ line: expect.any(Number) }],
  });
});

test('what a running programme cannot take is told by where it stands', () => {
  const gone = SOURCE.replace('- forum: kelurahan', '- forum: desa');
  const read = readDraft({ source: gone.replaceAll('forum: kelurahan', 'forum: desa'), inForce: SOURCE });
  expect(read).toMatchObject({ reads: true, unkept: ['forums.kelurahan'] });
});

test('a model of all the rules there are has room, and so have its cases', () => {
  for (const file of globSync('models/*/20??.yaml')) {
    expect(readFileSync(file, 'utf8').length).toBeLessThan(LONGEST_SOURCE / 4);
    expect(readFileSync(file.replace('.yaml', '.cases.yaml'), 'utf8').length).toBeLessThan(LONGEST_CASES / 4);
  }
});

test.each([comparingOrigin, readingDraft])(
  'a process of its own finds the work where it is said to be',
  async ({ file, name, work }) => {
    expect(await import(/* @vite-ignore */ `../../${file}`)).toHaveProperty(name, work);
  },
);

test('a draft is held against what it was made from, as that was and as it is', () => {
  const other = SOURCE.replace(/check: photos, atLeast: \d/, 'check: photos, atLeast: 9');
  const both = againstOrigin({ mine: STRICTER, was: SOURCE, is: other });
  expect([both?.mine.length, both?.theirs.length, both?.both.length]).toEqual([1, 1, 1]);
  expect(againstOrigin({ mine: STRICTER, was: SOURCE, is: SOURCE })).toMatchObject({ theirs: [], both: [] });
  for (const texts of [{ mine: BROKEN }, { was: BROKEN }, { is: BROKEN }])
    expect(againstOrigin({ mine: SOURCE, was: SOURCE, is: SOURCE, ...texts })).toBeUndefined();
});

test('cases are tried where the model reads; what is wrong is told of either', () => {
  const problems = [{ line: 3, path: 'cases', message: 'tidak dikenal' }] as never;
  expect(tryCases({ reads: false, problems }, '')).toEqual({ reads: false, problems });
  const read = readDraft({ source: SOURCE });
  if (!read.reads) throw new Error('the model does not read');
  const { model } = read;
  const trial = tryCases({ reads: true, model, cases: { ok: false, problems } }, '');
  expect(trial).toMatchObject({ reads: true, problems, outcomes: [], unshown: [], tried: undefined });
  const [rule] = trial.reads ? trial.rules : [];
  if (!rule) throw new Error('the model has no rule to try');
  const tried = tryCases({ reads: true, model, cases: { ok: false, problems } }, '', { rule });
  expect(tried).toMatchObject({ tried: { rule, outcome: undefined, cases: undefined } });
});

test('a rule is tried on facts, and the case that it makes stands below those that are there', async () => {
  const cases = readFileSync('models/pippk/2015.cases.yaml', 'utf8');
  const read = await readingCases.work({ source: SOURCE, cases });
  const rule = { sort: 'checks', name: 'proposals.usulan.photos' } as const;
  const photos = [expect.objectContaining({ fact: 'photos' })];

  const all = tryCases(read, cases);
  if (!all.reads) throw new Error('the model does not read');
  expect(all).toMatchObject({ problems: [], unshown: [], tried: undefined });
  expect(all.outcomes.map((one) => one.fault)).toEqual(all.outcomes.map(() => undefined));
  expect(all.rules).toContainEqual(rule);

  // Asked first, without facts; a rule that there is not is not tried at all.
  expect(tryCases(read, cases, { rule })).toMatchObject({
    tried: { rule, asked: photos, outcome: undefined, cases: undefined },
  });
  expect(tryCases(read, cases, { rule: { ...rule, name: 'proposals.usulan.foto' } })).toMatchObject({
    tried: undefined,
  });

  const trial = tryCases(read, cases, { rule, facts: { photos: '0' } });
  expect(trial).toMatchObject({ tried: { rule, asked: photos, outcome: { found: 'not-met' } } });
  const kept =
    '  - { of: proposals.usulan.photos, given: { photos: 0 }, answer: not-met, because: proposal.photos }';
  const made = (trial.reads && trial.tried?.cases) || '';
  expect(made.split(kept)).toHaveLength(cases.split(kept).length + 1);
  // What does not read as a number is asked again.
  expect(tryCases(read, cases, { rule, facts: { photos: 'dua' } })).toMatchObject({
    tried: { outcome: undefined, cases: undefined },
  });
  // Beside cases with mistakes a rule is tried, and nothing is written among them.
  const broken = tryCases(await readingCases.work({ source: SOURCE, cases: 'model: [' }), 'model: [', {
    rule,
    facts: { photos: '1' },
  });
  expect(broken).toMatchObject({ tried: { outcome: { found: 'met' }, cases: undefined } });
});
