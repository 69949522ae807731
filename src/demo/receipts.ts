import sharp from 'sharp';
import { isRefusal } from '#kernel/refusal.ts';
import { keepFiles, type StoredFile } from '#modules/documents/index.ts';
import type { Runtime } from '#platform/runtime.ts';

/**
 * A drawn stand-in for a paper. It says on itself that it is an example, so that nobody takes it for evidence.
 * Drawn once and used again: what differs from one to the next stands in the record.
 */
type Paper = { readonly head: string; readonly kind: string; readonly stamp: string; readonly note: string };

async function drawPaper({ head, kind, stamp, note }: Paper): Promise<Uint8Array> {
  const lines = [0, 1, 2, 3].map(
    (i) =>
      `<rect x="48" y="${214 + i * 62}" width="${300 - i * 40}" height="14" fill="#c9c4b6"/><rect x="420" y="${214 + i * 62}" width="92" height="14" fill="#c9c4b6"/>`,
  );
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="560" height="760" viewBox="0 0 560 760"><rect width="560" height="760" fill="#e8e3d6"/><rect x="20" y="20" width="520" height="720" fill="#fffdf6"/>
    <text x="48" y="92" font-family="sans-serif" font-size="30" fill="#333">${head}</text><text x="48" y="140" font-family="sans-serif" font-size="24" fill="#555">${kind}</text>
    ${lines.join('')}<circle cx="420" cy="590" r="66" fill="none" stroke="#7a4d8b" stroke-width="5"/><text x="420" y="598" text-anchor="middle" font-family="sans-serif" font-size="22" fill="#7a4d8b">${stamp}</text>
    <text x="280" y="714" text-anchor="middle" font-family="sans-serif" font-size="20" fill="#555">${note}</text></svg>`;
  return sharp(Buffer.from(svg)).jpeg({ quality: 70 }).toBuffer();
}

/** The receipts of some shops, drawn and kept once for all payments of a demo. */
export async function keptReceipts(
  runtime: Runtime,
  providers: readonly string[],
): Promise<ReadonlyMap<string, StoredFile>> {
  const receipts = new Map<string, StoredFile>();
  for (const provider of providers) {
    const paper = { head: provider, kind: 'KUITANSI', stamp: 'LUNAS' };
    receipts.set(provider, await kept(runtime, { ...paper, note: 'Gambar contoh, bukan bukti pembayaran' }));
  }
  return receipts;
}

/** The signed minutes of a handover, drawn and kept once for all activities of a demo. */
export function keptMinutes(runtime: Runtime): Promise<StoredFile> {
  const paper = { head: 'Berita acara', kind: 'SERAH TERIMA HASIL', stamp: 'DITERIMA' };
  return kept(runtime, { ...paper, note: 'Gambar contoh, bukan berita acara' });
}

async function kept(runtime: Runtime, paper: Paper): Promise<StoredFile> {
  const files = await keepFiles(runtime.files, 'paper', [await drawPaper(paper)], 'receipt');
  const [file] = isRefusal(files) ? [] : files;
  if (!file) throw new Error('a drawn paper was refused');
  return file;
}
