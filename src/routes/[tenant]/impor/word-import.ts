import type { ImportJob } from '#modules/imports/index.ts';
import type { Tenant } from '#platform/database/tenant-transaction.ts';
import { count, moment } from '#ui/format.ts';
import { messageFor } from '#ui/message.ts';

/** An import as lists and its page show it. */
export type WordedImport = {
  readonly href: string;
  readonly file: string;
  readonly kind: string;
  readonly state: ImportJob['state'];
  readonly stateText: string;
  readonly tone: 'wait' | 'ok' | 'quiet' | 'no';
  readonly at: string;
  readonly rows: string;
};

const TONES = { checked: 'wait', running: 'wait', done: 'ok', stopped: 'no', cancelled: 'quiet' } as const;

export function wordImport(job: ImportJob, tenant: Tenant): WordedImport {
  const { kind, state } = job;
  return {
    href: `/${tenant.slug}/impor/berkas/${job.id}`,
    file: job.fileName,
    kind: messageFor(`import.kind.${kind}.title`) ?? kind,
    state,
    stateText: messageFor(`import.state.${state}`) ?? state,
    tone: state === 'done' && job.refused > 0 ? 'no' : TONES[state],
    at: moment(job.offeredAt, tenant.timeZone),
    rows: count(job.rows),
  };
}
