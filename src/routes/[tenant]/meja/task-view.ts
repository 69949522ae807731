import type { IsoDate } from '#kernel/date.ts';
import type { TaskOnDesk } from '#modules/overview/index.ts';
import { m } from '#paraglide/messages.js';
import { getLocale } from '#paraglide/runtime.js';
import { day, dueTone, relativeDue } from '#ui/format.ts';
import { messageFor } from '#ui/message.ts';
import { wordOccasion } from '#ui/word-due.ts';
import { groupOf } from './by-due.ts';
import { placeOfTask } from './task-place.ts';

/** A task as it stands on the desk: what to do, about what, where, and by when. */
export function taskView(
  task: TaskOnDesk,
  places: ReadonlyMap<string, string>,
  tenant: string,
  today: IsoDate,
) {
  return {
    id: task.id,
    what: messageFor(`desk.task.${task.kind}`) ?? task.kind,
    about: [...new Set([...calledIn(task), task.title[getLocale()], places.get(task.region)])]
      .filter(Boolean)
      .join(' · '),
    href: placeOfTask(tenant, task),
    group: groupOf(task.dueOn, today),
    due: task.dueOn && relativeDue(task.dueOn, today),
    moved:
      task.dueWas === null
        ? undefined
        : m['desk.moved']({ from: day(task.dueWas), why: task.dueMovedFor ?? '' }),
    urged:
      task.urgedOn === null
        ? undefined
        : m['desk.urged']({ day: day(task.urgedOn), why: task.urgedFor ?? '' }),
    tone: task.dueOn ? dueTone(task.dueOn, today) : ('quiet' as const),
  };
}

/** What is asked for, where there are several: "Laporan triwulan", "Triwulan I 2026". */
function calledIn({ called, occasion }: Pick<TaskOnDesk, 'called' | 'occasion'>): string[] {
  return [called?.[getLocale()] ?? '', occasion === null ? '' : wordOccasion(occasion)];
}
