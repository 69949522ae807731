import type { Id } from '#kernel/id.ts';
import { newId } from '#kernel/id.ts';
import { ownEntry } from '#kernel/own-entry.ts';
import {
  type InstitutionPlan,
  insertOfficers,
  layOutTerritory,
  type Organization,
  operatorOf,
} from '#modules/actors/index.ts';
import { neighbourhoodName, type Region, regionsWithin } from '#modules/regions/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { choose, pick } from './chance.ts';
import type { CityFile } from './city-file.ts';

/** An officer of the demo: who, in which office of which organisation. */
export type Officer = {
  readonly mandate: Id;
  readonly person: Id;
  readonly name: string;
  readonly office: string;
  readonly organization: Organization;
};

export type DemoVillage = Region & {
  readonly neighbourhoods: readonly { code: string; name: string; rtCount: number }[];
};

export type DemoCity = {
  readonly villages: readonly DemoVillage[];
  readonly districts: readonly Region[];
  readonly officers: readonly Officer[];
};

const GIVEN = [
  'Asep',
  'Dede',
  'Yayan',
  'Euis',
  'Neneng',
  'Iis',
  'Ujang',
  'Cecep',
  'Tati',
  'Wawan',
  'Rina',
  'Dadang',
  'Siti',
  'Agus',
  'Lilis',
  'Nandang',
  'Elin',
  'Rudi',
  'Yuyun',
  'Imas',
];
const FAMILY = [
  'Saputra',
  'Kurniasih',
  'Permana',
  'Rohaeni',
  'Suhendar',
  'Wulandari',
  'Gumilar',
  'Nuraeni',
  'Setiawan',
  'Maryati',
  'Firmansyah',
  'Handayani',
  'Sopandi',
  'Juariah',
  'Kusnadi',
  'Rosmawati',
];

/** Who sits in the offices of government; an institution of residents has its chair. */
const OFFICES: Readonly<Record<string, readonly string[]>> = {
  'sekretariat-daerah': ['setda'],
  inspektorat: ['inspectorate'],
  'dinas-pu': ['public-works'],
  bappeda: ['planning'],
  kecamatan: ['camat'],
  kelurahan: ['lurah', 'village-secretary', 'village-treasurer'],
};

/** Spreads the city's RW over its villages: about ten each, never fewer than five, together exactly `total`. */
export function spread(villages: readonly { code: string }[], total: number): Map<string, number> {
  const floor = Math.max(1, Math.floor(total / villages.length) - 3);
  const counts = new Map(villages.map((one) => [one.code, floor + pick(6, 'rw', one.code)]));
  let left = total - [...counts.values()].reduce((sum, one) => sum + one, 0);
  const order = villages.map((one) => one.code).sort((a, b) => pick(1e6, 'order', a) - pick(1e6, 'order', b));
  for (let i = 0; left !== 0; i = (i + 1) % order.length) {
    const code = order[i] ?? '';
    const now = counts.get(code) ?? floor;
    const step = left > 0 ? 1 : -1;
    if (now + step < 1) continue;
    counts.set(code, now + step);
    left -= step;
  }
  return counts;
}

/** Lays out a city: its RW, institutions, offices and the people in them. The same city every time but for the ids. */
export async function layOutCity(
  tx: Tx,
  file: CityFile,
  plan: InstitutionPlan,
  year: number,
): Promise<DemoCity> {
  const villages = await regionsWithin(tx, file.region, 'village');
  const districts = await regionsWithin(tx, file.region, 'district');
  const counts = spread(villages, file.neighbourhoods);
  const laid: DemoVillage[] = villages.map((village) => ({
    ...village,
    neighbourhoods: Array.from({ length: counts.get(village.code) ?? 1 }, (_, i) => {
      const code = `${village.code}.${String(i + 1).padStart(3, '0')}`;
      return { code, name: neighbourhoodName(i + 1), rtCount: 3 + pick(5, 'rt', code) };
    }),
  }));
  const { organizations } = await layOutTerritory(tx, operatorOf(tx.tenant), {
    city: file.name,
    region: file.region,
    plan: [...plan, ...file.agencies],
    neighbourhoods: laid.flatMap((village) =>
      village.neighbourhoods.map((one) => ({ ...one, village: village.code })),
    ),
  });
  const officers = organizations.flatMap((organization) =>
    (ownEntry(OFFICES, organization.kind) ?? ['chair']).map((office): Officer => {
      const { kind, region } = organization;
      return {
        mandate: newId(tx.now),
        person: newId(tx.now),
        name: nameFor(office, kind, region),
        office,
        organization,
      };
    }),
  );
  await insertOfficers(
    tx,
    officers.map((officer) => {
      const begun = year - 1 - pick(3, 'term', officer.organization.region, officer.office);
      return {
        mandate: officer.mandate,
        person: officer.person,
        name: officer.name,
        phone: null,
        organization: officer.organization.id,
        office: officer.office,
        region: officer.organization.region,
        startsOn: `${begun}-01-01`,
        endsOn: `${begun + 4}-12-31`,
        decree: `${140 + pick(30, officer.organization.region)}/Kep.${String(1 + pick(400, officer.name)).padStart(3, '0')}/${begun}`,
      };
    }),
  );
  return { villages: laid, districts, officers };
}

export function nameFor(...about: readonly string[]): string {
  return `${choose(GIVEN, 'given', ...about)} ${choose(FAMILY, 'family', ...about)}`;
}

/** Who holds an office of a kind of organisation in a region. */
export function officerOf(city: DemoCity, kind: string, region: string, office: string): Officer {
  const found = city.officers.find(
    (one) => one.organization.kind === kind && one.organization.region === region && one.office === office,
  );
  if (!found) throw new Error(`the demo has no ${office} of ${kind} in ${region}`);
  return found;
}
