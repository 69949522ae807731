import { type CauseMap, comparePlaces, type Split } from '#analysis/causes/index.ts';
import { isId } from '#kernel/id.ts';
import { isRefusal } from '#kernel/refusal.ts';
import { causeMapFacts, causeMapsIn, subjectNames } from '#modules/assessment/index.ts';
import { m } from '#paraglide/messages.js';
import type { Tenant, Tx } from '#platform/database/tenant-transaction.ts';
import { requireTenant } from '../../../../request.ts';
import { causeCase, listCauseCases } from '../cases.ts';
import { word, worded } from '../cause-words.ts';
import type { PageServerLoad } from './$types.js';

/** Maps offered to choose from: the newest of the city. */
const OFFERED = 200;

export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const params = event.url.searchParams;
  const [one, other] = [params.get('satu') ?? '', params.get('dua') ?? ''];
  return event.locals.pilar.read(tenant.id, async (tx) => {
    const options = await choices(tx, tenant);
    const first = await mapNamed(tx, tenant, one);
    const second = await mapNamed(tx, tenant, other);
    return {
      options: [
        ...options,
        ...[first, second].flatMap((map) =>
          map && !options.some((option) => option.value === map.value)
            ? [{ value: map.value, label: map.label, group: m['causes.list.title']() }]
            : [],
        ),
      ],
      one,
      other,
      found: first && second ? compared(first, second) : undefined,
      same: one !== '' && one === other,
    };
  });
};

async function choices(tx: Tx, tenant: Tenant) {
  const maps = await causeMapsIn(tx, tenant.region, OFFERED);
  const about = await subjectNames(tx, maps);
  return [
    ...maps.map((map) => ({
      value: map.id,
      label: `${map.title} (${about(map)})`,
      group: m['causes.list.title'](),
    })),
    ...listCauseCases().map(({ name, map }) => ({
      value: name,
      label: worded(map.title),
      group: m['causes.cases'](),
    })),
  ];
}

type Named = {
  readonly value: string;
  readonly label: string;
  readonly place: string;
  readonly href: string;
  readonly map: CauseMap;
};

/** A map of the city by id, or a case by name. */
async function mapNamed(tx: Tx, tenant: Tenant, value: string): Promise<Named | undefined> {
  const base = `/${tenant.slug}/analisis/sebab`;
  if (isId(value)) {
    const found = await causeMapFacts(tx, value, tenant.timeZone);
    if (isRefusal(found) || found.head.removed) return undefined;
    const { place } = found;
    const label = `${found.head.title} (${place})`;
    return { value, label, place, href: `${base}/${value}`, map: found.map };
  }
  const studied = causeCase(value);
  if (!studied) return undefined;
  return {
    value,
    label: worded(studied.map.title),
    place: worded(studied.map.place) || worded(studied.map.title),
    href: `${base}/kasus/${value}`,
    map: studied.map,
  };
}

function compared(first: Named, second: Named) {
  const comparison = comparePlaces(first.map, second.map);
  const titles = new Map(
    [...second.map.factors, ...first.map.factors].map((factor) => [factor.slug, worded(factor.title)]),
  );
  const title = (slug: string) => titles.get(slug) ?? slug;
  const factors = (split: Split<string>) => inWords(split, title);
  // Two kelurahan are told apart by place; two maps of one place by title.
  const names = first.place === second.place ? [first.label, second.label] : [first.place, second.place];
  return {
    first: { name: names[0] ?? '', href: first.href, label: first.label },
    second: { name: names[1] ?? '', href: second.href, label: second.label },
    parts: [
      { title: m['causes.compare.roots'](), ...factors(comparison.roots) },
      { title: m['causes.compare.triggers'](), ...factors(comparison.triggers) },
      { title: m['causes.compare.factors'](), ...factors(comparison.factors) },
      {
        title: m['causes.compare.links'](),
        ...inWords(comparison.links, ({ from, to }) => `${title(from)} → ${title(to)}`),
      },
    ],
    shifted: comparison.shifted.map(({ factor, first: here, second: there }) => ({
      factor: title(factor),
      here: `${word('role', here.role)}, ${m['causes.level.of']({ level: String(here.level) })}`,
      there: `${word('role', there.role)}, ${m['causes.level.of']({ level: String(there.level) })}`,
    })),
    nothing: comparison.factors.both.length === 0,
  };
}

function inWords<T>(split: Split<T>, name: (item: T) => string) {
  return {
    both: split.both.map(name),
    onlyFirst: split.onlyFirst.map(name),
    onlySecond: split.onlySecond.map(name),
  };
}
