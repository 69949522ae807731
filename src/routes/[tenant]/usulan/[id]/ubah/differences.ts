import { m } from '#paraglide/messages.js';
import { count } from '#ui/format.ts';

/** A field of which two states of a draft say different things, in words. */
export type Difference = { readonly label: string; readonly here: string; readonly there: string };

type Fields = Readonly<Record<string, unknown>>;

/** Where two states of a draft differ, in the order of the form; rows are told by how many there are. */
export function differences(
  labels: Readonly<Record<string, string>>,
  here: Fields,
  there: Fields,
): Difference[] {
  const found: Difference[] = [];
  for (const [name, label] of Object.entries(labels)) {
    const [mine, theirs] = [named(here, name), named(there, name)];
    if (JSON.stringify(mine ?? '') === JSON.stringify(theirs ?? '')) continue;
    found.push({ label, here: told(mine), there: told(theirs) });
  }
  return found;
}

/** All that was typed in a draft, field by field, as text that can be taken elsewhere. */
export function writtenOut(labels: Readonly<Record<string, string>>, fields: Fields): string {
  const lines = Object.entries(labels).flatMap(([name, label]) => {
    const value = named(fields, name);
    const text = Array.isArray(value) ? value.map(rowText).filter(Boolean).join('\n') : value;
    return typeof text === 'string' && text.trim() !== '' ? [`${label}:\n${text}`] : [];
  });
  return lines.join('\n\n');
}

const rowText = (row: unknown) =>
  typeof row === 'object' && row !== null
    ? Object.values(row)
        .filter((cell) => typeof cell === 'string' && cell.trim() !== '')
        .join(' · ')
    : '';

function named(fields: Fields, name: string): unknown {
  const [first = '', ...rest] = name.split('.');
  const value = new Map(Object.entries(fields)).get(first);
  if (rest.length === 0) return value;
  return typeof value === 'object' && value !== null
    ? new Map(Object.entries(value)).get(rest.join('.'))
    : undefined;
}

function told(value: unknown): string {
  if (Array.isArray(value)) return m['offline.rows']({ count: count(value.length) });
  return typeof value === 'string' && value.trim() !== '' ? value : m['offline.empty']();
}
