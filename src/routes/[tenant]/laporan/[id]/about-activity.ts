import { ancestor, levelOf, type RegionCode } from '#kernel/region.ts';
import type { Filing, FilingOverview } from '#modules/filings/index.ts';
import { entriesIn } from '#modules/models/index.ts';

/** What the page of a filing tells of the activity that it is about. */
export function aboutActivity(
  { told, money }: NonNullable<FilingOverview['about']>,
  filing: Filing,
  locale: 'id' | 'en',
) {
  const { activity, program } = told;
  return {
    activity: {
      id: activity.id,
      title: activity.title,
      proposal: activity.proposal,
      granted: activity.granted,
      startedOn: activity.startedOn,
      completedOn: activity.completedOn,
      handedOverOn: activity.handedOverOn,
    },
    spent: filing.spent ?? told.spent,
    place: told.place,
    village: told.village,
    scope: entriesIn(program.model).find((one) => one.id === activity.scope)?.label[locale] ?? activity.scope,
    realisation: told.realisation,
    expenses: told.expenses,
    people: told.persons && {
      responsible: told.persons.responsible,
      executor: told.persons.executor,
      minutes: told.persons.handoverMinutes,
    },
    money: { disbursed: money.advance + money.spent, settled: money.spent },
    checkpoints: told.checkpoints.map(({ point, step, photos }) => ({
      point,
      on: step?.happenedOn,
      note: step?.note ?? '',
      photos,
    })),
    contributions: told.offered,
    participation: told.participation,
  };
}

/** The filter of the list for the place of a filing: empty above a kecamatan. */
export function areaQuery(region: RegionCode): string {
  const level = levelOf(region);
  if (level === 'district') return `&kecamatan=${region}`;
  if (level !== 'village' && level !== 'neighbourhood') return '';
  return `&kecamatan=${ancestor(region, 'district')}&kelurahan=${ancestor(region, 'village')}`;
}
