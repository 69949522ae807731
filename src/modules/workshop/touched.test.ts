import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { compareModels, type Model, readModel } from '#modules/models/index.ts';
import { type Running, touchedBy } from './touched.ts';

const SOURCE = readFileSync('test/models/beasiswa.yaml', 'utf8');

function modelOf(source: string): Model {
  const read = readModel(source);
  if (!read.ok) throw new Error(JSON.stringify(read.problems[0]));
  return read.model;
}

const MODEL = modelOf(SOURCE);
const KIND = MODEL.proposals[0]?.kind ?? '';
const FORUM = MODEL.forums[0]?.forum ?? '';
const RUNNING: Running = {
  proposals: [
    { kind: KIND, scope: MODEL.catalogue?.entries[0]?.id ?? '', forum: FORUM, count: 40 },
    { kind: 'bantuan', scope: 'lain', forum: null, count: 7 },
  ],
  answered: [{ kind: KIND, key: 'nilai', count: 52 }],
  forums: [
    { forum: FORUM, count: 1 },
    { forum: 'lain', count: 2 },
  ],
  activities: 3,
  filings: [
    { kind: 'lpj', count: 5 },
    { kind: 'rencana', count: 4 },
  ],
};

test('a version that drops a question in use says breaking, and how many answered it', () => {
  const without = SOURCE.split('\n')
    .filter((line) => !line.includes('key: nilai'))
    .join('\n');
  const [change, ...more] = compareModels(MODEL, modelOf(without));
  expect(more).toEqual([]);
  expect(change).toMatchObject({
    path: ['proposals', KIND, 'fields', 'nilai'],
    change: 'removed',
    weight: 'breaking',
  });
  expect(change && touchedBy(change, MODEL, RUNNING)).toEqual({
    proposals: 52,
    forums: 0,
    activities: 0,
    filings: 0,
  });
});

test.each([
  // a change at                         proposals  forums  activities  filings
  [`proposals.${KIND}.window.to`, 40, 0, 0, 0],
  [`proposals.${KIND}.fields.baru`, 0, 0, 0, 0],
  [`forums.${FORUM}.quorum`, 40, 1, 0, 0],
  [`purses.${MODEL.purses[0]?.purse}.fund.most`, 7, 0, 0, 0],
  [`catalogue.entries.${MODEL.catalogue?.entries[0]?.id}`, 40, 0, 0, 0],
  ['catalogue.natures.apa', 47, 0, 0, 0],
  ['filings.lpj.due', 0, 0, 0, 5],
  ['activities.executors.chair', 0, 0, 3, 0],
  ['funding.disbursement.route.approval', 0, 0, 3, 0],
  ['filings.evaluasi.due', 0, 0, 0, 0],
  [`proposals.${KIND}.fields`, 40, 0, 0, 0],
  ['purses.lain.fund.most', 0, 0, 0, 0],
  ['catalogue.entries', 47, 0, 0, 0],
  ['parties.kinds.rw', 47, 3, 3, 9],
  ['activities', 47, 3, 3, 9],
])(
  '%s touches %i proposals, %i forums, %i activities, %i filings',
  (path, proposals, forums, activities, filings) => {
    const change = { path: path.split('.'), change: 'changed', weight: 'tightening' } as const;
    expect(touchedBy(change, MODEL, RUNNING)).toEqual({ proposals, forums, activities, filings });
    expect(touchedBy({ ...change, weight: 'wording' }, MODEL, RUNNING).proposals).toBe(0);
  },
);
