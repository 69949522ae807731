import { createHash } from 'node:crypto';
import { parseDocument } from 'yaml';

/**
 * The text of a model taken over as one of one's own: under a name and version of its own, with what it was made from.
 * Comments and order stay as they are. The text must be a model that reads.
 */
export function adopted(
  source: string,
  as: { readonly name: string; readonly version: string; readonly from: { name: string; version: string } },
): string {
  const document = parseDocument(renamed(source, as));
  document.set('adopted', { ...as.from, sha256: sha256Of(source) });
  return document.toString({ lineWidth: 0 });
}

/** The text of a model under another name or version, comments and order as they are. The text must be a model that reads. */
export function renamed(source: string, as: { readonly name: string; readonly version: string }): string {
  const document = parseDocument(source);
  document.set('name', as.name);
  document.set('version', document.createNode(as.version, { defaultStringType: 'QUOTE_DOUBLE' } as object));
  return document.toString({ lineWidth: 0 });
}

/** What names the exact text of a model. */
export function sha256Of(source: string): string {
  return createHash('sha256').update(source).digest('hex');
}
