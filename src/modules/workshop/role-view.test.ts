import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { PERSON, readModel } from '#modules/models/index.ts';
import { isIdle, rolesIn, roleView } from './role-view.ts';

function modelIn(path: string) {
  const read = readModel(readFileSync(path, 'utf8'));
  if (!read.ok) throw new Error(path);
  return read.model;
}

const EMPAT = modelIn('models/empat-pilar/2016.yaml');

test.each([
  // in whose place        brings                               answers                                       files
  ['chair', ['kebutuhan', 'gagasan'], [], []],
  ['lurah', [], ['kebutuhan.lurah'], []],
  ['direktur', ['gagasan', 'program-perusahaan'], ['dana-perusahaan.direksi'], ['rencana', 'realisasi']],
  ['forum/ketua', [], [], ['evaluasi']],
  [PERSON, ['pendaftaran-perusahaan', 'pendaftaran-kampus'], [], []],
])('%s brings %j, answers %j and files %j', (office, brings, answers, files) => {
  const view = roleView(EMPAT, office);
  expect(view.brings.map((one) => one.kind)).toEqual(brings);
  expect(view.answers.map((one) => `${one.kind}.${one.step.step}`).toSorted()).toEqual(answers.toSorted());
  expect(view.files.map((one) => one.filing.kind)).toEqual(files);
});

test('whoever calls, decides, holds money, keeps offices or excuses sees that; an office without anything is told', () => {
  expect(roleView(EMPAT, 'forum/ketua')).toMatchObject({
    forums: [{ does: ['decides'] }],
    roles: [{ role: 'mediator' }],
  });
  expect(roleView(EMPAT, 'setda')).toMatchObject({
    forums: [{ does: ['calls'] }],
    keeps: ['perangkat-daerah', 'kelurahan', 'perusahaan', 'perguruan-tinggi', 'forum'],
    excuses: ['program-perusahaan'],
  });
  expect(roleView(EMPAT, 'keuangan')).toMatchObject({ records: ['dana-perusahaan'], holds: true });
  const pippk = modelIn('models/pippk/2015.yaml');
  expect(isIdle(roleView(pippk, 'inspectorate'))).toBe(true);
  expect(rolesIn(pippk).find((one) => one.office === 'chair')?.parties).toEqual([
    'rw',
    'pkk',
    'karang-taruna',
    'lpm',
  ]);
  // What is late lies before the offices above.
  const late = roleView(modelIn('test/models/janji-layanan.yaml'), 'camat');
  expect(late.answers).toMatchObject([{ kind: 'aduan', late: true }]);
});
