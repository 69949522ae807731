import { createHash } from 'node:crypto';
import { isNode, parseDocument } from 'yaml';

/**
 * The text of a model taken over as one of one's own: under a name and version of its own, with what it was made from. All
 * else stays to the letter. The text must be a model that reads.
 */
export function adopted(
  source: string,
  as: { readonly name: string; readonly version: string; readonly from: { name: string; version: string } },
): string {
  const text = renamed(source, as);
  const { name, version } = as.from;
  const origin = `{ name: ${name}, version: "${version}", sha256: ${sha256Of(source)} }`;
  const range = rangeOf(text, 'adopted');
  if (range) return spliced(text, range, `${origin}${text.slice(...range).endsWith('\n') ? '\n' : ''}`);
  const [, end] = rangeOf(text, 'version') ?? [0, 0];
  const line = text.indexOf('\n', end);
  const at = line < 0 ? text.length : line + 1;
  return `${text.slice(0, at)}${line < 0 ? '\n' : ''}adopted: ${origin}\n${text.slice(at)}`;
}

/** The text of a model under another name or version, all else to the letter. The text must be a model that reads. */
export function renamed(source: string, as: { readonly name: string; readonly version: string }): string {
  const written = { name: as.name, version: JSON.stringify(as.version) };
  return (['name', 'version'] as const).reduce((text, key) => {
    const range = rangeOf(text, key);
    return range ? spliced(text, range, written[key]) : text;
  }, source);
}

/** Where the value of a key at the margin stands. */
function rangeOf(text: string, key: string): readonly [number, number] | undefined {
  const node = parseDocument(text).get(key, true);
  return isNode(node) && node.range ? [node.range[0], node.range[1]] : undefined;
}

function spliced(text: string, [from, to]: readonly [number, number], by: string): string {
  return text.slice(0, from) + by + text.slice(to);
}

/** What names the exact text of a model. */
export function sha256Of(source: string): string {
  return createHash('sha256').update(source).digest('hex');
}
