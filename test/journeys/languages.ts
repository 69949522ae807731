/** What both languages say, to find on a page what was left in the other. */
import { globSync, readFileSync } from 'node:fs';

type Messages = { readonly [key: string]: string | Messages };

function read(locale: 'id' | 'en'): Map<string, string> {
  const found = new Map<string, string>();
  const collect = (messages: Messages, before: string): void => {
    for (const [key, value] of Object.entries(messages)) {
      if (typeof value === 'string') found.set(before + key, value);
      else collect(value, `${before}${key}.`);
    }
  };
  for (const file of globSync(`messages/${locale}/*.json`))
    collect(JSON.parse(readFileSync(file, 'utf8')), '');
  return found;
}

const indonesian = read('id');
const english = read('en');
const keys = new Set([...indonesian.keys()].filter((key) => key.includes('.')));
const inBoth = new Set(english.values());
/** What is said in Indonesian alone; what people write themselves may be one such word, so short ones are left out. */
const indonesianAlone = new Set(
  [...indonesian.values()].filter((text) => !inBoth.has(text) && text.includes(' ') && !text.includes('{')),
);

/** The words of a page without its markup, each text as it stands between two tags; lines of one drawn text are one. */
export function words(html: string): string[] {
  return html
    .replaceAll(/<(style|script)\b[\s\S]*?<\/\1>/g, '')
    .replaceAll(/<\/tspan>\s*<tspan\b[^>]*>/g, ' ')
    .split(/<[^>]*>/)
    .map((text) => text.trim())
    .filter((text) => text !== '');
}

/** What a page in English should not say: names of messages, and sentences of the Indonesian pages. Papers that are Indonesian by law say so. */
export function notEnglish(html: string): string[] {
  const said = words(html.replaceAll(/<article\b[^>]*\blang="id"[\s\S]*?<\/article>/g, ''));
  return [
    ...(html.includes('<html lang="en"') ? [] : ['is not marked as English']),
    ...said.filter((text) => keys.has(text)).map((text) => `says the message's name ${text}`),
    ...said.filter((text) => indonesianAlone.has(text)).map((text) => `says in Indonesian: ${text}`),
  ];
}
