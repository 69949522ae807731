import { expect, test } from 'vitest';
import { byWeight, type Change, collisions, compareModels, gravest } from './compare.ts';
import type { Model } from './model.ts';

/** A part of a model at a path of keys; nothing where there is no value. */
function modelWith(path: string, value: unknown): Model {
  const part = path
    .split('.')
    .reduceRight<unknown>((inner, key) => (inner === undefined ? {} : { [key]: inner }), value);
  return part as Model;
}

function said(path: string, before: unknown, after: unknown): string[] {
  return compareModels(modelWith(path, before), modelWith(path, after)).map(
    (one) => `${one.path.join('.')} ${one.change}: ${one.weight}`,
  );
}

test.each([
  // more, or later, of these asks for more              less of these allows less
  ['atLeast', 'tightening'],
  ['share', 'tightening'],
  ['minimumSupport', 'tightening'],
  ['photosEach', 'tightening'],
  ['least', 'tightening'],
  ['earliest', 'tightening'],
  ['atMost', 'compatible'],
  ['most', 'compatible'],
  ['latest', 'compatible'],
  ['amount', 'compatible'],
  ['amountAbove', 'compatible'],
  ['workingDays', 'compatible'],
  ['days', 'compatible'],
  ['months', 'compatible'],
  ['years', 'compatible'],
  ['count', 'compatible'],
])('more of %s is %s, less the other', (key, more) => {
  const path = `rules.one.${key}`;
  const less = more === 'tightening' ? 'compatible' : 'tightening';
  expect(said(path, 2, 3)).toEqual([`${path} changed: ${more}`]);
  expect(said(path, 3, 2)).toEqual([`${path} changed: ${less}`]);
  expect(said(path, 2n, 3n)).toEqual([`${path} changed: ${more}`]);
  // A bound that was not there asks for more, one that is there no more for less.
  expect(said(path, undefined, 2)).toEqual([`${path} added: tightening`]);
  expect(said(path, 2, undefined)).toEqual([`${path} removed: compatible`]);
});

test.each([
  // yes or no                 to yes          to no
  ['required', 'tightening', 'compatible'],
  ['personal', 'compatible', 'breaking'],
  ['secondFactor', 'tightening', 'compatible'],
  ['reason', 'tightening', 'compatible'],
  ['inCash', 'compatible', 'tightening'],
  ['withoutAccount', 'compatible', 'tightening'],
  ['document', 'tightening', 'compatible'],
  ['unlessEntered', 'compatible', 'tightening'],
  ['onePersonManyElements', 'compatible', 'tightening'],
])('%s switched on is %s, off %s', (key, on, off) => {
  const path = `rules.one.${key}`;
  expect(said(path, false, true)).toEqual([`${path} changed: ${on}`]);
  expect(said(path, true, false)).toEqual([`${path} changed: ${off}`]);
});

test.each([
  // who or what joins a list        is              who or what leaves it
  ...[
    'checks',
    'route',
    'followUp',
    'after',
    'elements',
    'sanctions',
    'asks',
    'notSameAs',
    'minimumShares',
    'endedBy',
    'holders',
    'papers',
    'checkpoints',
  ].map((list) => [list, 'tightening', 'compatible']),
  ...[
    'parties',
    'to',
    'fromPaper',
    'onBehalf',
    'steers',
    'offices',
    'takesUp',
    'conveners',
    'deciders',
    'officers',
    'executors',
    'record',
    'by',
    'keptBy',
    'approachedBy',
    'pauses',
    'may',
    'taxes',
  ].map((list) => [list, 'compatible', 'tightening']),
  ...['goals', 'checklists', 'items', 'awards', 'targets', 'roles'].map((list) => [
    list,
    'compatible',
    'compatible',
  ]),
  ['tranches', 'breaking', 'breaking'],
  // Of a list that is not named here: what joins harms nobody, what leaves may.
  ['others-of-a-city', 'compatible', 'breaking'],
])('to join %s is %s, to leave it %s', (list, added, removed) => {
  const path = `rules.one.${list}`;
  expect(said(path, ['a'], ['a', 'b'])).toEqual([`${path}.b added: ${added}`]);
  expect(said(path, ['a', 'b'], ['a'])).toEqual([`${path}.b removed: ${removed}`]);
});

