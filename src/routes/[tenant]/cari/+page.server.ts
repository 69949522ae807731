import { isId } from '#kernel/id.ts';
import { FOUND_KINDS, findById, searchText } from '#modules/overview/index.ts';
import { namesOf } from '#modules/regions/index.ts';
import { MOST_WORDS, wordKeys } from '#modules/search/index.ts';
import { m } from '#paraglide/messages.js';
import { count, list } from '#ui/format.ts';
import { wordThing } from '#ui/word-thing.ts';
import { requireTenant, viewerOf } from '../../request.ts';
import type { PageServerLoad } from './$types.js';

/** Of each kind where all are searched, and on a page of one; as far as hits are counted. */
const FEW = 5;
const MANY = 25;
const COUNTED = 100;

/** Longer than any name: what is pasted by mistake is cut. */
const LONGEST = 200;

export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const { pilar, locale } = event.locals;
  const asked = event.url.searchParams;
  const typed = (asked.get('kata') ?? '').trim();
  const text = typed.slice(0, LONGEST);
  const only = FOUND_KINDS.find((kind) => kind === asked.get('jenis'));
  const before = (asked.get('sebelum') ?? '').slice(0, LONGEST);
  return pilar.read(tenant.id, async (tx) => {
    const number = text.toLowerCase();
    const named = isId(number) ? await findById(tx, viewerOf(event), number) : undefined;
    const found = await searchText(tx, only ? [only] : FOUND_KINDS, {
      text,
      limit: only ? MANY : FEW,
      before: only && before ? before : undefined,
      ...(only ? {} : { most: COUNTED + 1 }),
    });
    const places = await namesOf(
      tx,
      found.groups.flatMap((group) => group.hits.flatMap(({ region }) => [region, villageOf(region)])),
    );
    const to = (more: Record<string, string>) => `?${new URLSearchParams({ kata: text, ...more })}`;
    return {
      text,
      only,
      tooShort: found.tooShort,
      cut: typed.length > LONGEST || wordKeys(text).length > MOST_WORDS,
      meant: list(found.meant),
      named: named && {
        title: [wordThing(named.kind), named.title[locale]].filter(Boolean).join(': '),
        href: `/${tenant.slug}/${named.page}`,
      },
      groups: found.groups.map(({ kind, hits, next, count: many }) => ({
        kind,
        title: wordKind(kind),
        count: only
          ? ''
          : many > COUNTED
            ? m['places.search.count-more']({ count: count(COUNTED) })
            : m['places.search.count']({ count: count(many) }),
        hits: hits.map(({ id, page, title, region }) => ({
          id,
          title: title[locale],
          place: [region, villageOf(region)]
            .filter(
              (code, i, all) => all.indexOf(code) === i && !title[locale].includes(places.get(code) ?? ''),
            )
            .flatMap((code) => places.get(code) ?? [])
            .join(', '),
          href: `/${tenant.slug}/${page}`,
        })),
        all: !only && next ? to({ jenis: kind }) : undefined,
        next: only && next ? to({ jenis: kind, sebelum: next }) : undefined,
      })),
      everything: only ? to({}) : undefined,
    };
  });
};

function wordKind(kind: (typeof FOUND_KINDS)[number]): string {
  if (kind === 'place') return m['places.search.place']();
  return kind === 'supplier' ? m['places.search.supplier']() : wordThing(kind);
}

/** The kelurahan of a place, or the place itself above it. */
function villageOf(code: string): string {
  return code.split('.').slice(0, 4).join('.');
}
