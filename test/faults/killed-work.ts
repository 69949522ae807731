/** Work on a city in a process of its own that is killed without warning, and the check of what it had acknowledged. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { sql } from 'kysely';
import {
  decideProposal,
  openForum,
  recordAttendance,
  scheduleForum,
  sealForum,
} from '#modules/deliberation/index.ts';
import { faultsInLedger } from '#modules/funding/index.ts';
import { sayFault, sealJournal, verifyRecords } from '#modules/journal/index.ts';
import { addProposalPhoto, startProposal, submitProposal } from '#modules/proposals/index.ts';
import type { Settings } from '#platform/settings.ts';
import type { Pilar } from '../../src/pilar.ts';
import { addCity, DRAINAGE, everybody, granted, photo, VILLAGE } from '../support/city.ts';
import type { Acknowledged, Errand } from './random-commands.ts';

/** As an installation is set that works by itself in this folder, without limits or second factors. */
export function workSettings(dataFolder: string, databaseUrl: string | undefined): Settings {
  return {
    mode: 'demo',
    dataFolder,
    databaseUrl,
    origin: 'http://127.0.0.1:3000',
    port: 3000,
    host: '127.0.0.1',
    secret: 'a secret only for tests, thirty-two long',
    apiRequestsPerMinute: 0,
    pageCostPerMinute: 0,
    proxies: 0,
    diskReserve: 0,
    secondFactor: 'optional',
    proofMinutes: 480,
  };
}

/** A city with an open forum and three proposals to be paid for; what the random commands are told of it. */
export async function prepareErrand(pilar: Pilar, settings: Settings): Promise<Omit<Errand, 'seed'>> {
  const today = new Date();
  const year = today.getUTCFullYear();
  const wholeYear = { from: `${year - 1}-01-01`, to: `${year + 1}-12-31` };
  const { tenant, actors, offices, program } = await addCity(pilar, {
    fiscalYear: year,
    windows: { proposals: { usulan: wholeYear }, forums: { kelurahan: wholeYear } },
  });
  const openOne = async () => {
    const place = { program: program.slug, region: VILLAGE, place: 'Balai', startsAt: today };
    const { forum } = granted(await scheduleForum(pilar, actors.lurah, place));
    granted(await openForum(pilar, actors.lurah, { forum }));
    granted(await recordAttendance(pilar, actors.lurah, { forum, people: everybody() }));
    return forum;
  };
  const payable: string[] = [];
  const sealed = await openOne();
  for (const price of ['4000000', '5000000', '6000000']) {
    const costLines = [{ item: 'Paket', quantity: '1', unit: 'paket', unitPrice: price }];
    const fields = { ...DRAINAGE, place: offices.rw2.region, costLines };
    const draft = { program: program.slug, organization: offices.rw2.id, fields };
    const { id: proposal } = granted(await startProposal(pilar, actors.rw2, draft));
    granted(await addProposalPhoto(pilar, actors.rw2, { proposal, file: await photo(), caption: '' }));
    granted(await submitProposal(pilar, actors.rw2, { proposal }));
    granted(
      await decideProposal(pilar, actors.lurah, { forum: sealed, proposal, outcome: 'fund', reason: '' }),
    );
    payable.push(proposal);
  }
  granted(await sealForum(pilar, actors.lurah, { forum: sealed }));
  const forum = await openOne();
  return {
    settings,
    tenant,
    program: program.slug,
    forum,
    payable,
    photo: Buffer.from(await photo()).toString('base64'),
    actors,
  };
}

/** A process that has loaded its code, and touches neither database nor folder before it is told to. */
export type LoadedCommands = {
  /** Lets it work until `patience` commands were acknowledged, and kills it without warning. */
  readonly runAndKill: (patience: number) => Promise<Acknowledged[]>;
  /** Ends it without its having worked. */
  readonly forget: () => void;
};

/** Starts a process that will run the commands of this errand; it loads while others work. */
export function loadCommands(errand: Errand): LoadedCommands {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', 'test/faults/random-commands.ts'],
    { env: { ...process.env, PILAR_ERRAND: JSON.stringify(errand) }, stdio: ['pipe', 'pipe', 'inherit'] },
  );
  // Told to begin after it has been killed: it is the exit that says so.
  child.stdin.on('error', () => {});
  return {
    async runAndKill(patience) {
      child.stdin.write('begin\n');
      const acknowledged: Acknowledged[] = [];
      for await (const line of createInterface({ input: child.stdout })) {
        const said: Acknowledged | 'ready' = JSON.parse(line);
        if (said !== 'ready') acknowledged.push(said);
        if (acknowledged.length === patience) child.kill('SIGKILL');
      }
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      if (child.signalCode !== 'SIGKILL')
        throw new Error(`the commands ended by themselves: ${child.exitCode}`);
      return acknowledged;
    },
    forget() {
      child.kill('SIGKILL');
    },
  };
}

/** What is wrong afterwards: something acknowledged that the journal lacks, the ledger, the journal's seals, a row that its entry does not know. */
export async function faultsAfterKills(
  pilar: Pilar,
  tenant: string,
  promised: readonly Acknowledged[],
): Promise<string[]> {
  await sealJournal(pilar, tenant);
  return pilar.read(tenant, async (tx) => {
    const { rows } = await sql<{ happened: string; times: number }>`
      select action || ' ' || subject_id as happened, count(*)::int as times from journal_entry
      where tenant_id = ${tx.tenant} group by 1`.execute(tx.sql);
    const recorded = new Map(rows.map((row) => [row.happened, row.times]));
    const counted = Map.groupBy(promised, (one) => `${one.action} ${one.subject}`);
    const lost = [...counted].filter(([happened, times]) => (recorded.get(happened) ?? 0) < times.length);
    const verified = await verifyRecords(tx);
    return [
      ...lost.map(([happened]) => `lost: ${happened}`),
      ...(await faultsInLedger(tx)).map((fault) => `ledger: ${JSON.stringify(fault)}`),
      ...verified.journal.faults.map((fault) => `journal: ${sayFault(fault)}`),
      ...verified.faults.map((fault) => `record: ${sayFault(fault)}`),
    ];
  });
}
