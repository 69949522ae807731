import sharp from 'sharp';
import type { Runtime } from '#platform/runtime.ts';
import type { Paper, Photo, Pictures } from './paper.ts';

/** As wide as half a page prints well. */
const LONGEST_SIDE = 900;
/** Of more photos than that the first are printed; all of them stand on the page of the thing. */
const MOST = 24;

/** The pictures of a paper, made small enough to print; one whose file is missing is left out. One after the other: each takes memory. */
export async function picturesOf({ files }: Pick<Runtime, 'files'>, paper: Paper): Promise<Pictures> {
  const found = new Map<string, { bytes: Uint8Array; width: number; height: number }>();
  const logo = paper.letterhead.logo === undefined ? [] : [{ sha256: paper.letterhead.logo }];
  for (const { sha256 } of [...logo, ...photosIn(paper).slice(0, MOST)]) {
    if (found.has(sha256) || !(await files.has(sha256))) continue;
    const { data, info } = await sharp(await files.get(sha256))
      .resize(LONGEST_SIDE, LONGEST_SIDE, { fit: 'inside', withoutEnlargement: true })
      .jpeg({ quality: 75 })
      .toBuffer({ resolveWithObject: true });
    found.set(sha256, { bytes: new Uint8Array(data), width: info.width, height: info.height });
  }
  return found;
}

function photosIn(paper: Paper): Photo[] {
  const blocks = [...paper.body, ...paper.annexes.flatMap((annex) => annex.body)];
  return blocks.flatMap((block) => (block.is === 'photos' ? block.photos : []));
}
