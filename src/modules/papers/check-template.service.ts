import { patchDetector } from 'docx';
import { nearest } from '#kernel/nearest.ts';
import { type Refusal, refuse } from '#kernel/refusal.ts';
import { type Archive, openArchive } from '#platform/sheets/zip-files.ts';
import { DELIMITERS, fillTemplate, TEMPLATE_LIMITS } from './fill-template.service.ts';
import type { Paper } from './paper.ts';
import { bearsNumber, partsFor } from './template-parts.ts';

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
/** Programs and foreign objects, whatever their part is called: as files, and as kinds of parts. */
const ACTIVE_FILES = /(^|\/)(vbaProject|vbaData|activeX|embeddings|afchunk|customUI)/i;
const ACTIVE_TYPES = /macroEnabled|vbaProject|oleObject|activeX/i;
/** Fields that fetch or start something when the document is opened. */
const REACHING = /\b(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|MACROBUTTON|DATABASE)\b/;

/** What a template is known by once it may be used: the parts that it names. */
export type CheckedTemplate = { readonly parts: readonly string[] } | Refusal;

/**
 * Whether a file may be the template of an office's papers of a form: a Word document without programs, foreign objects and
 * anything that is fetched from elsewhere, that names only parts there are, and bears the letter's number. It is filled once
 * on trial, so that it cannot fail first when a letter is due. A rule of what the file holds alone; nothing of it is kept.
 */
export async function checkTemplate({
  bytes,
  form,
}: {
  readonly bytes: Uint8Array;
  readonly form: string;
}): Promise<CheckedTemplate> {
  const archive = openArchive(Buffer.from(bytes), TEMPLATE_LIMITS);
  if (typeof archive === 'string') {
    return refuse(archive === 'too-large' ? 'template.too-large' : 'template.not-docx');
  }
  const unsafe = whatIsUnsafe(archive);
  if (unsafe) return unsafe;
  try {
    const named = await patchDetector({
      data: bytes,
      placeholderDelimiters: DELIMITERS,
      trimPlaceholders: true,
    });
    const parts = [...new Set(named)];
    const refusal = partsRefused(parts, form);
    if (refusal) return refusal;
    const filled = await fillTemplate(TRIAL, new Map(), bytes);
    const left = leftOpen(filled);
    return left === undefined ? { parts } : refuse('template.unclosed', undefined, { found: left });
  } catch {
    // The library reads what Word writes; a document that it cannot read is none that could be filled.
    return refuse('template.not-docx');
  }
}

/** Everything is unpacked here first, within its bounds: no part may be larger than it says. */
function whatIsUnsafe(archive: Archive): Refusal | undefined {
  let total = 0;
  let isWord = false;
  for (const name of archive.names) {
    const part = archive.read(name);
    if (typeof part === 'string' || part === undefined) {
      return refuse(part === 'too-large' ? 'template.too-large' : 'template.not-docx');
    }
    total += part.length;
    if (total > 2 * TEMPLATE_LIMITS.bytes) return refuse('template.too-large');
    if (ACTIVE_FILES.test(name)) return refuse('template.active', undefined, { found: name });
    const refusal = /\.(xml|rels)$/i.test(name) ? textIsUnsafe(name, part.toString('utf8')) : undefined;
    if (refusal) return refusal;
    isWord ||= name === '[Content_Types].xml' && part.includes(WORD);
  }
  return isWord && archive.names.includes('word/document.xml') ? undefined : refuse('template.not-docx');
}

function textIsUnsafe(name: string, xml: string): Refusal | undefined {
  if (/<!(DOCTYPE|ENTITY)/.test(xml) || xml.includes('\u0000')) return refuse('template.not-docx');
  if (name === '[Content_Types].xml') {
    const active = ACTIVE_TYPES.exec(xml)?.[0];
    return active === undefined ? undefined : refuse('template.active', undefined, { found: active });
  }
  const outside = name.endsWith('.rels') ? fetchedIn(xml) : undefined;
  const reaching = outside ?? fieldsIn(xml).find((field) => REACHING.test(field));
  return reaching === undefined
    ? undefined
    : refuse('template.outside', undefined, { found: reaching.trim().slice(0, 80) });
}

/** What a relation would fetch from elsewhere. A link that somebody may follow fetches nothing by itself. */
function fetchedIn(xml: string): string | undefined {
  for (const [relation] of xml.matchAll(/<Relationship\b[^<>]*>/g)) {
    const outside = /TargetMode\s*=\s*["']External["']/i.test(relation);
    if (outside && !/Type\s*=\s*["'][^"']*\/hyperlink["']/i.test(relation)) {
      return /Target\s*=\s*["']([^"']*)/.exec(relation)?.[1] ?? relation;
    }
  }
  return undefined;
}

/** Instructions of fields; Word may write one in pieces, so all of a part are read as one as well. */
function fieldsIn(xml: string): string[] {
  const pieces = [...xml.matchAll(/<w:instrText[^<>]*>([^<]*)</g)].map(([, said = '']) => said);
  const simple = [...xml.matchAll(/\bw:instr\s*=\s*["']([^"']*)/g)].map(([, said = '']) => said);
  return [...simple, ...pieces, pieces.join('')];
}

function partsRefused(parts: readonly string[], form: string): Refusal | undefined {
  const known = partsFor(form);
  const unknown = parts.find((one) => !known.includes(one));
  if (unknown !== undefined) {
    return refuse('template.placeholder', undefined, {
      found: unknown.slice(0, 80),
      near: nearest(unknown, known, (one) => one, 1)[0] ?? 'isi',
      known: known.join(', '),
    });
  }
  return parts.some((one) => bearsNumber(form, one)) ? undefined : refuse('template.no-number');
}

/** Half a placeholder that nothing would fill: what stands around it in the filled document. */
function leftOpen(filled: Uint8Array): string | undefined {
  const archive = openArchive(Buffer.from(filled), TEMPLATE_LIMITS);
  if (typeof archive === 'string') return undefined;
  for (const name of archive.names.filter((one) => /^word\/(document|header\d*|footer\d*)\.xml$/.test(one))) {
    const part = archive.read(name);
    if (!Buffer.isBuffer(part)) continue;
    for (const paragraph of part.toString('utf8').split('</w:p>')) {
      const said = paragraph.replace(/<[^<>]*>/g, '');
      const at = said.search(/\{\{|\}\}/);
      if (at >= 0) return said.slice(Math.max(0, at - 20), at + 40);
    }
  }
  return undefined;
}

/** A paper with each kind of block, to fill a template on trial. */
const TRIAL: Paper = {
  fileName: 'coba',
  size: 'F4',
  letterhead: { above: ['Pemerintah'], office: 'Kantor', address: ['Alamat'] },
  title: ['Judul'],
  number: '001',
  body: [
    { is: 'text', text: 'Isi' },
    { is: 'facts', rows: [['Tempat', 'Balai']] },
    { is: 'table', columns: [{ title: 'No.', share: 1 }], rows: [['1']] },
    { is: 'signatures', signers: [{ capacity: 'Lurah', name: '' }] },
  ],
  annexes: [{ title: 'Lampiran', lies: 'across', body: [{ is: 'text', text: 'Isi' }] }],
  writer: undefined,
  seen: { address: 'https://pilar.example', says: 'Periksa di:' },
};
