import { expect, test } from 'vitest';
import { BLANK_DRAFT, beginsAt, blankAddress, draftAt, isKept, whatWaits } from './addresses.ts';

const at = (path: string) => new URL(path, 'https://pilar.example');
const ID = '0190a3f0-0000-7000-8000-000000000001';

test.each([
  [`/bandung/kegiatan/${ID}/kemajuan`, 'progress'],
  [`/bandung/kegiatan/${ID}/belanja?/catat`, 'spending'],
  [`/bandung/kegiatan/${ID}/peserta?/catat`, 'participants'],
  [`/bandung/kegiatan/${ID}/swadaya?/catat`, 'help'],
  [`/bandung/kegiatan/${ID}/serah-terima`, 'handover'],
  [`/bandung/laporan/${ID}?/sampaikan`, 'report'],
  [`/bandung/musyawarah/${ID}?/hadir#kehadiran`, 'attendance'],
  [`/bandung/usulan/${ID}/ubah?/simpan`, 'draft'],
])('what is sent to %s without network waits', (path, kind) => {
  expect(whatWaits(at(path))).toBe(kind);
});

test.each([
  [`/bandung/kegiatan/${ID}/belanja?/coret`],
  [`/bandung/kegiatan/${ID}/belanja?/bayar`],
  [`/bandung/laporan/${ID}?/terima`],
  [`/bandung/musyawarah/${ID}?/putuskan`],
  [`/bandung/musyawarah/${ID}?/coret`],
  [`/bandung/musyawarah/${ID}?/segel`],
  [`/bandung/usulan/${ID}/ubah?/hapus-foto`],
  [`/bandung/usulan/${ID}/periksa?/ajukan`],
  [`/bandung/dana/${ID}?/bayar`],
  ['/keluar'],
  ['/masuk?/masuk'],
])('what decides, pays or takes away does not wait: %s', (path) => {
  expect(whatWaits(at(path))).toBeUndefined();
});

test('an officer finds their desk and the pages of those forms again, nothing else', () => {
  expect(isKept(at('/bandung/meja'))).toBe(true);
  expect(isKept(at(`/bandung/usulan/${ID}/ubah`))).toBe(true);
  expect(isKept(at(`/bandung/kegiatan/${ID}`))).toBe(true);
  expect(isKept(at('/akun'))).toBe(false);
  expect(isKept(at('/bandung/usulan'))).toBe(false);
});

test.each([
  [`/bandung/usulan/${ID}/ubah`, `/bandung/usulan/${ID}`],
  [`/bandung/usulan/${ID}/foto`, `/bandung/usulan/${ID}`],
  [`/bandung/usulan/${ID}`, undefined],
  [`/bandung/kegiatan/${ID}/foto`, undefined],
])('%s is about the draft %s', (path, page) => {
  expect(draftAt(path)?.page).toBe(page);
});

test('a blank form has the address of what is begun with it, and is no page that is kept for itself', () => {
  const start = { program: 'pippk-2026', kind: 'usulan', organization: ID };
  const address = blankAddress('/bandung', start);
  expect(address).toBe(`/bandung/usulan/${BLANK_DRAFT}/ubah?program=pippk-2026&jenis=usulan&lembaga=${ID}`);
  expect(blankAddress('/bandung', { program: 'p', kind: 'k' })).not.toContain('lembaga');
  expect([beginsAt('/bandung/usulan/baru'), beginsAt('/bandung/usulan')]).toEqual(['/bandung', undefined]);
});
