import type { Json } from '#kernel/json.ts';
import { rupiah } from '#ui/format.ts';
import { messageFor } from '#ui/message.ts';

/** Fields that hold whole rupiah. */
const AMOUNTS = new Set([
  'amount',
  'requested',
  'granted',
  'contribution',
  'value',
  'total',
  'settled',
  'returned',
  'released',
  'spent',
]);

/**
 * The public fields of an entry with their names in words, single values only: lists, nested parts and ids stand in
 * the raw entry below.
 */
export function wordSummary(summary: Json): { term: string; value: string }[] {
  if (typeof summary !== 'object' || summary === null || Array.isArray(summary)) return [];
  return Object.entries(summary).flatMap(([name, value]) => {
    const term = messageFor(`public.field.${name}`);
    if (term === undefined || (typeof value !== 'string' && typeof value !== 'number')) return [];
    const text = String(value).trim();
    if (text === '') return [];
    return [{ term, value: AMOUNTS.has(name) && /^\d+$/.test(text) ? rupiah(BigInt(text)) : text }];
  });
}
