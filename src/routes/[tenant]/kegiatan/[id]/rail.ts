import type { IsoDate } from '#kernel/date.ts';
import type { Activity, Progress } from '#modules/activities/index.ts';
import type { Filing } from '#modules/filings/index.ts';
import { activityRules, type Model } from '#modules/models/index.ts';
import { isOverdue, type Obligation } from '#modules/obligations/index.ts';
import { m } from '#paraglide/messages.js';
import { day, percent, relativeDue } from '#ui/format.ts';
import { messageFor } from '#ui/message.ts';

type Stage = {
  readonly title: string;
  readonly state: 'done' | 'now' | 'todo' | 'stopped';
  readonly date?: string;
  readonly note?: string;
};

/** Where an activity stands: plan, start, the model's checkpoints, handover, report. */
export function activityRail(
  model: Model,
  known: {
    activity: Activity;
    progress: readonly Progress[];
    owed: Obligation | undefined;
    report: Pick<Filing, 'state'> | undefined;
  },
  today: IsoDate,
): Stage[] {
  const { activity, progress, owed, report } = known;
  const short = (on: IsoDate | null) => (on === null ? undefined : day(on, 'short'));
  const stages: (Omit<Stage, 'state'> & { done: boolean; stopped?: boolean })[] = [
    {
      title: m['activity.rail.plan'](),
      done: true,
      ...dated(`${day(activity.startsOn, 'short')} – ${day(activity.endsOn, 'short')}`),
    },
    {
      title: m['activity.rail.start'](),
      done: activity.startedOn !== null,
      ...dated(short(activity.startedOn)),
    },
    ...activityRules(model)
      .evidence.checkpoints.filter((point) => point > 0)
      .map((point) => ({
        title: percent(point * 10),
        done: progress.some((one) => one.percent >= point),
        ...dated(short(progress.find((one) => one.percent === point)?.happenedOn ?? null)),
      })),
    {
      title: m['activity.rail.handover'](),
      done: activity.handedOverOn !== null,
      ...dated(short(activity.handedOverOn)),
    },
    {
      title: m['activity.rail.report'](),
      done: report?.state === 'accepted',
      stopped: report?.state === 'returned' || (owed !== undefined && isOverdue(owed, today)),
      ...noted(reportNote(owed, report, today)),
    },
  ];
  const current = stages.findIndex((stage) => !stage.done);
  return stages.map(({ done, stopped, ...stage }, i) => ({
    ...stage,
    state: done ? 'done' : stopped ? 'stopped' : i === current ? 'now' : 'todo',
  }));
}

function dated(date: string | undefined): { date?: string } {
  return date ? { date } : {};
}

function noted(note: string | undefined): { note?: string } {
  return note ? { note } : {};
}

function reportNote(
  owed: Obligation | undefined,
  report: Pick<Filing, 'state'> | undefined,
  today: IsoDate,
): string | undefined {
  const state = report && report.state !== 'draft' ? messageFor(`state.filing.${report.state}`) : undefined;
  const due = owed?.state === 'open' ? relativeDue(owed.dueOn, today) : undefined;
  return [state, due].filter(Boolean).join(', ') || undefined;
}
