import type { IsoDate } from '#kernel/date.ts';
import { ancestor, levelOf, type RegionCode } from '#kernel/region.ts';
import type { AreaOnDesk, RunOnDesk } from '#modules/overview/index.ts';
import { getLocale } from '#paraglide/runtime.js';
import { count, relativeDue, shortRupiah } from '#ui/format.ts';
import { messageFor } from '#ui/message.ts';

/** What runs and what is late in an area, as a desk shows it. */
export function areaView(
  { held, runs, late, moreLate }: AreaOnDesk,
  places: ReadonlyMap<RegionCode, string>,
  tenant: string,
  today: IsoDate,
) {
  return {
    region: held.region,
    name: places.get(held.region) ?? held.organization.name,
    runs: runs.map((run) => runView(run, held.region, tenant)),
    late: late.map((one) => ({
      id: one.id,
      institution: one.organizationName,
      href: `/${tenant}/laporan/tagihan/${one.id}`,
      due: relativeDue(one.dueOn, today),
    })),
    lateMore: moreLate ? `/${tenant}/laporan?tab=terlambat` : undefined,
  };
}

const SHOWN = ['submitted', 'funded', 'running', 'completed', 'reported'] as const;

function runView({ program, total, toCall }: RunOnDesk, region: RegionCode, tenant: string) {
  const where = areaQuery(region);
  const hrefs: Partial<Record<(typeof SHOWN)[number], string>> = {
    submitted: `/${tenant}/usulan?program=${program.slug}&keadaan=submitted${where}`,
    funded: `/${tenant}/usulan?program=${program.slug}&keadaan=funded${where}`,
  };
  return {
    program: `${program.model.short} ${program.fiscalYear}`,
    href: `/${tenant}/program/${program.slug}`,
    counts: SHOWN.map((name) => ({
      label: messageFor(`desk.counts.${name}`) ?? name,
      value: count(total[name]),
      href: hrefs[name],
    })),
    money: (['committed', 'disbursed'] as const).map((name) => ({
      label: messageFor(`desk.counts.${name}`) ?? name,
      value: shortRupiah(total[name]),
    })),
    schedule: toCall.map(({ forum, waiting }) => ({
      href: `/${tenant}/musyawarah/jadwal?program=${program.slug}&forum=${forum.forum}`,
      waiting: count(waiting),
      forum: program.model.forums.length > 1 ? forum.label[getLocale()] : '',
    })),
  };
}

/** The filters of the lists that show one area. */
function areaQuery(region: RegionCode): string {
  const level = levelOf(region);
  if (level === 'district') return `&kecamatan=${region}`;
  return level === 'village' ? `&kecamatan=${ancestor(region, 'district')}&kelurahan=${region}` : '';
}
