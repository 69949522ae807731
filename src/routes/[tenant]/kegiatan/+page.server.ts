import { ACTIVITY_STATES, listActivities } from '#modules/activities/index.ts';
import { entriesIn, partyLabel, settlingFiling } from '#modules/models/index.ts';
import { obligationsFor } from '#modules/obligations/index.ts';
import { m } from '#paraglide/messages.js';
import { messageFor } from '#ui/message.ts';
import { requireTenant } from '../../request.ts';
import { chosenProgram } from '../chosen-program.ts';
import { institutionLine } from '../institution-line.ts';
import type { PageServerLoad } from './$types.js';
import { lateReport } from './late-report.ts';
import {
  activityFilter,
  areaFields,
  chipsOf,
  chosenArea,
  cursorIn,
  type FilterField,
  listAddress,
  PAGE,
  programField,
} from './list-filter.ts';

export const load: PageServerLoad = async (event) => {
  const { pilar, locale } = event.locals;
  const { url } = event;
  return pilar.read(requireTenant(event).id, async (tx) => {
    const { program, programs } = await chosenProgram(tx, url, 'activities');
    if (!program) return { found: undefined };
    const scopes = entriesIn(program.model);
    const filter = activityFilter(url, program);
    const after = cursorIn(url);
    const found = await listActivities(tx, filter, PAGE + 1, after);
    const rows = found.slice(0, PAGE);
    const owed = await obligationsFor(
      tx,
      settlingFiling(program.model)?.kind,
      rows.map((row) => row.id),
    );
    const fields: FilterField[] = [
      programField(program, programs),
      {
        name: 'keadaan',
        label: m['activity.list.state'](),
        value: filter.state ?? '',
        options: ACTIVITY_STATES.map((state) => ({
          value: state,
          label: messageFor(`state.activity.${state}`) ?? state,
        })),
        all: m['activity.list.all-states'](),
      },
      ...(await areaFields(tx, program, chosenArea(url, program))),
      {
        name: 'lingkup',
        label: m['activity.list.scope'](),
        value: filter.scope ?? '',
        options: scopes.map((one) => ({
          value: one.id,
          label: one.label[locale],
          group: (one.parties ?? []).map((party) => partyLabel(program.model, party)[locale]).join(', '),
        })),
        all: m['activity.list.all-scopes'](),
      },
    ];
    const last = rows.at(-1)?.id;
    return {
      found: {
        program: { title: program.model.title[locale], year: program.fiscalYear },
        fields,
        chips: chipsOf(url, fields),
        rows: rows.map((row) => ({
          id: row.id,
          title: row.title,
          institution: institutionLine(row.organizationName, row.villageName),
          scope: scopes.find((one) => one.id === row.scope)?.label[locale] ?? row.scope,
          granted: row.granted,
          progress: row.progress,
          state: row.state,
          late: lateReport(owed.get(row.id), tx.today),
        })),
        csv: `${url.pathname}.csv${url.search}`,
        first: after && listAddress(url, {}),
        next: found.length > PAGE && last ? listAddress(url, { setelah: last }) : undefined,
      },
    };
  });
};
