import { isId } from '#kernel/id.ts';
import { findById, SEARCHED, searchThings } from '#modules/overview/index.ts';
import { namesOf } from '#modules/regions/index.ts';
import { wordThing } from '#ui/word-thing.ts';
import { requireTenant, viewerOf } from '../../request.ts';
import type { PageServerLoad } from './$types.js';

/** Of each kind where all are searched, and on a page of one. */
const FEW = 5;
const MANY = 25;

/** Longer than any name: what is pasted by mistake is cut. */
const LONGEST = 200;

export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const { pilar, locale } = event.locals;
  const asked = event.url.searchParams;
  const text = (asked.get('kata') ?? '').trim().slice(0, LONGEST);
  const only = SEARCHED.find((kind) => kind === asked.get('jenis'));
  const before = asked.get('sebelum') ?? '';
  return pilar.read(tenant.id, async (tx) => {
    const number = text.toLowerCase();
    const named = isId(number) ? await findById(tx, viewerOf(event), number) : undefined;
    const groups = [];
    for (const kind of only ? [only] : SEARCHED) {
      groups.push(
        await searchThings(tx, kind, {
          text,
          limit: only ? MANY : FEW,
          before: only && isId(before) ? before : undefined,
        }),
      );
    }
    const places = await namesOf(
      tx,
      groups.flatMap((group) => group.hits.map((hit) => hit.region)),
    );
    const to = (more: Record<string, string>) => `?${new URLSearchParams({ kata: text, ...more })}`;
    return {
      text,
      only,
      named: named && {
        title: [wordThing(named.kind), named.title[locale]].filter(Boolean).join(': '),
        href: `/${tenant.slug}/${named.page}`,
      },
      groups: groups
        .filter((group) => group.hits.length > 0)
        .map(({ kind, hits, next }) => ({
          kind,
          title: wordThing(kind),
          hits: hits.map(({ id, page, title, region }) => ({
            id,
            title: title[locale],
            place: places.get(region) ?? '',
            href: `/${tenant.slug}/${page}`,
          })),
          all: !only && next ? to({ jenis: kind }) : undefined,
          next: only && next ? to({ jenis: kind, sebelum: next }) : undefined,
        })),
      everything: only ? to({}) : undefined,
    };
  });
};
