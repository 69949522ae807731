import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { HOME } from '../../pilar.ts';

const Need = z.strictObject({
  scope: z.string(),
  title: z.string(),
  need: z.string(),
  volume: z.string(),
  unit: z.string(),
  people: z.string(),
  total: z.string(),
  form: z.string(),
});
export type NeedTemplate = z.infer<typeof Need>;

/** Who gives in the demo city and what is asked for, as data: names are invented, texts are examples. */
const GivingFile = z.strictObject({
  flowers: z.array(z.string()).min(1),
  colours: z.array(z.string()).min(1),
  trades: z
    .array(z.strictObject({ name: z.string(), sector: z.string(), fields: z.array(z.string()) }))
    .min(1),
  universities: z.array(z.string()),
  earlier: z.array(
    z.strictObject({
      year: z.string(),
      source: z.string(),
      total: z.string(),
      givers: z.string(),
      fields: z.array(z.strictObject({ field: z.string(), amount: z.string(), givers: z.string() })),
    }),
  ),
  needs: z.array(Need).min(1),
  news: z.array(z.strictObject({ title: z.string(), body: z.string() })),
});
export type GivingFile = z.infer<typeof GivingFile>;

export function readGivingFile(): GivingFile {
  return GivingFile.parse(parse(readFileSync(join(HOME, 'demo/tjsl.yaml'), 'utf8')));
}
