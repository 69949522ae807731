import sharp from 'sharp';
import { isRefusal } from '#kernel/refusal.ts';
import { keepFiles, type StoredFile } from '#modules/documents/index.ts';
import type { Runtime } from '#platform/runtime.ts';

/**
 * A drawn stand-in for a shop's receipt. It says on itself that it is an example, so that nobody takes it for evidence.
 * Drawn once for each shop and used again: what differs from payment to payment stands in the record.
 */
async function drawReceipt(provider: string): Promise<Uint8Array> {
  const lines = [0, 1, 2, 3].map(
    (i) =>
      `<rect x="48" y="${214 + i * 62}" width="${300 - i * 40}" height="14" fill="#c9c4b6"/><rect x="420" y="${214 + i * 62}" width="92" height="14" fill="#c9c4b6"/>`,
  );
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="560" height="760" viewBox="0 0 560 760"><rect width="560" height="760" fill="#e8e3d6"/><rect x="20" y="20" width="520" height="720" fill="#fffdf6"/>
    <text x="48" y="92" font-family="sans-serif" font-size="30" fill="#333">${provider}</text><text x="48" y="140" font-family="sans-serif" font-size="24" fill="#555">KUITANSI</text>
    ${lines.join('')}<circle cx="420" cy="590" r="66" fill="none" stroke="#7a4d8b" stroke-width="5"/><text x="420" y="598" text-anchor="middle" font-family="sans-serif" font-size="22" fill="#7a4d8b">LUNAS</text>
    <text x="280" y="714" text-anchor="middle" font-family="sans-serif" font-size="20" fill="#555">Gambar contoh, bukan bukti pembayaran</text></svg>`;
  return sharp(Buffer.from(svg)).jpeg({ quality: 70 }).toBuffer();
}

/** The receipts of some shops, drawn and kept once for all payments of a demo. */
export async function keptReceipts(
  runtime: Runtime,
  providers: readonly string[],
): Promise<ReadonlyMap<string, StoredFile>> {
  const receipts = new Map<string, StoredFile>();
  for (const provider of providers) {
    const kept = await keepFiles(runtime.files, 'receipt', [await drawReceipt(provider)], 'receipt');
    const [file] = isRefusal(kept) ? [] : kept;
    if (!file) throw new Error('a drawn receipt was refused');
    receipts.set(provider, file);
  }
  return receipts;
}
