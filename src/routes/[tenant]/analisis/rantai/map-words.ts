import type { Activity } from '#analysis/components/index.ts';
import type { Words } from '#analysis/words.ts';
import { m } from '#paraglide/messages.js';
import { getLocale } from '#paraglide/runtime.js';

/** A text of a map as the reader gets it; `lang` says so where it is there in Indonesian only. */
export type Said = { readonly text: string; readonly lang?: 'id' };

export function said(words: Words): Said {
  const locale = getLocale();
  if (locale === 'en') return words.en === words.id ? { text: words.id, lang: 'id' } : { text: words.en };
  return { text: words.id };
}

/** The name of something in a list by its short name. */
export function named(list: readonly { slug: string; title: Words }[], slug: string): Said {
  const found = list.find((one) => one.slug === slug);
  return found ? said(found.title) : { text: slug };
}

export const KIND_WORDS: Readonly<Record<Activity['kind'], () => string>> = {
  training: m['components.kind.training'],
  extension: m['components.kind.extension'],
  infrastructure: m['components.kind.infrastructure'],
  aid: m['components.kind.aid'],
  service: m['components.kind.service'],
  organisation: m['components.kind.organisation'],
};

/** What those who do the same thing should agree on. */
export const AGREE_WORDS: Readonly<Record<Activity['kind'], () => string>> = {
  training: m['components.agree.training'],
  extension: m['components.agree.extension'],
  infrastructure: m['components.agree.infrastructure'],
  aid: m['components.agree.aid'],
  service: m['components.agree.service'],
  organisation: m['components.agree.organisation'],
};

/** A topic is kept as a short name, the same whoever works on it: `pembenihan-padi` reads “pembenihan padi”. */
export function topicWords(topic: string): string {
  return topic.replaceAll('-', ' ');
}
