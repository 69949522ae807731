import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { isRefusal } from '#kernel/refusal.ts';
import { filingKind, readModel } from '#modules/models/index.ts';
import type { Priority } from '#modules/priorities/index.ts';
import { besideStep, planLines, readVerdicts, type TypedVerdict } from './line-remarks.ts';

const read = readModel(readFileSync('models/tjsl/2014.yaml', 'utf8'));
if (!read.ok) throw new Error('the model cannot be read');
const { model } = read;
const PLAN = filingKind(model, 'rencana');
const line = (number: number, kegiatan: string, lokasi: string) => ({
  [`rincian.${number}.kegiatan`]: kegiatan,
  [`rincian.${number}.lokasi`]: lokasi,
});
const LINES = planLines(PLAN, {
  surat: '1',
  ...line(1, 'buku-perpustakaan', '32.73.30.1003'),
  ...line(2, 'donor-darah', '32.73.30.1003'),
});
const priority = (id: string, entry: string, region = '32.73'): Priority => ({
  id,
  year: 2026,
  entry,
  title: id,
  region,
  source: 'RKPD 2026',
});
const PRIORITIES = [
  priority('field', 'pendidikan'),
  priority('activity', 'buku-perpustakaan'),
  priority('here', 'pendidikan', '32.73.30'),
  priority('elsewhere', 'pendidikan', '32.73.01'),
  priority('other', 'olahraga'),
];
const said = (line: number, verdict: string, more: Partial<TypedVerdict> = {}): TypedVerdict => ({
  line,
  verdict,
  priority: '',
  remark: '',
  ...more,
});

test('lines of a plan are told by what its model says they are about', () => {
  expect(LINES.map(({ line, entry, place }) => [line, entry, place])).toEqual([
    [1, 'buku-perpustakaan', '32.73.30.1003'],
    [2, 'donor-darah', '32.73.30.1003'],
  ]);
  expect(LINES[0]?.cells).toMatchObject({ kegiatan: 'buku-perpustakaan', lokasi: '32.73.30.1003' });
  // What is not filled in yet is empty, and a filing that is no plan has no lines.
  const [bare] = planLines(PLAN, { 'rincian.1.kegiatan': 'buku-perpustakaan' });
  expect(bare).toMatchObject({ entry: 'buku-perpustakaan', place: '' });
  expect(Object.values(bare?.cells ?? {}).filter((one) => one !== '')).toEqual(['buku-perpustakaan']);
  const content = line(1, 'buku-perpustakaan', '32.73.30.1003');
  expect(planLines({ ...PLAN, plans: undefined }, content)).toEqual([]);
  const plans = PLAN.plans && { ...PLAN.plans, lines: 'lain' };
  expect(planLines({ ...PLAN, plans }, content)).toEqual([]);
  const text = PLAN.plans && { ...PLAN.plans, lines: 'surat' };
  expect(planLines({ ...PLAN, plans: text }, content)).toEqual([]);
});

test.each([
  // the step that waits     lays lines beside the priorities
  [PLAN, 'forum', true],
  [PLAN, 'direksi', false],
  [PLAN, undefined, false],
  [filingKind(model, 'evaluasi'), 'wali-kota', false],
  [filingKind(model, 'evaluasi'), undefined, false],
])('%# the step %2$s lays lines beside the priorities: %3$s', (kind, step, lays) => {
  expect(besideStep(kind, step)).toBe(lays);
});

test.each<[string, readonly TypedVerdict[], 'accept' | 'return', unknown]>([
  ['nothing said: in step with the nearest', [], 'accept', ['in-step activity', 'in-step -']],
  ['none of the priorities', [said(1, 'in-step')], 'accept', ['in-step -', 'in-step -']],
  ['a wider one', [said(1, 'in-step', { priority: 'here' })], 'accept', ['in-step here', 'in-step -']],
  [
    'one of another place',
    [said(1, 'in-step', { priority: 'elsewhere' })],
    'accept',
    ['lines.1.priority input.choice'],
  ],
  [
    'one of another field',
    [said(1, 'in-step', { priority: 'other' })],
    'accept',
    ['lines.1.priority input.choice'],
  ],
  ['an answer that there is not', [said(1, 'maybe')], 'accept', ['lines.1.verdict input.choice']],
  ['to be adjusted, without what', [said(2, 'adjust')], 'return', ['lines.2.remark input.required']],
  [
    'to be adjusted, and returned',
    [said(2, 'adjust', { remark: 'Pindahkan.' })],
    'return',
    ['in-step activity', 'adjust -'],
  ],
  [
    'to be adjusted, and accepted',
    [said(2, 'adjust', { remark: 'Pindahkan.' })],
    'accept',
    'filing.lines-to-adjust',
  ],
  [
    'all that is wrong at once',
    [said(1, 'maybe'), said(2, 'adjust')],
    'return',
    ['lines.1.verdict input.choice', 'lines.2.remark input.required'],
  ],
])('a plan beside the priorities: %s', (_, typed, outcome, came) => {
  const verdicts = readVerdicts(model, PLAN, LINES, typed, PRIORITIES, outcome);
  const told = isRefusal(verdicts)
    ? (verdicts.issues?.map((one) => `${one.field} ${one.refusal}`) ?? verdicts.refusal)
    : verdicts.map((one) => `${one.verdict} ${one.priority ?? '-'}`);
  expect(told).toEqual(came);
});

test('what is to be adjusted is named by its lines, with the rule that lays them beside the priorities', () => {
  const kept = [said(2, 'adjust', { remark: ' Pindahkan. ' })];
  const rule = PLAN.priorities && { ...PLAN.priorities, basis: 'perda-13-2012' };
  expect(readVerdicts(model, { ...PLAN, priorities: rule }, LINES, kept, PRIORITIES, 'accept')).toMatchObject(
    {
      params: { lines: ['2'] },
      basis: { cite: 'Peraturan Daerah Kota Bandung Nomor 13 Tahun 2012' },
    },
  );
  const returned = readVerdicts(model, PLAN, LINES, kept, PRIORITIES, 'return');
  expect(isRefusal(returned) || returned.map((one) => one.remark)).toEqual(['', 'Pindahkan.']);
  const long = [said(1, 'in-step', { remark: 'a'.repeat(1001) })];
  expect(readVerdicts(model, PLAN, LINES, long, PRIORITIES, 'accept')).toMatchObject({
    issues: [{ field: 'lines.1.remark', refusal: 'input.too-long' }],
  });
});
