/** Width and height of the greys that a likeness is read from: each but the last of a row is compared with its neighbour. */
export const LIKENESS_SIZE = { width: 9, height: 8 } as const;

/**
 * The likeness of a picture as 16 hexadecimal digits: for each of 8 × 8 places whether it is lighter than its right
 * neighbour. It stays nearly the same when a picture is shrunk, turned lighter or saved again, and says nothing of who or
 * what is on it. Undefined where the picture is so even that its likeness would be that of any other.
 * Source: difference hash (dHash), N. Krawetz, "Kind of Like That", 2013.
 */
export function likenessOf(greys: Uint8Array): string | undefined {
  const { width, height } = LIKENESS_SIZE;
  let bits = '';
  let most = 0;
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width - 1; x += 1) {
      const here = greys[y * width + x] ?? 0;
      const next = greys[y * width + x + 1] ?? 0;
      most = Math.max(most, Math.abs(here - next));
      bits += here > next ? '1' : '0';
    }
  }
  if (most < 8) return undefined;
  return (bits.match(/.{4}/g) ?? []).map((four) => Number.parseInt(four, 2).toString(16)).join('');
}

/** In how many of its 64 places two likenesses may differ and still be of one picture. */
export const ALIKE = 4;
