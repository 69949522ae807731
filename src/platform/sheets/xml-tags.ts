/** A tag of an XML text: its name without a prefix, what it says of itself, and where the text behind it begins. */
export type Tag = {
  readonly name: string;
  readonly kind: 'opening' | 'closing' | 'empty';
  readonly attributes: string;
  readonly end: number;
};

const TAG = /<(\/?)(?:[\w.-]+:)?([\w.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/g;

/**
 * The tags of an XML text one after the other, as much of XML as spreadsheets write: no document type, no entity of its
 * own. What is no tag is passed over, so that a broken text is read as far as it goes and never in more than its length.
 */
export function* tagsIn(xml: string): Generator<Tag> {
  for (const found of xml.matchAll(TAG)) {
    const [whole, closing, name = '', attributes = '', empty] = found;
    const kind = closing === '/' ? 'closing' : empty === '/' ? 'empty' : 'opening';
    yield { name, kind, attributes, end: found.index + whole.length };
  }
}

/** An attribute of a tag, whatever the prefix of its name. */
export function attribute(attributes: string, name: string): string | undefined {
  for (const [, called, quoted = ''] of attributes.matchAll(ATTRIBUTE)) {
    if (called === name) return plain(quoted.slice(1, -1));
  }
  return undefined;
}

const ATTRIBUTE = /(?:[\w.-]+:)?([\w.-]+)\s*=\s*("[^"]*"|'[^']*')/g;

/** The text behind a tag, up to the next. */
export function textAfter(xml: string, { end, kind }: Tag): string {
  if (kind !== 'opening') return '';
  const next = xml.indexOf('<', end);
  return plain(xml.slice(end, next < 0 ? undefined : next));
}

const NAMED = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

/** A text as it was before XML, and spreadsheets after it (`_x000D_`), wrote some of its signs otherwise. */
function plain(text: string): string {
  if (!text.includes('&') && !text.includes('_x')) return text;
  return text
    .replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,4}));/gi, (whole, decimal, hex, name) => {
      const code = decimal ? Number(decimal) : hex ? Number.parseInt(hex, 16) : undefined;
      if (code === undefined) return NAMED.get(name) ?? whole;
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    })
    .replace(/_x([0-9a-f]{4})_/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
    .toWellFormed();
}
