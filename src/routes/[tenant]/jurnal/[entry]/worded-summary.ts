import type { Json } from '#kernel/json.ts';
import { fieldOf, isAction } from '#modules/journal/index.ts';
import { count, day, moment, rupiah } from '#ui/format.ts';
import { messageFor, officeName } from '#ui/message.ts';

/**
 * The public fields of an entry with their names in words, each shown as what the list of actions says it is. Codes,
 * ids, hashes, lists and nested parts stand in the raw entry below.
 */
export function wordSummary(
  action: string,
  summary: Json,
  timeZone: string,
): { term: string; value: string }[] {
  if (!isAction(action) || typeof summary !== 'object' || summary === null || Array.isArray(summary))
    return [];
  return Object.entries(summary).flatMap(([name, value]) => {
    const term = messageFor(`public.field.${name}`);
    if (term === undefined || (typeof value !== 'string' && typeof value !== 'number')) return [];
    const shown = worded(fieldOf(action, name)?.kind, String(value).trim(), timeZone);
    return shown ? [{ term, value: shown }] : [];
  });
}

function worded(kind: string | undefined, text: string, timeZone: string): string | undefined {
  switch (kind) {
    case 'text':
      return text;
    case 'office':
      return officeName(text);
    case 'day':
      return /^\d{4}-\d\d-\d\d$/.test(text) ? day(text) : text;
    case 'moment':
      return moment(text, timeZone);
    case 'whole':
      return count(Number(text));
    case 'rupiah':
      return /^-?\d+$/.test(text) ? rupiah(BigInt(text)) : text;
    default:
      return undefined;
  }
}
