import { type Document, isScalar, visit } from 'yaml';

/** A key that stands a second time in the same mapping, and where, counted in characters of the text. */
export interface DoubledKey {
  readonly key: string;
  readonly offset: number;
}

/**
 * Keys that stand twice. The parser's own check compares every key with all before it, which takes minutes for a file
 * of one long mapping: it is turned off (`uniqueKeys: false`) and done here in one pass.
 */
export function doubledKeys(document: Document.Parsed): DoubledKey[] {
  const doubled: DoubledKey[] = [];
  visit(document, {
    Map(_, map) {
      const seen = new Set<unknown>();
      for (const { key } of map.items) {
        const value = isScalar(key) ? key.value : key;
        if (seen.has(value)) {
          doubled.push({ key: String(value), offset: isScalar(key) ? (key.range?.[0] ?? 0) : 0 });
        }
        seen.add(value);
      }
    },
  });
  return doubled;
}
