import type { RequestEvent } from '@sveltejs/kit';
import { at, isRefusal, type Refusal, refuse } from '#kernel/refusal.ts';
import { HOLIDAY_FILE_LIMITS } from '#modules/calendar/index.ts';
import { askToKeepCalendar, enterHolidayList, previewHolidayList } from '#modules/obligations/index.ts';
import { m } from '#paraglide/messages.js';
import { count, day, fileSize } from '#ui/format.ts';
import { messageFor } from '#ui/message.ts';
import { carryOut, failForm } from '../../../carry-out.ts';
import {
  actorFor,
  askFirst,
  requireActor,
  requireTenant,
  textOf,
  viewerOf,
  waitingFor,
} from '../../../request.ts';
import { saysSheet, sheetIn } from '../../../sheet-file.ts';
import { kindWords } from '../holiday-words.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** Due days that a preview names; the rest is counted. */
const SHOWN_MOVES = 10;

export const load: PageServerLoad = (event) => {
  requireTenant(event);
  requireActor(event);
  return { size: fileSize(HOLIDAY_FILE_LIMITS.bytes) };
};

export const actions: Actions = {
  lihat: async (event) => {
    await askFirst(askToKeepCalendar(event.locals.pilar, viewerOf(event)));
    const form = await event.request.formData();
    const text = await textIn(event, form);
    if (isRefusal(text)) return failForm(event, form, text, { says: saysSheet('file') });
    const seen = await previewHolidayList(event.locals.pilar, await actorFor(event), {
      text,
      waiting: waitingFor(event),
    });
    if (!seen.ok) return failForm(event, form, seen.refusal, { says: fileProblem });
    const { added, reworded, moves } = seen.value;
    return {
      preview: {
        text,
        added: added.map((one) => ({
          day: day(one.day),
          kind: kindWords[one.kind](),
          name: one.name,
          decree: one.decree,
        })),
        reworded: reworded.map((one) => ({ day: day(one.day), name: one.name })),
        moved: count(moves.length),
        moves: moves.slice(0, SHOWN_MOVES).map(({ from, to }) => ({ from: day(from), to: day(to) })),
      },
    };
  },
  simpan: async (event) => {
    await askFirst(askToKeepCalendar(event.locals.pilar, viewerOf(event)));
    return carryOut(
      event,
      (pilar, actor, form) =>
        enterHolidayList(pilar, actor, { text: textOf(form, 'text'), waiting: waitingFor(event) }),
      ({ added, reworded, moved }) => {
        const first = [...added, ...reworded][0]?.day.slice(0, 4);
        const place = event.url.pathname.replace(/\/impor$/, '');
        return `${place}?${first ? `tahun=${first}&` : ''}bergeser=${moved}`;
      },
      { says: fileProblem },
    );
  },
};

/** The list that was sent, as text. */
async function textIn(event: RequestEvent, form: FormData): Promise<string | Refusal> {
  const sheet = await sheetIn(event, form, 'file', HOLIDAY_FILE_LIMITS.bytes);
  if (isRefusal(sheet)) return sheet;
  return sheet === undefined || sheet.text.trim() === '' ? at('file', refuse('input.required')) : sheet.text;
}

/** What is wrong with a list, with its line. */
function fileProblem(refusal: Refusal): Readonly<Record<string, string>> {
  if (refusal.refusal !== 'calendar.unreadable') return {};
  const { line, column, value, reason } = refusal.params;
  const said = messageFor(`calendar.reason.${reason}`, { column, value }) ?? String(reason);
  return { file: m['calendar.problem']({ line: count(Number(line)), reason: said }) };
}
