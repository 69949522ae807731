import sharp from 'sharp';
import { pick } from './chance.ts';

const SKIES = ['#dbe9ee', '#f3e6d3', '#d9e8da', '#e8e1ef'];
const WALLS = ['#c7b299', '#b9c0a5', '#c59f8b', '#a8b6bf'];

/**
 * A drawn stand-in for a photo from an alley: houses, lane and drain, with what changes between 0, 50 and 100 per cent.
 * It says on itself that it is an example, so that nobody takes it for evidence.
 */
export async function drawPicture(seed: string, percent: number): Promise<Uint8Array> {
  const sky = SKIES[pick(SKIES.length, 'sky', seed)] ?? '#dbe9ee';
  const wall = WALLS[pick(WALLS.length, 'wall', seed)] ?? '#c7b299';
  const houses = Array.from({ length: 4 }, (_, i) => {
    const height = 120 + pick(70, 'house', seed, i);
    const x = i * 160;
    return `<rect x="${x}" y="${300 - height}" width="150" height="${height}" fill="${wall}" stroke="#5d5346" stroke-width="2"/>
      <path d="M${x - 6} ${300 - height} L${x + 75} ${250 - height} L${x + 156} ${300 - height} Z" fill="#8c4b38"/>
      <rect x="${x + 20}" y="${330 - height}" width="34" height="34" fill="#e9f1f2"/><rect x="${x + 92}" y="232" width="36" height="68" fill="#6d4f3a"/>`;
  }).join('');
  const done = (640 * percent) / 100;
  const drain = `<rect x="0" y="352" width="640" height="34" fill="#6f6658"/><rect x="0" y="352" width="${done}" height="34" fill="#b8bcbd"/>
    ${Array.from({ length: Math.floor(done / 40) }, (_, i) => `<rect x="${i * 40 + 3}" y="355" width="34" height="28" fill="#9aa1a3"/>`).join('')}`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="480" viewBox="0 0 640 480"><rect width="640" height="480" fill="${sky}"/>${houses}
    <rect y="300" width="640" height="180" fill="#b7ab98"/>${drain}<rect y="430" width="640" height="50" fill="#17211f" opacity=".82"/>
    <text x="320" y="463" text-anchor="middle" font-family="sans-serif" font-size="22" fill="#fff">Gambar contoh · kemajuan ${percent} %</text></svg>`;
  return sharp(Buffer.from(svg)).jpeg({ quality: 78 }).toBuffer();
}