test.each([
  // where                       was              is               it says
  ['rules.one.label', { id: 'A' }, { id: 'B' }, ['rules.one.label changed: wording']],
  ['rules.one.executorsBasis', 'a', 'b', ['rules.one.executorsBasis changed: wording']],
  ['rules.one.labelled', 'a', 'b', ['rules.one.labelled changed: breaking']],
  [
    'partnership.stages',
    ['a'],
    ['b'],
    ['partnership.stages.b added: wording', 'partnership.stages.a removed: wording'],
  ],
  ['legal', [{ id: 'uu-1' }], [], ['legal.uu-1 removed: wording']],
  [
    'legal',
    [{ id: 'uu-1', scope: 'a' }],
    [{ id: 'uu-1', scope: 'b' }],
    ['legal.uu-1.scope changed: wording'],
  ],
  // The same, however its keys are ordered.
  ['rules.one.x', { a: 1, b: { c: 2, d: 3 } }, { b: { d: 3, c: 2 }, a: 1 }, []],
  ['rules.one.x', [{ y: { b: 1, a: 2, c: 3 } }], [{ y: { c: 3, a: 2, b: 1 } }], []],
  ['goals.tepat.measure', 'a', 'b', ['goals.tepat.measure changed: compatible']],
  ['goals.tepat.unit', 'a', 'b', ['goals.tepat.unit changed: breaking']],
  ['rules.tepat.measure', 'a', 'b', ['rules.tepat.measure changed: breaking']],
  // Bounds of a window, and names elsewhere.
  ['rules.window.from', '01-01', '02-01', ['rules.window.from changed: tightening']],
  ['rules.window.to', '03-01', '02-01', ['rules.window.to changed: tightening']],
  ['rules.one.from', 'a', 'b', ['rules.one.from changed: breaking']],
  ['rules.one.to', 'a', 'b', ['rules.one.to changed: breaking']],
  // What is given, and what is owed.
  ['rules.of.amount', 5n, 6n, ['rules.of.amount changed: compatible']],
  ['rules.owed.amount', 5n, 6n, ['rules.owed.amount changed: tightening']],
  ['rules.owed.amount', 6n, 5n, ['rules.owed.amount changed: compatible']],
  ['rules.one.severity', 'refuse', 'override', ['rules.one.severity changed: compatible']],
  ['rules.one.severity', 'override', 'refuse', ['rules.one.severity changed: tightening']],
  // What no order tells apart.
  ['rules.one.atLeast', 'half', 3, ['rules.one.atLeast changed: compatible']],
  ['rules.one.atLeast', 3, { half: true }, ['rules.one.atLeast changed: breaking']],
  ['rules.one.when', undefined, 'a', ['rules.one.when added: compatible']],
  ['rules.one.when', 'a', undefined, ['rules.one.when removed: tightening']],
  ['rules.one.when', 'a', 'b', ['rules.one.when changed: breaking']],
  ['rules.one.within', undefined, 'a', ['rules.one.within added: tightening']],
  ['rules.one.within', 'a', undefined, ['rules.one.within removed: compatible']],
  ['rules.one.within', 'a', 'b', ['rules.one.within changed: breaking']],
  ['rules.one.tranches', undefined, 'a', ['rules.one.tranches added: tightening']],
  ['rules.one.waive', undefined, 'a', ['rules.one.waive added: compatible']],
  ['rules.one.waive', 'a', 'b', ['rules.one.waive changed: tightening']],
  ['rules.one.leaves', undefined, 'a', ['rules.one.leaves added: compatible']],
  ['rules.one.leaves', 'a', undefined, ['rules.one.leaves removed: tightening']],
  ['rules.one.register', 'a', 'b', ['rules.one.register changed: compatible']],
  ['rules.one.escalate', undefined, 'a', ['rules.one.escalate added: tightening']],
  ['rules.one.escalate', 'a', undefined, ['rules.one.escalate removed: compatible']],
  ['rules.weights.poor', 'a', 'b', ['rules.weights.poor changed: compatible']],
  ['rules.targets.poor', 'a', 'b', ['rules.targets.poor changed: compatible']],
  ['rules.one.lapses', undefined, 'a', ['rules.one.lapses added: tightening']],
  ['rules.one.lapses', 'a', undefined, ['rules.one.lapses removed: compatible']],
  ['rules.one.open', undefined, 'a', ['rules.one.open added: compatible']],
  ['rules.one.open', 'a', undefined, ['rules.one.open removed: tightening']],
  ['rules.one.owed', undefined, 'a', ['rules.one.owed added: tightening']],
  ['rules.one.owed', 'a', undefined, ['rules.one.owed removed: compatible']],
  ['rules.one.owed', 'a', 'b', ['rules.one.owed changed: breaking']],
  ['rules.one.atYearEnd', undefined, 'a', ['rules.one.atYearEnd added: tightening']],
  ['rules.one.atYearEnd', 'a', 'b', ['rules.one.atYearEnd changed: breaking']],
  // A whole section that joins, and anything else that no rule names.
  ['portal', undefined, { address: 'a' }, ['portal added: compatible']],
  ['portal', 'a', undefined, ['portal removed: breaking']],
  ['portal', 'a', 'b', ['portal changed: breaking']],
  ['rules.one.unheard', 'a', 'b', ['rules.one.unheard changed: breaking']],
  ['rules.one.unheard', null, 'b', ['rules.one.unheard changed: breaking']],
  ['rules.one.unheard', undefined, 'b', ['rules.one.unheard added: breaking']],
  ['rules.owed.days', 2, 3, ['rules.owed.days changed: compatible']],
  ['rules.one.checks', [], [{ check: 'a', required: false }], ['rules.one.checks.a added: tightening']],
  ['rules.one.papers', [], ['spp'], ['rules.one.papers.spp added: tightening']],
])('%s in another model (%#)', (path, before, after, changes) => {
  expect(said(path, before, after)).toEqual(changes);
});

