import type { IsoDate } from '#kernel/date.ts';
import { ancestor, type RegionCode } from '#kernel/region.ts';
import { contributionsKeptIn, poorReachedIn } from '#modules/activities/index.ts';
import { forumById, quorumsOf, sittingsIn } from '#modules/deliberation/index.ts';
import { promptnessIn } from '#modules/obligations/index.ts';
import type { Program } from '#modules/programs/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { certainlyReached, heard, type Measured, measured } from './measured.ts';

/** Forums whose attendance is weighed: more than a kecamatan holds in some years. */
const FORUMS = 100;
/** Pages named as evidence of one measure. */
const NAMED = 5;

/**
 * What the records show of a partnership up to a day. Not measured, and so left to people: signed goals, which no
 * record holds; and reach of poor households where nobody has counted them (`poorHouseholds` null).
 */
export async function measurePartnership(
  tx: Tx,
  program: Program,
  area: RegionCode,
  until: IsoDate,
  poorHouseholds: number | null,
): Promise<Measured[]> {
  const all = [
    await attendanceMeasured(tx, program, area, until),
    await reportsMeasured(tx, program, area, until),
    await poorMeasured(tx, program, area, until, poorHouseholds),
    await contributionMeasured(tx, program, area, until),
  ];
  return all.filter((one) => one !== undefined);
}

/** Whom the sealed forums had to hear, and who of them came. */
async function attendanceMeasured(tx: Tx, program: Program, area: RegionCode, until: IsoDate) {
  let came = 0;
  let wanted = 0;
  const pages: string[] = [];
  // The sitting's moment stands in UTC; a forum of the evening of that day belongs to it.
  const sittings = await sittingsIn(tx, area, new Date(`${until}T23:59:59Z`), FORUMS);
  for (const sitting of sittings.filter((one) => one.sealed)) {
    const forum = await forumById(tx, sitting.forum);
    if (!forum || forum.program !== program.id) continue;
    const sum = heard((await quorumsOf(tx, program, forum)).flatMap((one) => one.elements));
    came += sum.came;
    wanted += sum.wanted;
    pages.push(`musyawarah/${forum.id}`);
  }
  return measured('attendance', BigInt(came), BigInt(wanted), pages.slice(0, NAMED));
}

async function reportsMeasured(tx: Tx, program: Program, area: RegionCode, until: IsoDate) {
  const { inTime, owed, late } = await promptnessIn(tx, program.id, area, until);
  const pages = late.map((activity) => `kegiatan/${activity}`);
  return measured('reports-in-time', BigInt(inTime), BigInt(owed), pages);
}

async function poorMeasured(
  tx: Tx,
  program: Program,
  area: RegionCode,
  until: IsoDate,
  poorHouseholds: number | null,
) {
  if (poorHouseholds === null) return undefined;
  const reached = await poorReachedIn(tx, program.id, area, until);
  const pages = reached
    .toSorted((a, b) => b.poorHouseholds - a.poorHouseholds)
    .slice(0, NAMED)
    .map((one) => `kegiatan/${one.activity}`);
  const sure = certainlyReached(area, reached);
  return measured('poor-households-reached', BigInt(sure), BigInt(poorHouseholds), pages);
}

async function contributionMeasured(tx: Tx, program: Program, area: RegionCode, until: IsoDate) {
  const { promised, given } = await contributionsKeptIn(tx, program.id, area, until);
  return measured('contribution', given, promised, [activitiesOf(program, area)]);
}

/** The list of an area's activities. */
function activitiesOf(program: Program, area: RegionCode): string {
  const district = ancestor(area, 'district');
  const village = district === area ? '' : `&kelurahan=${area}`;
  return `kegiatan?program=${program.slug}&kecamatan=${district}${village}`;
}
