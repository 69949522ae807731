import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type Claim, type Network, readClaims, readNetwork } from '#analysis/network/index.ts';
import { HOME } from '../../../../../pilar.ts';

const ENDING = '.network.json';

const Heading = z.object({ title: z.string(), reading: z.array(z.string()).default([]) });

/** A network that a study mapped, with the study's conclusions and how it was read. */
export type NetworkCase = {
  readonly name: string;
  readonly title: string;
  readonly reading: readonly string[];
  readonly network: Network;
  readonly claims: readonly Claim[];
};

function folder(): string {
  return join(HOME, 'demo', 'cases');
}

function textOf(name: string): string {
  return readFileSync(join(folder(), `${name}${ENDING}`), 'utf8');
}

/** The cases there are, by name of their file. */
export function listCases(): { name: string; title: string }[] {
  return readdirSync(folder())
    .filter((file) => file.endsWith(ENDING))
    .map((file) => file.slice(0, -ENDING.length))
    .map((name) => ({ name, title: Heading.parse(JSON.parse(textOf(name))).title }));
}

/** One case; undefined when there is none of this name. */
export function readCase(name: string): NetworkCase | undefined {
  if (!listCases().some((one) => one.name === name)) return undefined;
  const text = textOf(name);
  return {
    name,
    ...Heading.parse(JSON.parse(text)),
    network: readNetwork(text),
    claims: readClaims(text),
  };
}
