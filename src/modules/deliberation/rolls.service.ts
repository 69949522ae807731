import type { RegionCode } from '#kernel/region.ts';
import { namesOf, neighbourhoodsWithin, regionsWithin } from '#modules/regions/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Forum } from './forum.ts';
import type { Rolls } from './quorum.ts';

/** Every RW board and every RT board of an area as they are entered now, and the kelurahan of which none is. */
export async function rollsOf(tx: Tx, area: RegionCode): Promise<Rolls> {
  const neighbourhoods = await neighbourhoodsWithin(tx, area);
  const villages = await regionsWithin(tx, area, 'village');
  const entered = Map.groupBy(neighbourhoods, (one) => villageOf(one.code));
  const names = await namesOf(tx, [...entered.keys()]);
  /** In a forum of several kelurahan, RW 03 alone says too little. */
  const nameOf = (rw: { code: RegionCode; name: string }) =>
    villages.length > 1 ? `${rw.name} ${names.get(villageOf(rw.code)) ?? ''}`.trim() : rw.name;
  return {
    neighbourhood: neighbourhoods.map((one) => ({ unit: one.code, label: nameOf(one) })),
    rt: neighbourhoods.flatMap((one) =>
      Array.from({ length: one.rtCount }, (_, i) => {
        const number = String(i + 1).padStart(2, '0');
        return { unit: `${one.code}/${number}`, label: `RT ${number} ${nameOf(one)}` };
      }),
    ),
    unentered: villages
      .filter((one) => !entered.has(one.code))
      .map((one) => ({ unit: one.code, label: one.name })),
  };
}

/**
 * The rolls of a forum: as they stood when it was called, or as they are entered now where something lacked then and the
 * forum is not over. The very same object while there is nothing new.
 */
export async function rollsNow(tx: Tx, forum: Pick<Forum, 'state' | 'rolls' | 'region'>): Promise<Rolls> {
  const over = forum.state === 'sealed' || forum.state === 'postponed';
  if (over || forum.rolls.unentered.length === 0) return forum.rolls;
  const entered = await rollsOf(tx, forum.region);
  return entered.unentered.length < forum.rolls.unentered.length ? entered : forum.rolls;
}

function villageOf(neighbourhood: RegionCode): RegionCode {
  return neighbourhood.slice(0, neighbourhood.lastIndexOf('.'));
}
