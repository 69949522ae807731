import { readFile } from 'node:fs/promises';
import { type Actor, acting, type Mandate, type Visitor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { oneLine } from '#kernel/readers/text.ts';
import { at, isRefusal, type Refusal, refuse } from '#kernel/refusal.ts';
import { ok, type Result, refused } from '#kernel/result.ts';
import { type SentFile, sizeOf } from '#kernel/sent-file.ts';
import { overtaken } from '#kernel/version.ts';
import { type Organization, organizationById } from '#modules/actors/index.ts';
import { attach } from '#modules/documents/index.ts';
import { record } from '#modules/journal/index.ts';
import {
  currentTemplate,
  insertTemplate,
  mandateAt,
  type PaperTemplate,
  templatesOf,
} from '#modules/letters/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Runtime } from '#platform/runtime.ts';
import { storedAs } from './issue-paper.service.ts';
import { LETTER_FORMS, type PaperForm } from './papers.service.ts';
import { BLOCK_PARTS, factParts, TEXT_PARTS } from './template-parts.ts';
import { checkingTemplate } from './writing.ts';

/** Templates hold a logo or two; what is larger holds more than a template. */
export const LARGEST_TEMPLATE = 4 * 1024 * 1024;

type Held = { readonly office: Organization; readonly by: Mandate; readonly form: PaperForm };

/** By which mandate somebody keeps the templates of an office: whoever issues its letters. */
async function holding(
  tx: Tx,
  actor: Actor,
  asked: { readonly office: Id; readonly form: string },
): Promise<Held | Refusal> {
  const office = await organizationById(tx, asked.office);
  const form = LETTER_FORMS.find((one) => one === asked.form);
  if (!office || !form) return refuse('access.not-found');
  const by = mandateAt(actor, office.id);
  return isRefusal(by) ? by : { office, by, form };
}

/** The offices of a reader, and for each form of paper the template that is used, if any. */
export type TemplateList = {
  readonly office: Pick<Organization, 'id' | 'name'>;
  readonly forms: readonly { readonly form: PaperForm; readonly kept: PaperTemplate | undefined }[];
};

/** Reads which of the papers of a reader's own offices are made from a template. */
export async function templateLists(tx: Tx, actor: Actor): Promise<TemplateList[]> {
  const offices = new Map(actor.mandates.map(({ organization }) => [organization.id, organization]));
  const lists: TemplateList[] = [];
  for (const office of offices.values()) {
    const kept = await templatesOf(tx, office.id);
    const newest = (form: PaperForm) => kept.find((one) => one.form === form);
    lists.push({
      office,
      forms: LETTER_FORMS.map((form) => ({ form, kept: newest(form)?.sha256 ? newest(form) : undefined })),
    });
  }
  return lists;
}

/** The templates of an office for a form: what may be filled in, and every version. */
export type TemplateOverview = {
  readonly office: Organization;
  readonly form: PaperForm;
  readonly current: PaperTemplate | undefined;
  readonly versions: readonly PaperTemplate[];
  readonly texts: readonly string[];
  readonly facts: readonly string[];
  readonly blocks: readonly string[];
};

export async function templateOverview(
  tx: Tx,
  actor: Actor,
  asked: { readonly office: Id; readonly form: string },
): Promise<TemplateOverview | Refusal> {
  const held = await holding(tx, actor, asked);
  if (isRefusal(held)) return held;
  const { office, form } = held;
  const versions = await templatesOf(tx, office.id, form);
  const [newest] = versions;
  return {
    office,
    form,
    current: newest?.sha256 ? newest : undefined,
    versions,
    texts: TEXT_PARTS,
    facts: factParts(form),
    blocks: BLOCK_PARTS,
  };
}

/** Whether somebody may keep a template, asked before the file is received. */
export function askToKeepTemplate(
  runtime: Runtime,
  who: Actor | Visitor,
  asked: { readonly office: Id; readonly form: string },
): Promise<Refusal | undefined> {
  return runtime.askFirst(who, 'offices:write', async (tx, actor) => holding(tx, actor, asked));
}

export type SentTemplate = {
  readonly office: Id;
  readonly form: string;
  readonly file: SentFile | undefined;
  readonly fileName: string;
};

/**
 * Keeps a Word document as the template of an office's papers of a form, once it was checked in a process of its own: from
 * then on their Word documents are made from it. Every version stays, with who handed it in and when.
 */
export function keepTemplate(
  runtime: Runtime,
  who: Actor | Visitor,
  input: SentTemplate,
  left?: AbortSignal,
): Promise<Result<{ readonly version: number }>> {
  return runtime.changePrepared(who, 'offices:write', {
    ask: async (tx, actor) => {
      const held = await holding(tx, actor, input);
      return isRefusal(held) ? held : undefined;
    },
    prepare: async () => {
      const { file } = input;
      if (!file || sizeOf(file) === 0) return at('template', refuse('input.required'));
      if (sizeOf(file) > LARGEST_TEMPLATE) {
        return at('template', refuse('file.too-large', undefined, { limit: LARGEST_TEMPLATE }));
      }
      const bytes = file instanceof Uint8Array ? file : new Uint8Array(await readFile(file.path));
      const checked = await runtime.analyse(
        checkingTemplate,
        { bytes, form: input.form },
        { who: 'member', ...(left ? { left } : {}) },
      );
      if (!checked.ok) return at('template', checked.refusal);
      if (isRefusal(checked.value)) return at('template', checked.value);
      return storedAs(runtime, bytes, 'docx');
    },
    work: async (tx, actor, stored) => {
      const held = await holding(tx, actor, input);
      if (isRefusal(held)) return refused(held);
      const { office, by, form } = held;
      const fileName = oneLine(input.fileName).slice(-120) || 'templat.docx';
      const document = await attach(tx, stored, {
        subjectType: 'organization',
        subjectId: office.id,
        role: 'paper-template',
        caption: fileName,
        public: 'private',
        by: actor.person,
      });
      const version = ((await currentTemplate(tx, office.id, form))?.version ?? 0) + 1;
      const { sha256 } = stored;
      const kept = { form, version, document, sha256, fileName };
      if (!(await insertTemplate(tx, office.id, kept, actor.person))) return refused(overtaken());
      await record(tx, acting(actor, by), {
        action: 'letter.template-kept',
        subjectType: 'organization',
        subjectId: office.id,
        region: office.region,
        summary: { form, version, fileName, sha256 },
      });
      return ok({ version });
    },
  });
}

/** Goes back to the form that Pilar writes; the versions that were used stay. */
export function endTemplate(
  runtime: Runtime,
  who: Actor | Visitor,
  input: { readonly office: Id; readonly form: string },
): Promise<Result<{ readonly version: number }>> {
  return runtime.change(who, 'offices:write', async (tx, actor) => {
    const held = await holding(tx, actor, input);
    if (isRefusal(held)) return refused(held);
    const { office, by, form } = held;
    const current = await currentTemplate(tx, office.id, form);
    if (!current?.sha256) return ok({ version: current?.version ?? 0 });
    const version = current.version + 1;
    const ended = { form, version, document: null, sha256: null, fileName: '' };
    if (!(await insertTemplate(tx, office.id, ended, actor.person))) return refused(overtaken());
    await record(tx, acting(actor, by), {
      action: 'letter.template-ended',
      subjectType: 'organization',
      subjectId: office.id,
      region: office.region,
      summary: { form, version },
    });
    return ok({ version });
  });
}