test('a question that must be answered asks for more, unless it says that it need not', () => {
  const fields = 'filings.lpj.fields';
  expect(said(fields, [], [{ key: 'a' }])).toEqual([`${fields}.a added: tightening`]);
  expect(said(fields, [], [{ key: 'a', required: false }])).toEqual([`${fields}.a added: compatible`]);
  expect(said('filings.lpj.columns', [], [{ key: 'a' }])).toEqual([
    'filings.lpj.columns.a added: compatible',
  ]);
});

test('a paper that must be there asks for more, one that is told where it was issued does not', () => {
  const papers = 'funding.disbursement.papers';
  expect(said(papers, [], [{ paper: 'spp', required: true }])).toEqual([`${papers}.spp added: tightening`]);
  expect(said(papers, [], [{ paper: 'spp', required: false }])).toEqual([`${papers}.spp added: compatible`]);
});

test.each([
  // a list that was not there           binds whoever was free of it
  ['rules.one.parties', ['rules.one.parties added: tightening']],
  ['rules.one.carriedOutBy', ['rules.one.carriedOutBy added: tightening']],
  ['rules.one.offices', ['rules.one.offices.a added: compatible']],
])('%s where there was none', (path, changes) => {
  const parent = path.split('.').slice(0, -1).join('.');
  const key = path.split('.').at(-1) ?? '';
  const found = compareModels(modelWith(parent, { x: 1 }), modelWith(parent, { x: 1, [key]: ['a'] }));
  expect(found.map((one) => `${one.path.join('.')} ${one.change}: ${one.weight}`)).toEqual(changes);
  const gone = compareModels(modelWith(parent, { x: 1, [key]: ['a'] }), modelWith(parent, { x: 1 }));
  expect(gone.map((one) => [one.path.join('.'), one.change])).toEqual([[`${path}.a`, 'removed']]);
});

test('steps in another order ask for more, members of other lists in another order are the same', () => {
  for (const list of ['route', 'followUp']) {
    const [change, ...others] = compareModels(
      modelWith(`rules.${list}`, [{ step: 'a' }, { step: 'b' }, { step: 'c' }]),
      modelWith(`rules.${list}`, [{ step: 'b' }, { step: 'a' }, { step: 'd' }]),
    ).filter((one) => one.change === 'reordered');
    expect(others).toEqual([]);
    expect(change).toEqual({
      path: ['rules', list],
      change: 'reordered',
      weight: 'tightening',
      before: ['a', 'b', 'c'],
      after: ['b', 'a', 'd'],
    });
  }
  expect(said('rules.offices', ['a', 'b'], ['b', 'a'])).toEqual([]);
  // One that goes or comes turns nobody round.
  expect(said('rules.route', [{ step: 'a' }, { step: 'b' }], [{ step: 'b' }])).toEqual([
    'rules.route.a removed: compatible',
  ]);
});

test('of two of one name the second is told apart by its place', () => {
  const twice = [{ id: 'a' }, { id: 'a', x: 1 }];
  expect(said('rules.list', [{ id: 'a' }], twice)).toEqual(['rules.list.a (2) added: compatible']);
  // One without any name is called by its place.
  expect(said('rules.list', [], [{ x: 1 }])).toEqual(['rules.list.0 added: compatible']);
});

const change = (path: string, weight: Change['weight'], more: Partial<Change> = {}): Change => ({
  path: path.split('.'),
  change: 'changed',
  weight,
  ...more,
});

test('the gravest change comes first, each weight in its order', () => {
  const [a, b, c, d, e] = [
    change('a', 'wording'),
    change('b', 'breaking'),
    change('c', 'compatible'),
    change('d', 'tightening'),
    change('e', 'breaking'),
  ];
  expect(byWeight([a, b, c, d, e].flatMap((one) => one ?? []))).toEqual([b, e, d, c, a]);
  expect(gravest([c, a].flatMap((one) => one ?? []))).toBe('compatible');
});

test.each([
  // what one changed         and the other             collides at
  ['a.b', 'a.b', ['a.b']],
  ['a.b', 'a.b.c', ['a.b']],
  ['a.b.c', 'a.b', ['a.b']],
  ['a.b', 'a.bc', []],
  ['a.b', 'x', []],
])('%s here and %s there collide at %j', (mine, theirs, paths) => {
  const one = change(mine, 'breaking', { after: 1 });
  expect(collisions([one], [change(theirs, 'breaking', { after: 2 })])).toEqual(paths);
});

test('what both changed alike collides nowhere; what one took out and the other changed does', () => {
  const one = change('a', 'breaking', { after: 1 });
  expect(collisions([one], [one])).toEqual([]);
  expect(collisions([one], [{ ...one, change: 'added' }])).toEqual(['a']);
  expect(collisions([one, one], [{ ...one, after: 2 }])).toEqual(['a']);
});
