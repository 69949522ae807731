import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readModel } from '#modules/models/index.ts';
import { type Program, windowsIn } from '#modules/programs/index.ts';
import { wordRules } from './rules.ts';

function programOf(path: string, edit = (source: string) => source): Program {
  const read = readModel(edit(readFileSync(path, 'utf8')));
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const { model } = read;
  const windows = windowsIn(model, 2026);
  return {
    id: '',
    slug: 'contoh-2026',
    model,
    asOf: new Date(0),
    fiscalYear: 2026,
    region: '32.73',
    windows,
    state: 'open',
  };
}

test('the rules of PIPPK in plain words, each with its basis', () => {
  const rules = wordRules(programOf('models/pippk/2015.yaml'), 'id', '2026-02-10');
  const said = rules.flatMap((rule) => [rule.text ?? '', ...rule.items]);
  expect(said).toContain('Pengurus RT: semuanya');
  expect(said).toContain('Tokoh agama: paling sedikit 1 orang');
  expect(said.join('\n')).toMatch(/: Lurah → Camat → Sekretariat Daerah\b/);
  expect(said.join('\n')).toMatch(
    /^Rukun Warga \(RW\): sampai Rp100\u00a0jt setahun, dalam bentuk kegiatan/m,
  );
  for (const rule of rules) expect(rule.basis).toMatch(/^Dasar: ./);
});

test('another programme has its own', () => {
  const [propose] = wordRules(programOf('test/models/kampung-hijau.yaml'), 'en', '2026-02-10');
  expect(propose?.items).not.toEqual(
    wordRules(programOf('models/pippk/2015.yaml'), 'en', '2026-02-10')[0]?.items,
  );
});

test('where there are several forums each says where it passes on to, and how many seats must be taken', () => {
  const rules = wordRules(programOf('test/models/rembuk-berjenjang.yaml'), 'id', '2026-02-10');
  expect(rules.map((rule) => rule.title)).toEqual(
    expect.arrayContaining(['Rembuk kelurahan', 'Rembuk kecamatan', 'Sidang dewan']),
  );
  const said = rules.flatMap((rule) => [rule.text ?? '', ...rule.items]);
  expect(said).toEqual(
    expect.arrayContaining([
      'Diteruskan ke kecamatan (dengan alasan tertulis; lalu ke Rembuk kecamatan)',
      'Dewan Rembuk: lebih dari 50\u00a0% dari kursi yang terisi',
      'Ketua dewan harus hadir',
      'Sidang dewan yang diundang Setda; keputusannya dicatat oleh Ketua dewan.',
    ]),
  );
});

test('offices are called as their model calls them', () => {
  const rules = wordRules(
    programOf('test/models/iuran-pasar.yaml', (source) =>
      source.replace('label: { id: Bendahara koperasi }', 'label: { id: Juru bayar pasar }'),
    ),
    'id',
    '2026-02-10',
  );
  const said = rules.flatMap((rule) => [rule.text ?? '', ...rule.items]);
  expect(said).toContain('Bendahara: Juru bayar pasar');
  expect(said.join(' ')).toContain('dicatat oleh Juru bayar pasar dan disetujui orang lain: Ketua koperasi');
  expect(said.join(' ')).not.toMatch(/[a-z]-[a-z]+-?koperasi|-koperasi/);
});
