import { expect, test } from 'vitest';
import { PRIORITY_LIMITS, priorityTemplate, readPriorities } from './priority-file.ts';

const RULE = {
  entries: [
    { id: 'pendidikan', label: { id: 'Pendidikan', en: 'Education' } },
    { id: 'donor-darah', label: { id: 'Donor darah', en: 'Blood donation' } },
  ],
  districts: [{ code: '32.73.30', name: 'Mandalajati' }],
  area: '32.73',
};
const HEAD = 'kegiatan;prioritas;kecamatan';

test('a list is read by what its entries and places are called, or their codes', () => {
  const text = [
    HEAD,
    'Pendidikan;Ruang kelas layak;Kec. Mandalajati',
    'donor-darah;Stok darah;',
    'education;Guru;32.73.30',
  ];
  expect(readPriorities(text.join('\r\n'), RULE)).toEqual({
    priorities: [
      { entry: 'pendidikan', title: 'Ruang kelas layak', region: '32.73.30' },
      { entry: 'donor-darah', title: 'Stok darah', region: '32.73' },
      { entry: 'pendidikan', title: 'Guru', region: '32.73.30' },
    ],
  });
});

test.each([
  // what stands there                                   what is wrong with which line
  ['', ['1 kegiatan empty']],
  [HEAD, ['1 kegiatan empty']],
  ['kegiatan;kecamatan\nPendidikan;', ['1 prioritas empty']],
  [`${HEAD}\nBangun jembatan;Jembatan;`, ['2 kegiatan entry']],
  [`${HEAD}\n;Jembatan;`, ['2 kegiatan empty']],
  [`${HEAD}\nPendidikan;;`, ['2 prioritas empty']],
  [`${HEAD}\nPendidikan;${'a'.repeat(201)};`, ['2 prioritas too-long']],
  [`${HEAD}\nPendidikan;${'a'.repeat(200)};`, false],
  [`${HEAD}\nPendidikan;Guru`, false],
  [`${HEAD}\nPendidikan;Guru;KECAMATAN Mandalajati\nPendidikan;Guru;`, false],
  [`${HEAD}\nPendidikan;Guru;Bekec mandalajati`, ['2 kecamatan place']],
  [`${HEAD}\nPendidikan;Guru;kec mandalajati`, false],
  [
    `${HEAD}\n${'Pendidikan;;\n'.repeat(PRIORITY_LIMITS.lines)}`,
    Array.from({ length: 20 }, (_, i) => i)
      .flatMap((i) =>
        i === 0 ? ['2 prioritas empty'] : [`${i + 2} prioritas empty`, `${i + 2} prioritas twice`],
      )
      .slice(0, 20),
  ],
  [`${HEAD}\n${'Pendidikan;;\n'.repeat(PRIORITY_LIMITS.lines + 1)}`, ['502 kegiatan too-long']],
  [`${HEAD}\nPendidikan;Guru;Jakarta`, ['2 kecamatan place']],
  [`${HEAD}\nPendidikan;Guru;\nPendidikan;guru;`, ['3 prioritas twice']],
  [`${HEAD}\nPendidikan;Guru;\nX;;Y`, ['3 kegiatan entry', '3 prioritas empty', '3 kecamatan place']],
])('%j is refused for %j', (text, wrong) => {
  const read = readPriorities(text, RULE);
  expect('problems' in read && read.problems.map((one) => `${one.line} ${one.column} ${one.reason}`)).toEqual(
    wrong,
  );
});

test('of a broken cell its beginning is shown', () => {
  expect(readPriorities(`${HEAD}\nPendidikan;${'a'.repeat(201)};`, RULE)).toMatchObject({
    problems: [{ value: 'a'.repeat(40) }],
  });
  expect(readPriorities(HEAD, RULE)).toEqual({
    problems: [{ line: 1, column: 'kegiatan', value: '', reason: 'empty' }],
    count: 1,
  });
});

test('the template that is offered is one that can be read', () => {
  expect(readPriorities(priorityTemplate('Pendidikan'), RULE)).toEqual({
    priorities: [{ entry: 'pendidikan', title: 'Perbaikan ruang kelas di wilayah timur', region: '32.73' }],
  });
  expect(priorityTemplate('Pendidikan').split('\r\n')).toHaveLength(3);
});
