import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ComponentMap, readComponentMap } from '#analysis/components/index.ts';
import { m } from '#paraglide/messages.js';
import { messageFor } from '#ui/message.ts';
import { HOME } from '../../../../../pilar.ts';
import { said } from '../map-words.ts';

const ENDING = '.components.json';

/** The text of a case, as its file has it; undefined when there is none of this name. */
export function caseText(name: string): string | undefined {
  const folder = join(HOME, 'demo', 'cases');
  const known = readdirSync(folder).includes(`${name}${ENDING}`);
  return known ? readFileSync(join(folder, `${name}${ENDING}`), 'utf8') : undefined;
}

export function readCase(name: string): ComponentMap | undefined {
  const text = caseText(name);
  const read = text === undefined ? undefined : readComponentMap(text);
  return read?.ok ? read.value : undefined;
}

/** The cases there are: who does what in places that a study has looked at. */
export function listCases(): { name: string; title: string; source: string }[] {
  return readdirSync(join(HOME, 'demo', 'cases'))
    .filter((file) => file.endsWith(ENDING))
    .map((file) => file.slice(0, -ENDING.length))
    .flatMap((name) => {
      const map = readCase(name);
      return map ? [{ name, title: said(map.title).text, source: sourceOf(map) }] : [];
    });
}

/** Where a map comes from: the study, and the place in it. */
export function sourceOf(map: ComponentMap): string {
  return map.source
    ? m['components.case.source']({
        document: messageFor(`components.document.${map.source.document}`) ?? map.source.document,
        location: map.source.location,
        year: map.date,
      })
    : '';
}
