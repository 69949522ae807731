import { ownPath } from './request.ts';

/**
 * Fields of a form that was sent after the session had ended, on their way through signing in. Files stay behind: `files`
 * names the fields in which some were chosen, so that they can be chosen again there.
 */
export type Carried = {
  readonly fields: readonly (readonly [string, string])[];
  readonly files: readonly string[];
};

/** Most that is carried: more would make the sign-in page itself too heavy for a phone. */
export const CARRIED_LIMITS = { characters: 400_000, fields: 4000 } as const;

/** No form of ours has more fields for files. */
const MOST_FILE_FIELDS = 5;

/** What can be carried of a form; undefined when it is too much. */
export function carry(form: FormData): Carried | undefined {
  const fields: [string, string][] = [];
  const files = new Set<string>();
  for (const [name, value] of form) {
    if (typeof value === 'string') fields.push([name, value]);
    else if (value.size > 0) files.add(name);
  }
  const characters = fields.reduce((total, [name, value]) => total + name.length + value.length, 0);
  const tooMuch = characters > CARRIED_LIMITS.characters || fields.length > CARRIED_LIMITS.fields;
  return tooMuch ? undefined : { fields, files: [...files].slice(0, MOST_FILE_FIELDS) };
}

/** Reads what `carry` answered back from the hidden field it travelled in; undefined for anything else. */
export function readCarried(text: string): Carried | undefined {
  if (text === '' || text.length > CARRIED_LIMITS.characters * 3) return undefined;
  try {
    const read: unknown = JSON.parse(text);
    if (typeof read !== 'object' || read === null || !('fields' in read) || !Array.isArray(read.fields))
      return undefined;
    const fields: [string, string][] = [];
    for (const field of read.fields) {
      if (!Array.isArray(field)) return undefined;
      const [name, value] = field;
      if (typeof name !== 'string' || typeof value !== 'string') return undefined;
      fields.push([name, value]);
    }
    const files = 'files' in read && Array.isArray(read.files) ? read.files : [];
    return { fields, files: files.filter((name) => typeof name === 'string').slice(0, MOST_FILE_FIELDS) };
  } catch {
    return undefined;
  }
}

/** The page of a city that carried fields may go back to: a path of this site whose first segment is a known city. */
export function carriedTarget(path: string | null | undefined, slugs: readonly string[]): string | undefined {
  const own = ownPath(path);
  return own !== undefined && slugs.includes(own.split(/[/?]/)[1] ?? '') ? own : undefined;
}
