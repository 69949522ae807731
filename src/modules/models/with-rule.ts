import { type Document, isCollection, isMap, isNode, isSeq, parseDocument } from 'yaml';
import { renamed } from './adopt.ts';
import { namesIn } from './compare.ts';

/** Where something stands in the text of one model: keys, and places in lists. */
type Place = readonly (string | number)[];

/**
 * The text of a model with one rule as it stands in another text: there or not, changed, added or taken away. `rule` is the
 * path of a change (`proposals.usulan.checks.photos.atLeast`). What is listed under `legal` for it comes along, and
 * `basis`, where one is named. Both texts must be models that read. Undefined where the text has no place for the rule.
 */
export function withRule(
  text: string,
  from: string,
  rule: readonly string[],
  as: { readonly version: string; readonly basis?: string },
): string | undefined {
  const [document, other] = [parseDocument(renamedVersion(text, as.version)), parseDocument(from)];
  const [here, there] = [placeOf(document, rule), placeOf(other, rule)];
  if (!here && !there) return undefined;
  if (!there) document.deleteIn(here ?? []);
  else if (here) document.setIn(here, nodeOf(document, other, there));
  else if (!added(document, other, rule, there)) return undefined;
  const cited = new Set([
    ...(as.basis === undefined ? [] : [as.basis]),
    ...(there ? basesIn(other.getIn(there)) : []),
  ]);
  for (const id of cited) citing(document, other, id);
  return document.toString({ lineWidth: 0 });
}

function renamedVersion(text: string, version: string): string {
  const name = parseDocument(text).get('name');
  return renamed(text, { name: String(name), version });
}

/** Follows names through a text: a member of a list is found by what names it. */
function placeOf(document: Document, path: readonly string[]): Place | undefined {
  const place: (string | number)[] = [];
  for (const name of path) {
    const node = place.length === 0 ? document.contents : document.getIn(place, true);
    if (isMap(node) && node.has(name)) place.push(name);
    else if (isSeq(node)) {
      const at = namesIn(plain(node.toJS(document))).indexOf(name);
      if (at < 0) return undefined;
      place.push(at);
    } else return undefined;
  }
  return place;
}

function plain(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A part of one text as a part of another, in the style in which it was written. */
function nodeOf(document: Document, other: Document, place: Place): unknown {
  const node = other.getIn(place, true);
  const value: unknown = isNode(node) ? node.toJS(other) : node;
  return document.createNode(value, { flow: isCollection(node) && node.flow === true });
}

/** Puts a rule where there was none; false where what it belongs to is missing as well. */
function added(document: Document, other: Document, rule: readonly string[], there: Place): boolean {
  const parent = rule.slice(0, -1);
  const into = placeOf(document, parent);
  const node = nodeOf(document, other, there);
  const last = there.at(-1);
  if (into) {
    const list = into.length > 0 && isSeq(document.getIn(into, true));
    if (list) document.addIn(into, node);
    else document.setIn([...into, String(last)], node);
    return true;
  }
  const above = placeOf(document, parent.slice(0, -1));
  const key = parent.at(-1);
  if (!above || key === undefined || typeof last !== 'number') return false;
  document.setIn([...above, key], document.createNode([node]));
  return true;
}

/** What stands as a basis in a part of a text. */
function basesIn(part: unknown): readonly string[] {
  return found(isNode(part) ? part.toJSON() : part);
}

function found(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((one: unknown) => found(one));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]: [string, unknown]) =>
    /^basis$|Basis$/.test(key) && typeof one === 'string' ? [one] : found(one),
  );
}

/** Lists a basis that only the other text has. */
function citing(document: Document, other: Document, id: string): void {
  const there = placeOf(other, ['legal', id]);
  if (there && !placeOf(document, ['legal', id])) document.addIn(['legal'], nodeOf(document, other, there));
}
